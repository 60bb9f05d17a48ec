/*
title:
  en: What {document} says
  zh: "{document}说了什么"
description: >
  The claims that one document makes, in the order of its text.
parameters:
  document:
    type: document
    required: true
    example: samples/jinan-2022.txt
    description: The id under which the document was loaded.
columns:
  type: text
  source: entity
  target: entity
  title: text?
  former: boolean
  date: date?
  topic: text?
  place: text?
  evidence: evidence
questions:
  en:
    - what does {document} say
    - what does the document {document} say
    - what is said in {document}
    - what is in {document}
    - claims in {document}
    - facts in {document}
    - show {document}
  zh:
    - "{document}说了什么"
    - "{document}里说了什么"
    - "{document}讲了什么"
    - "{document}写了什么"
    - "{document}的内容"
    - "{document}里有什么"
*/
MATCH (:Document {id: $document})-[:MENTIONS]->()
      -[s:SIGNED_WITH|LOCATED_IN|SPEAKS_AT|ATTENDED|WORKS_FOR|PART_OF]->()
WHERE s.document = $document
WITH DISTINCT s, type(s) AS type, startNode(s) AS source, endNode(s) AS target
RETURN type, source, target, s.title AS title, coalesce(s.former, false) AS former,
       s.date AS date, s.topic AS topic, s.place AS place, [s] AS evidence
ORDER BY s.start, s.end, type, source.id, target.id, coalesce(s.title, ''), coalesce(s.former, false)
