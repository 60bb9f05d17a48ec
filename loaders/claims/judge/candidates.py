"""Pairs of things that a sentence may tie: two that it names, or one with what was named before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from loaders.claims.judge.tokens import BODY, BOTH, KINDS, PERSON, Token
from loaders.claims.scene import Scene

ANSWERS: Mapping[str, tuple[str, ...]] = {
    "BB": ("SIGNED_WITH", "PART_OF", "HAS_PART"),
    "PB": ("WORKS_FOR", "WORKED_FOR"),
    "PT": ("WORKS_FOR", "WORKED_FOR"),
    "BT": ("LOCATED_IN",),
    "ET": ("LOCATED_IN",),
    "PE": ("SPEAKS_AT", "ATTENDED"),
}
"""What a pair of a kind may be, or none of it."""

TIES: Mapping[str, tuple[str, ...]] = {
    kind: tuple(answer for answer in answers if answer != "WORKED_FOR") for kind, answers in ANSWERS.items()
}
"""What is claimed of a pair: a post is one claim, held or left."""

_KEPT = {"B": 3, "P": 2, "E": 1, "T": 1}
"""So many things of a kind are looked back for."""

_REMEMBERED = 12
_MOST = 40
"""Things that a sentence may name: one that names more is a list of names."""
_FAR = 60
"""Words between two things of which a sentence may still tell something."""
_SIGNED = frozenset("VAJ")
"""Roles without one of which no sentence ties two bodies that it does not name."""

_STANDS_FOR = {"B": (BODY, BOTH), "P": (PERSON,)}
_BEFORE = -1


class Candidate(NamedTuple):
    """Two things and where they stand in a sentence's tokens, -1 for what is named before it.

    ``kind`` is that of both, as PB; ``context`` is "" where the sentence names both, else whence the other is.
    """

    kind: str
    one: int
    other: int
    sentence: int
    at_one: int
    at_other: int
    context: str


def candidates(scene: Scene, told: Sequence[Sequence[Token]]) -> Iterator[tuple[list[int], list[Candidate]]]:
    """For each sentence what was named before it, latest first, and its pairs."""
    recent: list[int] = []
    for number, tokens in enumerate(told):
        found: dict[tuple[str, int, int], tuple[int, Candidate]] = {}
        for far, candidate in _pairs(scene, number, tokens, recent):
            key = candidate[:3]
            if key not in found or found[key][0] > far:
                found[key] = (far, candidate)
        yield recent, [candidate for _, candidate in found.values()]
        named = list(dict.fromkeys(token.cluster for token in tokens if token.cluster is not None))
        recent = [*named, *(thing for thing in recent if thing not in named)][:_REMEMBERED]


def _pairs(
    scene: Scene, number: int, tokens: Sequence[Token], recent: Sequence[int]
) -> Iterator[tuple[int, Candidate]]:
    """Pairs with how far apart they stand; one pair may come twice."""
    named = [(at, token.kind, token.cluster) for at, token in enumerate(tokens) if token.cluster is not None]
    if len(named) > _MOST:
        return
    for place, (at, kind, one) in enumerate(named):
        for at_other, other_kind, other in named[place + 1 :]:
            if one != other and at_other - at <= _FAR:
                yield from _ordered(kind, other_kind, one, other, number, at, at_other, "")
    here = {cluster for _, _, cluster in named}
    before = {kind: [c for c in recent if KINDS[scene.label(c)] == kind and c not in here] for kind in _KEPT}
    bodies = before["B"][: _KEPT["B"]]
    if scene.topic is not None and scene.topic not in here and scene.topic not in bodies:
        bodies.append(scene.topic)
    for kind in _KEPT:
        things = bodies if kind == "B" else before[kind][: _KEPT[kind]]
        stands = [at for at, token in enumerate(tokens) if token.text in _STANDS_FOR.get(kind, ())]
        for rank, one in enumerate(things):
            for at, other_kind, other in named:
                meant = (
                    stands if kind == "P" or other_kind != "B" else [place for place in stands if place < at]
                )
                at_one = _nearest(meant, at)
                likely = rank == 0 or (one == scene.topic and other_kind == "P")
                if at_one != _BEFORE or (likely and other_kind + kind != "TP"):
                    yield from _ordered(kind, other_kind, one, other, number, at_one, at, f"before{rank}")
    both = next((at for at, token in enumerate(tokens) if token.text == BOTH), _BEFORE)
    if both != _BEFORE or any(not _SIGNED.isdisjoint(token.role) for token in tokens if not token.kind):
        latest = [c for c in recent if KINDS[scene.label(c)] == "B"][:2]
        if len(latest) == 2 and not set(latest) <= here:
            one, other = sorted(latest)
            yield 500, Candidate("BB", one, other, number, both, both, "both01")


def _nearest(places: Sequence[int], at: int) -> int:
    return min(places, key=lambda place: abs(place - at), default=_BEFORE)


def _ordered(
    kind: str, other_kind: str, one: int, other: int, number: int, at: int, at_other: int, context: str
) -> Iterator[tuple[int, Candidate]]:
    far = abs(at - at_other) + (100 if context else 0)
    if kind + other_kind in ANSWERS:
        yield far, Candidate(kind + other_kind, one, other, number, at, at_other, context)
    elif other_kind + kind in ANSWERS:
        yield far, Candidate(other_kind + kind, other, one, number, at_other, at, context)
