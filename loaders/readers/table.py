"""Tables: where each cell stands, by the tags that open it."""

from __future__ import annotations

from collections.abc import Mapping

from loaders.text.spanned import Cell

_COLUMNS = 50
"""Cells reach down into the next rows in no more columns than that: time stays linear in the source."""


class Table:
    """Counts rows and columns as the tags of tables come; a cell may reach over several of either (HTML, 4.9.12)."""

    def __init__(self) -> None:
        self._row = self._column = 0
        self._reaching: dict[int, int] = {}  # column -> the last row that a cell from above reaches into

    def open(self, tag: str, attributes: Mapping[str, str] = {}) -> Cell | None:
        """Take the next opening tag; the cell that it opens, None for any other."""
        if tag in ("table", "tr"):
            self._row += 1
            self._column = 0
        if tag == "table":
            self._reaching.clear()
        if tag not in ("td", "th"):
            return None
        self._column += 1
        while self._reaching.get(self._column, 0) >= self._row:
            self._column += 1
        cell = Cell(self._row, self._column)
        columns, rows = (_count(attributes.get(name, "")) for name in ("colspan", "rowspan"))
        self._column += columns - 1
        if rows > 1:
            below = range(cell.column, min(self._column, _COLUMNS) + 1)
            self._reaching.update((column, self._row + rows - 1) for column in below)
        return cell


def _count(said: str) -> int:
    """How many columns or rows a cell reaches over."""
    return max(int(said[:3]), 1) if said.isdecimal() else 1
