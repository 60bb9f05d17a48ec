/*
title:
  en: Where {entity} is
  zh: "{entity}在哪里"
description: >
  The cities in which documents place an organisation, a center or an event.
parameters:
  entity:
    type: entity
    required: true
    example: {id: university/shandong-university, en: Shandong University, zh: 山东大学}
    description: The company, university, center, event or other organisation.
  city:
    type: city
    example: {id: city/jinan, en: Jinan, zh: 济南}
    description: Only whether it is in this city.
columns:
  city: entity
  dates: list
  sources: list
  evidence: evidence
questions:
  en:
    - where is {entity}
    - where is {entity} located
    - where was {entity} held
    - where did {entity} take place
    - in which city is {entity}
    - which city is {entity} in
    - location of {entity}
    - is {entity} in {city}
    - is {entity} located in {city}
    - was {entity} held in {city}
    - city of {entity}
    - headquarters of {entity}
    - where can {entity} be found
    - "{entity} is a company from where"
  zh:
    - "{entity}在哪里"
    - "{entity}在哪"
    - "{entity}在哪个城市"
    - "{entity}位于哪里"
    - "{entity}位于哪个城市"
    - "{entity}在哪里举行"
    - "{entity}在哪里举办"
    - "{entity}的所在地"
    - "{entity}的地点"
    - "{entity}在{city}吗"
    - "{entity}位于{city}吗"
    - "{entity}是在{city}举行的吗"
    - "{entity}的总部"
    - "{entity}是哪里的公司"
    - "{entity}是哪里的大学"
*/
MATCH (entity:Company|University|Center|Event|Organization {id: $entity})-[s:LOCATED_IN]->(city:City)
WHERE $city IS NULL OR city.id = $city
WITH city, collect(DISTINCT s.date) AS dates, collect(s) AS evidence
RETURN city, dates, evidence
ORDER BY city.name, city.id
