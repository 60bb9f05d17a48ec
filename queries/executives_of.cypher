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
    allowed: [now, before, ever]
    example: now
    description: Only the posts held now, or only those held before.
  role:
    type: text
    allowed: [chairman, chief executive, president, founder, mayor]
    example: chairman
    description: Only the posts of this kind; those held now, unless `when` says otherwise.
  person:
    type: person
    example: {id: executive/xu-zhijun-huawei, en: Xu Zhijun, zh: 徐直军}
    description: Only the posts of this person.
columns:
  person: entity
  title: text?
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
    - who is the {role} of {organization}
    - is {person} the {role} of {organization}
    - who holds which post at {organization}
    - is {person} at {organization}
    - people who hold or held a post at {organization}
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
    - "{organization}的{role}是谁"
    - "{person}是{organization}的{role}吗"
    - "{person}在{organization}吗"
*/
MATCH (organization:Company|University|Center|Organization|City {id: $organization})<-[s:WORKS_FOR]-(person:Executive)
WHERE ($person IS NULL OR person.id = $person)
  AND (coalesce($when, $role, 'ever') = 'ever' OR coalesce(s.former, false) = (coalesce($when, 'now') = 'before'))
  AND ($role IS NULL OR (
    any(word IN CASE $role
      WHEN 'chairman' THEN ['chairman', 'chairwoman', 'chairperson', '董事长', '董事長', '主席']
      WHEN 'chief executive' THEN ['chief executive', 'ceo', '首席执行官', '首席執行官', '执行长', '執行長', '行政总裁', '行政總裁']
      WHEN 'president' THEN ['president', '总裁', '總裁', '校长', '校長', '社长', '社長']
      WHEN 'founder' THEN ['founder', '创始人', '創始人', '創辦人', '创办人']
      ELSE ['mayor', '市长', '市長'] END WHERE toLower(s.title) CONTAINS word)
    AND none(word IN ['vice', 'deputy', 'assistant', '副', '助理'] WHERE toLower(s.title) CONTAINS word)))
WITH person, s.title AS title, coalesce(s.former, false) AS former, collect(s) AS evidence
RETURN person, title, former, evidence
ORDER BY former, person.name, person.id, coalesce(title, '')
