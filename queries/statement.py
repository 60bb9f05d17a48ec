"""The statement that the service sends for a canned query: the file's Cypher, turned into one record.

The driver pays per record and per key of a map, so an answer travels as one record of lists. The file's rows are
sorted by its ORDER BY, whose expressions also make each row's key: a later page begins behind the last row's key
(keyset paging), so pages neither repeat nor lose a row while data is added. Evidence is looked up for the page alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graph.state import State, state_of
from queries.query import Column, Query, SortKey

DEFAULT_LIMIT = 50
COUNT_BOUND = 5_000
"""Rows up to which ``total`` is exact."""

ENTITY = ("id", "label", "name", "name_zh", "name_en")
EVIDENCE = ("document", "title", "published", "quote", "start", "end", "confidence")

_ENTITY = "[{0}.id, labels({0})[0], {0}.name, {0}.name_zh, {0}.name_en]"
_EVIDENCE = (
    "CALL (found) {{\n"
    "UNWIND range(0, size(found) - 1) AS i\n"
    "UNWIND found[i][{0}] AS s\n"
    "WITH i, s\n"
    "OPTIONAL MATCH (d:Document {{id: s.document}})\n"
    "WITH i, s, d\n"
    "ORDER BY s.confidence DESC, d.published, s.document, s.start\n"
    "WITH i, collect([s.document, d.title, d.published, s.quote, s.start, s.end, s.confidence,\n"
    "                d.same_text_as]) AS said\n"
    "RETURN collect([i, said]) AS evidence\n"
    "}}\n"
)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of an answer, and how many there are in all, and the state of the graph when they were read.

    ``last`` is the key of the last row where others follow it, else None.
    """

    rows: list[dict[str, Any]]
    total: int
    total_is_exact: bool
    truncated: bool
    state: State
    last: tuple[Any, ...] | None = None


@lru_cache(maxsize=512)
def wrap(query: Query, *, later: bool = False) -> str:
    """The statement for a query's first page or for a ``later`` one.

    It takes the query's parameters, ``$row_limit``, ``$row_more`` (one more) and ``$row_bound``; a later page takes
    ``$row_after``, a row's key, as well. It answers one record: ``rows`` (a list of lists, at most ``$row_limit``),
    ``evidence`` (a list of a row's number and its evidence), ``total`` (exact below ``$row_bound``), ``left``
    (more than ``$row_limit`` if rows follow this page), ``last`` (the last row's key), ``revision`` and ``stamp``.
    """
    columns = returned(query)
    evidence = next((number for number, column in enumerate(columns) if column.type == "evidence"), None)
    if query.carried:
        statement, total = _gathered(query, columns, later), "total"
    elif later or query.selection:
        statement = (
            f"{_counted(query, '$row_bound')}"
            f"CALL (total) {{\n{_page(query, columns, later)}\nRETURN left, found\n}}\n"
        )
        total = "total"
    else:
        statement, total = f"{_page(query, columns, later)}\n", "left AS total"
    statement += f"WITH {total}, left, found[0..$row_limit] AS found\n"
    if evidence is not None:
        statement += _EVIDENCE.format(evidence)
    values = ", ".join(_value(column, f"row[{number}]") for number, column in enumerate(columns))
    return (
        f"{statement}"
        "OPTIONAL MATCH (graph:Graph {id: 'graph'})\n"
        f"RETURN [row IN found | [{values}]] AS rows, {'[]' if evidence is None else 'evidence'} AS evidence,\n"
        f"       total, left, found[size(found) - 1][{len(columns)}] AS last,\n"
        "       graph.revision AS revision, graph.stamp AS stamp"
    )


@lru_cache(maxsize=64)
def some(query: Query) -> str:
    """The statement that tells in ``some`` whether a query has any row for its parameters."""
    return f"{_counted(query, '1')}RETURN total > 0 AS some"


def arguments(
    parameters: Mapping[str, Any], limit: int, after: Sequence[Any] | None = None
) -> dict[str, Any]:
    """The parameters of a wrapped statement; ``after`` is the key that a later page begins behind."""
    bounds = {"row_limit": limit, "row_more": limit + 1, "row_bound": COUNT_BOUND + 1}
    return {**parameters, **bounds, **({} if after is None else {"row_after": list(after)})}


def shape(query: Query, record: Mapping[str, Any], limit: int) -> Rows:
    """The rows of a wrapped statement's one record, with their fields in the query's order."""
    evidence = {number: _one_a_voice(said) for number, said in record["evidence"]}
    columns = returned(query)
    rows = []
    for number, values in enumerate(record["rows"]):
        row = {column.name: _shaped(column, value) for column, value in zip(columns, values, strict=True)}
        if said := evidence.get(number):
            row["evidence"] = said
            row["sources"] = list(dict.fromkeys(one["document"] for one in said))
        rows.append({column.name: row[column.name] for column in query.columns})
    truncated = record["left"] > limit
    return Rows(
        rows=rows,
        total=min(record["total"], COUNT_BOUND),
        total_is_exact=record["total"] <= COUNT_BOUND,
        truncated=truncated,
        state=state_of(record),
        last=tuple(record["last"]) if truncated else None,
    )


