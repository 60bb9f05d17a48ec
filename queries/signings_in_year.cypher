/*
title:
  en: Who signed with whom in {year}
  zh: "{year}年谁与谁签约"
description: >
  The agreements dated in a year, one row for each pair, in the order of their first dates.
parameters:
  year:
    type: year
    required: true
    example: 2022
    description: The year of the agreement.
  kind:
    type: label
    allowed: [Company, University, Center, Organization, City]
    example: University
    description: Only agreements with a party of this kind.
columns:
  organization: entity
  partner: entity
  dates: list
  topics: list
  sources: list
  evidence: evidence
questions:
  en:
    - who signed in {year}
    - who partnered in {year}
    - who signed with whom in {year}
    - signings in {year}
    - agreements in {year}
    - partnerships in {year}
    - what was signed in {year}
    - what agreements were signed in {year}
    - which agreements were signed in {year}
    - which organizations partnered in {year}
  zh:
    - "{year}年谁签约"
    - "{year}年谁与谁签约"
    - "{year}年谁和谁签约"
    - "{year}年有哪些签约"
    - "{year}年的签约"
    - "{year}年签署了哪些协议"
    - "{year}年达成了哪些合作"
    - 谁在{year}年签约
    - 谁和谁在{year}年签约
*/
MATCH (a)-[s:SIGNED_WITH]->(b)
WHERE s.date STARTS WITH $year AND ($kind IS NULL OR $kind IN labels(a) OR $kind IN labels(b))
WITH a, b, min(s.date) AS first, collect(s) AS signings
// PAGE OF first, a, b, signings
UNWIND signings AS s
WITH first, a, b, collect(DISTINCT s.date) AS dates, collect(DISTINCT s.topic) AS topics, collect(s) AS evidence
RETURN CASE WHEN NOT a:Company AND b:Company THEN b ELSE a END AS organization,
       CASE WHEN NOT a:Company AND b:Company THEN a ELSE b END AS partner,
       dates, topics, evidence
ORDER BY first, organization.name, partner.name, organization.id, partner.id
