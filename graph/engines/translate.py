"""The driver's errors in our words: what went wrong, where, what to do."""

from __future__ import annotations

import re
import shutil
import ssl

from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    UnsupportedServerProduct,
)

from graph.engines import Connection, dialect
from graph.errors import GraphError, GraphRefused, GraphTimeout, GraphUnavailable

DRIVER_ERRORS = (Neo4jError, DriverError, ConfigurationError, OSError)
"""Everything that the driver raises for a database that cannot be reached or used."""


LITTLE = 16_000_000
"""Bytes left on a disk that a batch, its log and what the engine writes beside it may need at once."""

_NEEDED = f"pactgraph needs {'.'.join(map(str, dialect.OLDEST))} or newer; upgrade it"


def is_unavailable(error: BaseException) -> bool:
    """Whether the connection was lost or never made, so that another try could succeed."""
    lost = isinstance(error, ServiceUnavailable | SessionExpired | OSError)
    return lost and not isinstance(error, TimeoutError)


def is_retryable(error: BaseException, connection: Connection) -> bool:
    """Whether a write that failed with this may simply be tried again."""
    if not isinstance(error, Neo4jError):
        return False
    return error.is_retryable() or error.code in dialect.RETRYABLE[connection.engine]


def refuse_old(agent: str, connection: Connection) -> None:
    """Raise GraphRefused if the server, which calls itself ``Neo4j/5.26.0 …``, is older than we can use."""
    version = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
    if version is not None and (int(version[1]), int(version[2])) < dialect.OLDEST:
        raise GraphRefused(f"{_where(connection)} is {agent.partition(' ')[0]}: {_NEEDED}")


def translate(error: BaseException, connection: Connection, limit: float | None = None) -> GraphError:
    """Our error for the driver's; ``limit`` is the time limit in seconds, where the caller set one."""
    where = _where(connection)
    if isinstance(error, TimeoutError) and limit is not None:
        return GraphTimeout(f"the query ran past its limit of {limit:g} s on {where}: ask for less")
    if isinstance(error, AuthError):
        hint = "check NEO4J_USERNAME and NEO4J_PASSWORD" if connection.engine == "neo4j" else "try again"
        return GraphRefused(f"{where} refused the user {connection.username!r} or the password: {hint}")
    if isinstance(error, UnsupportedServerProduct):
        return GraphRefused(f"{where} speaks no version of Bolt that we do: {_NEEDED}")
    if is_unavailable(error):
        if (full := _full(connection)) is not None:
            return GraphRefused(f"{where} went away: {full}")
        if (why := _distrusted(error)) is not None:
            return GraphUnavailable(
                f"{where} has a certificate that is not trusted ({why}): SSL_CERT_FILE can name who signed it, and "
                "+ssc in place of +s in NEO4J_URI takes any"
            )
        hint = (
            "check that it runs and that NEO4J_URI is its address"
            if connection.engine == "neo4j"
            else f"see {connection.home / 'engine.log' if connection.home else 'its log'}"
        )
        return GraphUnavailable(f"{where} does not answer ({_sentence(error)}): {hint}")
    if isinstance(error, Neo4jError):
        return _translate_answer(error, connection, where, limit)
    return GraphRefused(f"{where} cannot be used: {_sentence(error)}")


def _translate_answer(
    error: Neo4jError, connection: Connection, where: str, limit: float | None
) -> GraphRefused | GraphTimeout:
    code = error.code or ""
    if code.startswith(dialect.TIMED_OUT):
        after = f" of {limit:g} s" if limit is not None else ""
        return GraphTimeout(f"the query ran past its limit{after} on {where}: ask for less")
    if code in dialect.WRITE_REFUSED:
        return GraphRefused(f"{where} refused to write: {_sentence(error)}")
    if code == "Neo.ClientError.Security.AuthenticationRateLimit":
        return GraphRefused(
            f"{where} was given a wrong password too often for the user {connection.username!r}: check NEO4J_USERNAME "
            "and NEO4J_PASSWORD, then try again in some seconds"
        )
    if code == "Neo.ClientError.Database.DatabaseNotFound":
        return GraphRefused(f"{where} has no database {connection.database!r}: check NEO4J_DATABASE")
    if not code.startswith("Neo.ClientError.Statement.") and (full := _full(connection)) is not None:
        return GraphRefused(f"{where} could not write: {full}")
    return GraphRefused(f"{where} refused the statement: {_sentence(error)} ({code})")


def _distrusted(error: BaseException) -> str | None:
    """Return why the server's certificate was not taken, if that is behind the error."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return error.verify_message
    behind = [error.__cause__, *(error.exceptions if isinstance(error, BaseExceptionGroup) else ())]
    return next((why for one in behind if one is not None and (why := _distrusted(one)) is not None), None)


def _full(connection: Connection) -> str | None:
    """Say so if the disk of an embedded graph is as good as full; its engine tells that from no other fault."""
    if connection.home is None or (left := shutil.disk_usage(connection.home).free) >= LITTLE:
        return None
    return (
        f"the disk of {connection.home} has {left / 1e6:.1f} MB left; make room and load again (what was reported as "
        "loaded is kept)"
    )


def _where(connection: Connection) -> str:
    kind = "Neo4j" if connection.engine == "neo4j" else "the embedded engine"
    return f"{kind} at {connection.uri}"


def _sentence(error: BaseException) -> str:
    """Return the first line of what the error says."""
    message = error.message if isinstance(error, Neo4jError) else str(error)
    lines = (message or type(error).__name__).strip().splitlines()
    return lines[0].partition(" (resolved to")[0] if lines else type(error).__name__
