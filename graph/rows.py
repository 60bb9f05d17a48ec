"""Facts as the rows that statements take: pure, and grouped by statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from graph.canonical import external_ids
from graph.facts import Claim, Entity, Facts
from graph.identity.judgements import Judgements
from graph.model import CLAIM_PROPERTIES, CLAIM_TYPE_BY_NAME, REJECTED
from graph.reprints import band_properties

Row = dict[str, Any]

_OF_THE_CLAIM = tuple(known.name for known in CLAIM_PROPERTIES if known.name != "document")


Nodes = Mapping[str, str]
"""The node's id by local id, where it is another."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What a batch writes: documents, MENTIONS, claims by type."""

    documents: list[Row] = field(default_factory=list)
    mentions: list[Row] = field(default_factory=list)
    claims: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))


def rows_of(
    batch: Iterable[tuple[Facts, str]],
    nodes: Nodes = MappingProxyType({}),
    judgements: Judgements = Judgements(),  # noqa: B008 - frozen
) -> Rows:
    """Return the rows of documents with the fingerprints to record; each document must stand there once."""
    rows = Rows()
    for facts, fingerprint in batch:
        document = facts.document.id
        rows.documents.append(_document(facts, fingerprint))
        for entity in facts.entities:
            rows.mentions.append(mention_row(entity.id, _mention(document, entity), nodes))
        for claim in facts.claims:
            properties = _claim(document, claim)
            kind, row = claim_row(claim.type, claim.source, claim.target, properties, nodes, judgements)
            rows.claims[kind].append(row)
    return rows


def mention_row(local: str, properties: Row, nodes: Nodes) -> Row:
    """Return the row of a MENTIONS; ``properties`` are without ``local``."""
    node = nodes.get(local, local)
    own = properties if node == local else {**properties, "local": local}
    return {"source": properties["document"], "target": node, "properties": own}


def claim_row(
    kind: str, source: str, target: str, properties: Row, nodes: Nodes, judgements: Judgements
) -> tuple[str, Row]:
    """Return the type and the row of a claim between local ids; ``properties`` are as the document says them.

    They become the row's: nobody else may hold them. A symmetric claim goes from the smaller id to the larger, so that
    either order is one. What was rejected, and what has come to be said of one thing and itself, is of type REJECTED.
    """
    (a, local_a), (b, local_b) = (nodes.get(source, source), source), (nodes.get(target, target), target)
    if CLAIM_TYPE_BY_NAME[kind].symmetric and (b, local_b) < (a, local_a):
        a, local_a, b, local_b = b, local_b, a, local_a
    place = properties.get("place")
    if a != local_a:
        properties["local_source"] = local_a
    if b != local_b:
        properties["local_target"] = local_b
    if place and nodes.get(place, place) != place:
        properties |= {"place": nodes[place], "local_place": place}
    if a == b or judgements.rejects(properties["document"], kind, local_a, local_b):
        return REJECTED, {"source": a, "target": b, "properties": {**properties, "type": kind}}
    return kind, {"source": a, "target": b, "properties": properties}


def stored_claim(row: Row) -> tuple[str, str, str, Row]:
    """Return type, local source, local target and the document's own properties of a claim that the graph holds.

    ``row`` has ``type``, ``source``, ``target`` and ``properties``; ``claim_row`` makes the claim of it again.
    """
    own = dict(row["properties"])
    kind = own.pop("type") if row["type"] == REJECTED else row["type"]
    source = own.pop("local_source", row["source"])
    target = own.pop("local_target", row["target"])
    place = own.pop("local_place", None)
    if place is not None:
        own["place"] = place
    return kind, source, target, own


def _document(facts: Facts, fingerprint: str) -> Row:
    document = facts.document
    properties = document.model_dump(exclude_none=True)
    return {
        **properties,
        **band_properties(document.minhash),
        "name": document.title or document.id,
        "fingerprint": fingerprint,
    }


def _mention(document: str, entity: Entity) -> Row:
    """Return the MENTIONS; aliases and places are sets, so they stand in order and once."""
    places = sorted({(mention.start, mention.end, mention.text) for mention in entity.mentions})
    properties: Row = {
        "document": document,
        "name": entity.name,
        "aliases": sorted(set(entity.aliases)),
        "external_ids": external_ids(entity),
        "starts": [start for start, _, _ in places],
        "ends": [end for _, end, _ in places],
        "texts": [text for _, _, text in places],
    }
    if entity.name_zh is not None:
        properties["name_zh"] = entity.name_zh
    if entity.name_en is not None:
        properties["name_en"] = entity.name_en
    return properties


def _claim(document: str, claim: Claim) -> Row:
    properties: Row = {"document": document}
    said = vars(claim)
    for name in _OF_THE_CLAIM:
        if (value := said[name]) is not None:
            properties[name] = value
    return properties
