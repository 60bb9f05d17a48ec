"""Talking to a graph over Bolt, the same way on every engine: ``Graph`` to write, ``Reader`` to read.

What both do about errors, limits and an embedded engine that is gone is decided in ``translate`` and in
``Connection.renew``.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Callable, Mapping
from typing import Any, Self, TypeVar

import neo4j

from graph.engines import Connection, dialect
from graph.engines.embedded.sequence_lock import lock_of
from graph.engines.translate import DRIVER_ERRORS, is_retryable, is_unavailable, refuse_old, translate
from graph.errors import GraphUnavailable

__all__ = ["Graph", "Reader", "Row", "as_row"]

# What the driver logs comes to the user as our errors; without a handler Python would print it as well.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

T = TypeVar("T")
Row = dict[str, Any]

WRITE_TRIES = 5
READ_TRIES = 4
FIRST_RETRY = 0.1
"""Seconds before what failed is tried again, twice as many each time: a deadlock is soon over, memory soon free."""
PATIENCE = 60.0
"""Seconds that a command waits for a moment at which it can read between two commits."""
GRACE = 1.0
"""Seconds that a server may take to end a query after its limit, before the client stops waiting."""


def _settings() -> dict[str, Any]:
    return {
        "connection_timeout": 10.0,
        "notifications_min_severity": "OFF",
        "warn_notification_severity": "OFF",
        "telemetry_disabled": True,
        "user_agent": "pactgraph",
    }


def _statement(text: str, timeout: float | None = None) -> neo4j.Query:
    return neo4j.Query(text, timeout=timeout)


def as_row(record: neo4j.Record) -> Row:
    """Return a record's values by name; its own data() would look into each for nodes, which nobody asks for."""
    return dict(zip(record.keys(), record.values(), strict=True))


