/*
title:
  en: Who has the most partners
  zh: 谁的合作伙伴最多
description: >
  The organisations with the most partners, each with the surest sentences about a few of its agreements.
parameters:
  top:
    type: count
    default: 20
    example: 10
    description: How many organisations.
  kind:
    type: label
    allowed: [Company, University, Center, Organization, City]
    example: University
    description: Only organisations of this kind.
columns:
  organization: entity
  partners: number
  agreements: number
  evidence: evidence
questions:
  en:
    - who has the most partners
    - who is the most connected
    - which organizations have the most partners
    - which organization has the most partners
    - who signed the most agreements
    - who signed most
    - most connected organizations
    - most connected
    - the {top} most connected organizations
    - top {top} organizations by partners
    - rank organizations by partners
    - who is the most active
  zh:
    - 谁的合作伙伴最多
    - 谁的伙伴最多
    - 谁签约最多
    - 谁签署的协议最多
    - 哪些机构的合作伙伴最多
    - 哪家公司的合作伙伴最多
    - 哪些公司合作伙伴最多
    - 合作伙伴最多的机构
    - 合作伙伴最多的{top}家机构
    - 签约最多的机构有哪些
    - 最活跃的机构
    - 人脉最广的机构
*/
MATCH (organization:Company|University|Center|Organization|City)
WHERE $kind IS NULL OR $kind IN labels(organization)
WITH organization, COUNT { (organization)-[:SIGNED_WITH]-() } AS agreements
WHERE agreements > 0
WITH organization, agreements
ORDER BY agreements DESC
WITH collect([organization, agreements]) AS ranked
// As many have at least this many partners, and nobody has more partners than agreements: no other need be counted.
CALL (ranked) {
  UNWIND ranked[0..$top] AS one
  WITH one[0] AS organization
  MATCH (organization)-[:SIGNED_WITH]-(partner)
  WITH organization, count(DISTINCT partner) AS partners
  RETURN min(partners) AS enough
}
UNWIND [one IN ranked WHERE one[1] >= enough] AS one
WITH one[0] AS organization, one[1] AS agreements
MATCH (organization)-[:SIGNED_WITH]-(partner)
WITH organization, agreements, count(DISTINCT partner) AS partners
ORDER BY partners DESC, agreements DESC, organization.id
WITH collect([organization, partners, agreements]) AS ranked
WITH ranked[0..$top] AS best
UNWIND best AS one
WITH one[0] AS organization, one[1] AS partners, one[2] AS agreements
CALL (organization) {
  MATCH (organization)-[s:SIGNED_WITH]-()
  WITH s
  ORDER BY s.confidence DESC, s.document, s.start
  LIMIT 3
  RETURN collect(s) AS evidence
}
RETURN organization, partners, agreements, evidence
ORDER BY partners DESC, agreements DESC, organization.id
