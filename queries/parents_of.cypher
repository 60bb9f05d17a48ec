/*
title:
  en: What {organization} belongs to
  zh: "{organization}隶属于谁"
description: >
  The organisations of which a center, unit, brand or subsidiary is a part.
parameters:
  organization:
    type: organization
    required: true
    example: {id: center/huawei-noahs-ark-lab, en: Noah's Ark Lab, zh: 诺亚方舟实验室}
    description: The center, company or other organisation.
  parent:
    type: organization
    example: {id: company/huawei, en: Huawei, zh: 华为}
    description: Only whether it belongs to this one.
columns:
  parent: entity
  sources: list
  evidence: evidence
questions:
  en:
    - what does {organization} belong to
    - who does {organization} belong to
    - whom does {organization} belong to
    - what is {organization} part of
    - which organization does {organization} belong to
    - does {organization} belong to {parent}
    - is {organization} part of {parent}
    - parent of {organization}
    - parent company of {organization}
    - "{organization}'s parent company"
    - who owns {organization}
    - which company owns {organization}
    - is {organization} owned by {parent}
    - does {parent} own {organization}
    - which company does {organization} belong to
    - which university does {organization} belong to
    - is {organization} a subsidiary of {parent}
    - which company is {organization} a subsidiary of
    - "{organization} is owned by whom"
  zh:
    - "{organization}隶属于谁"
    - "{organization}属于谁"
    - "{organization}属于哪家公司"
    - "{organization}隶属于哪家公司"
    - "{organization}隶属于哪个机构"
    - "{organization}属于{parent}吗"
    - "{organization}是不是{parent}的一部分"
    - "{organization}的母公司"
    - "{organization}的母公司是谁"
    - "{organization}的上级机构"
    - "{organization}是谁的"
    - "{organization}是哪家公司的"
    - "{organization}属于哪所大学"
    - "{organization}是哪家公司的子公司"
    - "{organization}是{parent}的子公司吗"
    - "{parent}拥有{organization}吗"
*/
MATCH (organization:Company|University|Center|Organization {id: $organization})-[s:PART_OF]->(parent)
WHERE $parent IS NULL OR parent.id = $parent
WITH parent, collect(s) AS evidence
RETURN parent, evidence
ORDER BY parent.name, parent.id
