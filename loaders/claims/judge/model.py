"""The judge's two models: weights of features, and weights of what a document's other pairs are like."""

from __future__ import annotations

import lzma
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from loaders.claims.judge.candidates import ANSWERS, TIES, Candidate
from loaders.claims.judge.features import Described, apart

DATA = Path(__file__).parent / "data"
Floats = NDArray[np.float32]

Answer = dict[str, float]
"""By answer how likely it is."""

_LEAST = 1e-4
_HOPELESS = 0.01
"""The second model makes no claim of what the first one takes to be less likely."""
_WAYS = ("", "befo", "both")


@dataclass(frozen=True, slots=True)
class First:
    """Of one kind of pair: the row of each feature, a column an answer, and what is there without any feature."""

    rows: Mapping[str, int]
    weights: Floats
    bias: Floats
    by_way: Mapping[str, tuple[int, int, int]]
    """Of each feature its rows for a pair of any kind, for one with what was named before, for two of those."""

    @classmethod
    def of(cls, rows: Mapping[str, int], weights: Floats, bias: Floats) -> First:
        """Make a model; a row of zeros, behind the others, stands for a feature that tells nothing."""
        none = len(rows)
        by_way: dict[str, list[int]] = {}
        for feature, row in rows.items():
            way, _, bare = feature.partition("|")
            place = _WAYS.index(way) if way in _WAYS else 0
            by_way.setdefault(bare if place else feature, [none] * len(_WAYS))[place] = row
        padded = np.vstack([weights, np.zeros((1, weights.shape[1]), dtype=np.float32)])
        return cls(rows, padded, bias, {feature: (a, b, c) for feature, (a, b, c) in by_way.items()})

    def scores(self, features: Iterable[str], way: str) -> Floats:
        """What features add to each answer's log odds, for a pair that stands so."""
        found = [rows for feature in features if (rows := self.by_way.get(feature)) is not None]
        places = [rows[0] for rows in found]
        if way:
            at = _WAYS.index(way)
            places += [rows[at] for rows in found]
        total: Floats = self.weights[places].sum(axis=0, dtype=np.float32)
        return total


@dataclass(frozen=True, slots=True)
class Judge:
    """The first model by kind of pair, the second by kind and tie: weights of :func:`seen`, the bias last."""

    first: Mapping[str, First]
    second: Mapping[tuple[str, str], Floats]

    @classmethod
    def load(cls, folder: Path = DATA) -> Judge:
        """Read the models that :mod:`loaders.training.build_judge` writes."""
        first, second = {}, {}
        with np.load(folder / "judge.npz") as arrays:
            for name in arrays.files:
                part, _, rest = name.partition(" ")
                if part == "first":
                    text = lzma.decompress((folder / f"{rest}.txt.xz").read_bytes()).decode()
                    rows = {feature: row for row, feature in enumerate(text.splitlines())}
                    first[rest] = First.of(rows, arrays[name].astype(np.float32), arrays[f"bias {rest}"])
                elif part == "second":
                    kind, _, tie = rest.partition(" ")
                    second[kind, tie] = arrays[name].astype(np.float32)
        return cls(first, second)

    def judge(self, found: Sequence[Described]) -> Iterator[tuple[Candidate, str, float, Answer]]:
        """Every pair of a document with each tie that may hold, how likely it does, and the first model's answer."""
        answers = self.answers(found)
        pairs = [one.pair for one in found]
        for at, tie, numbers in seen(pairs, answers, _HOPELESS):
            weights = self.second.get((pairs[at].kind, tie))
            if weights is not None:
                score = float(weights[:-1] @ np.asarray(numbers, dtype=np.float32) + weights[-1])
                yield pairs[at], tie, 1 / (1 + exp(-score)), answers[at]

    def answers(self, found: Sequence[Described]) -> list[Answer]:
        """How likely each answer is for each pair, by the first model."""
        shared: dict[tuple[int, str, str], Floats] = {}
        answers = []
        for one in found:
            kind, way = one.pair.kind, apart(one.pair)
            model = self.first[kind]
            key = (id(one.shared), kind, way)
            if key not in shared:
                shared[key] = model.scores(one.shared, way) + model.bias
            scores = (shared[key] + model.scores(one.own, way)).tolist()
            answers.append(dict(zip(ANSWERS[kind], (1 / (1 + exp(-score)) for score in scores), strict=True)))
        return answers


