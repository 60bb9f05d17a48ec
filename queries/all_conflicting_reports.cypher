/*
title:
  en: Where documents disagree
  zh: 哪些报道相互矛盾
description: >
  The pairs of which documents say that they signed on different dates or in different places. A date that is only less
  precise is no other date. It may be two agreements: the evidence lets you judge.
parameters:
  kind:
    type: label
    allowed: [Company, University, Center, Organization, City]
    example: University
    description: Only pairs with a party of this kind.
columns:
  organization: entity
  partner: entity
  dates: list
  places: list
  sources: list
  evidence: evidence
questions:
  en:
    - where do documents disagree
    - which documents disagree
    - documents that disagree
    - what do documents disagree about
    - which reports contradict each other
    - conflicting reports
    - contradictions between documents
    - disagreements
  zh:
    - 哪些报道相互矛盾
    - 哪些文档说法不一致
    - 哪些文档相互矛盾
    - 有哪些相互矛盾的报道
    - 有哪些矛盾
    - 报道有什么矛盾
    - 说法不一致的文档
    - 不一致的说法
*/
MATCH (a)-[s:SIGNED_WITH]->(b)
WHERE $kind IS NULL OR $kind IN labels(a) OR $kind IN labels(b)
WITH a, b, count(*) AS times WHERE times > 1  // most pairs are told of once: nothing more is read of them
MATCH (a)-[s:SIGNED_WITH]->(b)
WITH a AS organization, b AS partner,
     collect(s) AS evidence, collect(DISTINCT s.date) AS dates, collect(DISTINCT s.place) AS placeIds
WHERE (size(dates) > 1 OR size(placeIds) > 1)
  AND any(one IN evidence WHERE any(two IN evidence WHERE one.document < two.document AND (
    (NOT one.date STARTS WITH two.date AND NOT two.date STARTS WITH one.date) OR one.place <> two.place)))
// PAGE OF organization, partner, dates, placeIds, evidence
OPTIONAL MATCH (place:City|Event) WHERE place.id IN placeIds
WITH organization, partner, dates, evidence, collect(DISTINCT place.name) AS places
RETURN organization, partner, dates, places, evidence
ORDER BY organization.name, partner.name, organization.id, partner.id
