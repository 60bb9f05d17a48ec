/*
title:
  en: Who signed at {event}
  zh: 谁在{event}上签约
description: >
  The pairs that signed an agreement at an event: it is the signing's place, or the sentence that tells of the signing
  names it.
parameters:
  event:
    type: event
    required: true
    example: {id: event/huawei-connect, en: Huawei Connect, zh: 华为全联接大会}
    description: The conference, forum, ceremony, launch or programme.
  organization:
    type: organization
    example: {id: company/huawei, en: Huawei, zh: 华为}
    description: Only agreements of this organisation.
  kind:
    type: label
    allowed: [Company, University, Center, Organization, City]
    example: University
    description: Only agreements with a party of this kind, other than the organisation if one is given.
columns:
  organization: entity
  partner: entity
  dates: list
  topics: list
  sources: list
  evidence: evidence
questions:
  en:
    - who signed at {event}
    - who signed an agreement at {event}
    - who signed agreements at {event}
    - who partnered at {event}
    - signings at {event}
    - agreements signed at {event}
    - what was signed at {event}
    - which agreements were signed at {event}
    - which companies signed at {event}
    - co-signers of {event}
    - with whom did {organization} sign at {event}
    - did {organization} sign at {event}
  zh:
    - 谁在{event}上签约
    - 谁在{event}签约
    - 谁在{event}上签署协议
    - 谁和谁在{event}上签约
    - 哪些公司在{event}上签约
    - 哪些企业在{event}签约
    - "{event}上谁签约"
    - "{event}上有哪些签约"
    - "{event}上签署了哪些协议"
    - "{event}的签约方"
    - "{organization}在{event}上与谁签约"
    - 谁在{event}上与{organization}签约
*/
MATCH ()-[s:SIGNED_WITH]->() WHERE s.place = $event
WITH collect(s) AS there
CALL (there) {
  CALL (there) {
    MATCH (:Event {id: $event})<-[m:MENTIONS]-(d:Document)
    UNWIND m.starts AS start
    RETURN d.id AS document, start, null AS s
    UNION ALL
    MATCH (:Event {id: $event})<-[:MENTIONS]-(d:Document)
    WITH collect(d.id) AS ids
    MATCH ()-[s:SIGNED_WITH]->() WHERE s.document IN ids
    RETURN s.document AS document, null AS start, s
  }
  WITH document, collect(start) AS starts, collect(s) AS told
  UNWIND [s IN told WHERE any(start IN starts WHERE s.start <= start AND start < s.end)] AS s
  RETURN collect(s) AS named
}
UNWIND there + named AS s
WITH DISTINCT s
WITH s, startNode(s) AS a, endNode(s) AS b
WHERE ($organization IS NULL OR a.id = $organization OR b.id = $organization)
  AND ($kind IS NULL OR ($kind IN labels(a) AND a.id <> coalesce($organization, ''))
    OR ($kind IN labels(b) AND b.id <> coalesce($organization, '')))
WITH a, b, collect(s) AS signings
// PAGE OF a, b, signings
UNWIND signings AS s
WITH a, b, collect(DISTINCT s.date) AS dates, collect(DISTINCT s.topic) AS topics, collect(s) AS evidence
RETURN CASE WHEN NOT a:Company AND b:Company THEN b ELSE a END AS organization,
       CASE WHEN NOT a:Company AND b:Company THEN a ELSE b END AS partner,
       dates, topics, evidence
ORDER BY organization.name, partner.name, organization.id, partner.id
