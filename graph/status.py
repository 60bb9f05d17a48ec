"""What a graph is and holds: engine, version, schema, revision, counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from graph.engines import Engine
from graph.engines.bolt import Graph
from graph.model import CLAIM_TYPES, DOCUMENT, ENTITY_LABELS, MENTIONS
from graph.schema import BOOKKEEPING_NODE

__all__ = ["COUNTS", "VERSION", "Counts", "Status", "shape_counts", "status"]

LABELS = (DOCUMENT, *(label.name for label in ENTITY_LABELS))
TYPES = (*(kind.name for kind in CLAIM_TYPES), MENTIONS)

VERSION = "CALL dbms.components() YIELD name, versions, edition RETURN name, versions[0] AS version, edition"

COUNTS = "\nUNION ALL\n".join(
    [f"MATCH (n:{label}) WITH count(n) AS count RETURN '{label}' AS name, count" for label in LABELS]
    + [f"MATCH ()-[r:{kind}]->() WITH count(r) AS count RETURN '{kind}' AS name, count" for kind in TYPES]
)
"""A row ``name, count`` for every label and relationship type that has any; shape_counts knows the others."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Nodes by label, claims and MENTIONS by type; none is 0."""

    nodes: Mapping[str, int]
    relationships: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Status:
    """A graph's state; ``schema`` is None where none has been made, ``revision`` grows with every write."""

    engine: Engine
    version: str
    address: str
    schema: int | None
    revision: int
    counts: Counts


def status(graph: Graph) -> Status:
    """Ask a graph for its state. Raises GraphUnavailable, GraphRefused or GraphTimeout."""
    component = graph.read(VERSION)[0]
    bookkeeping = graph.read(BOOKKEEPING_NODE)
    schema, revision = (bookkeeping[0]["schema"], bookkeeping[0]["revision"]) if bookkeeping else (None, 0)
    return Status(
        graph.connection.engine,
        _version(graph.connection.engine, str(component["version"])),
        graph.connection.uri,
        schema,
        revision,
        shape_counts(graph.read(COUNTS)),
    )


def _version(engine: Engine, told: str) -> str:
    """The embedded engine tells clients the Neo4j version that it speaks like, so its package is asked."""
    return f"ArcadeDB {version('arcadedb-embedded')}" if engine == "embedded" else f"Neo4j {told}"


def shape_counts(rows: Iterable[Mapping[str, Any]]) -> Counts:
    """Return what the rows of COUNTS say, with 0 for what has no row."""
    found = {row["name"]: row["count"] for row in rows}
    return Counts(
        {label: found.get(label, 0) for label in LABELS}, {kind: found.get(kind, 0) for kind in TYPES}
    )
