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
    allowed: [now, before, ever]
    example: now
    description: Only the posts held now, or only those held before.
  role:
    type: text
    allowed: [chairman, chief executive, president, founder, mayor]
    example: chairman
    description: Only the posts of this kind.
  kind:
    type: label
    example: Company
    description: Only posts at things of this label.
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
    - which company is {person} the {role} of
    - "{person} is the {role} of what"
    - whose {role} is {person}
    - which organization does {person} belong to
    - which university is {person} at
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
    - "{person}是哪家公司的{role}"
    - "{person}是哪所大学的"
    - "{person}是{organization}的什么人"
*/
MATCH (person:Executive {id: $person})-[s:WORKS_FOR]->(organization)
WHERE (coalesce($when, 'ever') = 'ever' OR coalesce(s.former, false) = ($when = 'before'))
  AND ($kind IS NULL OR $kind IN labels(organization))
  AND ($organization IS NULL OR organization.id = $organization)
  AND ($role IS NULL OR (
    any(word IN CASE $role
      WHEN 'chairman' THEN ['chairman', 'chairwoman', 'chairperson', '董事长', '董事長', '主席']
      WHEN 'chief executive' THEN ['chief executive', 'ceo', '首席执行官', '首席執行官', '执行长', '執行長', '行政总裁', '行政總裁']
      WHEN 'president' THEN ['president', '总裁', '總裁', '校长', '校長', '社长', '社長']
      WHEN 'founder' THEN ['founder', '创始人', '創始人', '創辦人', '创办人']
      ELSE ['mayor', '市长', '市長'] END WHERE toLower(s.title) CONTAINS word)
    AND none(word IN ['vice', 'deputy', 'assistant', '副', '助理'] WHERE toLower(s.title) CONTAINS word)))
WITH organization, s.title AS title, coalesce(s.former, false) AS former, collect(s) AS evidence
RETURN organization, title, former, evidence
ORDER BY former, organization.name, organization.id, coalesce(title, '')
