/*
title:
  en: Where documents disagree about {organization}
  zh: 关于{organization}的报道有哪些矛盾
description: >
  The partners with whom documents say that an organisation signed on different dates or in different places. A date that is
  only less precise is no other date. It may be two agreements: the evidence lets you judge.
parameters:
  organization:
    type: organization
    required: true
    example: {id: company/huawei, en: Huawei, zh: 华为}
    description: One party.
  partner:
    type: organization
    example: {id: university/shandong-university, en: Shandong University, zh: 山东大学}
    description: Only what is said of agreements with this party.
columns:
  partner: entity
  dates: list
  places: list
  sources: list
  evidence: evidence
questions:
  en:
    - where do documents disagree about {organization}
    - which documents disagree about {organization}
    - what do documents disagree on about {organization}
    - conflicting reports about {organization}
    - contradictions about {organization}
    - conflicting dates of {organization}'s agreements
    - disagreements about {organization}
    - do reports about {organization} contradict each other
  zh:
    - 关于{organization}的报道有哪些矛盾
    - 关于{organization}的报道有什么矛盾
    - 关于{organization}有哪些矛盾的报道
    - 关于{organization}的说法有哪些不一致
    - 哪些文档对{organization}的说法不一致
    - 哪些报道对{organization}的说法矛盾
    - "{organization}的报道有哪些不一致"
    - "{organization}有哪些相互矛盾的报道"
*/
MATCH (organization:Company|University|Center|Organization|City {id: $organization})-[s:SIGNED_WITH]-(partner)
WHERE $partner IS NULL OR partner.id = $partner
WITH organization, partner, min(s.document) AS one, max(s.document) AS other,
     min(s.date) AS first, max(s.date) AS last, min(s.place) AS here, max(s.place) AS there
WHERE one <> other AND (first <> last OR here <> there) // of the others no two need be compared
MATCH (organization)-[s:SIGNED_WITH]-(partner)
WITH partner, collect(s) AS evidence, collect(DISTINCT s.date) AS dates, collect(DISTINCT s.place) AS placeIds
WHERE any(one IN evidence WHERE any(two IN evidence WHERE one.document < two.document AND (
  (NOT one.date STARTS WITH two.date AND NOT two.date STARTS WITH one.date) OR one.place <> two.place)))
OPTIONAL MATCH (place:City|Event) WHERE place.id IN placeIds
WITH partner, dates, evidence, collect(DISTINCT place.name) AS places
RETURN partner, dates, places, evidence
ORDER BY partner.name, partner.id
