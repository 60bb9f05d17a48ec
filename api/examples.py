"""Questions to offer: those for which the graph has rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from time import monotonic

from graph.engines.bolt import Reader
from graph.errors import GraphTimeout
from graph.state import State
from queries.catalog import Catalog
from queries.examples import Example, examples
from queries.link import Entry, Index
from queries.query import Language
from queries.statement import some
from queries.values import complete

OFFERED = 3
_TRIED = 10
"""How many questions are tried for rows."""

_PATIENCE, _LEAST = 1.0, 0.05
"""Seconds for all that are tried, and at least for each; those that are left are taken as they come."""

_MOST = 256
"""Answers that are kept."""


class Examples:
    """Questions that have an answer, kept until the next write."""

    def __init__(self, reader: Reader, catalog: Catalog, timeout: float) -> None:
        self._reader = reader
        self._catalog = catalog
        self._timeout = min(timeout, _PATIENCE)
        self._state: State | None = None
        self._kept: dict[tuple[Language, tuple[str, ...]], tuple[str, ...]] = {}

    async def of(self, index: Index, language: Language, about: Sequence[Entry] = ()) -> tuple[str, ...]:
        """Return three questions about these entities, or about those that most documents name.

        Those that no row answers are only taken where there are too few others.
        """
        if index.state != self._state or len(self._kept) > _MOST:
            self._state, self._kept = index.state, {}
        kept, key = self._kept, (language, tuple(entry.id for entry in about))
        if key not in kept:
            candidates = list(islice(examples(self._catalog, language, index, about), _TRIED))
            has_rows = await self._tried(candidates)
            best = sorted(candidates, key=lambda one: not has_rows.get(one.question, True))
            found = tuple(one.question for one in best[:OFFERED])
            known = sum(has_rows.values()) == OFFERED or len(has_rows) == len(candidates)
            if not known or index.state.stamp is None:
                return found
            kept[key] = found
        return kept[key]

    async def _tried(self, candidates: Sequence[Example]) -> dict[str, bool]:
        """Return which questions have rows, of as many as are needed and there is time for."""
        found: dict[str, bool] = {}
        ends = monotonic() + self._timeout
        for one in candidates:
            query, left = self._catalog[one.reading.query], ends - monotonic()
            parameters = complete(query, one.reading.parameters)
            try:
                (record,) = await self._reader.rows(some(query), parameters, max(left, _LEAST))
            except GraphTimeout:
                break
            found[one.question] = bool(record["some"])
            if sum(found.values()) == OFFERED:
                break
        return found
