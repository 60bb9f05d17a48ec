"""The values that a parameter can take, counted in the graph, for typing ahead."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from api.language import named
from api.service import Service
from graph.state import State
from graph.status import COUNTS
from queries.errors import UnknownParameter
from queries.link import Found
from queries.pages import Page, page
from queries.query import Column, Language, Parameter, Query

COLUMNS = (
    Column("value", "text"),
    Column("name", "text"),
    Column("count", "number"),
    Column("near", "boolean"),
)
"""``count`` is how many documents name an entity, signings are dated in a year, nodes have a label; else null.

``near`` says that nothing goes by what was typed, and this only nearly does.
"""

YEARS = (
    "MATCH ()-[s:SIGNED_WITH]->() WHERE s.date IS NOT NULL\n"
    "WITH left(s.date, 4) AS value, count(s) AS count\n"
    "RETURN value, count ORDER BY value DESC"
)


@dataclass(frozen=True, slots=True)
class Values:
    """A page of values, and the state of the graph that they are true of, where one is known."""

    page: Page[dict[str, Any]]
    state: State | None


async def values(
    service: Service,
    query: Query,
    name: str,
    text: str,
    limit: int,
    language: Language | None = None,
    following: str = "",
) -> Values:
    """Return the values of a query's parameter that a text may be the beginning of; all, without a text.

    Raises UnknownParameter, BadCursor, and what every method of the service raises.
    """
    parameter = query.by_name.get(name)
    if parameter is None:
        raise UnknownParameter(query.name, name, list(query.by_name))
    made_for = (f"{query.name}/values/{name}", {"q": text})
    if parameter.labels:
        index = await service.index()
        found = await asyncio.to_thread(index.search, text, parameter.labels)
        some = page(found, lambda one: one.key, limit, made_for, following)
        rows = tuple(_entity(one, language) for one in some.items)
        return Values(Page(rows, some.total, some.next), index.state)
    listed, state = await service.watch.steady(lambda: _counted(service, parameter))
    kept = [(place, row) for place, row in enumerate(listed) if _begins(row, text)]
    part = page(kept, lambda one: (one[0],), limit, made_for, following)
    return Values(Page(tuple(row for _, row in part.items), part.total, part.next), state)


def _entity(found: Found, language: Language | None) -> dict[str, Any]:
    entry = found.entry
    return _row(entry.id, named(entry.shown(), language)["name"], entry.documents, near=found.near)


async def _counted(service: Service, parameter: Parameter) -> list[dict[str, Any]]:
    """Return every value of a parameter that names no entity; none where they cannot be listed."""
    if parameter.type == "label":
        records = await service.reader.rows(COUNTS, None, service.timeout)
        counts = {record["name"]: record["count"] for record in records}
        return [_row(label, label, counts.get(label, 0)) for label in parameter.allowed]
    if parameter.allowed:
        return [_row(value, value, None) for value in parameter.allowed]
    if parameter.type in ("year", "range", "date"):
        records = await service.reader.rows(YEARS, None, service.timeout)
        return [_row(record["value"], record["value"], record["count"]) for record in records]
    return []


def _begins(row: dict[str, Any], text: str) -> bool:
    value: str = row["value"]
    return value.casefold().startswith(text.strip().casefold())


def _row(value: str, name: str, count: int | None, *, near: bool = False) -> dict[str, Any]:
    return {"value": value, "name": name, "count": count, "near": near}
