"""Consistent reads beside a commit.

The embedded engine puts the pages of a commit into place one after the other, before everybody's eyes: a reader
who looks meanwhile may find a document without its claims. So writers count in a file of the home when a commit
begins and when it has ended, an odd number meaning that one is under way, and whoever read while the count
changed reads again: a sequence lock (Lameter, Effective Synchronization on Linux/NUMA Systems, 2005). A reader who
meets commits again and again takes the write lock at last, so that none can come between.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from filelock import FileLock, Timeout

from graph.engines.embedded.address import Home
from graph.errors import GraphTimeout

T = TypeVar("T")
Sleep = Callable[[float], Awaitable[None]]

TRIES = 3
"""How often a read is tried beside the writers before it makes them wait."""
LONG = 0.5
"""Seconds of a read that will always meet some commit of a load, so that a second try beside it is in vain."""
POLL = 0.01
"""Seconds between two looks at the count or at the write lock."""
AFTERMATH = 0.2
"""Seconds that the engine may still work on the commit of a writer that was killed, or that lost its connection."""


class SequenceLock:
    """Orders the reads and the commits of one home, in whichever processes they are."""

    def __init__(self, home: Path) -> None:
        self._home = Home(home)

    @contextmanager
    def write(self) -> Iterator[None]:
        """Let writers write one after another.

        The engine would let two run and refuse the one that commits later, again and again. A writer that fails
        leaves its commit open, since nobody knows how far the engine has come with it.
        """
        with FileLock(self._home.write_lock, poll_interval=POLL):
            if self._is_open():
                time.sleep(AFTERMATH)
                self._end()
            yield
            self._end()

    def begin(self) -> None:
        """Tell readers that from here to the end of the writing a commit may be under way."""
        if not self._is_open():
            self._add_one()

    def read(self, read: Callable[[], T], timeout: float) -> T:
        """Return what ``read`` does at a moment at which it met no commit.

        Raises GraphTimeout if there was no such moment for so many seconds.
        """

        async def at_once() -> T:
            return read()

        async def sleep(seconds: float) -> None:
            time.sleep(seconds)

        return _finished(self._read(at_once, sleep, timeout))

    async def read_async(self, read: Callable[[], Awaitable[T]], timeout: float) -> T:
        """Do the same in an event loop."""
        return await self._read(read, asyncio.sleep, timeout)

    async def _read(self, read: Callable[[], Awaitable[T]], sleep: Sleep, timeout: float) -> T:
        deadline = time.monotonic() + timeout
        for _ in range(TRIES):
            await self._commit_ended(sleep, deadline)
            before, began = self._count(), time.monotonic()
            seen = await read()
            if before % 2 == 0 and self._count() == before:
                return seen
            if time.monotonic() - began > LONG:
                break
        lock = FileLock(self._home.write_lock, timeout=0)
        while True:
            with suppress(Timeout), lock:
                if self._is_open():
                    await sleep(AFTERMATH)
                    self._end()
                return await read()
            if time.monotonic() > deadline:
                raise GraphTimeout(
                    "documents are being written all the time: ask again when less is being loaded"
                )
            await sleep(POLL)

    async def _commit_ended(self, sleep: Sleep, deadline: float) -> None:
        """Wait while a commit is under way; one whose writer is gone is over after a while."""
        began = time.monotonic()
        while self._is_open() and (now := time.monotonic()) < deadline:
            if now - began > AFTERMATH:
                with suppress(Timeout), FileLock(self._home.write_lock, timeout=0):
                    self._end()
            await sleep(POLL)

    def _end(self) -> None:
        if self._is_open():
            self._add_one()

    def _is_open(self) -> bool:
        return self._count() % 2 == 1

    def _count(self) -> int:
        try:
            return int.from_bytes(self._home.commits.read_bytes())
        except FileNotFoundError:
            return 0

    def _add_one(self) -> None:
        """Write over the count where it stands: an emptied file would be an even number for a moment."""
        count = self._count() + 1
        self._home.commits.touch()
        with self._home.commits.open("r+b") as file:
            file.write(count.to_bytes(8))


class NoLock:
    """For a server whose commits are seen whole, and whose transactions wait for each other's locks."""

    @contextmanager
    def write(self) -> Iterator[None]:
        """Let all write at once."""
        yield

    def begin(self) -> None:
        """Do nothing."""

    def read(self, read: Callable[[], T], timeout: float) -> T:  # noqa: ARG002
        """Return what ``read`` does."""
        return read()

    async def read_async(self, read: Callable[[], Awaitable[T]], timeout: float) -> T:  # noqa: ARG002
        """Return what ``read`` does."""
        return await read()


def lock_of(home: Path | None) -> SequenceLock | NoLock:
    """Return the lock of the embedded graph of a home, or with None that of a server."""
    return NoLock() if home is None else SequenceLock(home)


def _finished(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that waits for nothing of an event loop."""
    try:
        work.send(None)
    except StopIteration as stop:
        value: T = stop.value
        return value
    raise AssertionError("it waited")
