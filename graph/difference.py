"""What an edit changes of what documents said: pure, from what the graph holds and what it shall hold.

What stays is left alone: relationships that say the same, names and identity of what is called as before. One that
says other things between the same ends is written over: its nodes' lists and its document's index stay as they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from graph.canonical import NAMES
from graph.identity.statements import ACTS, BODIES
from graph.model import EXECUTIVE, MENTIONS, label_of
from graph.rows import Row, Rows

__all__ = ["Change", "Place", "Said", "compare"]

Place = tuple[str, str]
"""A document, and the local id of an entity that it names."""


class Said(NamedTuple):
    """A MENTIONS or a claim; ``element`` is the engine's own name of it, empty for what is not there yet."""

    kind: str
    element: str
    source: str
    target: str
    properties: Row

    @property
    def place(self) -> Place:
        """Where a MENTIONS stands."""
        return self.properties["document"], self.properties.get("local", self.target)

    @property
    def row(self) -> Row:
        """A claim as ``stored_claim`` takes it."""
        return {
            "type": self.kind,
            "source": self.source,
            "target": self.target,
            "properties": self.properties,
        }

    @property
    def ends(self) -> tuple[str, ...]:
        """What a relationship keeps for good, and the document that says it."""
        return self.kind, self.source, self.target, self.properties["document"]

    @property
    def key(self) -> tuple[object, ...]:
        """What few share that differ in anything else."""
        return *self.ends, self.properties.get("start")


@dataclass(slots=True)
class Change:
    """What is to be written: what goes, the rows of what comes, and what is written over, each with its new properties.

    ``unchanged`` are places where entities are called as before, ``left`` the MENTIONS that called an entity otherwise
    or call it no more. ``touched`` are people who may be told from namesakes otherwise now, whatever they are called.
    """

    mentions: list[Row]
    claims: dict[str, list[Row]]
    gone: list[Said] = field(default_factory=list)
    rewritten: list[tuple[Said, Row]] = field(default_factory=list)
    unchanged: set[Place] = field(default_factory=set)
    left: list[Said] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)


def compare(stored: Sequence[Said], rows: Rows, edited: Mapping[str, bool]) -> Change:
    """Return what makes ``stored`` what ``rows`` say of the ``edited`` documents, and all other rows.

    ``edited`` are the documents that the graph holds, each with whether its facts were given.
    """
    change = Change(rows.mentions, rows.claims)
    if not edited:
        return change
    there: dict[tuple[object, ...], list[Said]] = defaultdict(list)
    for one in stored:
        there[one.key].append(one)
    wanted: list[Said] = []
    differing: list[tuple[Row, Said]] = []
    new: dict[str, list[Row]] = {}
    for kind, found in {MENTIONS: rows.mentions, **rows.claims}.items():
        new[kind] = []
        for row in found:
            if row["properties"]["document"] not in edited:
                new[kind].append(row)
                continue
            one = Said(kind, "", row["source"], row["target"], row["properties"])
            wanted.append(one)
            if not _take_equal(there.get(one.key, []), one):
                differing.append((row, one))

    free: dict[tuple[str, ...], list[Said]] = defaultdict(list)
    for one in chain.from_iterable(there.values()):
        free[one.ends].append(one)
    for row, one in differing:
        if others := free.get(one.ends):
            change.rewritten.append((others.pop(), one.properties))
        else:
            new[one.kind].append(row)
    change.mentions = new.pop(MENTIONS)
    change.claims = {kind: found for kind, found in new.items() if found}
    change.gone = list(chain.from_iterable(free.values()))

    before, now = _places(stored), _places(wanted)
    given = {row["id"]: row["given"] for row in rows.documents}
    change.unchanged = {
        place
        for place in before.keys() & now.keys()
        if given[place[0]] == edited[place[0]] and _called(before[place]) == _called(now[place])
    }
    change.left = [before[place] for place in sorted(before.keys() - change.unchanged)]
    company = {document for document, _ in _bodies(stored) ^ _bodies(wanted)}
    change.touched = {local for document, local in now if document in company and _is_person(local)}
    change.touched |= {local for _, _, local, _ in _acts(stored) ^ _acts(wanted) if _is_person(local)}
    return change


def _take_equal(stored: list[Said], wanted: Said) -> bool:
    """Whether one of them says the same, which is taken out."""
    at = next((at for at, one in enumerate(stored) if one.properties == wanted.properties), None)
    if at is not None:
        del stored[at]
    return at is not None


def _places(said: Iterable[Said]) -> dict[Place, Said]:
    return {one.place: one for one in said if one.kind == MENTIONS}


def _called(mention: Said) -> tuple[object, ...]:
    """What a MENTIONS calls its entity, wherever that stands in the document."""
    said = mention.properties
    others = frozenset((*said["aliases"], *said["texts"])) - {""}
    return (*(said.get(kind) for kind in NAMES), others, tuple(said["external_ids"]))


def _bodies(said: Iterable[Said]) -> set[Place]:
    """The bodies that documents name: what their people are known by."""
    return {
        (one.source, one.target) for one in said if one.kind == MENTIONS and label_of(one.target) in BODIES
    }


def _acts(said: Iterable[Said]) -> set[tuple[str, str, str, str]]:
    """Where documents say that people work and speak; the local id is the third."""
    return {
        (one.properties["document"], one.kind, one.properties.get("local_source", one.source), one.target)
        for one in said
        if one.kind in ACTS
    }


def _is_person(local: str) -> bool:
    return label_of(local) == EXECUTIVE.name
