"""A canned query as text that runs by itself in Neo4j Browser: its parameters stand above it, ready to be edited.

Browser sets parameters by a command of its own, so that a query and its parameters would be two clicks. Here they
are one map, which is visible in all of the query because subqueries import it by name.
"""

from __future__ import annotations

import re
from textwrap import indent

from queries.query import Parameter, Query
from queries.statement import returned
from queries.values import read_value

GIVEN = "given"
"""The variable of the map."""

_PARAMETER = re.compile(r"\$(\w+)")
_SUBQUERY = re.compile(r"\bCALL \(([\w, ]*)\)")


def runnable(query: Query) -> str:
    """Return the query's Cypher with the examples of its required parameters and the others' defaults filled in.

    It begins with a comment, the query's title, which Browser shows above the answer and takes for a favourite's name.
    """
    return f"// {title(query)}\n{_filled(query)}"


def title(query: Query) -> str:
    """Return the query's title in both languages, with its examples: ``Who partnered in Jinan · 谁在济南签约``."""
    return f"{query.called('en')} · {query.called('zh')}"


def _filled(query: Query) -> str:
    if not query.parameters:
        return query.cypher
    body = _SUBQUERY.sub(_importing, _PARAMETER.sub(rf"{GIVEN}.\1", query.cypher))
    columns = ", ".join(column.name for column in returned(query))
    return f"WITH {{\n{_map(query)}\n}} AS {GIVEN}\nCALL ({GIVEN}) {{\n{indent(body, '  ')}\n}}\nRETURN {columns}"


def _importing(subquery: re.Match[str]) -> str:
    return f"CALL ({', '.join(filter(None, [subquery[1], GIVEN]))})"


def _map(query: Query) -> str:
    last = query.parameters[-1].name
    return "\n".join(
        f"  {known.name}: {_value(known)}{',' * (known.name != last)}{_hint(known)}"
        for known in query.parameters
    )


def _value(known: Parameter) -> str:
    if known.required:
        return _literal(_example(known))
    return "null" if known.default is None else _literal(read_value(known, known.default))


def _hint(known: Parameter) -> str:
    """Return what else could stand there, for a parameter that need not be given."""
    return "" if known.required else f"  // or {_literal(_example(known))}"


def _example(known: Parameter) -> str | int:
    return known.example.id if known.labels else read_value(known, known.example.en)


def _literal(value: str | int) -> str:
    if isinstance(value, int):
        return str(value)
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
