"""Whatever differs between the engines, and nowhere else."""

from __future__ import annotations

from typing import Final

from graph.engines import Engine

RETRYABLE: Final[dict[Engine, frozenset[str]]] = {
    # Two racing MERGE of one id: the second finds the first's node once it is committed.
    "embedded": frozenset({"Neo.ClientError.Schema.ConstraintValidationFailed"}),
    "neo4j": frozenset(),
}
"""Error codes after which a write is tried again, besides those that the driver itself retries."""

TIMED_OUT: Final = (
    "Neo.ClientError.Transaction.TransactionTimedOut",  # both; Neo4j adds a suffix for the client's own limit
    "Neo.ClientError.Transaction.Terminated",  # embedded, by its process's watch
    "Neo.TransientError.Transaction.Terminated",  # Neo4j, where the limit struck between two statements
)
"""How codes begin that say a query ran past its limit."""

WRITE_REFUSED: Final = frozenset(
    {
        "Neo.ClientError.Security.Forbidden",  # embedded: the user may only read
        "Neo.ClientError.Statement.AccessMode",  # Neo4j: a write in a READ transaction
        "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
        "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase",
        "Neo.ClientError.Cluster.NotALeader",
    }
)

LONGEST_RETRY: Final[dict[Engine, float]] = {"embedded": 2.0, "neo4j": 60.0}
"""Seconds that the driver repeats a failed write; an embedded engine does not come back to its port."""

LOSSES: Final[dict[Engine, int]] = {"embedded": 4, "neo4j": 1}
"""How often a write is tried again after a connection that stayed lost for as long as that, or as it committed."""

OLDEST: Final = (5, 26)
"""The oldest Neo4j that the statements and the tests are for."""

FULL_TEXT: Final[frozenset[Engine]] = frozenset({"neo4j"})
"""Which engines get a full-text index: ArcadeDB's makes loading nodes 2.5 times as slow, and deleting them far more."""

SEEKS_MANY_TYPES: Final[frozenset[Engine]] = frozenset({"neo4j"})
"""Which engines find relationships of many types in one statement: by an index each, or by the engine's own names."""
