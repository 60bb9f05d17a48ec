"""The Cypher that the writer runs, built from the model alone: no input ever becomes part of a statement.

Every statement takes a list and works through it with UNWIND, except where an index is used by ``IN`` only.
Nodes are matched on one label, by id, which is what both engines' indexes serve.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.engines import Engine, dialect
from graph.model import CLAIM_TYPES, DOCUMENT, LABEL_BY_NAME, MENTIONS, REJECTED
from graph.schema import BOOKKEEPING

STORED_CLAIMS = (*(kind.name for kind in CLAIM_TYPES), REJECTED)
"""The types of relationships that hold claims."""

SAID = (MENTIONS, *STORED_CLAIMS)
"""The types of relationships that hold what a document says."""

BUMP_REVISION = (
    f"MERGE (g:{BOOKKEEPING} {{id: 'graph'}})\n"
    "SET g.name = 'pactgraph', g.revision = coalesce(g.revision, 0) + 1, g.stamp = randomUUID()\n"
    "RETURN g.revision AS revision, g.identity AS identity, g.judgements AS judgements"
)
"""Run first in a write: on Neo4j it takes the lock that makes writers follow one another."""

FINGERPRINTS = (
    f"UNWIND $ids AS id\nMATCH (d:{DOCUMENT} {{id: id}})\nRETURN collect([d.id, d.fingerprint]) AS found"
)
"""One record, since engine and driver pay per record: loading again asks for little else."""

ALL_FINGERPRINTS = f"MATCH (d:{DOCUMENT})\nRETURN d.id AS id, d.fingerprint AS fingerprint ORDER BY id"

DOCUMENTS_THERE = (
    f"UNWIND $ids AS id\nMATCH (n:{DOCUMENT} {{id: id}})\n"
    "RETURN collect([n.id, elementId(n), coalesce(n.given, false)]) AS found"
)
"""Which of $ids there are, each with the engine's own name of it and whether its facts were given."""


DELETE_DOCUMENTS = f"UNWIND $ids AS id\nMATCH (d:{DOCUMENT} {{id: id}})\nDELETE d"


def together(engine: Engine, types: Sequence[str] = SAID) -> tuple[tuple[str, ...], ...]:
    """Return types of what documents say, parted into those that a statement takes together on this engine."""
    return (tuple(types),) if engine in dialect.SEEKS_MANY_TYPES else tuple((kind,) for kind in types)


def said(types: Sequence[str]) -> str:
    """Return the relationships of these types that hold what the documents $ids say.

    Each with its type, the engine's own names of it and of its target, the ids of its ends, its properties.
    """
    names = [_type(name) for name in types]
    if len(names) == 1:
        found = f"MATCH (a)-[r:{names[0]}]->(b)\nWHERE r.document IN $ids\n"
    else:  # each by its index, which a plan that was made when the graph was small may not take
        each = (
            f"  MATCH (a)-[r:{name}]->(b)\n  USING INDEX r:{name}(document)\n"
            "  WHERE r.document IN $ids\n  RETURN a, r, b\n"
            for name in names
        )
        found = "CALL () {\n" + "  UNION ALL\n".join(each) + "}\n"
    return f"{found}RETURN collect([type(r), elementId(r), elementId(b), a.id, b.id, properties(r)]) AS said"


def delete_said(types: Sequence[str]) -> str:
    """Delete those of $elements, all of these types and of the documents $documents."""
    return f"{_these(types)}DELETE r"


def rewrite_said(types: Sequence[str]) -> str:
    """Give those of $elements, all of these types and of the documents $documents, the properties in $said.

    $said has them by the engine's own names of the relationships.
    """
    return f"{_these(types)}SET r = $said[elementId(r)]"


def existing(label: str) -> str:
    """Return which of $ids there are: id, the engine's own name of the node, its properties."""
    return (
        f"UNWIND $ids AS id\nMATCH (n:{_label(label)} {{id: id}})\n"
        "RETURN collect([n.id, elementId(n), properties(n)]) AS found"
    )


def put_nodes(label: str) -> str:
    """Make the nodes in $rows, or give those that exist these properties and no others; return what was made."""
    return (
        f"UNWIND $rows AS row\nMERGE (n:{label if label == DOCUMENT else _label(label)} {{id: row.id}})\nSET n = row\n"
        "RETURN collect([n.id, elementId(n)]) AS found"
    )


def delete_nodes(label: str) -> str:
    """Delete the nodes in $ids and what is left of their relationships."""
    return f"UNWIND $ids AS id\nMATCH (n:{_label(label)} {{id: id}})\nDETACH DELETE n"


def relate(kind: str) -> str:
    """Make a MENTIONS or claims of this type for $rows: the engine's own names of two nodes, properties.

    Matching by these names is twice as fast as by label and id, and one statement serves nodes of all labels: Neo4j
    plans a statement again whenever the graph has grown.
    """
    return (
        "UNWIND $rows AS row\n"
        "MATCH (a) WHERE elementId(a) = row.source\n"
        "MATCH (b) WHERE elementId(b) = row.target\n"
        f"CREATE (a)-[r:{_type(kind)}]->(b)\n"
        "SET r = row.properties"
    )


COLLECT_NAMES = (
    "UNWIND $rows AS row\n"
    f"MATCH (n)<-[m:{MENTIONS}]-(d:{DOCUMENT}) WHERE elementId(n) = row.element\n"
    "RETURN row.id AS id, coalesce(m.local, row.id) AS local, m.name AS name, m.name_zh AS name_zh,\n"
    "       m.name_en AS name_en, count(m) AS documents, sum(CASE WHEN d.given THEN 1 ELSE 0 END) AS given,\n"
    "       collect(DISTINCT m.aliases + m.texts) AS others, collect(DISTINCT m.external_ids) AS external_ids"
)
"""How many documents call each local id on the nodes of $rows what; a row for each combination of names."""


def _these(types: Sequence[str]) -> str:
    """Find those of $elements: by these names, or where an engine cannot, among what the $documents say."""
    if len(types) > 1:
        return "UNWIND $elements AS element\nMATCH ()-[r]->() WHERE elementId(r) = element\n"
    (name,) = types
    return f"MATCH ()-[r:{_type(name)}]->()\nWHERE r.document IN $documents AND elementId(r) IN $elements\n"


def _type(name: str) -> str:
    return name if name == MENTIONS else claim_type(name)


def claim_type(name: str) -> str:
    """Return the name if claims are stored under it; KeyError if not, so nothing else gets into a statement."""
    if name not in STORED_CLAIMS:
        raise KeyError(name)
    return name


def _label(name: str) -> str:
    """Return the name if the model has it; KeyError if it does not, so nothing else gets into a statement."""
    return LABEL_BY_NAME[name].name
