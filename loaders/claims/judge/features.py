"""What the judge is told of a pair: words and roles before, between and behind, and what the rules say of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from loaders.claims.judge.candidates import TIES, Candidate, candidates
from loaders.claims.judge.tokens import Token, lists, outer, tokens_of
from loaders.claims.scene import Draft, Scene

Key = tuple[str, int, int]
"""A claim's type and ends; of a signing the smaller first."""

TYPES: Mapping[str, tuple[str, ...]] = {
    kind: tuple(tie for tie in ties if tie != "HAS_PART") for kind, ties in TIES.items()
}
_REACH = 8  # words looked at before and behind a pair
_LONG = 14  # words between a pair of which all are looked at
_WHOLE = 60  # words of a sentence that are looked at wherever they stand
_AGO, _RANK = 4, 2  # sentences ago and things named before that are told apart
_MARKS = frozenset("，；;:：")


def key_of(kind: str, one: int, other: int) -> Key:
    """The key of a claim."""
    return (kind, min(one, other), max(one, other)) if kind == "SIGNED_WITH" else (kind, one, other)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the rules say, in each sentence and anywhere: the strength by key."""

    here: Mapping[int, Mapping[Key, float]]
    anywhere: frozenset[Key]

    @classmethod
    def of(cls, drafts: Iterable[Draft]) -> Proposed:
        """Sort the rules' drafts by sentence."""
        here: dict[int, dict[Key, float]] = defaultdict(dict)
        for draft in drafts:
            key = key_of(draft.type, draft.source, draft.target)
            here[draft.sentence][key] = max(draft.confidence, here[draft.sentence].get(key, 0.0))
        return cls(here, frozenset(key for found in here.values() for key in found))


@dataclass(frozen=True, slots=True)
class Described:
    """A pair with what is told of it alone, and of all pairs of its sentence (one tuple for them all)."""

    pair: Candidate
    own: list[str]
    shared: tuple[str, ...]

    def features(self) -> Iterator[str]:
        """All features; of a pair that stands apart all are told twice: as such, and as of any pair."""
        for feature in (*self.own, *self.shared):
            yield feature
            if self.pair.context:
                yield f"{apart(self.pair)}|{feature}"


def apart(pair: Candidate) -> str:
    """How a pair stands apart of which the sentence does not name both: befo(re), both; "" if it does."""
    return pair.context[:4]


class LastMention(NamedTuple):
    """Where a thing was named last: in which sentence, after how many others, among what roles of words."""

    sentence: int
    rank: int
    roles: Sequence[str]


def _mentioned(number: int, tokens: Sequence[Token]) -> Iterator[tuple[int, LastMention]]:
    letters = _letters(tokens)
    named = dict.fromkeys(token.cluster for token in tokens if token.cluster is not None)
    for rank, cluster in enumerate(named):
        yield cluster, LastMention(number, rank, letters)


def described(scene: Scene, drafts: Sequence[Draft]) -> Iterator[Described]:
    """Every candidate of a document with its features; ``drafts`` are the rules' claims."""
    told = list(tokens_of(scene))
    proposed = Proposed.of(drafts)
    last: dict[int, LastMention] = {}
    for number, (recent, found) in enumerate(candidates(scene, told)):
        if found:
            view = _View(scene, number, told[number], recent, proposed, last)
            for candidate in found:
                yield Described(candidate, view.features(candidate), view.shared)
        last.update(_mentioned(number, told[number]))


