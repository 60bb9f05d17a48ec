/*
title:
  en: How {entity} and {other} are connected
  zh: "{entity}和{other}有什么关系"
description: >
  A shortest chain of claims between two entities, at most six steps long, one row a step. No rows: nothing connects them
  within six steps.
parameters:
  entity:
    type: entity
    required: true
    example: {id: company/huawei, en: Huawei, zh: 华为}
    description: Where the chain begins.
  other:
    type: entity
    required: true
    example: {id: university/shandong-university, en: Shandong University, zh: 山东大学}
    description: Where it ends.
columns:
  step: number
  from: entity
  type: text
  to: entity
  sources: list
  evidence: evidence
questions:
  en:
    - how are {entity} and {other} connected
    - how are {entity} and {other} related
    - how is {entity} connected to {other}
    - how is {entity} connected with {other}
    - how is {entity} related to {other}
    - what connects {entity} and {other}
    - what links {entity} and {other}
    - connection between {entity} and {other}
    - relationship between {entity} and {other}
    - shortest path between {entity} and {other}
    - path from {entity} to {other}
  zh:
    - "{entity}和{other}有什么关系"
    - "{entity}与{other}有什么关系"
    - "{entity}跟{other}有什么关系"
    - "{entity}和{other}是什么关系"
    - "{entity}与{other}的关系"
    - "{entity}和{other}的关系"
    - "{entity}和{other}有什么联系"
    - "{entity}与{other}怎么联系在一起"
    - "{entity}和{other}之间有什么联系"
    - "{entity}到{other}的最短路径"
*/
MATCH (entity:Company|University|City|Executive|Center|Event|Organization {id: $entity})
CALL (entity) {
  MATCH (other:Company|University|City|Executive|Center|Event|Organization {id: $other})
  WHERE other.id <> entity.id
  RETURN other
}
MATCH path = shortestPath((entity)-[:SIGNED_WITH|LOCATED_IN|SPEAKS_AT|ATTENDED|WORKS_FOR|PART_OF*..6]-(other))
UNWIND range(1, length(path)) AS step
WITH step, nodes(path)[step - 1] AS from, nodes(path)[step] AS to, type(relationships(path)[step - 1]) AS type
MATCH (from)-[s:SIGNED_WITH|LOCATED_IN|SPEAKS_AT|ATTENDED|WORKS_FOR|PART_OF]-(to)
WHERE type(s) = type
WITH step, from, type, to, collect(s) AS evidence
RETURN step, from, type, to, evidence
ORDER BY step
