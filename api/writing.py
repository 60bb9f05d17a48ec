"""Writing over HTTP: documents are loaded and retracted one after another, in a thread of their own."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from api.problems import BadDocument, NotFound, TooBusy, Unauthorized, WritingOff
from api.settings import Settings
from graph.engines import Connection
from graph.engines.bolt import Graph
from graph.errors import DocumentError
from graph.facts import is_facts
from graph.schema import ensure_schema
from graph.writer import Forgotten, Writer
from loaders.loading import Report, Way, forget, load_one
from loaders.readers.formats import RowsFormat, recognise
from loaders.readers.jsonl import parse_row
from loaders.readers.sources import Source, why_not_an_id
from loaders.texts import Texts

AT_ONCE = 8
"""Writes that wait or run; who comes beyond is told to come again."""

T = TypeVar("T")


class Writing:
    """Writes for the application; every method raises GraphUnavailable, GraphRefused or GraphTimeout."""

    def __init__(self, connection: Connection, settings: Settings) -> None:
        self._graph = Graph(connection)
        self._settings = settings
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writing")
        self._under_way = 0
        self._ready = False

    def permit(self, authorization: str) -> None:
        """Return if this header carries the token. Raises WritingOff where there is none, and Unauthorized."""
        if self._settings.token is None:
            raise WritingOff
        if not carries(authorization, self._settings.token.get_secret_value()):
            raise Unauthorized

    async def put(self, identifier: str, data: bytes) -> Report:
        """Load a document, or the facts of one. Raises BadDocument, where it is at fault, and TooBusy."""
        source = read_source(identifier, data)
        report = await self._run(lambda writer, texts: load_one(source, writer, self._way(texts)))
        if report.status == "failed":
            raise BadDocument(report.reason or "it cannot be read", report.line)
        return report

    async def delete(self, identifier: str) -> Forgotten:
        """Retract a document. Raises NotFound where there is none, and TooBusy."""
        done = await self._run(lambda writer, texts: forget([identifier], writer, texts))
        if done.unknown:
            raise NotFound("document", identifier, "GET /documents lists them")
        return done

    async def close(self) -> None:
        """End what is under way, and let go of the connections."""
        await asyncio.to_thread(self._thread.shutdown)
        self._graph.close()

    def _way(self, texts: Texts) -> Way:
        return Way(limit=self._settings.max_document, texts=texts, extractor=self._settings.extractor)

    async def _run(self, work: Callable[[Writer, Texts], T]) -> T:
        if self._under_way >= AT_ONCE:
            raise TooBusy(AT_ONCE)
        self._under_way += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._work, work)
        finally:
            self._under_way -= 1

    def _work(self, work: Callable[[Writer, Texts], T]) -> T:
        if not self._ready:
            ensure_schema(self._graph)
            self._ready = True
        with Texts(self._settings.texts, keep=self._settings.keep_texts) as texts:
            return work(Writer(self._graph), texts)


def carries(authorization: str, token: str) -> bool:
    """Whether an Authorization header carries the token (RFC 6750)."""
    scheme, _, given = authorization.partition(" ")
    # Compared in constant time, so that the time of a refusal tells nothing of the token.
    same = hmac.compare_digest(given.strip().encode("latin-1"), token.encode())
    return same and scheme.lower() == "bearer"


def read_source(identifier: str, data: bytes) -> Source:
    """Take a request's body for a document, or, if it is a row of JSON, for that row. Raises BadDocument."""
    if reason := why_not_an_id(identifier):
        raise BadDocument(reason)
    try:
        form = recognise(data, identifier)
        if not isinstance(form, RowsFormat):
            return Source(identifier, identifier, "document", data, identifier)
        if form.name != "jsonl":
            raise BadDocument(
                f"{form.name} holds many documents: put them one by one, or `pactgraph load` the file"
            )
        row = parse_row(data)
    except (ValueError, DocumentError) as error:
        raise BadDocument(f"the body is no single row of JSON: {error}") from None
    kind = "facts" if is_facts(row) else "document"
    return Source(identifier, identifier, kind, data, identifier, is_row=True)  # type: ignore[arg-type]
