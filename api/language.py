"""Names in the reader's language: what ``lang`` changes in an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from queries.query import Column, Language


def named(entity: Mapping[str, Any], language: Language | None) -> dict[str, Any]:
    """Return an entity whose ``name`` is that in the language, else that in the other, else the one it has."""
    if language is None:
        return dict(entity)
    wanted, other = ("name_zh", "name_en") if language == "zh" else ("name_en", "name_zh")
    return {**entity, "name": entity[wanted] or entity[other] or entity["name"]}


def rows_in(
    language: Language | None, columns: Sequence[Column], rows: Iterable[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return rows whose entities are named in the language; in none, the rows as they are."""
    if language is None:
        return list(rows)
    entities = [column.name for column in columns if column.type == "entity"]
    return [{**row, **{name: named(row[name], language) for name in entities if row[name]}} for row in rows]
