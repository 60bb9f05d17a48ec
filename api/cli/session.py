"""What commands have in common: the graph that the settings mean, opened for reading or for writing."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from api.service import Service
    from graph.engines.bolt import Graph
    from graph.identity.judgements import Judgement
    from graph.writer import Writer
    from loaders.texts import Texts

T = TypeVar("T")


def with_service(use: Callable[[Service], Awaitable[T]]) -> T:
    """Run ``use`` with the same service that the HTTP API answers from."""
    from api.service import Service
    from api.settings import read_settings
    from graph.engines.bolt import Reader
    from queries.catalog import catalog

    settings = read_settings()
    connection = settings.connect()

    async def run() -> T:
        async with Reader(connection) as reader:
            return await use(Service(reader, catalog(), settings.query_timeout, settings.home))

    return asyncio.run(run())


@contextmanager
def open_writer() -> Iterator[Writer]:
    """Open the graph for writing, with its schema up to date and with the judgements of the home folder."""
    from api.settings import read_settings
    from graph.engines.bolt import Graph
    from graph.identity.judgements import load_judgements
    from graph.schema import ensure_schema
    from graph.writer import Writer

    settings = read_settings()
    judgements = load_judgements(settings.home)
    with Graph(settings.connect()) as graph:
        ensure_schema(graph)
        yield Writer(graph, judgements)


def judge(graph: Graph, judgements: Iterable[Judgement]) -> None:
    """Bring judgements into the graph and, once it has taken them, into the file of the home folder."""
    from api.settings import read_settings
    from graph.identity.judgements import append_judgements
    from graph.writer import Writer

    append_judgements(read_settings().home, judgements, first=lambda all_: Writer(graph, all_).settle())


@contextmanager
def open_texts() -> Iterator[Texts]:
    """Open the texts that are kept beside the graph."""
    from api.settings import read_settings
    from loaders.texts import Texts

    settings = read_settings()
    with Texts(settings.texts, keep=settings.keep_texts) as texts:
        yield texts
