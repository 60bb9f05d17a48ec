"""The index of names that the service keeps: read from the graph, and read again when the graph has moved on."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from typing import Any

from api.kept_names import KeptNames
from graph.engines.bolt import Reader
from graph.model import LABEL_BY_KEY
from graph.state import UNKNOWN, State, Watch
from queries.entities import ENTITY
from queries.link import NAMES, Entry, Index, read_index

RELOAD_SHARE = 20
"""A stale index is read again once it is this many times older than its reading took: 5 % of the time at most."""


class Names:
    """The index of a graph's names. Every method raises GraphUnavailable, GraphRefused or GraphTimeout."""

    def __init__(self, reader: Reader, watch: Watch, timeout: float, kept: KeptNames | None = None) -> None:
        self._reader = reader
        self._watch = watch
        self._timeout = timeout
        self._kept = kept
        self._index: Index | None = None
        self._reading = asyncio.Lock()
        self._read_at = self._took = 0.0

    async def index(self, state: State) -> Index:
        """Return the index, for a graph that was just seen in this state: at most a little older than that."""
        index = self._index
        if index is None or (index.state != state and self._age() > RELOAD_SHARE * self._took):
            index = await self._read(index)
        return index

    async def newer(self, index: Index) -> Index | None:
        """Return the index of the graph as it is now; None if the given one is that."""
        if await self._watch.state() == index.state:
            return None
        return await self._read(index)

    async def of(self, names: Iterable[str], state: State) -> Index:
        """Return an index that holds what these mean, if they are ids, without reading every name of the graph."""
        if self._index is not None and self._index.state == state:
            return self._index
        found = [await self._entry(name.strip()) for name in names]
        known = [entry for entry in found if entry is not None]
        return Index(known, state) if len(known) == len(found) else await self.index(state)

    async def _entry(self, id_: str) -> Entry | None:
        label = LABEL_BY_KEY.get(id_.partition("/")[0])
        if label is None or "/" not in id_:
            return None
        rows = await self._reader.rows(ENTITY[label.name], {"id": id_}, self._timeout)
        return Entry(id_, label.name, rows[0]["name"]) if rows else None

    async def _read(self, stale: Index | None) -> Index:
        """Read the index, once for all who wait for it."""
        async with self._reading:
            if self._index is None or (stale is not None and self._index.state == stale.state):
                started = time.monotonic()
                index = None
                if self._index is None and self._kept is not None:
                    index = await asyncio.to_thread(self._kept.load, await self._watch.state())
                if index is None:
                    record, state = await self._watch.steady(self._record)
                    index = await asyncio.to_thread(read_index, record, state or UNKNOWN)
                    if self._kept is not None:
                        await asyncio.to_thread(self._kept.save, index)
                self._index = await asyncio.to_thread(index.complete)
                self._read_at = time.monotonic()
                self._took = self._read_at - started
            return self._index

    async def _record(self) -> dict[str, Any]:
        (record,) = await self._reader.rows(NAMES, timeout=self._timeout)
        return record

    def _age(self) -> float:
        return time.monotonic() - self._read_at
