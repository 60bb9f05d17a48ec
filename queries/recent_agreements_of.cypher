/*
title:
  en: With whom {organization} signed lately
  zh: "{organization}最近与谁签约"
description: >
  The dated agreements of an organisation, the newest first, one row for each partner, date and place.
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
columns:
  partner: entity
  date: date
  place: entity?
  topics: list
  sources: list
  evidence: evidence
questions:
  en:
    - latest agreements of {organization}
    - latest partners of {organization}
    - with whom did {organization} sign recently
    - who signed with {organization} recently
    - what has {organization} signed recently
    - "{organization}'s latest agreements"
    - when did {organization} sign
  zh:
    - "{organization}最近与谁签约"
    - "{organization}最近签署了哪些协议"
    - "{organization}最新的合作伙伴"
    - 最近谁与{organization}签约
    - "{organization}什么时候签约"
*/
MATCH (organization:Company|University|Center|Organization|City {id: $organization})-[s:SIGNED_WITH]-(partner)
WHERE s.date IS NOT NULL AND ($kind IS NULL OR $kind IN labels(partner))
WITH partner, s.date AS date, coalesce(s.place, '') AS placeId, collect(s) AS signings
// PAGE OF partner, date, placeId, signings
UNWIND signings AS s
WITH partner, date, placeId, collect(DISTINCT s.topic) AS topics, collect(s) AS evidence
OPTIONAL MATCH (place:City|Event {id: placeId})
RETURN partner, date, place, topics, evidence
ORDER BY date DESC, partner.name, partner.id, placeId
