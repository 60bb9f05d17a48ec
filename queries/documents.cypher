/*
title:
  en: Which documents are loaded
  zh: 载入了哪些文档
description: >
  Every document, the newest first.
parameters: {}
columns:
  document: text
  title: text?
  published: date?
  language: text?
  url: text?
questions:
  en:
    - which documents are loaded
    - documents
    - list documents
  zh:
    - 载入了哪些文档
    - 有哪些文档
    - 所有文档
    - 全部文档
*/
MATCH (d:Document)
// PAGE
RETURN d.id AS document, d.title AS title, d.published AS published, d.language AS language, d.url AS url
ORDER BY d.published IS NULL, d.published DESC, d.id
