"""What the judge is told of a pair in numbers, beside what the encoder reads: how it stands, and what the rules say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter

import numpy as np

from graph.model import CLAIM_TYPES
from loaders.claims.judge.candidates import ANSWERS, BOTH_BEFORE, HERE, Candidate, Place
from loaders.claims.scene import Draft, Scene
from loaders.encoder.encoder import Floats
from loaders.encoder.windows import LABELS

Key = tuple[str, int, int]
"""A claim's type and ends; of a signing the smaller first."""

_TYPES = tuple(kind.name for kind in CLAIM_TYPES)
_KINDS = tuple(ANSWERS)
_BLOCKS = ("title", "heading", "caption", "item", "cell")
_JOINTS = frozenset(" ,，、&()（）“”\"'与和及同跟暨")
_AND = ("as well as", "以及", "and", "the")
_FAR, _TIMES, _FIRST = 9, 4, 4
_SAID = ("here", "strength", "former", "anywhere", "turned", "turned anywhere", "beside")
"""What the rules say of a pair by type: in its sentence, how strongly, of the past, in any sentence, with the ends
turned, that in any sentence, and of one end with another thing in its sentence."""

_WIDTHS = {
    "kind": len(_KINDS),
    "distance": BOTH_BEFORE + 1,
    "in order": 1,
    "far": _FAR,
    "listed": 1,
    "one": len(LABELS),
    "other": len(LABELS),
    "rules": len(_SAID) * len(_TYPES),
    "one's times": _TIMES,
    "other's times": _TIMES,
    "one is the topic": 1,
    "other is the topic": 1,
    "names": 3,
    "block": 1 + len(_BLOCKS),
    "sentence": _FIRST,
    "things": 1,
}
_AT = dict(zip(_WIDTHS, accumulate(_WIDTHS.values(), initial=0), strict=False))
NUMBERS = sum(_WIDTHS.values())
"""Numbers of a pair."""
LAYOUT = str([_WIDTHS, _TYPES, _KINDS, _BLOCKS, _SAID])
"""What stands where among them."""
LISTED = _AT["listed"]
"""Where among them it stands whether both are members of one list."""


def key_of(kind: str, one: int, other: int) -> Key:
    """The key of a claim."""
    return (kind, min(one, other), max(one, other)) if kind == "SIGNED_WITH" else (kind, one, other)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the rules say, in each sentence and anywhere: the strength by key, and whether a post is a past one.

    ``tied`` are the ends of all that they say.
    """

    here: Mapping[int, Mapping[Key, tuple[float, bool]]]
    anywhere: frozenset[Key]
    tied: frozenset[frozenset[int]]

    @classmethod
    def of(cls, drafts: Iterable[Draft]) -> Proposed:
        """Sort the rules' drafts by sentence."""
        here: dict[int, dict[Key, tuple[float, bool]]] = defaultdict(dict)
        for draft in drafts:
            said, key = here[draft.sentence], key_of(draft.type, draft.source, draft.target)
            said[key] = max(said.get(key, (0.0, False)), (draft.confidence, draft.former), key=itemgetter(0))
        anywhere = frozenset(key for found in here.values() for key in found)
        return cls(here, anywhere, frozenset(frozenset(key[1:]) for key in anywhere))


def numbers(
    scene: Scene, named: Mapping[int, Sequence[Place]], proposed: Proposed, pairs: Sequence[Candidate]
) -> Floats:
    """The numbers of pairs, a row each; ``named`` is where each sentence names things."""
    found = np.zeros((len(pairs), NUMBERS), dtype=np.float32)
    things: dict[tuple[int, int], list[int]] = {}
    for row, pair in zip(found, pairs, strict=True):
        own = named.get(pair.sentence, ())
        ends = pair.one.thing, pair.other.thing
        if ends not in things:
            things[ends] = list(_things(scene, *ends))
        row[things[ends]] = 1
        row[_standing(scene, own, pair)] = 1
        row[_AT["things"]] = len(own) / 10
        here = proposed.here.get(pair.sentence, {})
        if here or pair.ends in proposed.tied:
            row[_AT["rules"] : _AT["rules"] + _WIDTHS["rules"]] = _rules(here, proposed.anywhere, *ends)
    return found


def _standing(scene: Scene, own: Sequence[Place], pair: Candidate) -> list[int]:
    """How the two stand to each other and in the document: the places of what is true."""
    one, other = pair.one, pair.other
    kind = scene.document.sentences[pair.sentence].kind
    true = [
        _AT["kind"] + _KINDS.index(pair.kind),
        _AT["distance"] + pair.distance,
        _AT["far"] + min(abs(one.first - other.first).bit_length(), _FAR - 1),
        _AT["block"] + (1 + _BLOCKS.index(kind) if kind in _BLOCKS else 0),
        _AT["sentence"] + min(pair.sentence, _FIRST - 1),
    ]
    if one.first <= other.first:
        true.append(_AT["in order"])
    if pair.distance == HERE and _listed(scene.document.plain, own, *sorted((one, other))):
        true.append(LISTED)
    return true


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


def _rules(
    here: Mapping[Key, tuple[float, bool]], anywhere: frozenset[Key], one: int, other: int
) -> list[float]:
    """What the rules say of the pair: :data:`_SAID` of each type."""
    beside = {said[0] for said in here if (one in said[1:]) != (other in said[1:])}
    found: list[float] = []
    for kind in _TYPES:
        key, turned = key_of(kind, one, other), (kind, other, one)
        part = kind == "PART_OF"
        found += (
            key in here,
            *here.get(key, (0.0, False)),
            key in anywhere,
            part and turned in here,
            part and turned in anywhere,
            kind in beside,
        )
    return found


def _things(scene: Scene, first: int, second: int) -> Iterator[int]:
    """What the two are, wherever a sentence names them: the places of what is true."""
    one, other = scene.clusters[first], scene.clusters[second]
    for end, number, thing in (("one", first, one), ("other", second, other)):
        yield _AT[end] + LABELS.index(thing.label)
        yield _AT[f"{end}'s times"] + min(len(thing.mentions), _TIMES) - 1
        if scene.topic == number:
            yield _AT[f"{end} is the topic"]
    names = [(a, b) for a in one.names for b in other.names if a != b]
    if any(a.startswith(b) for a, b in names):
        yield _AT["names"]
    if any(b.startswith(a) for a, b in names):
        yield _AT["names"] + 1
    if any(b in a for a, b in names):
        yield _AT["names"] + 2
