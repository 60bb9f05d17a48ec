"""Questions to offer: those for which the graph has rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from api.standing import Standing
from graph.engines.bolt import Reader
from graph.errors import GraphTimeout
from queries.catalog import Catalog
from queries.examples import Example, examples
from queries.link import Entry, Index
from queries.query import Language
from queries.statement import some
from queries.values import complete

OFFERED = 3
_TRIED = 10
"""How many questions are tried for rows."""

_PATIENCE = 2.0
"""Seconds for each; what takes longer reads a lot, or the graph is being written to and all is looked up anew."""


class Examples:
    """Questions that have an answer, kept until the next write."""

    def __init__(self, reader: Reader, catalog: Catalog, timeout: float) -> None:
        self._reader = reader
        self._catalog = catalog
        self._timeout = min(timeout, _PATIENCE)
        self._kept = Standing[tuple[str, ...]]()

    async def of(self, index: Index, language: Language, about: Sequence[Entry] = ()) -> tuple[str, ...]:
        """Return three questions about these entities, or about those that most documents name.

        Those that no row answers are only taken where there are too few others.
        """
        key = (language, *(entry.id for entry in about))
        if (kept := self._kept.get(key, index.state)) is not None:
            return kept
        with_rows: list[str] = []
        without: list[str] = []
        for example in islice(examples(self._catalog, language, index, about), _TRIED):
            (with_rows if await self._has_rows(example) else without).append(example.question)
            if len(with_rows) == OFFERED:
                break
        found = tuple([*with_rows, *without][:OFFERED])
        self._kept.keep(key, index.state, found)
        return found

    async def _has_rows(self, example: Example) -> bool:
        query = self._catalog[example.reading.query]
        parameters = complete(query, example.reading.parameters)
        try:
            (record,) = await self._reader.rows(some(query), parameters, self._timeout)
        except GraphTimeout:
            return True
        return bool(record["some"])
