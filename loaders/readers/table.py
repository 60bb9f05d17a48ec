"""Tables: where each cell stands, by the tags that open it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from loaders.text.spanned import Block, Cell

_COLUMNS = 50
"""Cells reach down into the next rows in no more columns than that: time stays linear in the source."""
_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(slots=True)
class _Open:
    """A table that is open: its last row and column, and by column the last row that a cell from above reaches into."""

    row: int
    column: int = 0
    reaching: dict[int, int] = field(default_factory=dict)


class Table:
    """Counts rows and columns as the tags of tables come; a cell may reach over several of either (HTML, 4.9.12)."""

    def __init__(self) -> None:
        self._rows = 0  # of all tables so far
        self._tables: list[_Open] = []

    def open(self, tag: str, attributes: Mapping[str, str] = _NONE) -> Cell | None:
        """Take the next opening tag; the cell that it opens, None for any other."""
        if tag in ("table", "tr"):
            self._rows += 1
            if tag == "table" or not self._tables:
                self._tables.append(_Open(self._rows))
            else:
                self._tables[-1].row, self._tables[-1].column = self._rows, 0
        if tag not in ("td", "th") or not self._tables:
            return None
        table = self._tables[-1]
        table.column += 1
        while table.reaching.get(table.column, 0) >= table.row:
            table.column += 1
        cell = Cell(table.row, table.column)
        columns, rows = (reach(attributes.get(name, "")) for name in ("colspan", "rowspan"))
        table.column += columns - 1
        if rows > 1:
            below = range(cell.column, min(table.column, _COLUMNS) + 1)
            table.reaching.update((column, table.row + rows - 1) for column in below)
        return cell

    def close(self) -> None:
        """Take the closing tag of a table."""
        if self._tables:
            self._tables.pop()


def without_layout(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks without the cells of rows that only lay a page out: of one cell, or of cells with several blocks."""
    cells = Counter(block.cell for block in blocks if block.cell)
    width = Counter(cell.row for cell in cells)
    layout = {
        cell.row for cell, count in cells.items() if count > 1 or (cell.column == 1 and width[cell.row] == 1)
    }
    layout |= {block.cell.row for block in blocks if block.cell and block.kind in ("title", "heading")}
    for block in blocks:
        yield replace(block, cell=None) if block.cell and block.cell.row in layout else block


def reach(said: str) -> int:
    """How many columns or rows a cell reaches over."""
    return max(int(said[:3]), 1) if said.isdecimal() else 1
