/*
title:
  en: With whom both {organization} and {other} signed
  zh: "{organization}和{other}的共同伙伴"
description: >
  The partners that two organisations have in common. The evidence tells of agreements with either.
parameters:
  organization:
    type: organization
    required: true
    example: {id: company/huawei, en: Huawei, zh: 华为}
    description: One organisation.
  other:
    type: organization
    required: true
    example: {id: university/shandong-university, en: Shandong University, zh: 山东大学}
    description: The other.
  kind:
    type: label
    allowed: [Company, University, Center, Organization, City]
    example: University
    description: Only partners of this kind.
columns:
  partner: entity
  dates: list
  sources: list
  evidence: evidence
questions:
  en:
    - who signed with both {organization} and {other}
    - who partnered with both {organization} and {other}
    - who works with both {organization} and {other}
    - shared partners of {organization} and {other}
    - common partners of {organization} and {other}
    - partners that {organization} and {other} share
    - which partners do {organization} and {other} share
    - which partners do {organization} and {other} have in common
    - mutual partners of {organization} and {other}
  zh:
    - "{organization}和{other}的共同伙伴"
    - "{organization}与{other}的共同伙伴"
    - "{organization}和{other}的共同合作伙伴"
    - "{organization}与{other}有哪些共同伙伴"
    - "{organization}和{other}有哪些共同的合作伙伴"
    - 谁与{organization}和{other}都签约
    - 谁同时与{organization}和{other}签约
    - 谁同时和{organization}与{other}合作
    - 哪些机构同时与{organization}和{other}合作
*/
CALL () {
  MATCH (:Company|University|Center|Organization|City {id: $organization})-[:SIGNED_WITH]-(partner)
  RETURN DISTINCT partner
  UNION ALL
  MATCH (:Company|University|Center|Organization|City {id: $other})-[:SIGNED_WITH]-(partner)
  RETURN DISTINCT partner
}
WITH partner, count(*) AS sides
WHERE sides = 2 AND $other <> $organization AND ($kind IS NULL OR $kind IN labels(partner))
// PAGE OF partner
MATCH (party:Company|University|Center|Organization|City)-[s:SIGNED_WITH]-(partner)
WHERE party.id IN [$organization, $other]
WITH partner, collect(DISTINCT s.date) AS dates, collect(s) AS evidence
RETURN partner, dates, evidence
ORDER BY partner.name, partner.id
