/*
title:
  en: Who partnered in {city}
  zh: 谁在{city}签约
description: >
  Pairs that signed an agreement in a city: the signing's place is the city, or an event held there, or one
  of the two is located there. `because` says which, the strongest reason first.
parameters:
  city:
    type: city
    required: true
    example: {id: city/jinan, en: Jinan, zh: 济南}
    description: Where it was signed.
  year:
    type: range
    example: 2018..2022
    description: Only agreements dated in these years or months, such as 2021-01..2021-06.
  organization:
    type: organization
    example: {id: company/huawei, en: Huawei, zh: 华为}
    description: Only agreements of this organisation.
  kind:
    type: label
    allowed: [Company, University, Center, Organization, City]
    example: University
    description: Only agreements with a party of this kind, other than the organisation if one is given.
columns:
  organization: entity
  partner: entity
  because: text
  dates: list
  topics: list
  sources: list
  evidence: evidence
questions:
  en:
    - who partnered in {city}
    - who partnered in {city} in {year}
    - who partners in {city}
    - who signed in {city}
    - who signed in {city} in {year}
    - who signed an agreement in {city}
    - who signed agreements in {city}
    - who signed contracts in {city}
    - who formed partnerships in {city}
    - who cooperates in {city}
    - which companies partnered in {city}
    - which organizations partnered in {city}
    - partners in {city}
    - partnerships in {city}
    - agreements signed in {city}
    - what agreements were signed in {city}
  zh:
    - 谁在{city}签约
    - 谁在{city}签约了
    - 谁{year}年在{city}签约
    - "{year}年谁在{city}签约"
    - 谁在{city}签署协议
    - 谁在{city}签署合作协议
    - 谁在{city}合作
    - 谁在{city}达成合作
    - 谁和谁在{city}签约
    - 哪些公司在{city}签约
    - 哪些企业在{city}签约
    - 哪些机构在{city}签约
    - 哪些企业在{city}合作
    - 在{city}谁签约
    - 在{city}签约的有谁
    - 在{city}签约的有哪些
    - 在{city}签约的公司有哪些
    - "{city}有谁签约"
    - "{city}有哪些签约"
    - "{city}有哪些合作"
    - "{city}的签约"
*/
MATCH ()-[s:SIGNED_WITH]->() WHERE s.place = $city
WITH collect(s) AS there
CALL (there) {
  MATCH (:City {id: $city})<-[:LOCATED_IN]-(event:Event)
  WITH collect(DISTINCT event.id) AS events WHERE size(events) > 0
  MATCH ()-[s:SIGNED_WITH]->() WHERE s.place IN events
  RETURN collect(s) AS atEvents
}
CALL (there) {
  MATCH (:City {id: $city})<-[:LOCATED_IN]-(party)
  WITH DISTINCT party  // many documents say where a party is
  MATCH (party)-[s:SIGNED_WITH]-()
  RETURN collect(s) AS located
}
CALL (there) {
  MATCH (:City {id: $city})-[s:SIGNED_WITH]-()
  RETURN collect(s) AS own
}
UNWIND [[1, there], [2, atEvents], [3, located], [3, own]] AS reason
UNWIND reason[1] AS s
WITH s, reason[0] AS reason
WHERE $year IS NULL OR (split($year, '..')[0] <= s.date AND s.date < last(split($year, '..')) + '~')
WITH startNode(s) AS a, endNode(s) AS b, min(reason) AS rank, collect(s) AS signings  // some of them more than once
WHERE ($organization IS NULL OR a.id = $organization OR b.id = $organization)
  AND ($kind IS NULL OR ($kind IN labels(a) AND a.id <> coalesce($organization, ''))
    OR ($kind IN labels(b) AND b.id <> coalesce($organization, '')))
// PAGE BY rank OF rank, a, b, signings
UNWIND signings AS s
WITH rank, a, b,
     collect(DISTINCT s.date) AS dates, collect(DISTINCT s.topic) AS topics, collect(DISTINCT s) AS evidence
RETURN CASE WHEN NOT a:Company AND b:Company THEN b ELSE a END AS organization,
       CASE WHEN NOT a:Company AND b:Company THEN a ELSE b END AS partner,
       ['signed there', 'signed at an event there', 'a party is located there'][rank - 1] AS because,
       dates, topics, evidence
ORDER BY rank, organization.name, partner.name, organization.id, partner.id
