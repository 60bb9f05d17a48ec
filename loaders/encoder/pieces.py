"""WordPiece: the parts of words that an encoder knows (Wu et al., 2016, section 4.1; cut as BERT cuts)."""

from __future__ import annotations

import lzma
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from loaders.text.script import HAN

OPENS, CLOSES, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
_ACCENTS = r"\u0300-\u036f"
_WORD = re.compile(rf"[{HAN}]|[^\W_{HAN}](?:[^\W_{HAN}]|[{_ACCENTS}])*|[^\w\s]|_")
_MORE = "##"
_LONGEST = 100
"""Characters of a word that is cut; a longer one is unknown."""
_REMEMBERED = 100_000
"""Words whose pieces are kept."""

SHAPES = 7
"""How a word is written is one of so many ways, from 1 on; 0 stands for none."""


class Piece(NamedTuple):
    """A part of the word ``text[start:end]``; ``first`` where the word begins with it."""

    number: int
    start: int
    end: int
    shape: int
    first: bool


class Pieces:
    """Cuts text into pieces of a vocabulary."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self.vocabulary = vocabulary
        self._known: dict[str, tuple[int, ...]] = {}

    @classmethod
    def load(cls, file: Path) -> Pieces:
        """Read a vocabulary: one piece a line, packed by xz."""
        lines = lzma.decompress(file.read_bytes()).decode().split("\n")
        return cls({piece: number for number, piece in enumerate(lines)})

    @cached_property
    def edges(self) -> tuple[int, int]:
        """The pieces that open and close a text."""
        return self.vocabulary[OPENS], self.vocabulary[CLOSES]

    def cut(self, text: str, start: int, end: int) -> Iterator[Piece]:
        """The pieces of ``text[start:end]``, with their places in ``text``."""
        for match in _WORD.finditer(text, start, end):
            word = match[0]
            shape = shape_of(word)
            for at, number in enumerate(self._numbers(word)):
                yield Piece(number, match.start(), match.end(), shape, at == 0)

    def _numbers(self, word: str) -> tuple[int, ...]:
        if len(word) > _LONGEST:
            return (self.vocabulary[UNKNOWN],)
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[word] = tuple(self._parts(_bare(word)))
        return known

    def _parts(self, word: str) -> Iterator[int]:
        """The longest piece that the word begins with, then the longest of what remains."""
        found = []
        at = 0
        while at < len(word):
            for behind in range(len(word), at, -1):
                number = self.vocabulary.get((_MORE if at else "") + word[at:behind])
                if number is not None:
                    found.append(number)
                    at = behind
                    break
            else:
                return iter((self.vocabulary[UNKNOWN],))
        return iter(found or (self.vocabulary[UNKNOWN],))


def _bare(word: str) -> str:
    """In small letters, without accents."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFD", word.lower())
    return "".join(character for character in apart if unicodedata.category(character) != "Mn")


def shape_of(word: str) -> int:
    """How a word is written: small, all capitals, one capital first, digits, a sign, one capital, or otherwise.

    >>> [shape_of(word) for word in ("mill", "IBM", "Huawei", "2024", "(", "A", "QatarEnergy")]
    [1, 2, 3, 4, 5, 6, 7]
    """
    if word.isdigit():
        return 4
    if not word[0].isalpha():
        return 5
    if word.islower():
        return 1
    if word.isupper():
        return 2 if len(word) > 1 else 6
    return 3 if word[0].isupper() and word[1:].islower() else 7
