"""Reads beside the commits of the embedded engine: what a commit broke is read again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from graph.engines import Connection
from graph.engines.bolt import Graph, Reader
from graph.engines.embedded.address import Home
from graph.engines.embedded.sequence_lock import TRIES, SequenceLock
from graph.errors import GraphTimeout

Read = Callable[[SequenceLock, Callable[[], int]], int]


def _sync(lock: SequenceLock, read: Callable[[], int], timeout: float = 5.0) -> int:
    return lock.read(read, timeout)


def _in_a_loop(lock: SequenceLock, read: Callable[[], int], timeout: float = 5.0) -> int:
    async def look() -> int:
        return read()

    return asyncio.run(lock.read_async(look, timeout))


both_ways = pytest.mark.parametrize("consistent", [_sync, _in_a_loop], ids=["sync", "async"])


def commit(lock: SequenceLock) -> None:
    with lock.write():
        lock.begin()


def lose_a_commit(lock: SequenceLock) -> None:
    with lock.write():
        lock.begin()
        raise ConnectionError


@both_ways
@pytest.mark.parametrize("met", range(TRIES + 1))
def test_a_read_is_made_again_as_often_as_it_meets_a_commit(
    consistent: Read, tmp_path: Path, met: int
) -> None:
    lock, looks = SequenceLock(tmp_path), iter(range(1, TRIES + 2))

    def read() -> int:
        look = next(looks)
        if look <= met:
            commit(lock)
        return look

    assert consistent(lock, read) == met + 1


@both_ways
def test_a_commit_whose_writer_was_killed_or_failed_holds_no_reader_up_for_ever(
    consistent: Read, tmp_path: Path
) -> None:
    lock, looks = SequenceLock(tmp_path), iter(range(1, 100))
    with pytest.raises(ConnectionError):
        lose_a_commit(lock)
    assert consistent(lock, lambda: next(looks)) == 1
    lock.begin()  # and no end
    assert consistent(lock, lambda: next(looks)) == 2


@both_ways
def test_a_reader_whom_writers_never_let_in_is_told(consistent: Callable[..., int], tmp_path: Path) -> None:
    lock = SequenceLock(tmp_path)
    with FileLock(Home(tmp_path).write_lock, is_singleton=False):
        lock.begin()
        with pytest.raises(GraphTimeout, match="ask again when less is being loaded"):
            consistent(lock, lambda: 0, timeout=0.05)


@pytest.mark.embedded
@pytest.mark.parametrize("connection", ["embedded"], indirect=True)
def test_the_graph_reads_again_what_met_a_commit(
    graph: Graph, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert connection.home is not None
    lock = SequenceLock(connection.home)
    asked: list[str] = []

    def meets_a_commit(who: str) -> None:
        asked.append(who)
        if asked.count(who) == 1:
            commit(lock)

    patiently, fetch = Graph._patiently, Reader._fetch

    def read(self: Graph, use: Any) -> Any:
        found = patiently(self, use)
        meets_a_commit("graph")
        return found

    async def fetched(self: Reader, *arguments: Any) -> Any:
        found = await fetch(self, *arguments)
        meets_a_commit("reader")
        return found

    async def ask() -> None:
        async with Reader(connection) as reader:
            assert await reader.rows("RETURN 1 AS one") == [{"one": 1}]

    with monkeypatch.context() as patched:
        patched.setattr(Graph, "_patiently", read)
        patched.setattr(Reader, "_fetch", fetched)
        assert graph.read("RETURN 1 AS one") == [{"one": 1}]
        asyncio.run(ask())
    assert asked == ["graph", "graph", "reader", "reader"]


@pytest.mark.embedded
@pytest.mark.parametrize("connection", ["embedded"], indirect=True)
def test_a_write_is_counted_before_and_after_its_commit(graph: Graph, connection: Connection) -> None:
    assert connection.home is not None
    file = Home(connection.home).commits
    before = int.from_bytes(file.read_bytes())
    graph.write(lambda transaction: transaction.run("RETURN 1").consume())
    assert int.from_bytes(file.read_bytes()) == before + 2
