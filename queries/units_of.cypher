/*
title:
  en: What belongs to {organization}
  zh: "{organization}有哪些下属机构"
description: >
  The centers, units, brands and subsidiaries of an organisation.
parameters:
  organization:
    type: organization
    required: true
    example: {id: company/huawei, en: Huawei, zh: 华为}
    description: The organisation that they belong to.
columns:
  unit: entity
  sources: list
  evidence: evidence
questions:
  en:
    - what belongs to {organization}
    - what is part of {organization}
    - units of {organization}
    - subsidiaries of {organization}
    - which subsidiaries does {organization} have
    - which units does {organization} have
    - parts of {organization}
    - brands of {organization}
    - "{organization}'s subsidiaries"
    - what does {organization} own
    - which companies does {organization} own
    - which companies are owned by {organization}
    - which companies belong to {organization}
  zh:
    - "{organization}有哪些下属机构"
    - "{organization}的下属机构"
    - "{organization}有哪些子公司"
    - "{organization}的子公司"
    - "{organization}的子公司有哪些"
    - "{organization}旗下有哪些公司"
    - "{organization}旗下有哪些机构"
    - 哪些机构隶属于{organization}
    - 哪些公司属于{organization}
    - 哪些品牌属于{organization}
    - "{organization}拥有哪些公司"
*/
MATCH (organization:Company|University|Center|Organization {id: $organization})<-[s:PART_OF]-(unit)
WITH unit, collect(s) AS evidence
RETURN unit, evidence
ORDER BY unit.name, unit.id
