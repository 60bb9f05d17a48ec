/*
title:
  en: Who partnered with {organization}
  zh: 谁与{organization}签约
description: >
  Everyone that an organisation signed an agreement with, or is reported to have formed a partnership with.
parameters:
  organization:
    type: organization
    required: true
    example: {id: company/huawei, en: Huawei, zh: 华为}
    description: The company, university, center, other organisation or city.
  kind:
    type: label
    allowed: [Company, University, Center, Organization, City]
    example: University
    description: Only partners of this kind.
  year:
    type: range
    example: 2018..2022
    description: Only agreements dated in these years or months, such as 2021-01..2021-06.
columns:
  partner: entity
  dates: list
  topics: list
  sources: list
  evidence: evidence
questions:
  en:
    - who partnered with {organization}
    - who partners with {organization}
    - who signed with {organization}
    - who signed with {organization} in {year}
    - who signed an agreement with {organization}
    - who signed agreements with {organization}
    - who works together with {organization}
    - who cooperates with {organization}
    - whom did {organization} sign with
    - who did {organization} sign with
    - who did {organization} sign with in {year}
    - who did {organization} partner with
    - who did {organization} partner with in {year}
    - who does {organization} cooperate with
    - "{organization}'s partners"
    - who are {organization}'s partners
    - who are the partners of {organization}
    - partners of {organization}
  zh:
    - 谁与{organization}签约
    - 谁和{organization}签约
    - 谁跟{organization}签约
    - 谁同{organization}签约
    - 谁与{organization}合作
    - 谁和{organization}合作
    - "{organization}与谁签约"
    - "{organization}和谁签约"
    - "{organization}跟谁签约"
    - "{organization}同谁签约"
    - "{organization}与谁合作"
    - "{organization}和谁合作"
    - "{organization}跟谁合作"
    - "{organization}在{year}年和谁签约"
    - "{organization}和哪些公司签约"
    - "{organization}与哪些企业合作"
    - "{organization}与哪些机构签约"
    - "{organization}的合作伙伴"
    - "{organization}的合作伙伴是谁"
    - "{organization}有哪些合作伙伴"
    - "{organization}的合作伙伴有哪些"
    - 哪些公司与{organization}签约
    - 哪些企业与{organization}合作
*/
MATCH (organization:Company|University|Center|Organization|City {id: $organization})-[s:SIGNED_WITH]-(partner)
WHERE ($kind IS NULL OR $kind IN labels(partner))
  AND ($year IS NULL OR (split($year, '..')[0] <= s.date AND s.date < last(split($year, '..')) + '~'))
WITH partner, collect(s) AS signings
// PAGE OF partner, signings
UNWIND signings AS s
WITH partner, collect(DISTINCT s.date) AS dates, collect(DISTINCT s.topic) AS topics, collect(s) AS evidence
RETURN partner, dates, topics, evidence
ORDER BY partner.name, partner.id
