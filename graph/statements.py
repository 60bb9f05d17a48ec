"""The Cypher that the writer runs, built from the model alone: no input ever becomes part of a statement.

Every statement takes a list and works through it with UNWIND, except where an index is used by ``IN`` only.
Nodes are matched on one label, by id, which is what both engines' indexes serve.
"""

from __future__ import annotations

from graph.model import (
    CLAIM_TYPE_BY_NAME,
    CLAIM_TYPES,
    DOCUMENT,
    LABEL_BY_NAME,
    MENTIONS,
)
from graph.schema import BOOKKEEPING

BUMP_REVISION = (
    f"MERGE (g:{BOOKKEEPING} {{id: 'graph'}})\n"
    "SET g.name = 'pactgraph', g.revision = coalesce(g.revision, 0) + 1\n"
    "RETURN g.revision AS revision"
)
"""Run first in a write: on Neo4j it takes the lock that makes writers follow one another."""

FINGERPRINTS = (
    f"UNWIND $ids AS id\nMATCH (d:{DOCUMENT} {{id: id}})\nRETURN d.id AS id, d.fingerprint AS fingerprint"
)

ALL_FINGERPRINTS = f"MATCH (d:{DOCUMENT})\nRETURN d.id AS id, d.fingerprint AS fingerprint ORDER BY id"

PUT_DOCUMENTS = f"UNWIND $rows AS row\nMERGE (d:{DOCUMENT} {{id: row.id}})\nSET d = row"

DELETE_DOCUMENTS = f"UNWIND $ids AS id\nMATCH (d:{DOCUMENT} {{id: id}})\nDELETE d"

MENTIONED = (
    f"MATCH (:{DOCUMENT})-[m:{MENTIONS}]->(n)\n"
    "WHERE m.document IN $ids\n"
    "RETURN DISTINCT labels(n)[0] AS label, n.id AS id"
)

RETRACT_MENTIONS = f"MATCH ()-[m:{MENTIONS}]->()\nWHERE m.document IN $ids\nDELETE m"

RETRACT_CLAIMS = {
    kind.name: f"MATCH ()-[r:{kind.name}]->()\nWHERE r.document IN $ids\nDELETE r" for kind in CLAIM_TYPES
}
"""By type of claim."""


def existing(label: str) -> str:
    """Return which of $ids there are."""
    return f"UNWIND $ids AS id\nMATCH (n:{_label(label)} {{id: id}})\nRETURN n.id AS id"


def put_nodes(label: str) -> str:
    """Make the nodes in $rows, or give those that exist these properties and no others."""
    return f"UNWIND $rows AS row\nMERGE (n:{_label(label)} {{id: row.id}})\nSET n = row"


def delete_nodes(label: str) -> str:
    """Delete the nodes in $ids and what is left of their relationships."""
    return f"UNWIND $ids AS id\nMATCH (n:{_label(label)} {{id: id}})\nDETACH DELETE n"


def create_mentions(label: str) -> str:
    """Make a MENTIONS for every row of $rows: document, entity, properties."""
    return (
        "UNWIND $rows AS row\n"
        f"MATCH (d:{DOCUMENT} {{id: row.source}})\n"
        f"MATCH (n:{_label(label)} {{id: row.target}})\n"
        f"CREATE (d)-[m:{MENTIONS}]->(n)\n"
        "SET m = row.properties"
    )


def create_claims(kind: str, source: str, target: str) -> str:
    """Make a claim of this type, between nodes of these labels, for every row of $rows."""
    return (
        "UNWIND $rows AS row\n"
        f"MATCH (a:{_label(source)} {{id: row.source}})\n"
        f"MATCH (b:{_label(target)} {{id: row.target}})\n"
        f"CREATE (a)-[r:{CLAIM_TYPE_BY_NAME[kind].name}]->(b)\n"
        "SET r = row.properties"
    )


def count_names(label: str) -> str:
    """Return how many documents call each of $ids what; a row for each combination of names."""
    return (
        f"{_mentions_of(label)}"
        "RETURN id, m.name AS name, m.name_zh AS name_zh, m.name_en AS name_en, count(m) AS documents"
    )


def collect_distinct(label: str, lists: str) -> str:
    """Return the distinct values of lists that the MENTIONS of $ids hold (``m.aliases + m.texts``)."""
    return f"{_mentions_of(label)}UNWIND {lists} AS value\nRETURN id, collect(DISTINCT value) AS found"


def collect_aliases(label: str) -> str:
    """Return every other text by which documents call each of $ids."""
    return collect_distinct(label, "m.aliases + m.texts")


def collect_external_ids(label: str) -> str:
    """Return the identifiers elsewhere that documents give each of $ids."""
    return collect_distinct(label, "m.external_ids")


def _mentions_of(label: str) -> str:
    return f"UNWIND $ids AS id\nMATCH (n:{_label(label)} {{id: id}})<-[m:{MENTIONS}]-(:{DOCUMENT})\n"


def _label(name: str) -> str:
    """Return the name if the model has it; KeyError if it does not, so nothing else gets into a statement."""
    return LABEL_BY_NAME[name].name
