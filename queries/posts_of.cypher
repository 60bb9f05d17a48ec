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
columns:
  organization: entity
  title: text
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
*/
MATCH (person:Executive {id: $person})-[w:WORKS_FOR]->(organization)
WITH organization, w
MATCH (d:Document {id: w.document})
WITH organization, w, d
ORDER BY w.confidence DESC, d.published, d.id, w.start
WITH organization, w.title AS title, coalesce(w.former, false) AS former,
     collect(DISTINCT d.id) AS sources,
     collect({document: d.id, title: d.title, published: d.published, quote: w.quote,
              start: w.start, end: w.end, confidence: w.confidence}) AS evidence
RETURN organization, title, former, sources, evidence
ORDER BY former, organization.name, organization.id, title IS NULL, title
