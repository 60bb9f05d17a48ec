"""Facts as the rows that statements take: pure, and grouped so that each statement matches on one label."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from graph.canonical import external_ids
from graph.facts import Claim, Entity, Facts
from graph.model import CLAIM_PROPERTIES, CLAIM_TYPE_BY_NAME

Row = dict[str, Any]

_OF_THE_CLAIM = tuple(known.name for known in CLAIM_PROPERTIES if known.name != "document")


@dataclass(frozen=True, slots=True)
class Rows:
    """What a batch writes: documents, MENTIONS by label, claims by (type, source's label, target's label)."""

    documents: list[Row] = field(default_factory=list)
    mentions: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    claims: defaultdict[tuple[str, str, str], list[Row]] = field(default_factory=lambda: defaultdict(list))


def rows_of(batch: Iterable[tuple[Facts, str]]) -> Rows:
    """Return the rows of documents with the fingerprints to record; each document must stand there once."""
    rows = Rows()
    for facts, fingerprint in batch:
        document = facts.document.id
        labels = {entity.id: entity.label for entity in facts.entities}
        rows.documents.append(_document(facts, fingerprint))
        for entity in facts.entities:
            rows.mentions[entity.label].append(_mention(document, entity))
        for claim in facts.claims:
            row = _claim(document, claim)
            rows.claims[claim.type, labels[row["source"]], labels[row["target"]]].append(row)
    return rows


def _document(facts: Facts, fingerprint: str) -> Row:
    document = facts.document
    properties = document.model_dump(exclude_none=True)
    return {**properties, "name": document.title or document.id, "fingerprint": fingerprint}


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
    return {"source": document, "target": entity.id, "properties": properties}


def _claim(document: str, claim: Claim) -> Row:
    """Return the claim; a symmetric one from the smaller id to the larger, so that either order is one."""
    source, target = claim.source, claim.target
    if CLAIM_TYPE_BY_NAME[claim.type].symmetric:
        source, target = sorted((source, target))
    properties: Row = {"document": document}
    for name in _OF_THE_CLAIM:
        value = getattr(claim, name)
        if value is not None:
            properties[name] = value
    return {"source": source, "target": target, "properties": properties}
