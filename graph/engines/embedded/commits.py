"""Reads that no commit broke in two.

The embedded engine puts the pages of a commit into place one after the other, before everybody's eyes: a reader
who looks meanwhile may find a document without its claims. So writers count in a file of the home when a commit
begins and when it has ended, an odd number meaning that one is under way, and whoever reads while the count
changes reads again: a sequence lock (Lameter, Effective Synchronization on Linux/NUMA Systems, 2005). A reader who
meets commits again and again takes the writers' turn at last, so that none can come between.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from filelock import AsyncFileLock, FileLock

from graph.engines.embedded.address import Home

T = TypeVar("T")

TRIES = 3
"""How often a read is tried beside the writers before it makes them wait."""
POLL = 0.01
"""Seconds between two looks whether the writers' turn is free."""
AFTERMATH = 0.2
"""Seconds that the engine may still work on the commit of a writer that was killed."""


class Commits:
    """The commits to the graph of one home, whichever process makes them."""

    def __init__(self, home: Path) -> None:
        self._home = Home(home)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Let writers write one after another.

        The engine would let two run and refuse the one that commits later, again and again.
        """
        with FileLock(self._home.write_lock, poll_interval=POLL):
            if self._under_way():
                time.sleep(AFTERMATH)
                self.end()
            try:
                yield
            finally:
                self.end()

    def begin(self) -> None:
        """Tell readers that from here to the end of the turn a commit may be under way."""
        if not self._under_way():
            self._add_one()

    def end(self) -> None:
        """Tell readers that no commit is under way."""
        if self._under_way():
            self._add_one()

    def unbroken(self, read: Callable[[], T]) -> T:
        """Return what ``read`` does at a moment at which it met no commit."""
        for _ in range(TRIES):
            before = self._count()
            seen = read()
            if self._was_quiet_since(before):
                return seen
        with self.turn():
            return read()

    async def unbroken_async(self, read: Callable[[], Awaitable[T]], timeout: float) -> T:
        """Do the same in an event loop; TimeoutError if the writers' turn is not to be had in so many seconds."""
        for _ in range(TRIES):
            before = self._count()
            seen = await read()
            if self._was_quiet_since(before):
                return seen
        async with AsyncFileLock(self._home.write_lock, timeout=timeout, poll_interval=POLL):
            if self._under_way():
                await asyncio.sleep(AFTERMATH)
                self.end()
            return await read()

    def _was_quiet_since(self, before: int) -> bool:
        return before % 2 == 0 and self._count() == before

    def _under_way(self) -> bool:
        return self._count() % 2 == 1

    def _count(self) -> int:
        try:
            return int.from_bytes(self._home.commits.read_bytes())
        except FileNotFoundError:
            return 0

    def _add_one(self) -> None:
        count = self._count() + 1
        self._home.commits.touch()
        with self._home.commits.open("r+b") as file:
            file.write(count.to_bytes(8))


class Unseen:
    """Commits that a server puts in place by itself, so that nobody need take care."""

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Let all write at once: a transaction waits for the locks of another."""
        yield

    def begin(self) -> None:
        """Do nothing."""

    def unbroken(self, read: Callable[[], T]) -> T:
        """Return what ``read`` does."""
        return read()

    async def unbroken_async(self, read: Callable[[], Awaitable[T]], timeout: float) -> T:  # noqa: ARG002
        """Return what ``read`` does."""
        return await read()


def commits_to(home: Path | None) -> Commits | Unseen:
    """Return the commits to the embedded graph of a home, or with None those of a server."""
    return Unseen() if home is None else Commits(home)
