/*
title:
  en: Which events {person} was at
  zh: "{person}参加了哪些活动"
description: >
  The events at which a person spoke or was present.
parameters:
  person:
    type: person
    required: true
    example: {id: executive/xu-zhijun-huawei, en: Xu Zhijun, zh: 徐直军}
    description: The person.
  year:
    type: range
    example: 2018..2022
    description: Only what is dated in these years or months, such as 2021-01..2021-06.
columns:
  event: entity
  role: text
  dates: list
  sources: list
  evidence: evidence
questions:
  en:
    - which events did {person} attend
    - what events did {person} attend
    - which events was {person} at
    - which events has {person} attended
    - which conferences did {person} attend
    - which events did {person} take part in
    - events of {person}
    - events attended by {person}
    - "{person}'s events"
    - what did {person} attend
    - where was {person} a guest
    - where did {person} appear
  zh:
    - "{person}参加了哪些活动"
    - "{person}参加过哪些活动"
    - "{person}出席了哪些活动"
    - "{person}出席过哪些会议"
    - "{person}参加了哪些会议"
    - "{person}参与了哪些活动"
    - "{person}的活动"
    - "{person}出席的活动有哪些"
    - "{person}参加了什么"
    - "{person}在哪里出席"
*/
MATCH (person:Executive {id: $person})-[s:SPEAKS_AT|ATTENDED]->(event:Event)
WHERE $year IS NULL OR (split($year, '..')[0] <= s.date AND s.date < last(split($year, '..')) + '~')
WITH event, min(CASE WHEN type(s) = 'SPEAKS_AT' THEN 1 ELSE 2 END) AS rank, collect(DISTINCT s.date) AS dates,
     collect(s) AS evidence
RETURN event, ['spoke', 'attended'][rank - 1] AS role, dates, evidence
ORDER BY event.name, event.id
