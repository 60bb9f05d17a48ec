/*
title:
  en: Which centers belong to {organization}
  zh: "{organization}有哪些中心"
description: >
  The research institutes, laboratories, innovation and data centers, and industrial parks of an organisation.
parameters:
  organization:
    type: organization
    required: true
    example: {id: company/huawei, en: Huawei, zh: 华为}
    description: The organisation that they belong to.
  city:
    type: city
    example: {id: city/jinan, en: Jinan, zh: 济南}
    description: Only those that documents place in this city.
columns:
  center: entity
  sources: list
  evidence: evidence
questions:
  en:
    - which centers belong to {organization}
    - which centers does {organization} have
    - what centers does {organization} have
    - which centers does {organization} run
    - centers of {organization}
    - centres of {organization}
    - "{organization}'s centers"
    - "{organization}'s centres"
    - "{organization}'s research centers"
    - what are {organization}'s centers
    - which laboratories does {organization} have
    - centers of {organization} in {city}
    - which centers does {organization} have in {city}
  zh:
    - "{organization}有哪些中心"
    - "{organization}的中心"
    - "{organization}的中心有哪些"
    - "{organization}有哪些研究院"
    - "{organization}有哪些研究中心"
    - "{organization}有哪些创新中心"
    - "{organization}有哪些实验室"
    - "{organization}下属的中心"
    - "{organization}下属中心有哪些"
    - 哪些中心属于{organization}
    - "{organization}在{city}有哪些研究院"
    - "{organization}在{city}的中心"
*/
MATCH (organization:Company|University|Center|Organization {id: $organization})<-[s:PART_OF]-(center:Center)
WHERE $city IS NULL OR EXISTS { MATCH (center)-[:LOCATED_IN]->(:City {id: $city}) }
WITH center, collect(s) AS evidence
RETURN center, evidence
ORDER BY center.name, center.id
