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
*/
MATCH (organization)-[s:SIGNED_WITH]-(partner)
WHERE $kind IS NULL OR $kind IN labels(organization)
WITH organization, count(DISTINCT partner) AS partners, count(s) AS agreements
ORDER BY partners DESC, agreements DESC, organization.id
WITH collect({organization: organization, partners: partners, agreements: agreements}) AS ranked
WITH ranked[0..$top] AS best
UNWIND best AS one
WITH one.organization AS organization, one.partners AS partners, one.agreements AS agreements
MATCH (organization)-[s:SIGNED_WITH]-()
WITH organization, partners, agreements, s
ORDER BY s.confidence DESC, s.document, s.start, s.quote
WITH organization, partners, agreements, collect(s)[0..3] AS evidence
RETURN organization, partners, agreements, evidence
ORDER BY partners DESC, agreements DESC, organization.id
