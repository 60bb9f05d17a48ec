"""Work that several processes share, its results in the order of the pieces."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Self, TypeVar

from graph.errors import PactgraphError

__all__ = ["Crew"]

Piece = TypeVar("Piece")
Result = TypeVar("Result")

_MOST = 61
"""Processes that a pool may have on every system."""
_AHEAD = 2
"""Pieces of work for each process that are given out before the results of those before them are taken."""


class Crew:
    """So many processes beside this one, which start when there is work for them; ``jobs`` of 1 is this one alone.

    ``prepare`` is what each process calls first. It, work, pieces and results have to be pickled.
    """

    def __init__(self, jobs: int, prepare: Callable[[], object] | None = None) -> None:
        self._jobs = jobs
        self._pool = (
            ProcessPoolExecutor(
                min(jobs, _MOST), get_context("spawn"), initializer=_start, initargs=(prepare,)
            )
            if jobs > 1
            else None
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def each(self, work: Callable[[Piece], Result], pieces: Iterable[Piece]) -> Iterator[Result]:
        """Yield the result of each piece of work; processes work ahead.

        Raises what ``work`` raises, and PactgraphError where a process ends before its work does.
        """
        if self._pool is None:
            yield from map(work, pieces)
            return
        waiting: deque[Future[Result]] = deque()
        try:
            for piece in pieces:
                waiting.append(self._pool.submit(work, piece))
                if len(waiting) > _AHEAD * self._jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool:
            raise PactgraphError(
                f"one of {self._jobs} processes ended before its work: if memory is short, try fewer --jobs"
            ) from None


def _start(prepare: Callable[[], object] | None) -> None:
    """Let Ctrl-C stop the parent alone, which ends us when the pieces that we have begun are done."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if prepare is not None:
        prepare()
