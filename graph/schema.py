"""The graph's constraints, indexes and bookkeeping node, all from the model."""

from __future__ import annotations

from graph.engines.bolt import Graph
from graph.model import (
    CLAIM_TYPES,
    DOCUMENT,
    DOCUMENT_PROPERTIES,
    ENTITY_LABELS,
    MENTIONS,
    MENTIONS_PROPERTIES,
    SIGNED_WITH,
)

__all__ = ["BOOKKEEPING", "SCHEMA_VERSION", "ensure_schema", "schema_statements"]

SCHEMA_VERSION = 1

BOOKKEEPING = "Graph"
"""The label of the one node, id ``graph``, that holds the schema's version and the graph's revision."""

NODE_LABELS = (*(label.name for label in ENTITY_LABELS), DOCUMENT, BOOKKEEPING)

_RECORD_VERSION = (
    f"MERGE (g:{BOOKKEEPING} {{id: 'graph'}})\n"
    "SET g.name = 'pactgraph', g.schema = $schema, g.revision = coalesce(g.revision, 0)"
)


def schema_statements() -> list[str]:
    """Return the statements, each of which does nothing where it has been run before."""
    constraints = [
        f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        for label in NODE_LABELS
    ]
    on_nodes = [
        f"CREATE INDEX {DOCUMENT.lower()}_{known.name} IF NOT EXISTS FOR (n:{DOCUMENT}) ON (n.{known.name})"
        for known in DOCUMENT_PROPERTIES
        if known.indexed
    ]
    on_relationships = [
        f"CREATE INDEX {name.lower()}_{known} IF NOT EXISTS FOR ()-[r:{name}]-() ON (r.{known})"
        for name, known in _indexed_relationships()
    ]
    return constraints + on_nodes + on_relationships


def ensure_schema(graph: Graph) -> None:
    """Bring the database's schema up to date and record its version; does nothing where it is."""
    for statement in schema_statements():
        graph.schema(statement)
    graph.write(lambda transaction: transaction.run(_RECORD_VERSION, schema=SCHEMA_VERSION).consume())


def _indexed_relationships() -> list[tuple[str, str]]:
    """Return (type, property): every claim by its document, signings by place and date as well."""
    documents = [(kind.name, "document") for kind in CLAIM_TYPES]
    signings = [(SIGNED_WITH.name, "place"), (SIGNED_WITH.name, "date")]
    mentions = [(MENTIONS, known.name) for known in MENTIONS_PROPERTIES if known.indexed]
    return documents + signings + mentions
