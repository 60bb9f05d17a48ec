"""Answers about the whole graph, kept by its state: what every claim is read for is read once between two writes.

A query without a required parameter asks about everything (who has the most partners, where documents disagree), so it
reads more than one that starts from an entity. Its rows are kept for every form and language in which they are given.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

from graph.state import State
from queries.query import Query
from queries.statement import Rows

MOST = 64
"""Answers that are kept; the least lately used goes first."""


class Standing:
    """Rows of queries about the whole graph, each true of one state of it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, Rows] = OrderedDict()

    @staticmethod
    def keeps(query: Query) -> bool:
        """Whether the query asks about the whole graph."""
        return not any(parameter.required for parameter in query.parameters)

    def get(self, key: Hashable, state: State) -> Rows | None:
        """Return the rows that are kept, if they are true of a graph that was just seen in this state."""
        rows = self._kept.get(key)
        if rows is None or state.stamp is None or rows.state != state:
            return None
        self._kept.move_to_end(key)
        return rows

    def keep(self, key: Hashable, rows: Rows) -> None:
        """Keep rows that are known to be of the state which they name."""
        self._kept.pop(key, None)
        self._kept[key] = rows
        while len(self._kept) > MOST:
            self._kept.popitem(last=False)
