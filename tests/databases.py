"""Where the tests' databases come from; conftest.py tells how they are used."""

from __future__ import annotations

import os
import secrets
import signal
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from graph.engines import Connection, connect, embedded
from graph.engines.bolt import Graph
from graph.engines.neo4j_server import server
from graph.engines.neo4j_server.compose import docker_answers
from graph.engines.neo4j_server.jars import missing
from graph.engines.neo4j_server.release import LONG_TERM, Release
from graph.engines.neo4j_server.server import Neo4jServer
from graph.schema import ensure_schema
from tests.guardian import guarded

QUERY_TIMEOUT = 2.0
"""Seconds that readers' queries may take in the tests."""


PLANNED_ONCE = ("dbms.cypher.statistics_divergence_threshold=1.0", "dbms.cypher.min_replan_interval=1h")
"""Settings for a Neo4j that is filled and emptied all the time: else it would plan its statements again and again,
a quarter of a second of processor time each."""


@contextmanager
def embedded_engine(
    home: Path, *, idle: float = 600.0, query_timeout: float = QUERY_TIMEOUT
) -> Iterator[Connection]:
    """Run an engine in a home of its own, and end it whatever is still connected."""
    engine = embedded.start(home, query_timeout=query_timeout, idle=idle)
    with guarded(engine.pid):
        try:
            yield to(home)
        finally:
            end(home, signal.SIGKILL)


def to(home: Path) -> Connection:
    """Connect to the embedded engine in ``home`` as a command would."""
    return connect(uri=None, username="", password="", database="", home=home, query_timeout=QUERY_TIMEOUT)


def end(home: Path, how: signal.Signals) -> None:
    """Send a signal to the home's engine process, if there is one."""
    address = embedded.running(embedded.Home(home))
    if address is not None:
        with suppress(ProcessLookupError):
            os.kill(address.pid, how)


@contextmanager
def neo4j_database(folder: Path, release: Release = LONG_TERM) -> Iterator[Connection | str]:
    """Offer a real Neo4j of this release (Docker, else the server's jars), or say why there is none.

    NEO4J_URI, where it is set, stands for the long-term release, whatever its version.
    """
    if os.environ.get("NEO4J_URI") and release is LONG_TERM:
        yield _from_environment()
    elif docker_answers():
        with _container(release) as container:
            yield to_server(container.get_connection_url(), container.username, container.password)
    elif (lacking := missing(release)) is None:
        with neo4j_server(folder, release, settings=PLANNED_ONCE) as running:
            yield to_server(running.uri, server.USERNAME, running.password)
    else:
        yield f"no Neo4j {release.version}: NEO4J_URI is not set, no Docker engine answers, {lacking}"


@contextmanager
def neo4j_server(
    folder: Path, release: Release = LONG_TERM, *, password: str | None = None, settings: tuple[str, ...] = ()
) -> Iterator[Neo4jServer]:
    """Run the jars of this release on the data in ``folder``, whose password is a new one unless given.

    The server is killed at the end: its data is thrown away, so it need not shut down in order.
    Raises GraphUnavailable if it does not come up.
    """
    running = server.launch(
        folder, password=password or secrets.token_urlsafe(12), release=release, settings=settings
    )
    with guarded(running.process.pid):
        try:
            running.wait()
            yield running
        finally:
            running.kill()


def refuse_to_empty(graph: Graph) -> str | None:
    """Say why the tests must not empty this database: it holds what they have not written."""
    nodes = graph.read("MATCH (n) RETURN count(n) AS nodes")[0]["nodes"]
    ours = graph.read("MATCH (g:Graph {id: 'graph'}) WHERE g.tests RETURN g.tests AS tests")
    if nodes == 0 or ours:
        return None
    return (
        f"{graph.connection.uri} holds {nodes} nodes that the tests would delete: "
        "point NEO4J_URI at an empty database, or unset it"
    )


def take_over(graph: Graph) -> str | None:
    """Give the database the schema and mark it as the tests' own, or say why they must not have it."""
    refusal = refuse_to_empty(graph)
    if refusal is None:
        ensure_schema(graph)
        graph.write(lambda transaction: transaction.run("MATCH (g:Graph) SET g.tests = true").consume())
    return refusal


def empty(graph: Graph) -> None:
    """Delete everything but the bookkeeping node, which starts at revision 0 without judgements."""
    graph.write(lambda transaction: transaction.run("MATCH (n) WHERE NOT n:Graph DETACH DELETE n").consume())
    graph.write(
        lambda transaction: transaction.run("MATCH (g:Graph) SET g.revision = 0, g.judgements = []").consume()
    )


def _from_environment() -> Connection:
    return connect(
        uri=os.environ["NEO4J_URI"],
        username=os.environ.get("NEO4J_USERNAME", "neo4j"),
        password=os.environ.get("NEO4J_PASSWORD", "neo4j"),
        database=os.environ.get("NEO4J_DATABASE", "neo4j"),
        home=Path(),
        query_timeout=QUERY_TIMEOUT,
    )


def to_server(uri: str, username: str, password: str) -> Connection:
    """Connect to a server of our own."""
    return connect(
        uri=uri,
        username=username,
        password=password,
        database=server.DATABASE,
        home=Path(),
        query_timeout=QUERY_TIMEOUT,
    )


def _container(release: Release) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about how testcontainers itself is written
        from testcontainers.neo4j import Neo4jContainer

        return Neo4jContainer(f"neo4j:{release.version}", password=secrets.token_urlsafe(12))
