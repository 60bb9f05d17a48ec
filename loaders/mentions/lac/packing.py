"""Packing sequences of unequal length into one array, time step by time step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Packing:
    """Where the items of sequences stand when step after step is laid out in one long array.

    Step ``t`` holds item ``t`` of every sequence that is longer than ``t``, in ``rows[t]`` rows from
    ``offsets[t]`` on. Sequences are the longest first, so that those still alive are always the first rows,
    and no row is spent on padding.

    ``reverse`` (``size``,) swaps each sequence's first item with its last, the second with the last but
    one, and so on.
    """

    lengths: NDArray[np.int64]
    rows: NDArray[np.int64]
    offsets: NDArray[np.int64]
    size: int
    reverse: NDArray[np.int64]

    @classmethod
    def of(cls, lengths: Sequence[int]) -> Packing:
        """Lay out sequences of these ``lengths``: descending, none of them 0."""
        sizes = np.asarray(lengths, dtype=np.int64)
        rows = np.searchsorted(-sizes, -np.arange(sizes[0]), side="left")
        ends = np.cumsum(rows)
        offsets = ends - rows
        size = int(ends[-1])
        reverse = np.empty(size, dtype=np.int64)
        for row, length in enumerate(sizes):
            places = offsets[:length] + row
            reverse[places] = places[::-1]
        return cls(sizes, rows, offsets, size, reverse)

    def places(self, row: int) -> NDArray[np.int64]:
        """Where the items of the sequence ``row`` stand, in their order."""
        return self.offsets[: self.lengths[row]] + row

    def steps(self) -> list[tuple[int, int]]:
        """Offset and rows of every step."""
        return list(zip(self.offsets.tolist(), self.rows.tolist(), strict=True))
