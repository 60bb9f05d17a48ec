/*
title:
  en: Which posts {person} holds
  zh: "{person}担任什么职务"
description: >
  The posts that a person holds or held, and where.
parameters:
  person:
    type: person
    required: true
    example: {id: executive/xu-zhijun-huawei, en: Xu Zhijun, zh: 徐直军}
    description: The person.
  when:
    type: text
    allowed: [now, before]
    example: now
    description: Only the posts held now, or only those held before.
  organization:
    type: organization
    example: {id: company/huawei, en: Huawei, zh: 华为}
    description: Only posts there.
columns:
  organization: entity
  title: text?
  former: boolean
  sources: list
  evidence: evidence
questions:
  en:
    - posts of {person}
    - which posts does {person} hold
    - what posts does {person} hold
    - what post does {person} hold
    - who is {person}
    - who does {person} work for
    - whom does {person} work for
    - where does {person} work
    - what is {person}'s post
    - "{person}'s posts"
    - what does {person} do
    - which company does {person} lead
  zh:
    - "{person}是谁"
    - 谁是{person}
    - "{person}担任什么职务"
    - "{person}任什么职务"
    - "{person}的职务"
    - "{person}的职务是什么"
    - "{person}在哪里工作"
    - "{person}在哪工作"
    - "{person}在哪里任职"
    - "{person}在哪家公司工作"
    - "{person}在什么公司"
    - "{person}是哪家公司的"
    - "{person}领导哪家公司"
*/
MATCH (person:Executive {id: $person})-[s:WORKS_FOR]->(organization)
WHERE ($when IS NULL OR coalesce(s.former, false) = ($when = 'before'))
  AND ($organization IS NULL OR organization.id = $organization)
WITH organization, s.title AS title, coalesce(s.former, false) AS former, collect(s) AS evidence
RETURN organization, title, former, evidence
ORDER BY former, organization.name, organization.id, coalesce(title, '')
