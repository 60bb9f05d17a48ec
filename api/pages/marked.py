"""Text with marks in it: sentences that claim something, and names, which may overlap in every way.

All offsets are those of the text, ends exclusive.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Entity = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text: a sentence with its ``anchor``, or a name with the ``entity`` that it means."""

    start: int
    end: int
    anchor: str | None = None
    entity: Entity | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that the same marks cover all of.

    Before its text so many sentences close and these open, None for one that goes on with its anchor behind it;
    ``entities`` are what a name here means, the shortest name first.
    """

    closes: int
    opens: tuple[str | None, ...]
    text: str
    entities: tuple[Entity, ...] = ()


def moved(marks: Iterable[Mark], starts: Sequence[int]) -> list[Mark]:
    """Return marks of a source as marks of a text whose characters stand at ``starts``; none that would be empty."""
    found = (
        Mark(bisect_left(starts, mark.start), bisect_left(starts, mark.end), mark.anchor, mark.entity)
        for mark in marks
    )
    return [mark for mark in found if mark.start < mark.end]


def pieces(text: str, marks: Iterable[Mark], ranges: Iterable[tuple[int, int]]) -> Iterator[list[Piece]]:
    """Yield what each of the ranges, which are in order and do not overlap, falls into.

    Sentences nest: where two cross, the later one closes with the earlier and opens again. An anchor is given once.
    """
    waiting = sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.anchor or ""))
    placed: set[str] = set()
    active: list[Mark] = []
    following = 0
    for start, end in ranges:
        active = [mark for mark in active if mark.end > start]
        while following < len(waiting) and waiting[following].start < end:
            active.append(waiting[following])
            following += 1
        yield list(_cut(text, start, end, [mark for mark in active if mark.end > start], placed))


def _cut(text: str, start: int, end: int, marks: Sequence[Mark], placed: set[str]) -> Iterator[Piece]:
    edges = {edge for mark in marks for edge in (mark.start, mark.end) if start < edge < end}
    cuts = [start, *sorted(edges), end]
    stack: list[Mark] = []
    covering: list[Mark] = []
    following = 0
    for first, last in pairwise(cuts):
        while following < len(marks) and marks[following].start <= first:
            covering.append(marks[following])
            following += 1
        covering = [mark for mark in covering if mark.end > first]
        sentences = [mark for mark in covering if mark.anchor]
        same = _common(stack, sentences)
        opens = tuple(_once(mark.anchor, placed) for mark in sentences[same:])
        names = sorted((mark for mark in covering if mark.entity), key=lambda mark: mark.end - mark.start)
        entities = tuple(mark.entity for mark in names if mark.entity)
        yield Piece(len(stack) - same, opens, text[first:last], entities)
        stack = sentences
    if stack:
        yield Piece(len(stack), (), "")


def _common(one: Sequence[Mark], other: Sequence[Mark]) -> int:
    """Return how many marks two lists have in common at their beginnings."""
    same = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        same += 1
    return same


def _once(anchor: str | None, placed: set[str]) -> str | None:
    if anchor is None or anchor in placed:
        return None
    placed.add(anchor)
    return anchor
