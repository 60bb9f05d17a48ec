/*
title:
  en: What is in {city}
  zh: "{city}有什么"
description: >
  The organisations, universities, centers and events that documents place in a city.
parameters:
  city:
    type: city
    required: true
    example: {id: city/jinan, en: Jinan, zh: 济南}
    description: Where they are.
  kind:
    type: label
    allowed: [Company, University, Center, Event, Organization]
    example: University
    description: Only what is of this kind.
columns:
  entity: entity
  sources: list
  evidence: evidence
questions:
  en:
    - what is in {city}
    - what is there in {city}
    - what is located in {city}
    - who is in {city}
    - who is located in {city}
    - which companies are in {city}
    - which organizations are in {city}
    - companies in {city}
    - organizations in {city}
    - everything in {city}
    - what does {city} host
    - which universities are in {city}
    - which organizations does {city} host
  zh:
    - "{city}有什么"
    - "{city}有哪些机构"
    - "{city}有哪些公司"
    - "{city}有哪些企业"
    - 哪些机构在{city}
    - 哪些公司在{city}
    - 哪些企业位于{city}
    - 哪些机构位于{city}
    - 位于{city}的机构
    - 位于{city}的有哪些
    - "{city}拥有哪些机构"
*/
MATCH (city:City {id: $city})<-[s:LOCATED_IN]-(entity)
WHERE $kind IS NULL OR $kind IN labels(entity)
WITH entity, collect(s) AS evidence
RETURN entity, evidence
ORDER BY labels(entity)[0], entity.name, entity.id
