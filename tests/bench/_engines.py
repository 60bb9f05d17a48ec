"""The engines that benches run on, each with a graph made ready for one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from graph.engines import Connection
from graph.engines.bolt import Graph
from graph.engines.neo4j_server.release import CURRENT
from graph.schema import schema_statements
from tests.databases import embedded_engine, empty, neo4j_database, take_over

Engine = Callable[[Path], AbstractContextManager[Connection | str]]
"""Takes a folder and offers a connection, or says why there is none."""

ENGINES: Mapping[str, Engine] = {
    "embedded": embedded_engine,
    "neo4j": neo4j_database,
    "neo4j-current": partial(neo4j_database, release=CURRENT),
}


def graphs(
    bench: str, engines: Mapping[str, Engine] = ENGINES, *, bare: bool = False
) -> Iterator[tuple[str, Graph]]:
    """Each engine's name and its empty graph, which is emptied again behind the bench; prints which are skipped.

    A ``bare`` one has constraints alone, as people have who write by hand.
    """
    with tempfile.TemporaryDirectory() as folder:
        for name, engine in engines.items():
            with engine(Path(folder, name)) as connection:
                if isinstance(connection, str):
                    print(f"{bench}, {name}: skipped, {connection}")
                    continue
                with Graph(connection) as graph:
                    if (refusal := take_over(graph)) is not None:
                        print(f"{bench}, {name}: skipped, {refusal}")
                        continue
                    clear(graph)
                    if bare:
                        _drop_indexes(graph)
                    yield name, graph
                    clear(graph)


def clear(graph: Graph) -> None:
    """Empty a graph that may be too large for one transaction."""
    for statement in (
        "MATCH ()-[r]->() WITH r LIMIT 20000 DELETE r RETURN count(r) AS gone",  # first: a node may have too many
        "MATCH (n) WHERE NOT n:Graph WITH n LIMIT 20000 DELETE n RETURN count(n) AS gone",
    ):
        while graph.write(lambda transaction, s=statement: transaction.run(s).data())[0]["gone"]:  # type: ignore[misc]
            pass
    empty(graph)


def peak() -> int:
    """Return the most megabytes that this process has had in memory; getrusage would tell its parent's."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def environment(connection: Connection) -> dict[str, str]:
    """Return the environment in which pactgraph uses this database."""
    if connection.home is not None:
        own = {name: value for name, value in os.environ.items() if name != "NEO4J_URI"}
        return own | {"PACTGRAPH_HOME": str(connection.home)}
    return os.environ | {
        "NEO4J_URI": connection.uri,
        "NEO4J_USERNAME": connection.username,
        "NEO4J_PASSWORD": connection.password,
        "NEO4J_DATABASE": connection.database,
    }


def _drop_indexes(graph: Graph) -> None:
    for statement in schema_statements(graph.connection.engine):
        _, index, name = statement.replace("FULLTEXT ", "").split()[:3]
        if index == "INDEX":
            graph.schema(f"DROP INDEX {name} IF EXISTS")
