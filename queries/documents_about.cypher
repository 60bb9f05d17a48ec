/*
title:
  en: Which documents name {entity}
  zh: 哪些文档提到{entity}
description: >
  The documents that name a company, university, city, person, center, event or organisation, the newest first.
parameters:
  entity:
    type: entity
    required: true
    example: {id: company/huawei, en: Huawei, zh: 华为}
    description: What they name.
  year:
    type: range
    example: 2018..2022
    description: Only documents published in these years or months, such as 2021-01..2021-06.
columns:
  document: text
  title: text?
  published: date?
  url: text?
  mentions: number
questions:
  en:
    - which documents name {entity}
    - which documents mention {entity}
    - which documents are about {entity}
    - which articles mention {entity}
    - which articles are about {entity}
    - documents about {entity}
    - articles about {entity}
    - news about {entity}
    - news of {entity}
    - where is {entity} mentioned
    - what was written about {entity}
    - in which documents does {entity} appear
  zh:
    - 哪些文档提到{entity}
    - 哪些文章提到{entity}
    - 哪些新闻提到{entity}
    - 哪些报道提到{entity}
    - 关于{entity}的文档
    - 关于{entity}的文章
    - 关于{entity}的新闻
    - 关于{entity}的报道
    - 有关{entity}的新闻
    - "{entity}的新闻"
    - 哪里提到{entity}
    - 写到{entity}的文章
    - 写{entity}的文章
*/
MATCH (entity:Company|University|City|Executive|Center|Event|Organization {id: $entity})<-[m:MENTIONS]-(d:Document)
WHERE $year IS NULL OR (split($year, '..')[0] <= d.published AND d.published < last(split($year, '..')) + '~')
RETURN d.id AS document, d.title AS title, d.published AS published, d.url AS url,
       size(coalesce(m.starts, [])) AS mentions
ORDER BY d.published IS NULL, d.published DESC, d.id
