"""Statements that look one thing up by its id, for every label of the model."""

from __future__ import annotations

from typing import Any

from graph.model import DOCUMENT, ENTITY_LABELS, MERGED
from queries import statement

_REVISION = "OPTIONAL MATCH (graph:Graph {id: 'graph'})"

ENTITY = {
    label.name: (
        f"MATCH (n:{label.name} {{id: $id}})\n"
        "OPTIONAL MATCH (n)<-[m:MENTIONS]-(:Document)\n"
        "WITH n, count(DISTINCT m.document) AS documents\n"
        f"{_REVISION}\n"
        "RETURN n.id AS id, n.name AS name, n.name_zh AS name_zh, n.name_en AS name_en, n.aliases AS aliases,\n"
        "       n.external_ids AS external_ids, documents, graph.revision AS revision"
    )
    for label in ENTITY_LABELS
}
"""By label: answers a record for the entity ``$id``, none if there is no such entity."""

MERGED_INTO = f"MATCH (old:{MERGED} {{id: $id}}) RETURN old.into AS into"
"""Answers a record with the id of the entity into which the one of ``$id`` was merged, none if it was not."""

_FIELDS = ("id", "title", "path", "published", "url", "language", "sha256", "length")

ONE_DOCUMENT = f"MATCH (d:{DOCUMENT} {{id: $id}}) RETURN " + ", ".join(
    f"d.{name} AS {name}" for name in _FIELDS
)
"""Answers a record for the document ``$id``, none if there is no such document."""


MENTIONS_IN = (
    f"MATCH (d:{DOCUMENT} {{id: $id}})-[m:MENTIONS]->(n)\n"
    "RETURN n.id AS id, labels(n)[0] AS label, n.name AS name, n.name_zh AS name_zh, n.name_en AS name_en,\n"
    "       m.starts AS starts, m.ends AS ends, m.texts AS texts"
)
"""Answers a record for every entity that the document ``$id`` names."""


def shape_mentions(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the places that records of MENTIONS_IN hold, in the order of the text."""
    mentions = [
        {
            "entity": {name: record[name] for name in statement.ENTITY},
            "start": start,
            "end": end,
            "text": text,
        }
        for record in records
        for start, end, text in zip(record["starts"], record["ends"], record["texts"], strict=True)
    ]
    return sorted(mentions, key=lambda mention: (mention["start"], mention["end"], mention["entity"]["id"]))


def shape_entity(record: dict[str, Any], label: str) -> dict[str, Any]:
    """Return the entity that a record of ENTITY holds."""
    identifiers = (pair.partition(":") for pair in record["external_ids"] or [])
    return {
        "id": record["id"],
        "label": label,
        "name": record["name"],
        "name_zh": record["name_zh"],
        "name_en": record["name_en"],
        "aliases": record["aliases"] or [],
        "external_ids": {scheme: value for scheme, _, value in identifiers},
        "documents": record["documents"],
        "revision": record["revision"],
    }
