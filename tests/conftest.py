"""How the databases of these tests work.

A test that takes ``connection`` or ``graph`` runs on the embedded engine (``[embedded]``), on a real Neo4j of the
long-term version (``[neo4j]``) and, with ``make test-all``, on one of the current version (``[neo4j-current]``).
Each is started once, when the first test needs it, and ended after the last, or when the tests are broken off. ``-m``
chooses: ``-m embedded``, ``-m neo4j``, ``-m "not neo4j"``. Tests marked ``current`` or ``slow`` run where it names that
mark (``-m "current or slow"``), or with ``--all``.

The suite runs in two processes side by side, in which all tests on one Neo4j stay together, one after another, and so
do those of a file that need no engine; each process has an embedded engine of its own. Tests that are named on the
command line (``pytest tests/api/test_cache.py``) run in pytest's own process; ``-n 0`` and ``-n 2`` say otherwise.

- ``connection`` (session): how to reach the engine. The embedded one lives in a folder of pytest's.
  The Neo4j is the one at NEO4J_URI if that is set (it stands for the long-term one), else a container where a
  Docker engine answers, else the server's own jars, fetched with Maven. Where there is none its tests are
  skipped and say why in one line; with CI=true they fail instead.
- ``graph``: an open Graph, **emptied before the test**, with its schema. A database that holds what the tests
  have not written is never emptied: they fail and say so.
- ``reader_of``: runs a coroutine function with a Reader on an event loop and returns its result.
"""

from __future__ import annotations

from tests import environment  # noqa: F401 - what it sets is read when others are imported

# isort: split
import asyncio
import os
import re
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, TypeVar

import pytest
from hypothesis import settings

from graph.engines import Connection
from graph.engines.bolt import Graph, Reader
from graph.engines.neo4j_server.release import CURRENT, LONG_TERM
from tests.databases import embedded_engine, empty, neo4j_database, take_over
from tests.groups import Groups, rank

settings.register_profile("untimed", deadline=None)  # a first example may load lists, and machines are busy
settings.load_profile("untimed")

T = TypeVar("T")
Read = Callable[[Callable[[Reader], Awaitable[T]]], T]

ENGINES = [
    pytest.param("embedded", marks=pytest.mark.embedded),
    pytest.param("neo4j", marks=pytest.mark.neo4j),
    pytest.param("neo4j-current", marks=[pytest.mark.neo4j, pytest.mark.current]),
]


ASKED_FOR = ("current", "slow")
"""Marks of tests that run where they are asked for."""

WORKERS = 2
"""Processes for the whole suite: beside the slowest engine's tests there is time for all others."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer to run everything."""
    parser.addoption("--all", action="store_true", help="run the tests marked current or slow as well")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Run in one process what was named on the command line."""
    return WORKERS if config.args_source is pytest.Config.ArgsSource.TESTPATHS else 0


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Groups:
    """Keep the tests of an engine in one process, those of a file in another."""
    return Groups(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what takes too long for every day, and begin with what takes longest of the rest."""
    chosen = re.findall(r"\w+", config.getoption("markexpr"))
    unasked = set() if config.getoption("all") else {mark for mark in ASKED_FOR if mark not in chosen}
    left_out = {item for item in items if any(item.get_closest_marker(mark) for mark in unasked)}
    config.hook.pytest_deselected(items=[*left_out])
    items[:] = sorted((item for item in items if item not in left_out), key=lambda item: rank(item.nodeid))


@pytest.fixture(scope="session", params=ENGINES)
def connection(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Connection]:
    """How to reach the engine that this run of the test is about."""
    if request.param == "embedded":
        with embedded_engine(tmp_path_factory.mktemp("home")) as found:
            yield _prepared(found)
    else:
        release = CURRENT if request.param == "neo4j-current" else LONG_TERM
        with neo4j_database(tmp_path_factory.mktemp("neo4j"), release) as offered:
            if isinstance(offered, str):
                (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(offered)
            yield _prepared(offered)


@pytest.fixture
def graph(connection: Connection) -> Iterator[Graph]:
    """Open a graph without anything in it but its schema."""
    with Graph(connection) as opened:
        empty(opened)
        yield opened


@pytest.fixture
def reader_of(connection: Connection) -> Callable[[Callable[[Reader], Awaitable[T]]], T]:
    """Run what awaits a Reader: ``reader_of(lambda reader: reader.rows("RETURN 1 AS one"))``."""

    def run(use: Callable[[Reader], Awaitable[T]]) -> T:
        async def with_reader() -> T:
            async with Reader(connection) as reader:
                return await use(reader)

        return asyncio.run(with_reader())

    return run


def _prepared(connection: Connection) -> Connection:
    with Graph(connection) as graph:
        refusal = take_over(graph)
        if refusal is not None:
            pytest.fail(refusal)
    return connection
