"""Cutting a sentence into the pieces that the tagger looks up."""

from __future__ import annotations

import string
from array import array
from collections.abc import Mapping
from dataclasses import dataclass

_JOINED = frozenset(string.ascii_letters + string.digits)
_PIECE = 1 << 40  # a piece weighs more than any number of triples


@dataclass(frozen=True, slots=True)
class Cutter:
    """The dictionaries: ``words`` have two or three characters, ``ids`` number what the network knows.

    ``ids`` maps a piece to its row in the embeddings; ``unknown`` is the row of every other piece.
    """

    words: frozenset[str]
    ids: Mapping[str, int]
    unknown: int

    def cut(self, text: str) -> tuple[array[int], array[int]]:
        """Return the pieces' character offsets in ``text`` and their ids, two arrays of one length."""
        starts, ids = array("i"), array("i")
        known, unknown, steps = self.ids, self.unknown, self._steps(text)
        position, length = 0, len(text)
        while position < length:
            end = position + steps[position]
            if end == position + 1 and text[position] in _JOINED:
                while end < length and steps[end] == 1 and text[end] in _JOINED:
                    end += 1
            number = known.get(text[position:end])
            if number is not None:
                starts.append(position)
                ids.append(number)
            else:
                starts.extend(range(position, end))
                ids.extend([known.get(character, unknown) for character in text[position:end]])
            position = end
        return starts, ids

    def _steps(self, text: str) -> bytearray:
        """For every offset, the length of the piece that the best cut of ``text[offset:]`` begins with.

        Best is the fewest pieces, then the largest product of their lengths, then the longer piece
        first. With pieces of one to three characters, and their number and sum given, the product is
        largest when the fewest have three. Runs from the end, so the rest's cost is known: linear time.
        """
        words = self.words
        steps = bytearray(len(text))
        one = two = three = 0  # the cost of what is left one, two and three characters on
        for offset in range(len(text) - 1, -1, -1):
            cost, step = one, 1
            if two <= cost and text[offset : offset + 2] in words:
                cost, step = two, 2
            if three + 1 <= cost and text[offset : offset + 3] in words:
                cost, step = three + 1, 3
            steps[offset] = step
            one, two, three = cost + _PIECE, one, two
        return steps
