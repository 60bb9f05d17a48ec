"""Rows as text for other programs: JSON Lines and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.facts import dump_rows
from queries.query import Column


def to_jsonl(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return one JSON object a line."""
    return "".join(dump_rows(row) + "\n" for row in rows)


def to_csv(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> str:
    """Return the rows as CSV (RFC 4180) with a header.

    An entity makes two columns, its name and ``…_id``; a list is joined by ``; ``; evidence is JSON.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([name for column in columns for name in _header(column)])
    for row in rows:
        writer.writerow([cell for column in columns for cell in _cells(column, row.get(column.name))])
    return out.getvalue()


def _header(column: Column) -> tuple[str, ...]:
    return (column.name, f"{column.name}_id") if column.type == "entity" else (column.name,)


def _cells(column: Column, value: Any) -> tuple[Any, ...]:
    if column.type == "entity":
        return (value["name"], value["id"]) if value else ("", "")
    if column.type == "evidence":
        return (dump_rows(value or []),)
    if column.type == "list":
        return ("; ".join(str(item) for item in value or []),)
    if isinstance(value, bool):
        return ("true" if value else "false",)
    return ("" if value is None else value,)
