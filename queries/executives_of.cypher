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
MATCH (organization:Company|University|Center|Organization|City {id: $organization})<-[w:WORKS_FOR]-(person:Executive)
WITH person, w
MATCH (d:Document {id: w.document})
WITH person, w, d
ORDER BY w.confidence DESC, d.published, d.id, w.start
WITH person, w.title AS title, coalesce(w.former, false) AS former,
     collect(DISTINCT d.id) AS sources,
     collect({document: d.id, title: d.title, published: d.published, quote: w.quote,
              start: w.start, end: w.end, confidence: w.confidence}) AS evidence
RETURN person, title, former, sources, evidence
ORDER BY former, person.name, person.id, title IS NULL, title
