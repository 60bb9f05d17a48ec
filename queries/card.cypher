/*
title:
  en: Everything about {entity}
  zh: "{entity}的全部信息"
description: >
  An entity's card: what documents say of it, seen from its side, grouped by what it is about and by the other end.
parameters:
  entity:
    type: entity
    required: true
    example: {id: company/huawei, en: Huawei, zh: 华为}
    description: The company, university, city, person, center, event or organisation.
columns:
  relation: text
  other: entity
  titles: list
  former: boolean
  dates: list
  topics: list
  sources: list
  evidence: evidence
questions:
  en:
    - everything about {entity}
    - tell me everything about {entity}
    - tell me about {entity}
    - show {entity}
    - "{entity}'s card"
    - card of {entity}
    - profile of {entity}
    - overview of {entity}
    - "{entity}'s profile"
    - summary of {entity}
    - what is {entity}
    - information on {entity}
  zh:
    - "{entity}的全部信息"
    - "{entity}的所有信息"
    - "{entity}的资料"
    - "{entity}的简介"
    - "{entity}的概况"
    - "{entity}的名片"
    - "{entity}资料"
    - 介绍{entity}
    - 介绍一下{entity}
    - "{entity}是什么"
    - "{entity}是谁"
    - 关于{entity}
*/
MATCH (entity:Company|University|City|Executive|Center|Event|Organization {id: $entity})
      -[s:SIGNED_WITH|LOCATED_IN|SPEAKS_AT|ATTENDED|WORKS_FOR|PART_OF]-(other)
WITH s, other, CASE WHEN type(s) = 'SIGNED_WITH' OR endNode(s).id = other.id THEN 0 ELSE 1 END AS side
WITH s, other,
     CASE type(s) WHEN 'WORKS_FOR' THEN 0 WHEN 'PART_OF' THEN 2 WHEN 'LOCATED_IN' THEN 4
       WHEN 'SIGNED_WITH' THEN 6 WHEN 'SPEAKS_AT' THEN 8 ELSE 10 END + side AS rank
WITH rank, other, coalesce(s.former, false) AS former, collect(s) AS said
// PAGE BY rank OF rank, other, former, said
UNWIND said AS s
WITH rank, other, former, collect(DISTINCT s.title) AS titles,
     collect(DISTINCT s.date) AS dates, collect(DISTINCT s.topic) AS topics, collect(s) AS evidence
RETURN ['works for', 'employs', 'is part of', 'has as a part', 'is in', 'is the place of', 'signed with', 'signed with',
        'spoke at', 'heard', 'attended', 'was attended by'][rank] AS relation,
       other, titles, former, dates, topics, evidence
ORDER BY rank, former, other.name, other.id
