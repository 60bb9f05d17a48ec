/*
title:
  en: Who signed with whom since {date}
  zh: "{date}以来谁与谁签约"
description: >
  The agreements of a day, month or year and later, the newest first, one row for each pair, date and place. One of which only the
  month or year is known counts if that is the one given, or a later one; one without a date is left out.
parameters:
  date:
    type: date
    required: true
    example: 2022-06
    description: The first day, month or year.
  kind:
    type: label
    allowed: [Company, University, Center, Organization, City]
    example: University
    description: Only agreements with a party of this kind.
columns:
  organization: entity
  partner: entity
  date: date
  place: entity?
  topics: list
  sources: list
  evidence: evidence
questions:
  en:
    - signings since {date}
    - agreements since {date}
    - partnerships since {date}
    - who signed since {date}
    - who has signed with whom since {date}
    - what has been signed since {date}
    - what was signed after {date}
    - which agreements were signed since {date}
    - new agreements since {date}
    - latest agreements since {date}
  zh:
    - "{date}以来谁签约"
    - "{date}以来谁与谁签约"
    - "{date}以来谁和谁签约"
    - "{date}以来有哪些签约"
    - "{date}以来的签约"
    - "{date}以来签署了哪些协议"
    - "{date}之后有哪些签约"
    - "{date}之后签署了哪些协议"
    - 自{date}以来有哪些签约
    - 从{date}起有哪些签约
*/
MATCH (a)-[s:SIGNED_WITH]->(b)
WHERE s.date >= $date AND ($kind IS NULL OR $kind IN labels(a) OR $kind IN labels(b))
WITH DISTINCT s.date AS date, s.place AS placeId,
     CASE WHEN b:Company AND NOT a:Company THEN b ELSE a END AS organization,
     CASE WHEN b:Company AND NOT a:Company THEN a ELSE b END AS partner
// PAGE
MATCH (organization)-[s:SIGNED_WITH]-(partner)
WHERE s.date = date AND coalesce(s.place, '') = coalesce(placeId, '')
WITH organization, partner, date, placeId, collect(DISTINCT s.topic) AS topics, collect(s) AS evidence
OPTIONAL MATCH (place:City|Event {id: placeId})
RETURN organization, partner, date, place, topics, evidence
ORDER BY date DESC, organization.name, partner.name, organization.id, partner.id, coalesce(placeId, '')
