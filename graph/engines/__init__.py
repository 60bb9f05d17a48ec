"""Engines: where a graph is kept, and how to reach it.

``connect`` decides between a Neo4j at an address and the embedded engine in a home folder; ``bolt`` talks to
both.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import neo4j

from graph.engines import embedded
from graph.errors import GraphRefused

__all__ = ["Connection", "Engine", "connect"]

Engine = Literal["embedded", "neo4j"]

SCHEMES = frozenset(f"{name}{tls}" for name in ("bolt", "neo4j") for tls in ("", "+s", "+ssc"))


@dataclass(frozen=True, slots=True)
class Connection:
    """How to reach a graph: address, database, and who writes and who reads there.

    ``bookmarks`` hold what was written through this connection, so that whoever reads through it sees that, on
    whichever server of a cluster the reading is done.
    """

    engine: Engine
    uri: str
    username: str
    password: str = field(repr=False)
    database: str
    reader_username: str
    reader_password: str = field(repr=False)
    home: Path | None = None
    query_timeout: float = 10.0
    bookmarks: neo4j.BookmarkManager = field(
        default_factory=neo4j.GraphDatabase.bookmark_manager, repr=False, compare=False
    )

    def renew(self) -> Connection:
        """Return the connection to use after this one failed; an embedded engine that is gone is started."""
        if self.home is None:
            return self
        return _embedded(self.home, self.query_timeout)

    def for_reading(self) -> Connection:
        """Return the connection of a user who may only read, where the engine knows such users."""
        return replace(self, username=self.reader_username, password=self.reader_password)


def connect(
    *, uri: str | None, username: str, password: str, database: str, home: Path, query_timeout: float = 10.0
) -> Connection:
    """Return a connection to the Neo4j at ``uri``, or with None to the embedded engine in ``home``.

    The embedded engine is started if need be; a Neo4j is not contacted before it is used.
    ``query_timeout`` is in seconds. Raises GraphUnavailable if the embedded engine does not start,
    GraphRefused if ``uri`` is no address for Bolt.
    """
    if uri is None:
        return _embedded(home, query_timeout)
    if urlsplit(uri).scheme not in SCHEMES:
        raise GraphRefused(f"NEO4J_URI is {uri!r}: it must begin with bolt:// or neo4j:// (+s for TLS)")
    return Connection(
        "neo4j", uri, username, password, database, username, password, query_timeout=query_timeout
    )


def _embedded(home: Path, query_timeout: float) -> Connection:
    address = embedded.start(home, query_timeout=query_timeout)
    return Connection(
        "embedded",
        address.uri,
        address.username,
        address.password,
        embedded.DATABASE,
        address.reader_username,
        address.reader_password,
        home,
        query_timeout,
    )
