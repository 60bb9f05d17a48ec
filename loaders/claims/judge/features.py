"""What the judge is told of a pair in numbers, beside what the encoder reads: how it stands, and what the rules say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from loaders.claims.judge.candidates import ANSWERS, BOTH_BEFORE, HERE, Candidate, Place
from loaders.claims.scene import Draft, Scene
from loaders.encoder.windows import LABELS

Key = tuple[str, int, int]
"""A claim's type and ends; of a signing the smaller first."""

TYPES = ("SIGNED_WITH", "PART_OF", "WORKS_FOR", "LOCATED_IN", "SPEAKS_AT", "ATTENDED")
_BLOCKS = ("heading", "caption", "item")
_JOINTS = frozenset(" ,，、&()（）“”\"'与和及同跟暨")
_AND = ("as well as", "以及", "and", "the")
_FAR, _TIMES, _FIRST = 9, 4, 4


def key_of(kind: str, one: int, other: int) -> Key:
    """The key of a claim."""
    return (kind, min(one, other), max(one, other)) if kind == "SIGNED_WITH" else (kind, one, other)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the rules say, in each sentence and anywhere: the strength by key, and whether a post is a past one."""

    here: Mapping[int, Mapping[Key, tuple[float, bool]]]
    anywhere: frozenset[Key]

    @classmethod
    def of(cls, drafts: Iterable[Draft]) -> Proposed:
        """Sort the rules' drafts by sentence."""
        here: dict[int, dict[Key, tuple[float, bool]]] = defaultdict(dict)
        for draft in drafts:
            here[draft.sentence][key_of(draft.type, draft.source, draft.target)] = (
                draft.confidence,
                draft.former,
            )
        return cls(here, frozenset(key for found in here.values() for key in found))


def numbers(scene: Scene, own: Sequence[Place], proposed: Proposed, pair: Candidate) -> list[float]:
    """The numbers of a pair, always :data:`NUMBERS` of them; ``own`` is where its sentence names things."""
    return [
        *_standing(scene, own, pair),
        *_rules(proposed, pair),
        *_things(scene, pair),
        *_one_of(_block(scene, pair.sentence), 1 + len(_BLOCKS)),
        *_one_of(min(pair.sentence, _FIRST - 1), _FIRST),
        len(own) / 10,
    ]


def _standing(scene: Scene, own: Sequence[Place], pair: Candidate) -> Iterator[float]:
    """How the two stand to each other, and what they are."""
    one, other = pair.one, pair.other
    yield from _one_of(list(ANSWERS).index(pair.kind), len(ANSWERS))
    yield from _one_of(pair.distance, BOTH_BEFORE + 1)
    yield float(one.first <= other.first)
    yield from _one_of(min(abs(one.first - other.first).bit_length(), _FAR - 1), _FAR)
    yield float(pair.distance == HERE and _listed(scene.document.plain, own, *sorted((one, other))))
    for place in (one, other):
        yield from _one_of(LABELS.index(scene.label(place.thing)), len(LABELS))


def _listed(plain: str, own: Sequence[Place], one: Place, other: Place) -> bool:
    """Whether nothing but names and joints stands between two things: they are members of one list."""
    inner = [place for place in own if one.end <= place.start and place.end <= other.start]
    edges = [one.end, *(at for place in inner for at in (place.start, place.end)), other.start]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        between = plain[start:end]
        for word in _AND:
            between = between.replace(word, "")
        if not _JOINTS.issuperset(between):
            return False
    return True


def _rules(proposed: Proposed, pair: Candidate) -> Iterator[float]:
    """What the rules say of the pair by type: here, how strongly, elsewhere, turned around, of one end alone."""
    one, other = pair.one.thing, pair.other.thing
    here = proposed.here.get(pair.sentence, {})
    beside = {said[0] for said in here if (one in said[1:]) != (other in said[1:])}
    for kind in TYPES:
        key, turned = key_of(kind, one, other), (kind, other, one)
        strength, former = here.get(key, (0.0, False))
        yield float(key in here)
        yield strength
        yield float(former)
        yield float(key in proposed.anywhere)
        yield float(kind == "PART_OF" and turned in here)
        yield float(kind == "PART_OF" and turned in proposed.anywhere)
        yield float(kind in beside)


def _things(scene: Scene, pair: Candidate) -> Iterator[float]:
    """How often each is named, whether it is the document's topic, and whether one's name holds the other's."""
    one, other = (scene.clusters[place.thing] for place in (pair.one, pair.other))
    for thing in (one, other):
        yield from _one_of(min(len(thing.mentions), _TIMES) - 1, _TIMES)
    yield float(scene.topic == pair.one.thing)
    yield float(scene.topic == pair.other.thing)
    names = [(a, b) for a in one.names for b in other.names if a != b]
    yield float(any(a.startswith(b) for a, b in names))
    yield float(any(b.startswith(a) for a, b in names))
    yield float(any(b in a for a, b in names))


def _block(scene: Scene, sentence: int) -> int:
    kind = scene.document.sentences[sentence].kind
    return 1 + _BLOCKS.index(kind) if kind in _BLOCKS else 0


@cache
def _one_of(at: int, many: int) -> tuple[float, ...]:
    return tuple(float(at == place) for place in range(many))


LISTED = len(ANSWERS) + BOTH_BEFORE + 1 + 1 + _FAR
"""Where among a pair's numbers it stands whether both are members of one list."""
NUMBERS = (
    len(ANSWERS) + BOTH_BEFORE + 1 + 1 + _FAR + 1 + 2 * len(LABELS)
    + 7 * len(TYPES) + 2 * _TIMES + 2 + 3 + 1 + len(_BLOCKS) + _FIRST + 1
)  # fmt: skip
