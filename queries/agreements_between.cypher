/*
title:
  en: What {organization} and {partner} signed
  zh: "{organization}与{partner}签了什么"
description: >
  The agreements between two organisations, one row for each date, place and topic that documents report.
parameters:
  organization:
    type: organization
    required: true
    example: {id: company/huawei, en: Huawei, zh: 华为}
    description: One party.
  partner:
    type: organization
    required: true
    example: {id: university/shandong-university, en: Shandong University, zh: 山东大学}
    description: The other party.
  year:
    type: range
    example: 2018..2022
    description: Only agreements dated in these years or months, such as 2021-01..2021-06.
  city:
    type: city
    example: {id: city/jinan, en: Jinan, zh: 济南}
    description: Only agreements signed in this city, or at an event there.
columns:
  organization: entity
  partner: entity
  date: date?
  place: entity?
  topic: text?
  sources: list
  evidence: evidence
questions:
  en:
    - agreements between {organization} and {partner}
    - agreement between {organization} and {partner}
    - what did {organization} and {partner} sign
    - what did {organization} sign with {partner}
    - what {organization} and {partner} signed
    - did {organization} sign with {partner}
    - has {organization} partnered with {partner}
    - when did {organization} sign with {partner}
    - when did {organization} and {partner} sign
    - where did {organization} sign with {partner}
    - partnership between {organization} and {partner}
    - cooperation between {organization} and {partner}
    - did {organization} sign with {partner} in {city}
  zh:
    - "{organization}与{partner}签了什么"
    - "{organization}和{partner}签了什么"
    - "{organization}与{partner}签署了什么"
    - "{organization}和{partner}签署了什么协议"
    - "{organization}与{partner}签署了哪些协议"
    - "{organization}和{partner}有哪些合作"
    - "{organization}与{partner}有哪些合作"
    - "{organization}与{partner}的合作"
    - "{organization}和{partner}的合作"
    - "{organization}与{partner}的协议"
    - "{organization}和{partner}签约了吗"
    - "{organization}与{partner}签约了吗"
    - "{organization}和{partner}什么时候签约"
    - "{organization}和{partner}在哪里签约"
    - "{organization}和{partner}在{city}签约了吗"
*/
MATCH (organization:Company|University|Center|Organization|City {id: $organization})-[s:SIGNED_WITH]-(partner)
WHERE partner.id = $partner
  AND ($year IS NULL OR (split($year, '..')[0] <= s.date AND s.date < last(split($year, '..')) + '~'))
  AND ($city IS NULL OR s.place = $city
    OR EXISTS { MATCH (:Event {id: s.place})-[:LOCATED_IN]->(:City {id: $city}) })
WITH organization, partner, s.date AS date, s.place AS placeId, s.topic AS topic, collect(s) AS evidence
OPTIONAL MATCH (place:City|Event {id: placeId})
RETURN organization, partner, date, place, topic, evidence
ORDER BY date IS NULL, date DESC, coalesce(topic, ''), coalesce(placeId, '')
