"""Reads beside the commits of the embedded engine: what a commit broke is read again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.engines.embedded.commits import TRIES, Commits

Read = Callable[[Commits, Callable[[], int]], int]


def _sync(commits: Commits, read: Callable[[], int]) -> int:
    return commits.unbroken(read)


def _in_a_loop(commits: Commits, read: Callable[[], int]) -> int:
    async def look() -> int:
        return read()

    return asyncio.run(commits.unbroken_async(look, timeout=5.0))


@pytest.fixture(params=[_sync, _in_a_loop], ids=["sync", "async"])
def unbroken(request: pytest.FixtureRequest) -> Read:
    read: Read = request.param
    return read


@pytest.mark.parametrize("met", range(TRIES + 1))
def test_a_read_is_made_again_as_often_as_it_meets_a_commit(unbroken: Read, tmp_path: Path, met: int) -> None:
    commits, looks = Commits(tmp_path), iter(range(1, TRIES + 2))

    def read() -> int:
        look = next(looks)
        if look <= met:
            with commits.turn():
                commits.begin()
        return look

    assert unbroken(commits, read) == met + 1


def test_a_commit_whose_writer_was_killed_holds_no_reader_up_for_ever(unbroken: Read, tmp_path: Path) -> None:
    commits, looks = Commits(tmp_path), iter(range(1, 100))
    commits.begin()
    assert unbroken(commits, lambda: next(looks)) == TRIES + 1
    assert unbroken(commits, lambda: next(looks)) == TRIES + 2
