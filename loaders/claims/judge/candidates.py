"""Pairs of things that a sentence may tie: two that it names, or one with what was named before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from loaders.claims.scene import Scene
from loaders.encoder.windows import Window

KINDS = {
    "Company": "B",
    "University": "B",
    "Center": "B",
    "Organization": "B",
    "Unknown": "B",
    "City": "T",
    "Executive": "P",
    "Event": "E",
}
"""Of a thing by its label: B a body, T a town, P a person, E an event."""

ANSWERS: Mapping[str, tuple[str, ...]] = {
    "BB": ("SIGNED_WITH", "PART_OF", "HAS_PART"),
    "PB": ("WORKS_FOR", "WORKED_FOR"),
    "PT": ("WORKS_FOR", "WORKED_FOR"),
    "BT": ("LOCATED_IN",),
    "ET": ("LOCATED_IN",),
    "PE": ("SPEAKS_AT", "ATTENDED"),
}
"""What a pair of a kind may be, or none of it."""

HERE, BOTH_BEFORE = 0, 4
"""A pair's distance: named in the sentence, or both before it; between them, how many of its kind came since."""

_KEPT = {"B": 4, "P": 2, "E": 1, "T": 1}
"""So many things of a kind are looked back for."""
_PAIRED = 3
"""Bodies named last of which any two may have signed in a sentence that names not both; or the last and the topic."""
_REMEMBERED = 14
_MOST = 40
"""Things that a sentence may name: one that names more is a list of names."""
_FAR = 150
"""Pieces between two things of which a sentence may still tell something."""


class Place(NamedTuple):
    """Where a thing is named: its pieces in a window, its characters in the document."""

    first: int
    behind: int
    start: int
    end: int
    thing: int


class Candidate(NamedTuple):
    """Two things, each where it is named nearest, that a sentence may tie; ``kind`` is that of both, as PB."""

    kind: str
    one: Place
    other: Place
    sentence: int
    distance: int

    @property
    def ends(self) -> frozenset[int]:
        """The two things."""
        return frozenset((self.one.thing, self.other.thing))

    @property
    def far(self) -> int:
        """How far apart the two stand; who stand in one sentence are nearer than any others."""
        return abs(self.one.first - self.other.first) + 1000 * self.distance


def places(scene: Scene, window: Window) -> Mapping[int, list[Place]]:
    """Where each sentence of a window names things, in order."""
    found: dict[int, list[Place]] = defaultdict(list)
    for number in window.spans:
        sentence = scene.document.sentences[number]
        for start, end, thing in scene.named(sentence.start, sentence.end):
            first, behind = window.span(start, end)
            if first < behind:
                found[number].append(Place(first, behind, start, end, thing))
    return found


def candidates(scene: Scene, window: Window, named: Mapping[int, Sequence[Place]]) -> Iterator[Candidate]:
    """The pairs of a window's fresh sentences, each once a sentence, where its things stand nearest."""
    latest: dict[int, Place] = {}
    recent: list[int] = []
    for number in window.spans:
        own = named.get(number, ())
        if number in window.fresh:
            nearest: dict[frozenset[int], Candidate] = {}
            for candidate in _pairs(scene, number, own, latest, recent):
                known = nearest.get(candidate.ends)
                if known is None or known.far > candidate.far:
                    nearest[candidate.ends] = candidate
            yield from nearest.values()
        latest.update((place.thing, place) for place in own)
        things = dict.fromkeys(place.thing for place in own)
        recent = [*things, *(thing for thing in recent if thing not in things)][:_REMEMBERED]


def _pairs(
    scene: Scene, number: int, own: Sequence[Place], latest: Mapping[int, Place], recent: Sequence[int]
) -> Iterator[Candidate]:
    """Pairs of a sentence; one pair may come more than once."""
    if len(own) > _MOST:
        return
    for one, other in combinations(own, 2):
        if other.first - one.behind <= _FAR:
            yield from _ordered(scene, one, other, number, HERE)
    here = {place.thing for place in own}
    for kind, most in _KEPT.items():
        before = [thing for thing in recent if _kind(scene, thing) == kind and thing not in here][:most]
        if kind == "B" and scene.topic is not None and scene.topic in latest.keys() - here - {*before}:
            before.append(scene.topic)
        for rank, thing in enumerate(before):
            for place in own:
                yield from _ordered(scene, latest[thing], place, number, 1 + min(rank, BOTH_BEFORE - 2))
    bodies = [thing for thing in recent if _kind(scene, thing) == "B"]
    pairs = list(combinations(bodies[:_PAIRED], 2))
    if bodies and scene.topic is not None and scene.topic in latest and scene.topic not in bodies[:_PAIRED]:
        pairs.append((scene.topic, bodies[0]))
    for pair in pairs:
        if not here.issuperset(pair):
            one, other = (latest[thing] for thing in pair)
            yield from _ordered(scene, one, other, number, BOTH_BEFORE)


def _kind(scene: Scene, thing: int) -> str:
    return KINDS[scene.label(thing)]


def _ordered(scene: Scene, one: Place, other: Place, number: int, distance: int) -> Iterator[Candidate]:
    """The pair with its ends as its kind has them; two bodies as they stand."""
    if one.thing == other.thing:
        return
    kind, other_kind = _kind(scene, one.thing), _kind(scene, other.thing)
    if kind + other_kind not in ANSWERS or (kind == other_kind and one.first > other.first):
        one, other, kind, other_kind = other, one, other_kind, kind
    if kind + other_kind in ANSWERS:
        yield Candidate(kind + other_kind, one, other, number, distance)
