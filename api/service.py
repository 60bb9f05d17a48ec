"""The service: canned queries, questions and look-ups over one reader. Routes and commands both go through it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from api.language import named, rows_in
from graph.engines.bolt import Reader
from queries.ask import NotUnderstood, Reading, Understood, ask
from queries.catalog import Catalog
from queries.errors import AmbiguousName, UnknownName
from queries.link import NAMES, REVISION, Index, read_index
from queries.query import Language, Query
from queries.statement import Rows, arguments, shape, wrap
from queries.values import bind

RELOAD_SHARE = 20
"""A stale index is loaded again once it is this many times older than its loading took: 5 % of the time at most."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows that a canned query answered with."""

    query: Query
    parameters: Mapping[str, Any]
    rows: Rows

    def shown(self) -> dict[str, Any]:
        """Return the answer as it goes over the wire."""
        return {
            "query": self.query.name,
            "parameters": dict(self.parameters),
            "columns": [{"name": column.name, "type": column.type} for column in self.query.columns],
            "rows": self.rows.rows,
            "total": self.rows.total,
            "total_is_exact": self.rows.total_is_exact,
            "truncated": self.rows.truncated,
            "next": None,
            "revision": self.rows.revision,
        }


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, how it was understood, and the answer; or why it was not."""

    question: str
    understood: Understood | NotUnderstood
    answer: Answer | None = None
    language: Language | None = None

    def shown(self) -> dict[str, Any]:
        """Return the answer as it goes over the wire."""
        if isinstance(self.understood, NotUnderstood):
            return {
                "understood": False,
                "question": self.question,
                "why": self.understood.why,
                "near": [named(entry.shown(), self.language) for entry in self.understood.near],
                "examples": list(self.understood.examples),
            }
        assert self.answer is not None  # noqa: S101 - what is understood has been answered
        return {
            "understood": True,
            "question": self.question,
            "reading": self.understood.reading.text,
            "alternatives": [_shown(reading) for reading in self.understood.alternatives],
            **self.answer.shown(),
        }


class Service:
    """Answers from a graph. ``timeout`` is in seconds.

    Every method raises GraphUnavailable, GraphRefused or GraphTimeout.
    """

    def __init__(self, reader: Reader, catalog: Catalog, timeout: float) -> None:
        self.reader = reader
        self.catalog = catalog
        self.timeout = timeout
        self._index: Index | None = None
        self._loading = asyncio.Lock()
        self._revision: int | None = None
        self._loaded_at = self._load_took = 0.0

    async def run(
        self, name: str, given: Mapping[str, str], limit: int, language: Language | None = None
    ) -> Answer:
        """Run one canned query with parameters as a user gives them; ``language`` is what entities are named in.

        Raises UnknownQuery and what ``queries.values.bind`` raises.
        """
        query = self.catalog[name]
        index = await self.index() if any(parameter.labels for parameter in query.parameters) else Index(())
        try:
            parameters = bind(query, given, index)
        except (UnknownName, AmbiguousName):
            newer = await self._newer(index)
            if newer is None:
                raise
            parameters = bind(query, given, newer)
        return await self._answer(query, parameters, limit, language)

    async def ask(self, question: str, limit: int, language: Language | None = None) -> Asked:
        """Answer a question, or say why it is not understood."""
        index = await self.index()
        understood = ask(question, self.catalog, index)
        if isinstance(understood, NotUnderstood) and (newer := await self._newer(index)) is not None:
            understood = ask(question, self.catalog, newer)
        if isinstance(understood, NotUnderstood):
            return Asked(question, understood, language=language)
        reading = understood.reading
        query = self.catalog[reading.query]
        parameters = {
            parameter.name: reading.parameters.get(parameter.name) for parameter in query.parameters
        }
        answer = await self._answer(query, parameters, limit, language)
        return Asked(question, understood, answer, language)

    async def one(self, statement: str, **parameters: Any) -> dict[str, Any] | None:
        """Return the only record of a statement, None if there is none."""
        rows = await self.reader.rows(statement, parameters, self.timeout)
        return rows[0] if rows else None

    async def index(self) -> Index:
        """Return the index of names, at most a little older than the graph."""
        if self._index is None or (
            self._revision != self._index.revision
            and time.monotonic() - self._loaded_at > RELOAD_SHARE * self._load_took
        ):
            await self._load(self._index)
        assert self._index is not None  # noqa: S101 - just loaded
        return self._index

    async def _newer(self, index: Index) -> Index | None:
        """Return the index of the graph as it is now; None if the given one is that."""
        record = await self.one(REVISION)
        if (record["revision"] if record else None) == index.revision:
            return None
        await self._load(index)
        return self._index

    async def _load(self, stale: Index | None) -> None:
        """Load the index, once for all who wait for it."""
        async with self._loading:
            if self._index is not stale:
                return
            started = time.monotonic()
            record = await self.one(NAMES)
            assert record is not None  # noqa: S101 - an aggregate always answers
            self._index = await asyncio.to_thread(read_index, record)
            self._revision = self._index.revision
            self._loaded_at = time.monotonic()
            self._load_took = self._loaded_at - started

    async def _answer(
        self, query: Query, parameters: dict[str, Any], limit: int, language: Language | None
    ) -> Answer:
        record = await self.one(wrap(query), **arguments(parameters, limit))
        assert record is not None  # noqa: S101 - an aggregate always answers
        rows = shape(query, record, limit)
        self._revision = rows.revision
        return Answer(query, parameters, replace(rows, rows=rows_in(language, query.columns, rows.rows)))


def _shown(reading: Reading) -> dict[str, Any]:
    return {"query": reading.query, "parameters": dict(reading.parameters), "reading": reading.text}
