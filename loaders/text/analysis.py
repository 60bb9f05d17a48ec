"""The text that the rules read, sentence by sentence; every character knows its place.

It is in Simplified characters, with wide punctuation beside them, without line breaks inside a sentence
and without the spaces of word-segmented Chinese.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from graph.names.fold import simplify
from loaders.text.script import HAN, is_chinese
from loaders.text.sentences import sentences
from loaders.text.spanned import BlockKind, Text

_WIDE = f"{HAN}\u3000-\u303f\uff00-\uffef“”‘’…—"
_SEGMENT_GAP = re.compile(rf" +(?=[{_WIDE}])|(?<=[{_WIDE}]) +")
_LINE_GAP = re.compile(rf"(?<=[{_WIDE}])[ \t]*[\r\n]+\s*(?=[{_WIDE}])")
_NARROW = re.compile(f"(?<=[{HAN}])[,;:!?()]|[,;:!?()](?=[{HAN}])")
_TO_WIDE = str.maketrans(",;:!?()", "，；：！？（）")
_LONGEST_QUOTE = 400
"""Characters of several sentences that are quoted together, such as a table's row."""
_SPACE = re.compile(r"[\s\u200b-\u200f\ufeff]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the analysed text: ``plain[start:end]``; ``block`` numbers the block that it stands in."""

    start: int
    end: int
    block: int
    kind: BlockKind
    chinese: bool

    @property
    def span(self) -> tuple[int, int]:
        """Where it begins and ends."""
        return self.start, self.end


@dataclass(frozen=True)
class Analysed:
    """A document ready for the rules.

    ``plain`` holds the sentences, each closed by a line break; ``places[i]`` is the index in
    ``text.visible.text`` of ``plain[i]``.
    """

    text: Text
    plain: str
    places: Sequence[int]
    sentences: tuple[Sentence, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, position: int) -> int:
        """The number of the sentence that holds a position of ``plain``."""
        return max(0, bisect_right(self._starts, position) - 1)

    def breaks(self, sentence: Sentence) -> list[int]:
        """Where word-segmented text had a space that ``plain`` has not, counted from the sentence's start."""
        if not self.text.segmented:
            return []
        places = self.places
        spans = range(sentence.start + 1, sentence.end)
        return [at - sentence.start for at in spans if places[at] > places[at - 1] + 1]

    @cached_property
    def _rows(self) -> dict[int, range]:
        """The sentences of each row of a table, by the row's number."""
        rows: dict[int, range] = {}
        for number, sentence in enumerate(self.sentences):
            if cell := self.text.blocks[sentence.block].cell:
                rows[cell.row] = range(rows[cell.row].start if cell.row in rows else number, number + 1)
        return rows

    def row(self, number: int) -> range:
        """The sentences of the row of a table that a sentence stands in; none where it stands in no table."""
        cell = self.text.blocks[self.sentences[number].block].cell
        return self._rows[cell.row] if cell else range(0)

    def evidence(self, number: int, told: tuple[int, int] | None = None) -> tuple[int, int]:
        """What is quoted of ``plain``: a sentence, or from the first to the last of those that tell it, where short."""
        first, last = told or (number, number)
        start, end = self.sentences[first].start, self.sentences[last].end
        return (start, end) if end - start <= _LONGEST_QUOTE else self.sentences[number].span

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``plain[start:end]`` stands in the source."""
        return self.text.visible.span(self.places[start], self.places[end - 1] + 1)

    def quote(self, start: int, end: int) -> str:
        """What a reader sees where ``plain[start:end]`` stands."""
        return self.text.visible.text[self.places[start] : self.places[end - 1] + 1]


def analyse(text: Text) -> Analysed:
    """Prepare a document for the rules."""
    visible = text.visible.text
    pieces: list[str] = []
    places = array("I")
    found: list[Sentence] = []
    length = block = 0
    for span in sentences(text):
        while text.blocks[block].end <= span.start:
            block += 1
        piece, own = _plain(visible, span.start, span.end, text.segmented)
        pieces.append(piece + "\n")
        places.extend(own)
        places.append(span.end - 1)
        chinese = is_chinese(piece)
        found.append(Sentence(length, length + len(piece), block, text.blocks[block].kind, chinese))
        length += len(piece) + 1
    return Analysed(text, "".join(pieces), places, tuple(found))


def _plain(visible: str, start: int, end: int, segmented: bool) -> tuple[str, array[int]]:
    """One sentence's plain text, with the index in ``visible`` of each of its characters."""
    raw = simplify(visible[start:end])
    if raw.isascii() and "  " not in raw and "\n" not in raw and "\r" not in raw and "\t" not in raw:
        return raw, array("I", range(start, end))
    raw = _NARROW.sub(lambda mark: mark[0].translate(_TO_WIDE), raw)
    gaps = [match.span() for match in (_SEGMENT_GAP if segmented else _LINE_GAP).finditer(raw)]
    pieces: list[str] = []
    places = array("I")
    position = 0
    for left, right in [*gaps, (len(raw), len(raw))]:
        _squeeze(raw, position, left, start, pieces, places)
        position = right
    return "".join(pieces), places


def _squeeze(raw: str, position: int, end: int, shift: int, pieces: list[str], places: array[int]) -> None:
    """Append ``raw[position:end]`` with every run of white space as one space."""
    while position < end:
        space = _SPACE.search(raw, position, end)
        stop = space.start() if space else end
        pieces.append(raw[position:stop])
        places.extend(range(shift + position, shift + stop))
        if space is None:
            return
        if any(character.isspace() for character in space[0]):  # a zero-width joiner alone is nothing
            pieces.append(" ")
            places.append(shift + stop)
        position = space.end()
