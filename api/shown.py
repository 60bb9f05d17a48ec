"""What of an answer people are shown, on a terminal as on a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph.names.fold import fold
from queries.query import Column

QUOTES = 3
"""Sentences shown beneath a row; a line says how many more there are."""


def evidence_column(columns: Sequence[Column]) -> str | None:
    """Return the name of the column that holds sentences."""
    return next((column.name for column in columns if column.type == "evidence"), None)


def shown_columns(columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]) -> list[Column]:
    """Return the columns without those that hold no value at all, and without what the evidence tells anyway."""
    evidence = evidence_column(columns)
    return [
        column
        for column in columns
        if column.type != "evidence"
        and not (evidence and column.name == "sources")
        and any(row.get(column.name) not in (None, False, [], "") for row in rows)
    ]


def other_name(entity: Mapping[str, Any]) -> str | None:
    """Return an entity's name in the other language, where that is another name."""
    others = (entity["name_en"], entity["name_zh"])
    return next((other for other in others if other and fold(other) != fold(entity["name"])), None)
