"""The Cypher by which identities are found and changed, built from the model alone."""

from __future__ import annotations

from graph.model import DOCUMENT, EXECUTIVE, LABEL_BY_NAME, MENTIONS, MERGED, NAME
from graph.schema import BOOKKEEPING
from graph.statements import STORED_CLAIMS, claim_type

_CLAIMS = "|".join(STORED_CLAIMS)
BODIES = ("Company", "University", "Center", "Organization")
"""Labels of what people of one name are told apart by, where documents name both."""

_WORK, _SPEAK = ("WORKS_FOR",), ("SPEAKS_AT", "ATTENDED")
ACTS = frozenset((*_WORK, *_SPEAK))
"""Types of the claims by which people of one name are told apart."""

MERGED_INTO = f"UNWIND $ids AS id\nMATCH (m:{MERGED} {{id: id}})\nRETURN m.id AS id, m.into AS into"
PUT_MERGED = f"UNWIND $rows AS row\nMERGE (m:{MERGED} {{id: row.id}})\nSET m = row"
DELETE_MERGED = f"UNWIND $ids AS id\nMATCH (m:{MERGED} {{id: id}})\nDELETE m"

CALLED_SO = f"UNWIND $ids AS id\nMATCH (k:{NAME} {{id: id}})\nRETURN k.id AS id, k.of AS of"
PUT_NAMES = f"UNWIND $rows AS row\nMERGE (k:{NAME} {{id: row.id}})\nSET k = row"
DELETE_NAMES = f"UNWIND $ids AS id\nMATCH (k:{NAME} {{id: id}})\nDELETE k"

FORGET_ALL = tuple(f"MATCH (n:{label})\nDELETE n" for label in (MERGED, NAME))

RECORD = f"MATCH (g:{BOOKKEEPING} {{id: 'graph'}})\nSET g.identity = $identity, g.judgements = $judgements"
RECORDED = (
    f"MATCH (g:{BOOKKEEPING} {{id: 'graph'}})\nRETURN g.identity AS identity, g.judgements AS judgements"
)


def all_ids(label: str) -> str:
    """Return the id of every node of the label."""
    return f"MATCH (n:{_label(label)})\nRETURN n.id AS id"


def documents_of(label: str) -> str:
    """Return the documents that mention each local id of the $rows (``node``, ``local``)."""
    return f"{_mentions(label)}RETURN row.local AS local, collect(DISTINCT m.document) AS found"


def mentions_of(label: str) -> str:
    """Return the properties of the MENTIONS of each local id of the $rows."""
    return f"{_mentions(label)}RETURN row.local AS local, properties(m) AS properties"


def delete_mentions(label: str) -> str:
    """Delete what ``mentions_of`` returns."""
    return f"{_mentions(label)}DELETE m"


def claims_of(label: str, end: str) -> str:
    """Return the claims that have a local id of the $rows at their ``source`` or at their ``target``."""
    return (
        f"{_claims(label, end)}RETURN type(r) AS type, startNode(r).id AS source, endNode(r).id AS target,\n"
        "       properties(r) AS properties"
    )


def delete_claims(label: str, end: str) -> str:
    """Delete what ``claims_of`` returns."""
    return f"{_claims(label, end)}DELETE r"


def claims_at(kind: str) -> str:
    """Return the claims of a type that have one of the $locals, whose nodes are $nodes, as their place."""
    return (
        f"{_placed(kind)}RETURN type(r) AS type, a.id AS source, b.id AS target, properties(r) AS properties"
    )


def delete_claims_at(kind: str) -> str:
    """Delete what ``claims_at`` returns."""
    return f"{_placed(kind)}DELETE r"


def least_sure(kind: str) -> str:
    """Return the $count claims of a type that have the lowest confidence."""
    return (
        f"MATCH (a)-[r:{claim_type(kind)}]->(b)\n"
        "RETURN type(r) AS type, a.id AS source, b.id AS target, properties(r) AS properties\n"
        "ORDER BY r.confidence, r.document, r.start LIMIT $count"
    )


def people_near(label: str) -> str:
    """Return the people whom documents name that mention a local id of the $rows."""
    return (
        f"{_mentions(label)}WITH DISTINCT d\nMATCH (d)-[:{MENTIONS}]->(p:{EXECUTIVE.name})\n"
        "RETURN DISTINCT p.id AS id"
    )


EMPLOYERS, EVENTS = (
    f"UNWIND $rows AS row\nMATCH (n:{EXECUTIVE.name} {{id: row.node}})-[r:{kinds}]->(b)\n"
    "WHERE coalesce(r.local_source, n.id) = row.local\n"
    "RETURN row.local AS local, collect(DISTINCT b.id) AS found"
    for kinds in ("|".join(_WORK), "|".join(_SPEAK))
)
"""Where people of the $rows work, and at which events they were."""


def context_of() -> str:
    """Return the bodies that the documents of people of the $rows name."""
    return (
        f"{_mentions(EXECUTIVE.name)}WITH DISTINCT row, d\nMATCH (d)-[:{MENTIONS}]->(b:{'|'.join(BODIES)})\n"
        "RETURN row.local AS local, collect(DISTINCT b.id) AS found"
    )


def _mentions(label: str) -> str:
    return (
        f"UNWIND $rows AS row\nMATCH (n:{_label(label)} {{id: row.node}})<-[m:{MENTIONS}]-(d:{DOCUMENT})\n"
        "WHERE coalesce(m.local, n.id) = row.local\n"
    )


def _claims(label: str, end: str) -> str:
    arrow = f"-[r:{_CLAIMS}]->()" if end == "source" else f"<-[r:{_CLAIMS}]-()"
    return (
        f"UNWIND $rows AS row\nMATCH (n:{_label(label)} {{id: row.node}}){arrow}\n"
        f"WHERE coalesce(r.local_{end}, n.id) = row.local\n"
    )


def _placed(kind: str) -> str:
    return (
        f"MATCH (a)-[r:{claim_type(kind)}]->(b)\n"
        "WHERE r.place IN $nodes AND coalesce(r.local_place, r.place) IN $locals\n"
    )


def _label(name: str) -> str:
    return LABEL_BY_NAME[name].name
