/*
title:
  en: Who signed with whom, the latest first
  zh: 最近谁与谁签约
description: >
  The agreements that are dated, the newest first, one row for each pair, date and place.
parameters:
  year:
    type: range
    example: 2018..2022
    description: Only agreements dated in these years or months, such as 2021-01..2021-06.
  kind:
    type: label
    allowed: [Company, University, Center, Organization, City]
    example: University
    description: Only agreements with a party of this kind.
columns:
  organization: entity
  partner: entity
  date: date
  place: entity?
  topics: list
  sources: list
  evidence: evidence
questions:
  en:
    - latest agreements
    - what was signed recently
    - who signed recently
    - latest agreements in {year}
    - agreements signed in {year}
    - agreements
    - all agreements
    - who signed with whom
  zh:
    - 最近有哪些签约
    - 最近谁与谁签约
    - 最新签约
    - 最新的协议
    - "{year}年最新的签约"
    - "{year}年有哪些签约"
    - 所有签约
    - 谁与谁签约
*/
MATCH (a)-[s:SIGNED_WITH]->(b)
WHERE s.date >= coalesce(split($year, '..')[0], '0') AND s.date < coalesce(last(split($year, '..')), '9999') + '~'
  AND ($kind IS NULL OR $kind IN labels(a) OR $kind IN labels(b))
WITH DISTINCT s.date AS date, s.place AS placeId,
     CASE WHEN b:Company AND NOT a:Company THEN b ELSE a END AS organization,
     CASE WHEN b:Company AND NOT a:Company THEN a ELSE b END AS partner
// PAGE
MATCH (organization)-[s:SIGNED_WITH]-(partner)
WHERE s.date = date AND coalesce(s.place, '') = coalesce(placeId, '')
WITH organization, partner, date, placeId, collect(DISTINCT s.topic) AS topics, collect(s) AS evidence
OPTIONAL MATCH (place:City|Event {id: placeId})
RETURN organization, partner, date, place, topics, evidence
ORDER BY date DESC, organization.name, partner.name, organization.id, partner.id, coalesce(placeId, '')
