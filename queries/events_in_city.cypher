/*
title:
  en: Which events were held in {city}
  zh: "{city}举办了哪些活动"
description: >
  The conferences, forums, ceremonies, launches and programmes that took place in a city.
parameters:
  city:
    type: city
    required: true
    example: {id: city/jinan, en: Jinan, zh: 济南}
    description: Where they took place.
columns:
  event: entity
  dates: list
  sources: list
  evidence: evidence
questions:
  en:
    - which events were held in {city}
    - which events took place in {city}
    - what events took place in {city}
    - what events were held in {city}
    - what happened in {city}
    - events in {city}
    - conferences in {city}
    - which conferences were held in {city}
    - which forums were held in {city}
    - what was held in {city}
    - which events did {city} host
  zh:
    - "{city}举办了哪些活动"
    - "{city}举办过哪些活动"
    - "{city}举办哪些会议"
    - "{city}举行了哪些活动"
    - "{city}召开了哪些会议"
    - "{city}有哪些活动"
    - "{city}有哪些会议"
    - "{city}的活动"
    - 在{city}举办了哪些活动
    - 哪些活动在{city}举行
    - 哪些活动在{city}举办
    - 哪些会议在{city}举行
    - "{city}举办过什么"
    - 在{city}举办了什么
*/
MATCH (city:City {id: $city})<-[s:LOCATED_IN]-(event:Event)
WITH event, collect(DISTINCT s.date) AS dates, collect(s) AS evidence
RETURN event, dates, evidence
ORDER BY event.name, event.id
