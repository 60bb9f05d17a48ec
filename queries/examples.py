"""Questions that a graph can answer, to offer where there is no question yet or one that is not understood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.names.fold import fold
from queries.ask import Reading, Understood, ask
from queries.catalog import Catalog
from queries.link import Entry, Index
from queries.query import Language, Query

_COMMON = 3
"""How many of those that most documents name an example may be about."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question, and how it is read."""

    question: str
    reading: Reading


def examples(
    catalog: Catalog, language: Language, index: Index, about: Sequence[Entry] = ()
) -> Iterator[Example]:
    """Yield questions that are understood, about these entities or those that most documents name.

    Those about most of the entities come first, one of each canned query.
    """
    asking: list[tuple[Query, str]] = []
    for query in catalog.values():
        asking += [(query, one.text) for one in query.questions if one.language == language][:1]

    def rank(one: tuple[Query, str]) -> tuple[int, bool, str]:
        query, phrasing = one
        return -_about(query, phrasing, about), not query.name.startswith("partners"), query.name

    for query, phrasing in sorted(asking, key=rank):
        question = _example(query, phrasing, language, index, about)
        if question is None:
            continue
        found = ask(question, catalog, index)
        if isinstance(found, Understood) and found.reading.query == query.name:
            yield Example(question, found.reading)


def _about(query: Query, phrasing: str, about: Sequence[Entry]) -> int:
    """How many of these entities a phrasing has places for."""
    left = list(about)
    for parameter in query.parameters:
        taken = next((entry for entry in left if entry.label in parameter.labels), None)
        if taken is not None and f"{{{parameter.name}}}" in phrasing:
            left.remove(taken)
    return len(about) - len(left)


def _example(
    query: Query, phrasing: str, language: Language, index: Index, about: Sequence[Entry]
) -> str | None:
    values: dict[str, str] = {}
    used: set[str] = set()
    for parameter in query.parameters:
        if f"{{{parameter.name}}}" not in phrasing:
            continue
        if not parameter.labels:
            return None
        wanted = [entry for entry in about if entry.label in parameter.labels]
        common = index.common(parameter.labels, _COMMON)
        entry = next((one for one in [*wanted, *common] if one.id not in used), None)
        if entry is None:
            return None
        used.add(entry.id)
        name = entry.called(language)
        values[parameter.name] = name if len(index.called(fold(name))) == 1 else entry.id
    return phrasing.format_map(values) if values else None
