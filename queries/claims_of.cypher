/*
title:
  en: What is said of {entity}
  zh: 关于{entity}说了什么
description: >
  Every claim that has an entity at one of its ends; documents that say the same stand in one row.
parameters:
  entity:
    type: entity
    required: true
    example: {id: company/huawei, en: Huawei, zh: 华为}
    description: The company, university, city, person, center, event or organisation.
columns:
  type: text
  source: entity
  target: entity
  title: text?
  former: boolean
  date: date?
  topic: text?
  place: text?
  sources: list
  evidence: evidence
questions:
  en:
    - what is said of {entity}
    - what is said about {entity}
    - what is known about {entity}
    - claims about {entity}
    - claims of {entity}
    - what do documents say about {entity}
    - which facts mention {entity}
  zh:
    - 关于{entity}说了什么
    - 关于{entity}有什么
*/
MATCH (entity:Company|University|City|Executive|Center|Event|Organization {id: $entity})
      -[s:SIGNED_WITH|LOCATED_IN|SPEAKS_AT|ATTENDED|WORKS_FOR|PART_OF]-()
WITH type(s) AS type, startNode(s) AS source, endNode(s) AS target, s.title AS title,
     coalesce(s.former, false) AS former, s.date AS date, s.topic AS topic, s.place AS place, collect(s) AS evidence
// PAGE BY type OF type, source, target, title, former, date, topic, place, evidence
RETURN type, source, target, title, former, date, topic, place, evidence
ORDER BY type, source.name, source.id, target.name, target.id,
         date IS NULL, date DESC, coalesce(title, ''), former, coalesce(topic, ''), coalesce(place, '')
