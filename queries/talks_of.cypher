/*
title:
  en: Where {person} spoke
  zh: "{person}在哪些活动上发言"
description: >
  The events at which a person spoke, or is quoted speaking.
parameters:
  person:
    type: person
    required: true
    example: {id: executive/xu-zhijun-huawei, en: Xu Zhijun, zh: 徐直军}
    description: The speaker.
  year:
    type: range
    example: 2018..2022
    description: Only what is dated in these years or months, such as 2021-01..2021-06.
columns:
  event: entity
  dates: list
  sources: list
  evidence: evidence
questions:
  en:
    - where did {person} speak
    - where has {person} spoken
    - at which events did {person} speak
    - at which event did {person} speak
    - which events did {person} speak at
    - talks of {person}
    - talks by {person}
    - "{person}'s talks"
    - speeches of {person}
    - speeches by {person}
  zh:
    - "{person}在哪里发言"
    - "{person}在哪里演讲"
    - "{person}在哪发言"
    - "{person}在哪些活动上发言"
    - "{person}在哪些会议上发言"
    - "{person}在哪些大会上发言"
    - "{person}在哪些活动上演讲"
    - "{person}的演讲"
    - "{person}的发言"
*/
MATCH (person:Executive {id: $person})-[s:SPEAKS_AT]->(event:Event)
WHERE $year IS NULL OR (split($year, '..')[0] <= s.date AND s.date < last(split($year, '..')) + '~')
WITH event, collect(DISTINCT s.date) AS dates, collect(s) AS evidence
RETURN event, dates, evidence
ORDER BY event.name, event.id
