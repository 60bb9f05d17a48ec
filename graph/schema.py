"""The graph's constraints, indexes and bookkeeping node, all from the model."""

from __future__ import annotations

from graph.engines import Engine, dialect
from graph.engines.bolt import Graph
from graph.errors import GraphRefused
from graph.migrations import MIGRATIONS
from graph.model import (
    CLAIM_TYPES,
    DOCUMENT,
    DOCUMENT_PROPERTIES,
    ENTITY_LABELS,
    MENTIONS,
    MENTIONS_PROPERTIES,
    MERGED,
    NAME,
    NAME_PROPERTIES,
    REJECTED,
    SIGNED_WITH,
)
from graph.reprints import BAND_PROPERTIES

__all__ = ["BOOKKEEPING", "BOOKKEEPING_NODE", "SCHEMA_VERSION", "ensure_schema", "schema_statements"]

SCHEMA_VERSION = 3

BOOKKEEPING = "Graph"
"""The label of the one node, id ``graph``, that holds the schema's version and the graph's revision."""

NODE_LABELS = (*(label.name for label in ENTITY_LABELS), DOCUMENT, MERGED, NAME, BOOKKEEPING)

BOOKKEEPING_NODE = (
    f"MATCH (g:{BOOKKEEPING} {{id: 'graph'}}) RETURN g.schema AS schema, g.revision AS revision"
)

_RECORD_VERSION = (
    f"MERGE (g:{BOOKKEEPING} {{id: 'graph'}})\n"
    "SET g.name = 'pactgraph', g.schema = $schema, g.revision = coalesce(g.revision, 0)"
)


FULL_TEXT = "names"
"""The full-text index over the names of all entities: ``CALL db.index.fulltext.queryNodes('names', '能源')``."""


def schema_statements(engine: Engine) -> list[str]:
    """Return the engine's statements, each of which does nothing where it has been run before."""
    constraints = [
        f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        for label in NODE_LABELS
    ]
    of_documents = [*(known.name for known in DOCUMENT_PROPERTIES if known.indexed), *BAND_PROPERTIES]
    on_nodes = [
        f"CREATE INDEX {DOCUMENT.lower()}_{name} IF NOT EXISTS FOR (n:{DOCUMENT}) ON (n.{name})"
        for name in of_documents
    ]
    on_relationships = [
        f"CREATE INDEX {name.lower()}_{known} IF NOT EXISTS FOR ()-[r:{name}]-() ON (r.{known})"
        for name, known in _indexed_relationships()
    ]
    merged = f"CREATE INDEX {MERGED.lower()}_into IF NOT EXISTS FOR (n:{MERGED}) ON (n.into)"
    full_text = [_full_text()] if engine in dialect.FULL_TEXT else []
    return [*constraints, *on_nodes, merged, *on_relationships, *full_text]


def ensure_schema(graph: Graph) -> int | None:
    """Bring the database's schema up to date and record its version; does nothing where it is current.

    Returns the version that was there, None for none. Raises GraphRefused where it is newer than ours.
    """
    record = next(iter(graph.read(BOOKKEEPING_NODE)), None)
    found: int | None = record["schema"] if record else None
    if found == SCHEMA_VERSION:
        return found
    if found is not None and found > SCHEMA_VERSION:
        raise GraphRefused(
            f"The graph at {graph.connection.uri} has schema {found}, made by a newer pactgraph; this one "
            f"knows schema {SCHEMA_VERSION}: install the newer one"
        )
    for statement in schema_statements(graph.connection.engine):
        graph.schema(statement)
    for version in range(found or SCHEMA_VERSION, SCHEMA_VERSION):
        for statement in MIGRATIONS[version]:
            _write(graph, statement)
    _write(graph, _RECORD_VERSION, schema=SCHEMA_VERSION)
    return found


def _full_text() -> str:
    """Return the statement for FULL_TEXT; the index follows a commit by a moment, so that writers don't wait for it."""
    labels = "|".join(label.name for label in ENTITY_LABELS)
    names = ", ".join(f"n.{known.name}" for known in NAME_PROPERTIES)
    return (
        f"CREATE FULLTEXT INDEX {FULL_TEXT} IF NOT EXISTS FOR (n:{labels}) ON EACH [{names}]\n"
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk', `fulltext.eventually_consistent`: true}}"
    )


def _write(graph: Graph, statement: str, **parameters: int) -> None:
    graph.write(lambda transaction: transaction.run(statement, parameters).consume())


def _indexed_relationships() -> list[tuple[str, str]]:
    """Return (type, property): every claim by its document, signings by place and date as well."""
    documents = [(name, "document") for name in (*(kind.name for kind in CLAIM_TYPES), REJECTED)]
    signings = [(SIGNED_WITH.name, "place"), (SIGNED_WITH.name, "date")]
    mentions = [(MENTIONS, known.name) for known in MENTIONS_PROPERTIES if known.indexed]
    return documents + signings + mentions
