/*
title:
  en: Where people who left {organization} work now
  zh: 离开{organization}的人现在在哪里任职
description: >
  The people who held a post at an organisation or city, and the posts that they hold elsewhere now. The evidence tells of
  both.
parameters:
  organization:
    type: organization
    required: true
    example: {id: company/huawei, en: Huawei, zh: 华为}
    description: Where they worked before.
columns:
  person: entity
  before: list
  organization: entity
  title: text?
  sources: list
  evidence: evidence
questions:
  en:
    - where do people who left {organization} work now
    - where did people from {organization} go
    - where do former executives of {organization} work now
    - where do {organization}'s former executives work now
    - where do former people of {organization} work
    - new posts of people who left {organization}
    - what became of former executives of {organization}
    - where are people who left {organization} now
    - where are former {organization} people now
  zh:
    - 离开{organization}的人现在在哪里任职
    - 离开{organization}的人去了哪里
    - "{organization}的前高管现在在哪里"
    - "{organization}前高管去了哪里"
    - "{organization}的离职高管去了哪里"
    - 离开{organization}的人现在的职务
*/
MATCH (left:Company|University|Center|Organization|City {id: $organization})<-[was:WORKS_FOR]-(person:Executive)
WHERE was.former
WITH person, collect(was) AS past, collect(DISTINCT was.title) AS before
MATCH (person)-[is:WORKS_FOR]->(organization)
WHERE NOT coalesce(is.former, false) AND organization.id <> $organization
WITH person, before, organization, is.title AS title, past, collect(is) AS present
RETURN person, before, organization, title, present + past AS evidence
ORDER BY person.name, person.id, organization.name, organization.id, coalesce(title, '')
