"""The judge's verdicts on a document: which claims hold, how surely, and which sentence tells each best."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from loaders.claims.judge.candidates import ANSWERS, Candidate, candidates, places
from loaders.claims.judge.features import LAYOUT, Key, Proposed, key_of, numbers
from loaders.claims.scene import Draft, Scene
from loaders.encoder import Reading
from loaders.encoder.encoder import Floats
from loaders.encoder.windows import LABELS, Ints, Window, parts_of_speech

ALL_ANSWERS = tuple(dict.fromkeys(answer for answers in ANSWERS.values() for answer in answers))
_TOGETHER = 800
"""Pairs that are weighed together; each is compared with each, which takes memory by the square of them."""


def layout() -> dict[str, str]:
    """What the encoder's inputs and outputs stand for, by their places: its files bear what they were trained for."""
    return {
        "labels": ",".join(LABELS),
        "tags": ",".join(parts_of_speech()),
        "answers": ",".join(ALL_ANSWERS),
        "numbers": LAYOUT,
    }


class Verdict(NamedTuple):
    """How likely a claim holds, 0 to 1, by the sentence that tells it best; whether a post is a past one."""

    confidence: float
    sentence: int
    former: bool


@dataclass(frozen=True, slots=True)
class Paired:
    """A window's pairs as the encoder is told of them: see :meth:`loaders.encoder.Encoder.relate`."""

    pairs: list[Candidate]
    things: Ints
    places: Ints
    ends: Ints
    numbers: Floats


def paired(scene: Scene, window: Window, proposed: Proposed) -> Paired:
    """The pairs of a window."""
    named = places(scene, window)
    pairs = list(candidates(scene, window, named))
    marked = ((p.start, p.end, scene.label(p.thing)) for own in named.values() for p in own)
    return Paired(
        pairs,
        window.marked(marked),
        np.array([_places(window, pair) for pair in pairs], dtype=np.int64),
        np.array([(pair.one.thing, pair.other.thing, pair.sentence) for pair in pairs], dtype=np.int64),
        numbers(scene, named, proposed, pairs),
    )


def _places(window: Window, pair: Candidate) -> tuple[int, ...]:
    return *pair.one[:2], *pair.other[:2], *window.spans[pair.sentence]


def verdicts(scene: Scene, drafts: Sequence[Draft], readings: Sequence[Reading]) -> Mapping[Key, Verdict]:
    """The verdict on every claim that a sentence may tell; ``drafts`` are the rules' claims."""
    best: dict[Key, Verdict] = {}
    for key, verdict in _judged(scene, Proposed.of(drafts), readings):
        if key not in best or best[key].confidence < verdict.confidence:
            best[key] = verdict
    return best


def _judged(scene: Scene, proposed: Proposed, readings: Sequence[Reading]) -> Iterator[tuple[Key, Verdict]]:
    for reading in readings:
        found = paired(scene, reading.window, proposed)
        if found.pairs:
            for pair, likely in zip(found.pairs, _likely(reading, found).tolist(), strict=True):
                yield from _said(pair, dict(zip(ALL_ANSWERS, likely, strict=True)))


def _likely(reading: Reading, found: Paired) -> Floats:
    """How likely each answer is, 0 to 1: a row a pair."""
    if reading.states is None:
        reading = reading.encoder.read(reading.window)
    scores = []
    for start in range(0, len(found.pairs), _TOGETHER):
        some = slice(start, start + _TOGETHER)
        pairs = found.places[some], found.ends[some], found.numbers[some]
        scores.append(reading.encoder.relate(reading, found.things, *pairs))
    likely: Floats = 1 / (1 + np.exp(-np.concatenate(scores).clip(-60, 60)))
    return likely


def _said(pair: Candidate, likely: Mapping[str, float]) -> Iterator[tuple[Key, Verdict]]:
    """Each claim that a pair may be; a post is one claim, held or left."""
    one, other = pair.one.thing, pair.other.thing
    for answer in ANSWERS[pair.kind]:
        sure = likely[answer]
        if answer == "HAS_PART":
            yield key_of("PART_OF", other, one), Verdict(sure, pair.sentence, former=False)
        elif answer == "WORKED_FOR":
            yield key_of("WORKS_FOR", one, other), Verdict(sure, pair.sentence, former=True)
        else:
            yield key_of(answer, one, other), Verdict(sure, pair.sentence, former=False)
