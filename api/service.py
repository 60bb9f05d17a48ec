"""The service: canned queries, questions and look-ups over one reader. Routes and commands both go through it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args

from api.examples import Examples
from api.kept_names import KeptNames
from api.language import named, rows_in
from api.names import Names
from api.standing import Standing
from graph.engines.bolt import Reader
from graph.state import TRIES, State, Watch
from queries.ask import NotUnderstood, Reading, Understood, ask
from queries.catalog import Catalog
from queries.cursor import make_cursor, read_cursor
from queries.entities import ONE_DOCUMENT
from queries.errors import AmbiguousName, UnknownName
from queries.link import Index
from queries.query import Language, Query
from queries.statement import DEFAULT_LIMIT, Rows, arguments, shape, wrap
from queries.values import bind, complete


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows that a canned query answered with.

    ``state`` is that of the graph which the whole answer is true of, names and rows; None where none is known.
    """

    query: Query
    parameters: Mapping[str, Any]
    rows: Rows
    state: State | None = None

    @property
    def next(self) -> str | None:
        """The cursor of the page that follows."""
        if self.rows.last is None:
            return None
        return make_cursor(self.query.name, self.parameters, self.rows.last)

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
            "next": self.next,
            "revision": self.rows.state.revision,
        }


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, how it was understood, and the answer; or why it was not, and ``examples`` of others."""

    question: str
    understood: Understood | NotUnderstood
    answer: Answer | None = None
    language: Language | None = None
    examples: tuple[str, ...] = ()

    @property
    def says(self) -> Literal["yes", "nothing says so"] | None:
        """The answer to a question that asks for yes or no. That no document says so does not make it a no."""
        if not isinstance(self.understood, Understood) or not self.understood.yes_no:
            return None
        return "yes" if self.answer is not None and self.answer.rows.total else "nothing says so"

    def shown(self) -> dict[str, Any]:
        """Return the answer as it goes over the wire."""
        if isinstance(self.understood, NotUnderstood):
            return {
                "understood": False,
                "question": self.question,
                "why": self.understood.why,
                "near": [named(entry.shown(), self.language) for entry in self.understood.near],
                "examples": list(self.examples),
            }
        assert self.answer is not None  # noqa: S101 - what is understood has been answered
        return {
            "understood": True,
            "question": self.question,
            "reading": self.understood.reading.text,
            "how": self.understood.reading.how,
            "says": self.says,
            "alternatives": [_shown(reading) for reading in self.understood.alternatives],
            **self.answer.shown(),
        }


class Service:
    """Answers from a graph. ``timeout`` is in seconds; in ``home`` what names mean is kept from one start to the next.

    Every method raises GraphUnavailable, GraphRefused or GraphTimeout.
    """

    def __init__(self, reader: Reader, catalog: Catalog, timeout: float, home: Path | None = None) -> None:
        self.reader = reader
        self.catalog = catalog
        self.timeout = timeout
        self.watch = Watch(reader, timeout)
        self.standing = Standing[Rows]()
        self.examples = Examples(reader, catalog, timeout)
        self.names = Names(reader, self.watch, timeout, KeptNames(home) if home else None)

    async def run(
        self,
        name: str,
        given: Mapping[str, str],
        limit: int,
        language: Language | None = None,
        following: str = "",
    ) -> Answer:
        """Run one canned query with parameters as a user gives them; ``language`` is what entities are named in.

        ``following`` is the ``next`` of the page before. Raises UnknownQuery, BadCursor and what
        ``queries.values.bind`` raises.
        """
        query = self.catalog[name]
        state = await self.watch.state()
        names = [given[known.name] for known in query.parameters if known.labels and given.get(known.name)]
        index = await self.names.of(names, state) if names else Index((), state)

        async def with_names_of(index: Index) -> Answer:
            parameters = bind(query, given, index)
            return await self._answer(query, parameters, limit, language, (state, index.state), following)

        try:
            answer = await with_names_of(index)
        except (UnknownName, AmbiguousName):
            if (newer := await self.names.newer(index)) is None:
                raise
        else:
            # What was merged since the names were read is found no more by the id that it had then.
            if answer.rows.total or index.state == state or (newer := await self.names.newer(index)) is None:
                return answer
        return await with_names_of(newer)

    async def ask(
        self, question: str, limit: int, language: Language | None = None, following: str = ""
    ) -> Asked:
        """Answer a question, or say why it is not understood."""
        state = await self.watch.state()

        async def with_names_of(index: Index) -> Asked:
            understood = ask(question, self.catalog, index)
            if isinstance(understood, NotUnderstood):
                return Asked(question, understood, language=language)
            reading = understood.reading
            query = self.catalog[reading.query]
            if (missing := await self._missing(query, reading)) is not None:
                why = f"No document {missing!r} is loaded: GET /documents lists those that are."
                return Asked(question, NotUnderstood(why, "en"), language=language)
            parameters = complete(query, reading.parameters)
            answer = await self._answer(query, parameters, limit, language, (state, index.state), following)
            return Asked(question, understood, answer, language)

        index = await self.names.index(state)
        asked = await with_names_of(index)
        found = asked.answer is not None and asked.answer.rows.total > 0
        if not found and index.state != state and (newer := await self.names.newer(index)) is not None:
            index, asked = newer, await with_names_of(newer)
        if isinstance(refused := asked.understood, NotUnderstood):
            offered = await self.examples.of(index, refused.language, refused.about)
            return replace(asked, examples=offered)
        return asked

    async def _missing(self, query: Query, reading: Reading) -> str | None:
        """Return the id of a document that the reading names and the graph does not hold."""
        for parameter in query.parameters:
            id_ = reading.parameters.get(parameter.name)
            if parameter.type == "document" and await self.one(ONE_DOCUMENT, id=id_) is None:
                return str(id_)
        return None

    async def one(self, statement: str, **parameters: Any) -> dict[str, Any] | None:
        """Return the only record of a statement, None if there is none."""
        rows = await self.reader.rows(statement, parameters, self.timeout)
        return rows[0] if rows else None

    async def warm(self) -> None:
        """Read what many answers need before anybody asks: the names, examples, what is told of the whole graph."""
        index = await self.names.index(await self.watch.state())
        for language in get_args(Language):
            await self.examples.of(index, language)
        for query in self.catalog.values():
            if self.standing.keeps(query):
                await self.run(query.name, {}, DEFAULT_LIMIT)

    async def index(self) -> Index:
        """Return the index of names, at most a little older than the graph."""
        return await self.names.index(await self.watch.state())

    async def _answer(
        self,
        query: Query,
        parameters: dict[str, Any],
        limit: int,
        language: Language | None,
        states: tuple[State, State],
        following: str,
    ) -> Answer:
        """Run a query; ``states`` are the graph's before it, and the one that the parameters were bound to."""
        after = read_cursor(query.name, parameters, following) if following else None
        before, bound = states
        asked = (query.name, *parameters.items(), limit, following)
        if (kept := self.standing.get(asked, before)) is not None:
            shown = replace(kept, rows=rows_in(language, query.columns, kept.rows))
            return Answer(query, parameters, shown, before if before == bound else None)
        statement, values = wrap(query, later=after is not None), arguments(parameters, limit, after)
        for _ in range(TRIES):
            record = await self.one(statement, **values)
            assert record is not None  # noqa: S101 - an aggregate always answers
            rows = shape(query, record, limit)
            # The state is read with the rows but not in the same instant: the rows are of one state for certain only
            # where nothing was written from before the query until after it.
            if rows.state == before:
                if self.standing.keeps(query):
                    self.standing.keep(asked, rows.state, rows)
                break
            before = rows.state
        known = rows.state if rows.state == before == bound else None
        return Answer(
            query, parameters, replace(rows, rows=rows_in(language, query.columns, rows.rows)), known
        )


def _shown(reading: Reading) -> dict[str, Any]:
    return {
        "query": reading.query,
        "parameters": dict(reading.parameters),
        "reading": reading.text,
        "how": reading.how,
    }