def _one_a_voice(said: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
    """The evidence, of reprints only that of the one that comes first: they are one voice."""
    heard: dict[str, str] = {}
    shown = []
    for *values, same_text_as in said:
        one = dict(zip(EVIDENCE, values, strict=True))
        if heard.setdefault(same_text_as or one["document"], one["document"]) == one["document"]:
            shown.append(one)
    return shown


def _gathered(query: Query, columns: Sequence[Column], later: bool) -> str:
    """The page of a query that has to look at every row: one look gives the page and the total."""
    row = f"[{', '.join(query.carried)}]"
    unpacked = ", ".join(f"row[{number}] AS {name}" for number, name in enumerate(query.carried))
    chosen = f"collect({row}) AS chosen\n"
    gathered = _parts(query, chosen, later) if query.parted else f"WITH count(*) AS total, {chosen}"
    return (
        f"{query.selection}\n{gathered}"
        f"CALL (chosen) {{\nUNWIND chosen AS row\nWITH {unpacked}\n{_sorted(query, later)}"
        f"WITH collect({row}) AS sorted\n"
        "RETURN sorted[0..$row_more] AS page\n}\n"
        f"CALL (page) {{\nUNWIND page AS row\nWITH {unpacked}\n{_rows(query)}\n{_found(query, columns)}\n"
        "RETURN left, found\n}\n"
    )


def _parts(query: Query, chosen: str, later: bool) -> str:
    """The rows of the first parts that fill a page: the others are counted, but not sorted."""
    first = "$row_after[0]"
    before = "[part IN parts WHERE part[0] < one[0]" + f" AND part[0] > {first}" * later + "]"
    wanted = f"one[0] >= {first} AND " * later
    return (
        f"WITH {query.parted} AS part, count(*) AS many, {chosen}"
        "WITH sum(many) AS total, collect([part, many, chosen]) AS parts\n"
        f"WITH total, [one IN parts WHERE {wanted}reduce(many = 0, part IN {before} | many + part[1]) < $row_more\n"
        "                | one[2]] AS parts\n"
        "WITH total, reduce(rows = [], part IN parts | rows + part) AS chosen\n"
    )


def _page(query: Query, columns: Sequence[Column], later: bool) -> str:
    """The page of any other query: its rows are counted apart, but where it is the first of one without a selection."""
    if query.selection:
        # Sorted twice: first what makes a row, where an index may give the order and the rest is never read.
        chosen = f"{_sorted(query, later)}LIMIT $row_more"
        return f"{query.selection}\n{chosen}\n{_rows(query)}\n{_found(query, columns)}"
    found = _found(query, columns, bound="\nLIMIT $row_bound")
    return f"{_rows(query)}\n{_behind(query.order) if later else ''}{found}"


def _counted(query: Query, bound: str) -> str:
    """How many rows there are, up to a bound."""
    counted = query.selection or query.body
    return f"CALL () {{\n{counted}\nWITH 1 AS one LIMIT {bound}\nRETURN count(one) AS total\n}}\n"


def _sorted(query: Query, later: bool) -> str:
    """What makes a row, with its key, in order; on a ``later`` page what stands behind the last row's."""
    behind = _behind(query.order) if later else ""
    return f"{_aliased(query)}WITH *, {_named(query)}\n{behind}WITH *\nORDER BY {_order(query)}\n"


def _rows(query: Query) -> str:
    """The file's rows behind the selection, with their keys."""
    sorted_by = query.sorted_by
    items = (item.rpartition(" AS ")[2] if item in sorted_by else item for item in query.items)
    return f"{query.body}\n{_aliased(query)}WITH {', '.join(items)}, {_named(query)}"


def _aliased(query: Query) -> str:
    """What the RETURN names and the order needs, named before it is sorted."""
    return f"WITH *, {', '.join(query.sorted_by)}\n" if query.sorted_by else ""


def _found(query: Query, columns: Sequence[Column], bound: str = "") -> str:
    """The rows in order, each a list of its columns and last its key, and how many."""
    names, keys = [column.name for column in columns], _keys(query)
    return (
        f"WITH {', '.join(names + keys)}\nORDER BY {_order(query)}{bound}\n"
        f"WITH count(*) AS left, collect([{', '.join(names)}, [{', '.join(keys)}]]) AS found"
    )


def _keys(query: Query) -> list[str]:
    return [f"key_{number}" for number in range(len(query.order))]


def _named(query: Query) -> str:
    return ", ".join(
        f"{key.expression} AS {name}" for key, name in zip(query.order, _keys(query), strict=True)
    )


def _order(query: Query) -> str:
    keys = zip(query.order, _keys(query), strict=True)
    return ", ".join(f"{name}{' DESC' * key.descending}" for key, name in keys)


def _behind(order: Sequence[SortKey]) -> str:
    """Only rows whose key stands behind ``$row_after``; keys that may be null have ``… IS NULL`` before them."""
    steps = []
    for number, key in enumerate(order):
        equal = [
            f"({own} = $row_after[{n}] OR ({own} IS NULL AND $row_after[{n}] IS NULL))"
            for n, own in enumerate(f"key_{n}" for n in range(number))
        ]
        beyond = f"key_{number} {'<' if key.descending else '>'} $row_after[{number}]"
        steps.append(" AND ".join([*equal, beyond]))
    return f"WHERE {' OR '.join(f'({step})' for step in steps)}\n"


def returned(query: Query) -> tuple[Column, ...]:
    """The columns that the Cypher returns: all but the sources, which are the evidence's documents."""
    return tuple(column for column in query.columns if column.name != "sources")


def _value(column: Column, value: str) -> str:
    if column.type == "evidence":
        return "null"
    if column.type == "entity":
        return f"CASE WHEN {value} IS NULL THEN null ELSE {_ENTITY.format(value)} END"
    return value


def _shaped(column: Column, value: Any) -> Any:
    if value is None:
        return [] if column.type in ("evidence", "list") else None
    if column.type == "entity":
        return dict(zip(ENTITY, value, strict=True))
    return sorted(value) if column.type == "list" else value
