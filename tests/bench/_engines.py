"""The engines that benches run on, each with a graph made ready for one."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from graph.engines import Connection
from graph.engines.bolt import Graph
from graph.engines.neo4j_server.release import CURRENT
from tests.databases import embedded_engine, empty, neo4j_database, take_over

Engine = Callable[[Path], AbstractContextManager[Connection | str]]
"""Takes a folder and offers a connection, or says why there is none."""

ENGINES: Mapping[str, Engine] = {
    "embedded": embedded_engine,
    "neo4j": neo4j_database,
    "neo4j-current": partial(neo4j_database, release=CURRENT),
}


def graphs(bench: str, engines: Mapping[str, Engine] = ENGINES) -> Iterator[tuple[str, Graph]]:
    """Each engine's name and its empty graph, which is emptied again behind the bench; prints which are skipped."""
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
                    empty(graph)
                    yield name, graph
                    empty(graph)
