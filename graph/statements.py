"""The Cypher that the writer runs, built from the model alone: no input ever becomes part of a statement.

Every statement takes a list and works through it with UNWIND, except where an index is used by ``IN`` only.
Nodes are matched on one label, by id, which is what both engines' indexes serve.
"""

from __future__ import annotations

from graph.model import CLAIM_TYPES, DOCUMENT, LABEL_BY_NAME, MENTIONS, REJECTED
from graph.schema import BOOKKEEPING

STORED_CLAIMS = (*(kind.name for kind in CLAIM_TYPES), REJECTED)
"""The types of relationships that hold claims."""

BUMP_REVISION = (
    f"MERGE (g:{BOOKKEEPING} {{id: 'graph'}})\n"
    "SET g.name = 'pactgraph', g.revision = coalesce(g.revision, 0) + 1, g.stamp = randomUUID()\n"
    "RETURN g.revision AS revision, g.identity AS identity, g.judgements AS judgements"
)
"""Run first in a write: on Neo4j it takes the lock that makes writers follow one another."""

FINGERPRINTS = (
    f"UNWIND $ids AS id\nMATCH (d:{DOCUMENT} {{id: id}})\nRETURN d.id AS id, d.fingerprint AS fingerprint"
)

ALL_FINGERPRINTS = f"MATCH (d:{DOCUMENT})\nRETURN d.id AS id, d.fingerprint AS fingerprint ORDER BY id"

PUT_DOCUMENTS = f"UNWIND $rows AS row\nMERGE (d:{DOCUMENT} {{id: row.id}})\nSET d = row"

DELETE_DOCUMENTS = f"UNWIND $ids AS id\nMATCH (d:{DOCUMENT} {{id: id}})\nDELETE d"

MENTIONED = (
    f"UNWIND $ids AS id\nMATCH (:{DOCUMENT} {{id: id}})-[m:{MENTIONS}]->(n)\n"
    "RETURN n.id AS id, coalesce(m.local, n.id) AS local, m.name AS name, m.name_zh AS name_zh,\n"
    "       m.name_en AS name_en, m.aliases + m.texts AS others, m.external_ids AS external_ids"
)

RETRACT_MENTIONS = f"MATCH ()-[m:{MENTIONS}]->()\nWHERE m.document IN $ids\nDELETE m"

RETRACT_CLAIMS = {
    kind: f"MATCH ()-[r:{kind}]->()\nWHERE r.document IN $ids\nDELETE r" for kind in STORED_CLAIMS
}
"""By type of claim, REJECTED among them."""


def existing(label: str) -> str:
    """Return which of $ids there are."""
    return f"UNWIND $ids AS id\nMATCH (n:{_label(label)} {{id: id}})\nRETURN n.id AS id"


def put_nodes(label: str) -> str:
    """Make the nodes in $rows, or give those that exist these properties and no others."""
    return f"UNWIND $rows AS row\nMERGE (n:{_label(label)} {{id: row.id}})\nSET n = row"


def ensure_nodes(label: str) -> str:
    """Make the nodes in $rows that are not there."""
    return f"UNWIND $rows AS row\nMERGE (n:{_label(label)} {{id: row.id}})"


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
        f"CREATE (a)-[r:{claim_type(kind)}]->(b)\n"
        "SET r = row.properties"
    )


def count_names(label: str) -> str:
    """Return how many documents call each local id on the nodes $ids what; a row for each combination of names."""
    return (
        f"{_mentions_of(label)}"
        "RETURN id, coalesce(m.local, id) AS local, m.name AS name, m.name_zh AS name_zh, m.name_en AS name_en,\n"
        "       count(m) AS documents, sum(CASE WHEN d.given THEN 1 ELSE 0 END) AS given"
    )


def collect_distinct(label: str, lists: str) -> str:
    """Return the distinct values of lists that the MENTIONS of $ids hold (``m.aliases + m.texts``)."""
    return f"{_mentions_of(label)}UNWIND {lists} AS value\n" + (
        "RETURN coalesce(m.local, id) AS local, collect(DISTINCT value) AS found"
    )


def collect_aliases(label: str) -> str:
    """Return every other text by which documents call each of $ids."""
    return collect_distinct(label, "m.aliases + m.texts")


def collect_external_ids(label: str) -> str:
    """Return the identifiers elsewhere that documents give each of $ids."""
    return collect_distinct(label, "m.external_ids")


def _mentions_of(label: str) -> str:
    return f"UNWIND $ids AS id\nMATCH (n:{_label(label)} {{id: id}})<-[m:{MENTIONS}]-(d:{DOCUMENT})\n"


def claim_type(name: str) -> str:
    """Return the name if claims are stored under it; KeyError if not, so nothing else gets into a statement."""
    if name not in STORED_CLAIMS:
        raise KeyError(name)
    return name


def _label(name: str) -> str:
    """Return the name if the model has it; KeyError if it does not, so nothing else gets into a statement."""
    return LABEL_BY_NAME[name].name
