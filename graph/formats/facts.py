"""Facts as JSON Lines: a document a line, as ``pactgraph extract`` prints and ``pactgraph load`` takes them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.facts import Claim, dump_rows
from graph.facts import Document as FactsDocument
from graph.formats.exporter import Exporter
from graph.model import LABEL_BY_KEY
from graph.pages import CLAIM_FIELDS, MENTION_FIELDS, Document

__all__ = ["FactsLines", "facts_of"]

_DOCUMENT = {name: field.default for name, field in FactsDocument.model_fields.items()}
_CLAIM = tuple(Claim.model_fields)


class FactsLines(Exporter):
    """Entities are in the documents that name them, so they have no lines of their own."""

    def document(self, document: Document) -> Iterable[str]:
        """Return a document's line."""
        return (f"{dump_rows(facts_of(document))}\n",)


def facts_of(document: Document) -> dict[str, Any]:
    """Return a document's facts, with its own ids of things."""
    return {
        "document": {name: document.properties.get(name, default) for name, default in _DOCUMENT.items()},
        "entities": [_entity(dict(zip(MENTION_FIELDS, row, strict=True))) for row in document.mentions],
        "claims": [_claim(dict(zip(CLAIM_FIELDS, row, strict=True))) for row in document.claims],
    }


def _entity(mention: dict[str, Any]) -> dict[str, Any]:
    id_ = mention["local"] or mention["entity"]
    places = zip(mention["starts"] or (), mention["ends"] or (), mention["texts"] or (), strict=True)
    return {
        "id": id_,
        "label": LABEL_BY_KEY[id_.partition("/")[0]].name,
        "name": mention["name"],
        "name_zh": mention["name_zh"],
        "name_en": mention["name_en"],
        "aliases": mention["aliases"] or [],
        "external_ids": dict(pair.split(":", 1) for pair in mention["external_ids"] or ()),
        "mentions": [{"start": start, "end": end, "text": text} for start, end, text in places],
    }


def _claim(claim: dict[str, Any]) -> dict[str, Any]:
    own = {end: claim[f"local_{end}"] or claim[end] for end in ("source", "target", "place")}
    return {**{name: claim[name] for name in _CLAIM}, **own, "former": bool(claim["former"])}
