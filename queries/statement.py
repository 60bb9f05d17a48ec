"""The statement that the service sends for a canned query: the file's Cypher, wrapped into one record.

The driver pays per record, so an answer travels as one: its rows collected into a list, counted up to a
bound, with entities cut down to their id, label and names. Subqueries keep the order of their rows on the engines that
we support (a test holds them to it).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from queries.query import Column, Query

DEFAULT_LIMIT = 50
COUNT_BOUND = 10_000
"""Rows up to which ``total`` is exact."""

ENTITY_FIELDS = (
    "id: {0}.id, label: labels({0})[0], name: {0}.name, name_zh: {0}.name_zh, name_en: {0}.name_en"
)
ENTITY = ("id", "label", "name", "name_zh", "name_en")
EVIDENCE = ("document", "title", "published", "quote", "start", "end", "confidence")


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of an answer, and how many there are in all; ``revision`` is the graph's, None in an empty one."""

    rows: list[dict[str, Any]]
    total: int
    total_is_exact: bool
    truncated: bool
    revision: int | None


@lru_cache(maxsize=256)
def wrap(query: Query) -> str:
    """The statement for a query; it takes the query's parameters, ``$row_limit`` and ``$row_bound``.

    It answers one record with ``rows`` (a list of maps, at most ``$row_limit``), ``total`` (at most ``$row_bound``)
    and ``revision``.
    """
    fields = ", ".join(f"{column.name}: {_value(column)}" for column in query.columns)
    return (
        f"CALL () {{\n{query.cypher}\nLIMIT $row_bound\n}}\n"
        f"WITH count(*) AS total, collect({{{fields}}})[0..$row_limit] AS rows\n"
        "OPTIONAL MATCH (graph:Graph {id: 'graph'})\n"
        "RETURN rows, total, graph.revision AS revision"
    )


def arguments(parameters: dict[str, Any], limit: int) -> dict[str, Any]:
    """The parameters of a wrapped statement."""
    return {**parameters, "row_limit": limit, "row_bound": COUNT_BOUND + 1}


def shape(query: Query, record: dict[str, Any], limit: int) -> Rows:
    """The rows of a wrapped statement's one record, with their fields in the query's order."""
    counted = record["total"]
    return Rows(
        rows=[{c.name: _ordered(c, row[c.name]) for c in query.columns} for row in record["rows"]],
        total=min(counted, COUNT_BOUND),
        total_is_exact=counted <= COUNT_BOUND,
        truncated=counted > limit,
        revision=record["revision"],
    )


def _ordered(column: Column, value: Any) -> Any:
    """An entity or evidence with its fields in our order; engines keep none in a map."""
    if column.type == "entity" and value is not None:
        return {name: value[name] for name in ENTITY}
    if column.type == "evidence" and value is not None:
        return [{name: one[name] for name in EVIDENCE} for one in value]
    return value


def _value(column: Column) -> str:
    if column.type != "entity":
        return column.name
    return f"CASE WHEN {column.name} IS NULL THEN null ELSE {{{ENTITY_FIELDS.format(column.name)}}} END"
