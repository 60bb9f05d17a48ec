"""Which tests stay together when the suite runs in processes side by side: those of a Neo4j, else those of a file.

Those of the embedded engine, of which every process has its own, stay together by folder.

pytest-xdist's own groups come to nothing with pytest 9.2, which no longer reads the name that they change.
"""

from __future__ import annotations

import re

from xdist.scheduler import LoadScopeScheduling

LONGEST = ["neo4j-current", "neo4j", "embedded api", "embedded graph", "tests/gold/test_quality.py"]
"""Groups that are begun first, so that no process ends long after the other."""


def group(test: str) -> str:
    """Return the engine that a test runs on, which its id tells, for one that needs none its file."""
    file = test.partition("::")[0]
    engine = re.search(r"[\[-](embedded|neo4j-current|neo4j)(?=[-\]])", test)
    if engine is None:
        return file
    return f"{engine[1]} {file.split('/')[1]}" if engine[1] == "embedded" else engine[1]


def rank(test: str) -> int:
    """Return when a test's turn is, lowest first."""
    return LONGEST.index(group(test)) if group(test) in LONGEST else len(LONGEST)


class Groups(LoadScopeScheduling):  # type: ignore[misc]  # it has no types
    """Gives a process a whole group at a time."""

    def _split_scope(self, nodeid: str) -> str:
        return group(nodeid)
