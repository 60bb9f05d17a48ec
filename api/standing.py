"""Answers about the whole graph, kept by its state: what every claim is read for is read once between two writes.

A query without a required parameter asks about everything (who has the most partners, where documents disagree), so it
reads more than one that starts from an entity. Its rows are kept for every form and language in which they are given.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

from graph.state import State
from queries.query import Query

T = TypeVar("T")

MOST = 64
"""Answers that are kept; the least lately used goes first."""


class Standing(Generic[T]):
    """What was read of the graph, each true of one state of it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, tuple[State, T]] = OrderedDict()

    @staticmethod
    def keeps(query: Query) -> bool:
        """Whether the query asks about the whole graph."""
        return not any(parameter.required for parameter in query.parameters)

    def get(self, key: Hashable, state: State) -> T | None:
        """Return what is kept, if it is true of a graph that was just seen in this state."""
        of, kept = self._kept.get(key, (None, None))
        if state.stamp is None or of != state:
            return None
        self._kept.move_to_end(key)
        return kept

    def keep(self, key: Hashable, state: State, read: T) -> None:
        """Keep what is known to be of this state."""
        self._kept.pop(key, None)
        self._kept[key] = state, read
        while len(self._kept) > MOST:
            self._kept.popitem(last=False)
