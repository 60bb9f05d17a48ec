"""The graph's state: its revision, and a stamp that no other write has ever had.

The revision counts writes, for people; after a restore the same number may stand for something else. The stamp tells
whether anything was written since: whoever keeps what it read compares stamps.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from graph.engines.bolt import Reader

__all__ = ["STATE", "TRIES", "UNKNOWN", "State", "Watch", "state_of"]

T = TypeVar("T")

STATE = "MATCH (graph:Graph {id: 'graph'}) RETURN graph.revision AS revision, graph.stamp AS stamp"


@dataclass(frozen=True, slots=True)
class State:
    """What a graph's bookkeeping node says; both None in a graph without one."""

    revision: int | None
    stamp: str | None


UNKNOWN = State(None, None)
"""The state of a graph without a bookkeeping node, and of what was read while the graph was written."""

TRIES = 3
"""How often something is read that was written meanwhile, so that what is read is of one state."""


def state_of(record: Mapping[str, Any] | None) -> State:
    """Return the state that a record with ``revision`` and ``stamp`` holds."""
    return State(record["revision"], record["stamp"]) if record else UNKNOWN


class Watch:
    """Tells the state of a graph to many who ask at once, with as few round trips as will do.

    Everyone who asks gets what a round trip found that began after they asked, so nobody misses a write that was done
    before. Those who ask while one is under way share the next.
    """

    def __init__(self, reader: Reader, timeout: float) -> None:
        self._reader = reader
        self._timeout = timeout
        self._turn = asyncio.Lock()
        self._coming: asyncio.Task[State] | None = None

    async def state(self) -> State:
        """Return the state. Raises GraphUnavailable, GraphRefused or GraphTimeout."""
        if self._coming is None:
            self._coming = asyncio.create_task(self._read())
        # One who stops waiting must not stop it for the others.
        return await asyncio.shield(self._coming)

    async def steady(self, read: Callable[[], Awaitable[T]]) -> tuple[T, State | None]:
        """Return what ``read`` returns and the state that it is true of; None where writers left no time to know.

        Reading the state along with the rows would not do: engines let a statement see a write in part.
        """
        before = await self.state()
        for _ in range(TRIES):
            value = await read()
            after = await self.state()
            if after == before:
                return value, after
            before = after
        return value, None

    async def _read(self) -> State:
        async with self._turn:
            self._coming = None
            rows = await self._reader.rows(STATE, timeout=self._timeout)
        return state_of(rows[0] if rows else None)
