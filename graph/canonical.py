"""What a node is called: a pure function of the MENTIONS that exist, whatever order they were written in."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from graph.facts import Entity, Facts, dump_rows

NAMES = ("name", "name_zh", "name_en")

COUNTED = "counted"
"""The property of a node that holds how often its names are used, so that a load need not read its MENTIONS again."""


@dataclass(slots=True)
class Naming:
    """What documents call one entity: for each kind of name its counts, and all that is not counted."""

    names: dict[str, Counter[str]] = field(default_factory=lambda: {kind: Counter() for kind in NAMES})
    others: set[str] = field(default_factory=set)
    external_ids: set[str] = field(default_factory=set)

    def count(self, kind: str, name: str | None, documents: int = 1) -> None:
        """Count a name as used by so many documents; None is no name."""
        if name:
            self.names[kind][name] += documents

    def add(self, entity: Entity) -> None:
        """Count what one document calls the entity."""
        for kind in NAMES:
            self.count(kind, getattr(entity, kind))
        self.others.update(aliases_and_texts(entity))
        self.external_ids.update(external_ids(entity))

    def include(self, other: Naming) -> None:
        """Count what documents call the same thing under another of their ids."""
        for kind in NAMES:
            self.names[kind].update(other.names[kind])
        self.others |= other.others
        self.external_ids |= other.external_ids

    def properties(self) -> dict[str, str | list[str]]:
        """Return the node's properties: of each kind the most frequent name, of equals the smallest.

        What else documents call it are aliases. Empty if no document names it.
        """
        best = {kind: _most_frequent(counts) for kind, counts in self.names.items() if counts}
        if "name" not in best:
            return {}
        called = self.others.union(*self.names.values()) - {best["name"]}
        return {**best, "aliases": sorted(called), "external_ids": sorted(self.external_ids)}


def aliases_and_texts(entity: Entity) -> set[str]:
    """Return the aliases that a document gives, and the texts that stand in it, without empty ones."""
    return {text for text in (*entity.aliases, *(mention.text for mention in entity.mentions)) if text}


def external_ids(entity: Entity) -> list[str]:
    """Return the identifiers elsewhere as ``scheme:value``, sorted."""
    return sorted(f"{scheme}:{value}" for scheme, value in entity.external_ids.items())


@dataclass(slots=True)
class Called:
    """What documents call one local id, and the id of its node; ``given`` as in the facts of any of them."""

    node: str
    naming: Naming = field(default_factory=Naming)
    given: bool = False

    @classmethod
    def remembered(cls, properties: Mapping[str, Any]) -> Self | None:
        """Return what the properties of a node tell that has the id of the only local id on it; None if too little."""
        if COUNTED not in properties:
            return None
        counted = json.loads(properties[COUNTED])
        naming = Naming(
            {kind: Counter(counted[kind]) for kind in NAMES},
            {properties["name"], *properties["aliases"]},
            set(properties["external_ids"]),
        )
        return cls(properties["id"], naming, counted["given"])

    def include(self, other: Called) -> None:
        """Add what further documents call it."""
        self.naming.include(other.naming)
        self.given = self.given or other.given

    def properties(self) -> dict[str, str | list[str]]:
        """Return the properties of a node with this alone on it; a single MENTIONS is read as fast as remembered."""
        properties = self.naming.properties()
        if self.naming.names["name"].total() > 1:
            counts = {kind: dict(sorted(self.naming.names[kind].items())) for kind in NAMES}
            properties[COUNTED] = dump_rows({**counts, "given": self.given})
        return properties


def call_all(batch: Iterable[Facts], known: Container[tuple[str, str]] = frozenset()) -> dict[str, Called]:
    """Return, by local id, what documents call entities, but for what is ``known`` of a document's local id."""
    called: dict[str, Called] = {}
    for facts in batch:
        for entity in facts.entities:
            if (facts.document.id, entity.id) in known:
                continue
            if (found := called.get(entity.id)) is None:
                found = called[entity.id] = Called(entity.id)
            found.naming.add(entity)
            found.given = found.given or facts.document.given
    return called


def _most_frequent(counts: Counter[str]) -> str:
    return min(counts, key=lambda name: (-counts[name], name))
