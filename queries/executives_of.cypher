/*
title:
  en: Who holds a post at {organization}
  zh: 谁在{organization}任职
description: >
  The people who hold or held a post at an organisation or city, one row for each post.
parameters:
  organization:
    type: organization
    required: true
    example: {id: company/huawei, en: Huawei, zh: 华为}
    description: The company, university, center, other organisation or city.
  when:
    type: text
    allowed: [now, before]
    example: now
    description: Only the posts held now, or only those held before.
columns:
  person: entity
  title: text
  former: boolean
  sources: list
  evidence: evidence
questions:
  en:
    - who works for {organization}
    - who works at {organization}
    - who worked for {organization}
    - who leads {organization}
    - who runs {organization}
    - who holds a post at {organization}
    - executives of {organization}
    - executives at {organization}
    - who are the executives of {organization}
    - "{organization}'s executives"
    - who are {organization}'s executives
    - people at {organization}
  zh:
    - 谁在{organization}任职
    - 谁在{organization}工作
    - "{organization}的高管"
    - "{organization}的高管是谁"
    - "{organization}的高管有谁"
    - "{organization}的高管有哪些"
    - "{organization}有哪些高管"
    - "{organization}的领导是谁"
    - "{organization}的领导有哪些"
    - "{organization}有哪些领导"
*/
MATCH (organization:Company|University|Center|Organization|City {id: $organization})<-[s:WORKS_FOR]-(person:Executive)
WHERE $when IS NULL OR coalesce(s.former, false) = ($when = 'before')
WITH person, s.title AS title, coalesce(s.former, false) AS former, collect(s) AS evidence
RETURN person, title, former, evidence
ORDER BY former, person.name, person.id, coalesce(title, '')
