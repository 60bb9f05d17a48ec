"""The form of a canned query: a field for each parameter, with the values that this graph knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.pages.words import Words
from api.service import Service
from api.values import values
from graph.state import State
from queries.query import Parameter, Query
from queries.values import MAX_COUNT, PATTERNS

OFFERED = 50
"""Values that a field offers; more would weigh more than the page, and every other can be typed."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field: what is in it, what may be (pairs of value and name), and what HTML checks before it is sent."""

    parameter: Parameter
    label: str
    hint: str
    value: str
    placeholder: str
    choices: tuple[tuple[str, str], ...] = ()
    offers: tuple[tuple[str, str], ...] = ()
    pattern: str | None = None
    most: int | None = None


async def fields(
    service: Service, query: Query, given: Mapping[str, str], said: Words
) -> tuple[list[Field], set[State | None]]:
    """Return the fields of a query's form, and the states of the graph that what they offer is true of."""
    found: list[Field] = []
    states: set[State | None] = set()
    for parameter in query.parameters:
        offers: Sequence[tuple[str, str]] = ()
        if not parameter.allowed:
            some = await values(service, query, parameter.name, "", OFFERED, said.language)
            states.add(some.state)
            names = Counter(row["name"] for row in some.page.items)
            # A name that is more than one thing's would only be asked back.
            offers = [
                (row["name"], row["value"]) if names[row["name"]] == 1 else (row["value"], row["name"])
                for row in some.page.items
            ]
        found.append(_field(parameter, given.get(parameter.name, ""), offers, said))
    return found, states


def _field(parameter: Parameter, given: str, offers: Sequence[tuple[str, str]], said: Words) -> Field:
    pattern = PATTERNS.get(parameter.type)
    example = parameter.example.zh if said.language == "zh" else parameter.example.en
    return Field(
        parameter,
        said.name(parameter.name),
        parameter.description if said.language == "en" else "",
        given or parameter.default or "",
        offers[0][0] if parameter.labels and offers else example,
        tuple((value, said.value(value)) for value in parameter.allowed),
        tuple(offers),
        pattern.pattern if pattern else None,
        MAX_COUNT if parameter.type == "count" else None,
    )
