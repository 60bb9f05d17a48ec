"""Rows as a table for people, each with the sentences that say so beneath it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from api.shown import QUOTES, evidence_column, other_name, shown_columns
from queries.query import Column

WIDTH = 100
"""Columns of text where stdout is no terminal."""

GAP = 2


def table(columns: Sequence[Column], rows: Sequence[dict[str, Any]]) -> str:
    """Return rows as text as wide as the terminal.

    Columns without any value are left out, and so are sources, which the evidence names.
    """
    if not rows:
        return ""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=WIDTH)
    with console.capture() as captured:
        _print(console, columns, rows)
    return "".join(line.rstrip() + "\n" for line in captured.get().splitlines())


def _print(console: Console, columns: Sequence[Column], rows: Sequence[dict[str, Any]]) -> None:
    evidence = evidence_column(columns)
    shown = shown_columns(columns, rows)
    widths = _widths(shown, rows, console.width)
    console.print(_line([Text(column.name, style="dim") for column in shown], widths))
    for row in rows:
        cells = [
            Text(_cell(column, row), style="bold" if column.type == "entity" else "") for column in shown
        ]
        console.print(_line(cells, widths))
        if evidence:
            _print_evidence(console, row[evidence] or [])


def _print_evidence(console: Console, evidence: Sequence[dict[str, Any]]) -> None:
    for item in evidence[:QUOTES]:
        console.print(Padding(Text(f"“{' '.join(item['quote'].split())}”"), (0, 0, 0, 2)))
        origin = ", ".join(part for part in (item["title"], item["published"]) if part)
        where = f"{origin} ({item['document']})" if origin else item["document"]
        console.print(Padding(Text(f"— {where}", style="dim"), (0, 0, 0, 4)))
    if len(evidence) > QUOTES:
        console.print(Padding(Text(f"… and {len(evidence) - QUOTES} more", style="dim"), (0, 0, 0, 4)))
    console.print()


def _line(cells: Sequence[RenderableType], widths: Sequence[int]) -> Table:
    line = Table.grid(padding=(0, GAP, 0, 0))
    for width in widths:
        line.add_column(width=width, overflow="fold")
    line.add_row(*cells)
    return line


def _widths(columns: Sequence[Column], rows: Sequence[dict[str, Any]], width: int) -> list[int]:
    """Share the line among the columns: what each needs, and the widest give way where that is too much."""
    widths = [
        max(cell_len(column.name), *(cell_len(_cell(column, row)) for row in rows)) for column in columns
    ]
    spare = width - GAP * len(widths)
    while sum(widths) > spare and max(widths) > 8:
        widths[widths.index(max(widths))] -= 1
    return widths


def _cell(column: Column, row: dict[str, Any]) -> str:
    value = row.get(column.name)
    if value is None or value is False or value == []:
        return ""
    if column.type == "entity":
        return _name(value)
    if column.type == "boolean":
        return column.name
    if column.type == "list":
        return ", ".join(str(item) for item in value)
    return str(value)


def _name(entity: dict[str, Any]) -> str:
    """Return the name that people read, with the name in the other language where there is one."""
    return " ".join(filter(None, [str(entity["name"]), other_name(entity)]))