class Graph:
    """A connection that writes. Use it as a context manager, from one thread at a time.

    Every method raises GraphUnavailable, GraphRefused or GraphTimeout.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._lock = lock_of(connection.home)
        self._driver: neo4j.Driver | None = None
        self._met = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the network connections; the next use opens them again."""
        if self._driver is not None:
            self._driver.close()
            self._driver = None

    def write(self, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
        """Run ``work`` in one transaction, return what it returns.

        It may run more than once (a conflict with another writer, an engine that went away as it committed),
        so running it twice must do what running it once does.
        """

        def work_and_begin(transaction: neo4j.ManagedTransaction) -> T:
            done = work(transaction)
            self._lock.begin()
            return done

        with self._lock.write():
            return self._patiently(lambda session: session.execute_write(work_and_begin))

    def read(self, statement: str, /, **parameters: Any) -> list[Row]:
        """Return the rows that a statement answers."""

        def fetch(transaction: neo4j.ManagedTransaction) -> list[Row]:
            return [as_row(record) for record in transaction.run(statement, parameters)]

        return self._lock.read(lambda: self._patiently(lambda session: session.execute_read(fetch)), PATIENCE)

    def ping(self) -> None:
        """Return if the database answers; it is asked once, and one that is starting is unavailable."""
        try:
            with self._open().session(database=self.connection.database) as session:
                session.run("RETURN 1 AS one").consume()
        except DRIVER_ERRORS as error:
            told = translate(error, self.connection)
            raise GraphUnavailable(str(told)) if is_retryable(error, self.connection) else told from error

    def schema(self, statement: str) -> None:
        """Run a statement that changes constraints or indexes; these have transactions of their own."""
        self._patiently(lambda session: session.run(_statement(statement)).consume())

    def _patiently(self, use: Callable[[neo4j.Session], T]) -> T:
        losses = dialect.LOSSES[self.connection.engine]
        for last_try in (*[False] * (WRITE_TRIES - 1), True):
            try:
                with self._open().session(
                    database=self.connection.database,
                    bookmark_manager=self.connection.bookmarks,
                    fetch_size=-1,
                ) as session:
                    return use(session)
            except DRIVER_ERRORS as error:
                # A server that never answered will not; an embedded engine is started again.
                lost = is_unavailable(error) and (self._met or self.connection.home is not None)
                losses -= lost
                if last_try or losses < 0 or not (lost or is_retryable(error, self.connection)):
                    raise translate(error, self.connection) from error
                if lost:
                    self.close()
                    self.connection = self.connection.renew()
                time.sleep(random.uniform(0.01, 0.2))  # noqa: S311 - two writers must not collide again in step
        raise AssertionError("unreachable")

    def _open(self) -> neo4j.Driver:
        """Return the driver; the first one must reach the server, so that a wrong address fails at once.

        Later ones are for a server that has gone away: it may take its time to come back.
        """
        if self._driver is None:
            driver = neo4j.GraphDatabase.driver(
                self.connection.uri,
                auth=(self.connection.username, self.connection.password),
                max_transaction_retry_time=dialect.LONGEST_RETRY[self.connection.engine],
                initial_retry_delay=FIRST_RETRY,
                **_settings(),
            )
            try:
                if not self._met:
                    refuse_old(driver.get_server_info().agent, self.connection)
            except BaseException:
                driver.close()
                raise
            self._driver, self._met = driver, True
        return self._driver


class Reader:
    """A connection that cannot write, for an event loop. Use it as an async context manager.

    Every method raises GraphUnavailable, GraphRefused or GraphTimeout.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._lock = lock_of(connection.home)
        self._driver: neo4j.AsyncDriver | None = None
        self._met = False
        self._renewing = asyncio.Lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._driver is not None:
            await self._driver.close()
            self._driver = None

    async def rows(
        self, statement: str, parameters: Mapping[str, Any] | None = None, timeout: float = 10.0
    ) -> list[Row]:
        """Return the rows that a statement answers within ``timeout`` seconds, in one round trip.

        On the embedded engine it is asked again if a commit came between, and may wait as long for a moment without.
        What failed for the moment is asked again as long as that time is not over.
        """
        deadline = time.monotonic() + timeout
        for tries in range(1, READ_TRIES + 1):
            connection = self.connection
            try:
                return await self._lock.read_async(
                    lambda: self._fetch(statement, parameters or {}, timeout), timeout
                )
            except DRIVER_ERRORS as error:
                lost = is_unavailable(error)
                late = tries == READ_TRIES or time.monotonic() > deadline
                if late or not (lost or is_retryable(error, self.connection)):
                    raise translate(error, self.connection, timeout) from error
            # Reading is safe to repeat: the server may have restarted behind pooled connections.
            if lost:
                await self._renew(connection)
            else:
                pause = FIRST_RETRY * 2 ** (tries - 1)
                await asyncio.sleep(pause * random.uniform(0.5, 1.5))  # noqa: S311 - readers must not ask in step
        raise AssertionError("unreachable")

    async def ping(self) -> None:
        """Return if the database answers."""
        await self.rows("RETURN 1 AS one", timeout=5.0)

    async def _fetch(self, statement: str, parameters: Mapping[str, Any], timeout: float) -> list[Row]:
        async with asyncio.timeout(timeout + GRACE):
            driver = await self._open()
            async with driver.session(
                database=self.connection.database,
                default_access_mode=neo4j.READ_ACCESS,
                bookmarks=neo4j.Bookmarks.from_raw_values(self.connection.bookmarks.get_bookmarks()),
                fetch_size=-1,
            ) as session:
                result = await session.run(_statement(statement, timeout), dict(parameters))
                return [as_row(record) async for record in result]

    async def _open(self) -> neo4j.AsyncDriver:
        if self._driver is None:
            self._driver = neo4j.AsyncGraphDatabase.driver(
                self.connection.uri,
                auth=(self.connection.reader_username, self.connection.reader_password),
                **_settings(),
            )
        driver = self._driver
        if not self._met:
            refuse_old((await driver.get_server_info()).agent, self.connection)
            self._met = True
        return driver

    async def _renew(self, failed: Connection) -> None:
        """Replace the connection that failed, once for all who saw it fail."""
        async with self._renewing:
            if self.connection is not failed or failed.home is None:
                return
            self.connection = await asyncio.to_thread(failed.renew)
            driver, self._driver = self._driver, None
            if driver is not None:
                await driver.close()
