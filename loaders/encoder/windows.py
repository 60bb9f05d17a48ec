"""Windows: runs of a document's sentences in one language, as an encoder reads them."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from loaders.encoder.pieces import SHAPES, Piece, Pieces
from loaders.mentions.lac import Word, tagger
from loaders.mentions.mention import Mention
from loaders.text.analysis import Analysed
from loaders.text.order import beginning

LABELS = ("Company", "University", "Center", "Organization", "City", "Executive", "Event", "Unknown")
MARKS = 2 * len(LABELS) + 1
"""Numbers of labels where they begin and where they go on; 0 is none."""
LONGEST = 480
"""Pieces of a window, fewer than both encoders have places for; what a longer sentence has beyond is not read."""
_BEFORE = 90
"""Pieces of earlier sentences, at most, that a window begins with so that it knows what was named."""

Ints = NDArray[np.int64]


@dataclass(slots=True)
class Window:
    """Pieces of consecutive sentences between two edges.

    ``spans`` tells where each sentence's pieces stand; those of ``fresh`` belong to no earlier window.
    Every array of ``inputs`` holds a number a piece: what the encoder reads.
    """

    pieces: list[Piece]
    spans: Mapping[int, tuple[int, int]]
    fresh: frozenset[int]
    inputs: dict[str, Ints] = field(default_factory=dict)
    starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.starts = [piece.start for piece in self.pieces]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The pieces that begin in ``plain[start:end]``."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def marked(self, spans: Iterable[tuple[int, int, str]]) -> Ints:
        """Number each piece by the label of the span that it is part of; spans are apart."""
        found = np.zeros(len(self.starts), dtype=np.int64)
        for start, end, label in spans:
            first, behind = self.span(start, end)
            if first < behind:
                number = 2 * LABELS.index(label) + 1
                found[first] = number
                found[first + 1 : behind] = number + 1
        return found


def windows(
    document: Analysed,
    tagged: Sequence[Sequence[Word]],
    proposed: Sequence[Mention],
    pieces: Pieces,
    *,
    chinese: bool,
) -> Iterator[Window]:
    """The windows of a document's sentences of one language; together they hold each sentence afresh once.

    ``proposed`` are the rules' mentions, in order and apart; ``tagged`` the tagger's words of Chinese sentences.
    """
    numbers = [number for number, one in enumerate(document.sentences) if one.chinese == chinese]
    cut = [_cut(document, number, pieces) for number in numbers]
    begin = 0
    while begin < len(numbers):
        first, size, most = begin, 0, min(_BEFORE, LONGEST - len(cut[begin]))
        while first > 0 and size + len(cut[first - 1]) <= most:
            first -= 1
            size += len(cut[first])
        behind = begin
        while behind < len(numbers) and (behind == begin or size + len(cut[behind]) <= LONGEST):
            size += len(cut[behind])
            behind += 1
        window = _window(numbers[first:behind], cut[first:behind], frozenset(numbers[begin:behind]), pieces)
        start, end = window.pieces[1].start, window.pieces[-2].end
        inside = (m for m in beginning(proposed, start, end) if m.end <= end)
        window.inputs["rule"] = window.marked((m.start, m.end, m.label) for m in inside)
        window.inputs["tag"] = _tags(document, tagged, window)
        yield window
        begin = behind


def _cut(document: Analysed, number: int, pieces: Pieces) -> list[Piece]:
    sentence = document.sentences[number]
    return list(islice(pieces.cut(document.plain, sentence.start, sentence.end), LONGEST))


def _window(
    numbers: Sequence[int], cut: Sequence[Sequence[Piece]], fresh: frozenset[int], pieces: Pieces
) -> Window:
    opens, closes = pieces.edges
    found = [Piece(opens, -1, -1, 0, first=False)]
    spans = {}
    for number, own in zip(numbers, cut, strict=True):
        spans[number] = len(found), len(found) + len(own)
        found += own
    found.append(Piece(closes, sys.maxsize, sys.maxsize, 0, first=False))
    inputs = {
        "piece": np.array([piece.number for piece in found]),
        "shape": np.array([piece.shape + SHAPES * (not piece.first) * (piece.shape > 0) for piece in found]),
    }
    return Window(found, spans, fresh, inputs)


def _tags(document: Analysed, tagged: Sequence[Sequence[Word]], window: Window) -> Ints:
    """The parts of speech, where a word begins and where it goes on; 0 where there is none."""
    found = np.zeros(len(window.pieces), dtype=np.int64)
    end = window.pieces[-2].end
    for number in window.spans:
        begin = document.sentences[number].start
        for word in tagged[number]:
            if begin + word.start >= end:
                break
            first, behind = window.span(begin + word.start, begin + word.start + len(word.text))
            if first < behind:
                found[first] = 2 * parts_of_speech()[word.tag] + 1
                found[first + 1 : behind] = found[first] + 1
    return found


@cache
def parts_of_speech() -> Mapping[str, int]:
    """The tagger's parts of speech, numbered."""
    return {tag: number for number, tag in enumerate(dict.fromkeys(t.split("-")[0] for t in tagger().tags))}
