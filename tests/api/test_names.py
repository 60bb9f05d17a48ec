"""What names mean is kept from one start to the next, and read again when the graph was written meanwhile."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from api import kept_names
from api.names import Names
from api.service import Service
from api.settings import Settings
from graph.engines import Connection
from graph.engines.bolt import Graph, Reader
from graph.writer import Writer
from queries.catalog import catalog
from queries.link import NAMES
from tests.api.client import Client
from tests.queries import world


class Counting(Reader):
    """Counts how often all names are read."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self.readings = 0

    async def rows(self, statement: str, *arguments: Any, **options: Any) -> list[dict[str, Any]]:
        self.readings += statement == NAMES
        return await super().rows(statement, *arguments, **options)


def ask(connection: Connection, home: Path, question: str) -> tuple[int, int]:
    """Start anew, ask, and return how many rows there were and how often all names were read."""

    async def run() -> tuple[int, int]:
        async with Counting(connection) as reader:
            asked = await Service(reader, catalog(), 10.0, home).ask(question, 50)
            return (asked.answer.rows.total if asked.answer else 0), reader.readings

    return asyncio.run(run())


def test_a_start_reads_the_names_only_of_a_graph_that_was_written(
    graph: Graph, connection: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_names, "FEWEST", 1)
    world.load(graph)
    question = "who signed with 華爲?"
    assert ask(connection, tmp_path, question) == (4, 1)
    assert ask(connection, tmp_path, question) == (4, 0)
    assert ask(connection, tmp_path, "who signed with Huawai Technologies Co?") == (0, 0)
    Writer(graph).forget(["c.txt"])
    assert ask(connection, tmp_path, question) == (2, 1)
    assert ask(connection, tmp_path, question) == (2, 0)


@pytest.mark.parametrize("damage", [b"", b"{", b'{"made_for": 1}', b"[]", b"\xff"])
def test_a_damaged_file_is_made_anew(
    damage: bytes,
    graph: Graph,
    connection: Connection,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kept_names, "FEWEST", 1)
    world.load(graph)
    (tmp_path / "names.json").write_bytes(damage)
    assert ask(connection, tmp_path, "who signed with Huawei?") == (4, 1)
    assert ask(connection, tmp_path, "who signed with Huawei?") == (4, 0)


def test_a_small_graph_leaves_no_file(graph: Graph, connection: Connection, tmp_path: Path) -> None:
    world.load(graph)
    assert ask(connection, tmp_path, "who signed with Huawei?") == (4, 1)
    assert list(tmp_path.iterdir()) == []


def test_the_server_is_ready_while_it_reads_the_names(
    graph: Graph, connection: Connection, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    begun, read = [], asyncio.Event()

    async def until_read(self: Names, state: object) -> None:
        begun.append(state)
        await read.wait()

    monkeypatch.setattr(Names, "index", until_read)
    with Client(connection, Settings(_env_file=None, home=tmp_path)) as client:
        for _ in range(50):
            assert client.get("/readyz").status_code == 200
            if begun:
                break
        assert len(begun) == 1
        read.set()  # else the application, as it ends, would wait for its names
