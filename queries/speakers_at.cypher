/*
title:
  en: Who spoke at {event}
  zh: 谁在{event}上发言
description: >
  The people who spoke, or are quoted speaking, at an event.
parameters:
  event:
    type: event
    required: true
    example: {id: event/huawei-connect, en: Huawei Connect, zh: 华为全联接大会}
    description: The conference, forum, ceremony, launch or programme.
  person:
    type: person
    example: {id: executive/xu-zhijun-huawei, en: Xu Zhijun, zh: 徐直军}
    description: Only whether this person did.
columns:
  person: entity
  sources: list
  evidence: evidence
questions:
  en:
    - who spoke at {event}
    - who spoke in {event}
    - who speaks at {event}
    - who gave a speech at {event}
    - who gave a talk at {event}
    - speakers at {event}
    - speakers of {event}
    - who were the speakers at {event}
  zh:
    - 谁在{event}上发言
    - 谁在{event}发言
    - 谁在{event}上演讲
    - 谁在{event}演讲
    - 谁在{event}上讲话
    - 谁在{event}上致辞
    - 谁在{event}致辞
    - "{event}上谁发言"
    - "{event}有谁发言"
    - "{event}的演讲者"
    - "{event}的演讲嘉宾有哪些"
*/
MATCH (event:Event {id: $event})<-[s:SPEAKS_AT]-(person:Executive)
WHERE $person IS NULL OR person.id = $person
WITH person, collect(s) AS evidence
RETURN person, evidence
ORDER BY person.name, person.id
