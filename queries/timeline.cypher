/*
title:
  en: The timeline of {entity}
  zh: "{entity}的时间线"
description: >
  The dated claims that have an entity at one of their ends, the earliest first; documents that say the same of the same
  date stand in one row.
parameters:
  entity:
    type: entity
    required: true
    example: {id: company/huawei, en: Huawei, zh: 华为}
    description: The company, university, city, person, center, event or organisation.
  year:
    type: range
    example: 2018..2022
    description: Only what is dated in these years or months, such as 2021-01..2021-06.
columns:
  date: date
  type: text
  source: entity
  target: entity
  title: text?
  topic: text?
  sources: list
  evidence: evidence
questions:
  en:
    - timeline of {entity}
    - "{entity}'s timeline"
    - timeline of {entity} in {year}
    - history of {entity}
    - chronology of {entity}
    - what happened to {entity} over time
    - what happened to {entity} in {year}
    - when did what happen to {entity}
    - show the timeline of {entity}
    - milestones of {entity}
    - what did {entity} do in {year}
    - what happened in the history of {entity}
    - events in the history of {entity}
    - when did what happen at {entity}
    - what has {entity} done in {year}
    - dates of {entity}
  zh:
    - "{entity}的时间线"
    - "{entity}时间线"
    - "{entity}的时间轴"
    - "{entity}的大事记"
    - "{entity}大事记"
    - "{entity}的历程"
    - "{entity}的发展历程"
    - "{entity}历年的动态"
    - "{entity}在{year}年的大事"
    - 按时间列出{entity}的动态
    - "{entity}在{year}年做了什么"
    - "{entity}过去发生了什么"
*/
MATCH (entity:Company|University|City|Executive|Center|Event|Organization {id: $entity})
      -[s:SIGNED_WITH|LOCATED_IN|SPEAKS_AT|ATTENDED|WORKS_FOR|PART_OF]-()
WHERE s.date IS NOT NULL AND ($year IS NULL OR (split($year, '..')[0] <= s.date AND s.date < last(split($year, '..')) + '~'))
WITH s.date AS date, type(s) AS type, startNode(s) AS source, endNode(s) AS target, s.title AS title, s.topic AS topic,
     collect(s) AS evidence
RETURN date, type, source, target, title, topic, evidence
ORDER BY date, type, source.name, source.id, target.name, target.id, coalesce(title, ''), coalesce(topic, '')
