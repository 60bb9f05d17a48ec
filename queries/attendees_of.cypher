/*
title:
  en: Who attended {event}
  zh: 谁出席了{event}
description: >
  The people who took part in an event, those who spoke there first.
parameters:
  event:
    type: event
    required: true
    example: {id: event/huawei-connect, en: Huawei Connect, zh: 华为全联接大会}
    description: The conference, forum, ceremony, launch or programme.
  person:
    type: person
    example: {id: executive/xu-zhijun-huawei, en: Xu Zhijun, zh: 徐直军}
    description: Only whether this person was.
columns:
  person: entity
  role: text
  sources: list
  evidence: evidence
questions:
  en:
    - who attended {event}
    - who took part in {event}
    - who participated in {event}
    - who was at {event}
    - was {person} at {event}
    - who was present at {event}
    - who went to {event}
    - attendees of {event}
    - participants of {event}
    - participants in {event}
    - people at {event}
    - which people were at {event}
    - which executives were at {event}
  zh:
    - 谁出席{event}
    - 谁参加{event}
    - 谁出席了{event}
    - 谁参加了{event}
    - 有谁出席{event}
    - 有谁参加{event}
    - 哪些人出席{event}
    - 哪些人参加{event}
    - 出席{event}的有谁
    - 出席{event}的有哪些人
    - 参加{event}的有谁
    - "{event}的与会者"
    - "{event}有谁出席"
    - "{event}有谁参加"
    - 出席{event}的人
*/
MATCH (event:Event {id: $event})<-[s:SPEAKS_AT|ATTENDED]-(person:Executive)
WHERE $person IS NULL OR person.id = $person
WITH person, min(CASE WHEN type(s) = 'SPEAKS_AT' THEN 1 ELSE 2 END) AS rank, collect(s) AS evidence
RETURN person, ['spoke', 'attended'][rank - 1] AS role, evidence
ORDER BY rank, person.name, person.id
