/*
title:
  en: Where {organization} signed
  zh: "{organization}在哪里签约"
description: >
  The cities and events at which documents say that an organisation signed, one row for each partner there.
parameters:
  organization:
    type: organization
    required: true
    example: {id: company/huawei, en: Huawei, zh: 华为}
    description: One party.
  kind:
    type: label
    allowed: [Company, University, Center, Organization, City]
    example: University
    description: Only agreements with partners of this kind.
  year:
    type: range
    example: 2018..2022
    description: Only agreements dated in these years or months, such as 2021-01..2021-06.
columns:
  place: entity
  partner: entity
  dates: list
  topics: list
  sources: list
  evidence: evidence
questions:
  en:
    - where did {organization} sign
    - where has {organization} signed agreements
    - where did {organization} sign its agreements
    - where did {organization} partner
    - in which cities did {organization} sign
    - places where {organization} signed
    - where were {organization}'s agreements signed
  zh:
    - "{organization}在哪里签约"
    - "{organization}在哪里签署了协议"
    - "{organization}在哪些城市签约"
    - "{organization}在什么地方签约"
    - "{organization}的签约地点"
    - "{organization}的协议在哪里签署"
*/
MATCH (organization:Company|University|Center|Organization|City {id: $organization})-[s:SIGNED_WITH]-(partner)
WHERE s.place IS NOT NULL AND ($kind IS NULL OR $kind IN labels(partner))
  AND ($year IS NULL OR (split($year, '..')[0] <= s.date AND s.date < last(split($year, '..')) + '~'))
WITH s.place AS placeId, partner, collect(s) AS signings
WITH placeId, collect([partner, signings]) AS there
MATCH (place:City|Event {id: placeId})
UNWIND there AS one
WITH place, one[0] AS partner, one[1] AS signings
// PAGE OF place, partner, signings
UNWIND signings AS s
WITH place, partner, collect(DISTINCT s.date) AS dates, collect(DISTINCT s.topic) AS topics, collect(s) AS evidence
RETURN place, partner, dates, topics, evidence
ORDER BY place.name, place.id, partner.name, partner.id