@cache
def judge() -> Judge:
    """The judge that ships with the project; the second call gives the same one."""
    return Judge.load()


def share(answer: Answer, tie: str) -> float:
    """How likely a tie is by the first model."""
    return max(answer[tie], answer["WORKED_FOR"]) if tie == "WORKS_FOR" else answer[tie]


def seen(
    pairs: Sequence[Candidate], answers: Sequence[Answer], least: float = 0.0
) -> Iterator[tuple[int, str, list[float]]]:
    """For each pair and tie the numbers that the second model weighs, in log odds: its own, and its rivals'.

    Ties that the first model takes to be less likely than ``least`` are passed over, but for being rivals.
    Rivals share an end and a sentence, or an end and the document; the same pair may stand in other sentences too.
    """
    groups: dict[Any, list[tuple[float, int]]] = defaultdict(list)
    for at, (pair, answer) in enumerate(zip(pairs, answers, strict=True)):
        for tie in TIES[pair.kind]:
            for group in _groups(pair, tie):
                groups[group].append((share(answer, tie), at))
    best = {group: sorted(rows, reverse=True) for group, rows in groups.items()}
    for at, (pair, answer) in enumerate(zip(pairs, answers, strict=True)):
        for tie in TIES[pair.kind]:
            own = share(answer, tie)
            if own < least:
                continue
            same = {other for _, other in groups[_same(pair, tie)]}
            one, other, whole_one, whole_other = _groups(pair, tie)[:4]
            again = _most(best[_same(pair, tie)], {at})
            rivals = [_most(best[group], {at}) for group in (one, other)]
            wide = [_most(best[group], same) for group in (whole_one, whole_other)]
            else_ = max((share(answer, rival) for rival in TIES[pair.kind] if rival != tie), default=0.0)
            odds = _odds(own)
            numbers = [
                odds,
                *map(_odds, (*rivals, again, *wide, else_)),
                float(own >= rivals[0]),
                float(own >= rivals[1]),
                odds * (rivals[0] > own),
                min(odds, _odds(again)),
                float(len(same) > 1),
            ]
            apart, both = (
                [*numbers, 1.0] if pair.context.startswith(name) else [0.0] * 13 for name in ("befo", "both")
            )
            yield at, tie, [*numbers, *apart, *both]


def _groups(pair: Candidate, tie: str) -> tuple[Any, ...]:
    """Of a pair: its rivals by either end in the sentence, by either end in the document, and the pair itself."""
    even = pair.kind == "BB"
    one, other = (pair.one, pair.other)
    return (
        ("here", pair.sentence, tie, even or "one", one),
        ("here", pair.sentence, tie, even or "other", other),
        ("all", tie, even or "one", one),
        ("all", tie, even or "other", other),
        _same(pair, tie),
    )


def _same(pair: Candidate, tie: str) -> tuple[Any, ...]:
    return (
        "pair",
        tie,
        min(pair.one, pair.other),
        max(pair.one, pair.other),
        tie == "SIGNED_WITH" or pair.one,
    )


def _most(rows: Sequence[tuple[float, int]], without: set[int]) -> float:
    """The highest share of a group, but for those of some pairs."""
    return next((value for value, at in rows if at not in without), 0.0)


def _odds(value: float) -> float:
    bounded = min(max(value, _LEAST), 1 - _LEAST)
    return log(bounded / (1 - bounded))
