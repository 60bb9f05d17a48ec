/*
title:
  en: Which centers are in {city}
  zh: "{city}有哪些中心"
description: >
  The research institutes, laboratories, innovation and data centers, and industrial parks in a city.
parameters:
  city:
    type: city
    required: true
    example: {id: city/jinan, en: Jinan, zh: 济南}
    description: Where they are.
columns:
  center: entity
  sources: list
  evidence: evidence
questions:
  en:
    - which centers are in {city}
    - which centres are in {city}
    - what centers are in {city}
    - what centers are there in {city}
    - centers in {city}
    - centres in {city}
    - which research centers are in {city}
    - which innovation centers are in {city}
    - which institutes are in {city}
    - which laboratories are in {city}
    - centers located in {city}
    - where are centers in {city}
    - centers of {city}
  zh:
    - "{city}有哪些中心"
    - "{city}有什么中心"
    - "{city}的中心"
    - "{city}的中心有哪些"
    - "{city}有哪些研究院"
    - "{city}有哪些研究中心"
    - "{city}有哪些创新中心"
    - "{city}有哪些实验室"
    - 哪些中心在{city}
    - 哪些研究院在{city}
    - 在{city}有哪些中心
    - 位于{city}的中心
*/
MATCH (city:City {id: $city})<-[s:LOCATED_IN]-(center:Center)
WITH center, collect(s) AS evidence
RETURN center, evidence
ORDER BY center.name, center.id