class _View:
    """A sentence whose pairs are described one after another."""

    def __init__(
        self,
        scene: Scene,
        number: int,
        tokens: Sequence[Token],
        recent: Sequence[int],
        proposed: Proposed,
        last: Mapping[int, LastMention],
    ) -> None:
        self._scene = scene
        self._outline = scene.outlines[number]
        self._tokens = tokens
        self._lists = lists(tokens)
        self._recent = recent
        self._last = last
        self._here = proposed.here.get(number, {})
        self._anywhere = proposed.anywhere
        self._language = "z" if self._outline.sentence.chinese else "e"
        whole = list(tokens[:_WHOLE])
        self._all_roles = _letters(whole)
        self.shared = tuple({f"w:{token.text}": None for token in whole})

    def features(self, pair: Candidate) -> list[str]:
        """What is told of a pair beside what is told of its whole sentence."""
        found = list(dict.fromkeys((*self._around(pair), *self._things(pair), *self._rules(pair))))
        if pair.context:
            found.append(f"from={pair.context}{self._language}")
        return found

    def _around(self, pair: Candidate) -> Iterator[str]:
        tokens = self._tokens
        low, high = sorted((pair.at_one, pair.at_other))
        way = ">" if pair.at_one <= pair.at_other else "<"
        beside = (
            low >= 0 and self._lists.get(low) is not None and self._lists.get(low) == self._lists.get(high)
        )
        way += "&" if beside else ""
        before = list(tokens[max(0, low - _REACH) : max(low, 0)])
        between = list(tokens[low + 1 : high])
        behind = list(tokens[high + 1 : high + 1 + _REACH])
        for kind in "BTP":
            yield f"between {kind}{min(3, sum(token.kind == kind for token in between))}{way}{self._language}"
        yield f"far{min(6, len(between).bit_length())}{way}"
        yield f"marks{sum(token.text in _MARKS for token in between)}{way}"
        yield f"opens{low <= 1}{way}"
        if not beside and low >= 0:
            own = {self._lists.get(low), self._lists.get(high)}
            between = outer(
                [token for at, token in enumerate(between, low + 1) if self._lists.get(at, -1) not in own]
            )
        yield from _words(before, between, behind, way)
        yield from _role_patterns(before, between, behind, way)
        yield from (f"W:{letter}{way}" for letter in self._all_roles)

    def _things(self, pair: Candidate) -> Iterator[str]:
        scene = self._scene
        one, other = scene.clusters[pair.one], scene.clusters[pair.other]
        way = pair.at_one <= pair.at_other
        yield f"bias{self._language}{way}"
        yield f"labels {one.label} {other.label} {way}"
        yield f"block {self._outline.sentence.kind} {self._language}"
        yield f"sentence{min(self._outline.number, 3)}"
        for name, number in (("one", pair.one), ("other", pair.other)):
            yield f"times {name}{min(4, len(scene.clusters[number].mentions))}{self._language}"
            if number == scene.topic:
                yield f"topic {name}{self._language}"
            if pair.context and self._recent and number == self._recent[0]:
                yield f"latest {name}{self._language}"
            if pair.context and number in self._last:
                yield from self._before(name, self._last[number])
        names = [(a, b) for a in one.names for b in other.names if a != b]
        if any(a.startswith(b) for a, b in names):
            yield "one begins with other"
        if any(b.startswith(a) for a, b in names):
            yield "other begins with one"
        if any(b in a for a, b in names):
            yield "one holds other"

    def _before(self, name: str, last: LastMention) -> Iterator[str]:
        """How an end stood where it was named last."""
        ago = min(_AGO, self._outline.number - last.sentence)
        yield f"ago {name}{ago}{self._language}"
        yield f"stood {name}{min(_RANK, last.rank)} {ago}"
        if ago < _AGO:
            yield from (f"E:{name}{letter}" for letter in last.roles)

    def _rules(self, pair: Candidate) -> Iterator[str]:
        types = TYPES[pair.kind]
        for kind in types:
            for key, turned in (
                (key_of(kind, pair.one, pair.other), ""),
                ((kind, pair.other, pair.one), "turned "),
            ):
                if turned and kind != "PART_OF":
                    continue
                strength = self._here.get(key)
                if strength is not None:
                    yield f"{turned}rule {kind}"
                    yield f"{turned}rule {kind} {round(strength * 10)}"
                else:
                    yield f"{turned}no rule {kind} {self._language}{' but elsewhere' if key in self._anywhere else ''}"
        ends = {pair.one, pair.other}
        if any(key[0] in types and len(ends & {*key[1:]}) == 1 for key in self._here):
            yield "rule for one alone"


def _words(
    before: Sequence[Token], between: Sequence[Token], behind: Sequence[Token], way: str
) -> Iterator[str]:
    left, inner, right = ([token.text for token in part] for part in (before, between, behind))
    parts = [inner] if len(inner) <= _LONG else [inner[: _LONG // 2], inner[-_LONG // 2 :]]
    for part in parts:
        for at, word in enumerate(part):
            yield f"b1{way}:{word}"
            if at + 1 < len(part):
                yield f"b2{way}:{word} {part[at + 1]}"
    if len(inner) <= 5:
        yield f"b{way}:{' '.join(inner)}"
    for size in (1, 2):
        yield f"bl{size}{way}:{' '.join(inner[-size:])}"
        yield f"bf{size}{way}:{' '.join(inner[:size])}"
        yield f"l{size}{way}:{'^' if len(left) < size else ''}{' '.join(left[-size:])}"
        yield f"r{size}{way}:{' '.join(right[:size])}"


def _role_patterns(
    before: Sequence[Token], between: Sequence[Token], behind: Sequence[Token], way: str
) -> Iterator[str]:
    left, inner, right = (_runs(part) for part in (before, between, behind))
    sets = [_letters(part) for part in (before, between, behind)]
    for name, letters in zip("LBR", sets, strict=True):
        yield from (f"{name}:{letter}{way}" for letter in letters)
    if len(inner) <= 6:
        yield f"roles{way}:{' '.join(inner)}"
    if len(inner) <= 4:
        yield f"roles+{way}:{' '.join(inner)}|{' '.join(right[:2])}"
        yield f"-roles{way}:{' '.join(left[-1:])}|{' '.join(inner)}"
    for size in (2, 3):
        yield f"left{way}:{' '.join(left[-size:])}"
        yield f"right{way}:{' '.join(right[:size])}"


def _runs(words: Iterable[Token]) -> list[str]:
    """The roles in order, without the words that have none and without repetition."""
    found: list[str] = []
    for word in words:
        if word.role and (not found or found[-1] != word.role):
            found.append(word.role)
    return found


def _letters(words: Iterable[Token]) -> list[str]:
    """Every role that stands among the words."""
    return sorted(
        {letter for word in words if not word.kind and not word.role.startswith("<") for letter in word.role}
    )
