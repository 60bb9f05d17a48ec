"""Words: a text cut into tokens, and the lexicon that tells what the words of questions mean.

A token is a run of letters or digits, or one Chinese character, folded: case, punctuation, spacing and script
(Traditional, Simplified) do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from graph.names.fold import fold
from graph.names.pinyin import is_han, syllables

_TOKEN = re.compile(r"(?<=\w)['’]s\b|[㐀-鿿豈-﫿]|[^\W_㐀-鿿豈-﫿]+", re.IGNORECASE)
_GROUPS = ("cues", "yes_no", "soft", "labels", "values", "concepts", "beyond")

POSSESSIVE = "'s"
SLIP_LENGTH = 6
"""Letters from which on a word may be misspelt by one; in one a letter shorter two may be swapped."""


class Token(NamedTuple):
    """A word of a text: its folded form and where it stands."""

    text: str
    start: int
    end: int


class Meaning(NamedTuple):
    """What a word means: a group of the lexicon (``void``, ``cues``, ``soft``, …) and its concept there."""

    group: str
    concept: str


VOID = Meaning("void", "")
TIMES = frozenset(["now", "before", "ever"])
"""Values that tell when; the others are posts."""

Words = tuple[str, ...]
"""The tokens of a word: ``("合", "作")``, ``("takes", "place")``."""


@dataclass(frozen=True)
class Lexicon:
    """The meanings of words; ``compounds`` make another name of any name that they stand behind, or of a city's."""

    meanings: Mapping[Words, Meaning]
    compounds: frozenset[Words]
    city_compounds: frozenset[Words]
    real: frozenset[str] = field(default_factory=frozenset)
    """Words that are no slips of others, whatever they look like."""
    idle: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By concept those beside which it says nothing more; ``date`` stands for a time."""

    @cached_property
    def longest(self) -> int:
        """The most tokens that a word has."""
        return max(map(len, self.meanings), default=0)

    @cached_property
    def _spellings(self) -> tuple[str, ...]:
        return tuple(
            words[0] for words in self.meanings if len(words) == 1 and len(words[0]) >= SLIP_LENGTH - 1
        )

    def more(self, meanings: Mapping[Words, Meaning]) -> Lexicon:
        """This lexicon and further words, which do not replace those that it has."""
        return replace(self, meanings={**meanings, **self.meanings})

    def slips(self, word: str) -> list[str]:
        """The words that one may be a misspelling of: one letter added, lost, changed or swapped with its neighbour."""
        if len(word) < SLIP_LENGTH - 1 or not (word.isascii() and word.isalpha()) or word in self.real:
            return []
        from rapidfuzz.distance import OSA

        near = (known for known in self._spellings if known[0] == word[0] and abs(len(known) - len(word)) < 2)
        return [
            known
            for known in near
            if (len(known) >= SLIP_LENGTH or sorted(known) == sorted(word))
            and OSA.distance(known, word, score_cutoff=1) < 2
        ]

    def homophones(self, word: Words) -> list[Words]:
        """The Chinese words that one written with a wrong character sounds like: 合做 for 合作."""
        sound = syllables("".join(word))
        return [known for known in self._sounds.get(sound, ()) if known != word and {*known} & {*word}]

    @cached_property
    def _sounds(self) -> dict[tuple[str, ...], list[Words]]:
        sounds: dict[tuple[str, ...], list[Words]] = {}
        for words in self.meanings:
            if len(words) > 1 and is_han("".join(words)):
                sounds.setdefault(syllables("".join(words)), []).append(words)
        return sounds


def tokens(text: str) -> list[Token]:
    """The words of a text, folded."""
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(text):
        folded = POSSESSIVE if match[0][0] in "'’" else fold(match[0])
        if folded:
            yield Token(folded, match.start(), match.end())


def split(text: str) -> Words:
    """The tokens of a word."""
    return tuple(token.text for token in tokens(text))


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships with pactgraph."""
    text = (files("queries") / "lexicon.yaml").read_text(encoding="utf-8")
    rows = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - safe
    meanings: dict[Words, Meaning] = {}
    for words in _words(rows["void"]):
        meanings[words] = VOID
    for group in _GROUPS:
        for concept, spellings in rows[group].items():
            for words in _words(spellings):
                assert words not in meanings, (words, concept, meanings[words])  # noqa: S101 - a test reads the file
                meanings[words] = Meaning(group, concept)
    meanings[(POSSESSIVE,)] = Meaning("cues", "of")
    compounds, city_compounds = (frozenset(_words(rows[name])) for name in ("compounds", "city_compounds"))
    idle = {concept: frozenset(beside) for concept, beside in rows["idle"].items()}
    return Lexicon(meanings, compounds, city_compounds, frozenset(rows["no_slips"].split()), idle)


def _words(spellings: Mapping[str, Any]) -> Sequence[Words]:
    return [
        split(word) for listed in spellings.values() for word in (listed or "").split(",") if word.strip()
    ]
