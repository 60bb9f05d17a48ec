"""Phrasings: the ways a canned question can be asked, matched against what a user typed.

Both are cut into tokens: a run of letters or digits, or one Chinese character. Case, punctuation, spacing and
script (Traditional, Simplified) do not count, nor do words that carry no meaning of their own; everything else in the
question must be the phrasing's words or stand where it has a placeholder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.names.fold import fold
from queries.query import Phrasing

FILLERS = frozenset(
    [
        "a",
        "an",
        "the",
        "has",
        "have",
        "had",
        "did",
        "does",
        "do",
        "is",
        "are",
        "was",
        "were",
        "been",
        "please",
        "tell",
        "me",
        "请",
        "问",
        "了",
        "的",
        "吗",
        "呢",
        "啊",
        "过",
        "都",
        "曾",
        "经",
    ]
)
"""Tokens that may stand, or be missing, anywhere between a phrasing's words."""

_TOKEN = re.compile(r"[㐀-鿿豈-﫿]|[^\W_㐀-鿿豈-﫿]+")
_PART = re.compile(r"\{(\w+)\}")


class Token(NamedTuple):
    """A word of the question: its folded form and where it stands."""

    text: str
    start: int
    end: int


class Hole(NamedTuple):
    """A placeholder of a phrasing."""

    name: str


@dataclass(frozen=True, slots=True)
class Match:
    """A phrasing that fits a question; ``spans`` are what stands at its placeholders, by name."""

    phrasing: Phrasing
    spans: tuple[tuple[str, str], ...]
    words: int


class Pattern:
    """A phrasing made ready for matching."""

    def __init__(self, phrasing: Phrasing) -> None:
        self.phrasing = phrasing
        self.parts: list[str | Hole] = []
        for number, piece in enumerate(_PART.split(phrasing.text)):
            self.parts += [Hole(piece)] if number % 2 else [token.text for token in tokens(piece)]
        literal = [part for part in self.parts if isinstance(part, str)]
        self.needed = frozenset(literal) - FILLERS
        self.words = sum(part not in FILLERS for part in literal)

    def matches(self, question: str, words: Sequence[Token]) -> Iterator[Match]:
        """Every way in which the phrasing fits the whole question."""
        if not self.needed <= {token.text for token in words}:
            return
        seen: set[tuple[tuple[str, str], ...]] = set()
        for cuts in self._fit(0, 0, words):
            spans = tuple(
                (name, question[words[first].start : words[last - 1].end]) for name, first, last in cuts
            )
            if spans not in seen:
                seen.add(spans)
                yield Match(self.phrasing, spans, self.words)

    def _fit(
        self, part: int, word: int, words: Sequence[Token]
    ) -> Iterator[tuple[tuple[str, int, int], ...]]:
        """Cuts (placeholder, first word, word after the last) that fit the parts from here to the words from here."""
        if part == len(self.parts):
            if all(token.text in FILLERS for token in words[word:]):
                yield ()
            return
        wanted = self.parts[part]
        if isinstance(wanted, Hole):
            for first in _starts(words, word):
                for last in range(first + 1, len(words) + 1):
                    for rest in self._fit(part + 1, last, words):
                        yield ((wanted.name, first, last), *rest)
            return
        if (
            wanted in FILLERS
        ):  # fillers of the question are passed over below, so those of the phrasing can be left out
            yield from self._fit(part + 1, word, words)
            return
        while word < len(words):
            if words[word].text == wanted:
                yield from self._fit(part + 1, word + 1, words)
            if words[word].text not in FILLERS:
                return
            word += 1


def _starts(words: Sequence[Token], word: int) -> Iterator[int]:
    """Where a name may begin: here, or behind fillers, which may be words of the phrasing or of the name."""
    yield word
    while word < len(words) and words[word].text in FILLERS:
        word += 1
        yield word


def tokens(text: str) -> list[Token]:
    """The words of a text, folded."""
    return [Token(fold(match[0]), match.start(), match.end()) for match in _TOKEN.finditer(text)]


def compile_phrasings(phrasings: Sequence[Phrasing]) -> tuple[Pattern, ...]:
    """The patterns of a query's phrasings."""
    return tuple(Pattern(phrasing) for phrasing in phrasings)
