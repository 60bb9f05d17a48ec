/*
title:
  en: Who has the most partners
  zh: 谁的合作伙伴最多
description: >
  The organisations with the most partners, each with the surest sentences about a few of its agreements. An
  agreement counts once for each document that tells of it.
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
CALL () {
  // A sample will do for a lower bound: as many as are asked for have at least this many partners.
  MATCH (one)-[:SIGNED_WITH]-()
  WHERE $kind IS NULL OR $kind IN labels(one)
  WITH one LIMIT 5000
  WITH one, count(*) AS seen
  ORDER BY seen DESC LIMIT 1000
  MATCH (one)-[:SIGNED_WITH]-(partner)
  WITH one, count(DISTINCT partner) AS partners
  ORDER BY partners DESC
  WITH collect(partners) AS most
  RETURN coalesce(most[$top - 1], 1) AS enough
}
MATCH (organization:Company|University|Center|Organization|City)
WHERE ($kind IS NULL OR $kind IN labels(organization))
  AND COUNT { (organization)--() } >= enough  // nobody has more partners than relationships, which are quick to count
MATCH (organization)-[:SIGNED_WITH]-(partner)
WITH organization, count(DISTINCT partner) AS partners, count(*) AS agreements
ORDER BY partners DESC, agreements DESC, organization.id
WITH collect([organization, partners, agreements]) AS ranked
UNWIND ranked[0..$top] AS one
WITH one[0] AS organization, one[1] AS partners, one[2] AS agreements
CALL (organization) {
  MATCH (organization)-[s:SIGNED_WITH]-()
  WITH s
  ORDER BY s.confidence DESC, s.document, s.start
  LIMIT 20
  WITH s.document AS document, s.start AS start, collect(s)[0] AS s  // one sentence may tell of many agreements
  ORDER BY s.confidence DESC, document, start
  LIMIT 3
  RETURN collect(s) AS evidence
}
RETURN organization, partners, agreements, evidence
ORDER BY partners DESC, agreements DESC, organization.id
