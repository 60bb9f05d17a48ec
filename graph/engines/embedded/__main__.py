"""The engine's own process: ``python -m graph.engines.embedded HOME``.

ArcadeDB in this process's JVM, listening for Bolt on loopback. No command owns the process: it ends by itself
when no Bolt connection has been open for ``--idle`` seconds.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import sys
import time
from pathlib import Path
from typing import Any

import jpype  # type: ignore[import-untyped]
from arcadedb_embedded.server import ArcadeDBServer
from filelock import FileLock, Timeout

from graph.engines.embedded.address import DATABASE, Address, Home, write_address
from graph.engines.ports import free_port

LARGEST_MESSAGE = 256 * 1024 * 1024
"""Bytes of one Bolt message; the engine's own limit of 16 MB is less than a batch of long quotes needs."""

GROWTH = 0.25
"""The part of what all queries may hold in memory that is taken before garbage is collected: a query that ends with a
LIMIT gives its share back no sooner, so that in the end every query would be refused."""

AGAIN = 0.3
"""Seconds after which garbage is collected again while more than half is taken: where that fell and rose between two
looks, nothing seems to have grown."""


def main() -> int:
    """Serve one home until nobody is connected any more."""
    parser = argparse.ArgumentParser(prog="python -m graph.engines.embedded", description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--query-timeout", type=float, default=10.0, help="seconds a reader's query may run")
    parser.add_argument(
        "--idle", type=float, default=60.0, help="seconds without a connection before it ends"
    )
    options = parser.parse_args()
    home = Home(options.home.resolve())
    home.data.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(home.engine_lock, timeout=10):
            serve(home, query_timeout=options.query_timeout, idle=options.idle)
    except Timeout:
        print(f"another engine process has {home.path} open", file=sys.stderr)  # noqa: T201 - to the engine's log
        return 1
    return 0


def serve(home: Home, *, query_timeout: float, idle: float) -> None:
    """Start ArcadeDB on free ports, tell the home its address, and stop it when it has been idle."""
    passwords = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
    address = Address(os.getpid(), free_port(), free_port(), *passwords)
    home.address.unlink(missing_ok=True)  # of an engine that was killed
    os.chdir(home.data)  # the JVM writes crash reports where it stands
    _write_users_and_groups(home, query_timeout)
    server = ArcadeDBServer(
        str(home.data),
        address.password,
        {
            "host": "127.0.0.1",
            "mode": "development",
            "http_port": address.http_port,
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            "bolt_port": address.port,
            "bolt_defaultDatabase": DATABASE,
            "bolt_maxMessageSize": LARGEST_MESSAGE,
            "bolt_packstream_maxValueLength": LARGEST_MESSAGE,
            "server_logsDirectory": str(home.data / "log"),
            "server_httpWorkerThreads": 4,
            "support_autoRegister": False,
            "txWalFlush": 1,
            "serverMetrics": False,
        },
        jvm_kwargs={
            "heap_size": "1g",
            "jvm_args": ["-XX:+UseSerialGC", f"-Djava.util.logging.config.file={_write_logging(home)}"],
        },
    )
    server.start()
    server.create_database(DATABASE)
    _create_reader(server, address)
    write_address(home, address)
    _watch(server, home, address, query_timeout=query_timeout, idle=idle)
    home.address.unlink(missing_ok=True)
    server.stop()


def _write_users_and_groups(home: Home, query_timeout: float) -> None:
    """Let every start make its users anew, and give readers the right to read for so long."""
    everything = {"access": ["createRecord", "readRecord", "updateRecord", "deleteRecord"]}
    groups = {
        "admin": {
            "resultSetLimit": -1,
            "readTimeout": -1,
            "access": ["updateSecurity", "updateSchema", "updateDatabaseSettings"],
            "types": {"*": everything},
        },
        "readers": {
            "resultSetLimit": -1,
            "readTimeout": round(query_timeout * 1000),
            "access": [],
            "types": {"*": {"access": ["readRecord"]}},
        },
        "*": {"resultSetLimit": -1, "readTimeout": -1, "access": [], "types": {"*": {"access": []}}},
    }
    config = home.data / "config"
    config.mkdir(exist_ok=True)
    (config / "server-users.jsonl").unlink(missing_ok=True)
    (config / "server-groups.json").write_text(
        json.dumps({"databases": {"*": {"groups": groups}}, "version": 2}), encoding="utf-8"
    )


def _create_reader(server: ArcadeDBServer, address: Address) -> None:
    security = server._java_server.getSecurity()
    user = {
        "name": address.reader_username,
        "password": str(security.encodePassword(address.reader_password)),
        "databases": {"*": ["readers"]},
    }
    security.createUser(jpype.JClass("com.arcadedb.serializer.json.JSONObject")(json.dumps(user)))


def _write_logging(home: Home) -> Path:
    """Warnings and errors to stderr, which is the home's engine log."""
    console = "java.util.logging.ConsoleHandler"
    properties = home.data / "logging.properties"
    properties.write_text(f"handlers={console}\n.level=WARNING\n{console}.level=WARNING\n", encoding="utf-8")
    return properties


def _watch(
    server: ArcadeDBServer, home: Home, address: Address, *, query_timeout: float, idle: float
) -> None:
    """End readers' queries that run too long; return when nobody has used the engine for ``idle`` seconds.

    Used means: a Bolt connection was open, or a command looked the address up (and touched its file).
    The group's readTimeout bounds one scan, not a query that multiplies rows, so this bounds the whole.
    """
    connections = _open_connections(server)
    queries = server._java_server.getRunningQueries()
    budget = jpype.JClass("com.arcadedb.query.sql.executor.QueryHeapBudget")
    limit = int(budget.getLimitBytes())
    last_used, collected, least = time.time(), 0.0, 0
    while time.time() - last_used < idle:
        time.sleep(0.1)
        taken = int(budget.getReservedBytes())
        least = min(least, taken)
        if taken - least > limit * GROWTH or (taken > limit / 2 and time.time() - collected > AGAIN):
            jpype.java.lang.System.gc()
            collected, least = time.time(), taken
        if connections.size() > 0:
            last_used = time.time()
            for query in queries.getRunning():
                if (
                    str(query.getUser()) == address.reader_username
                    and query.getElapsedMillis() > query_timeout * 1000
                ):
                    query.terminate("the time limit")
        elif home.address.exists():
            last_used = max(last_used, home.address.stat().st_mtime)


def _open_connections(server: ArcadeDBServer) -> Any:
    """Return the listener's own set of open connections: nothing public counts them, on any system."""
    for plugin in server._java_server.getPlugins():
        if str(plugin.getClass().getName()).endswith(".BoltProtocolPlugin"):
            return _private(_private(plugin, "listener"), "activeConnections")
    raise RuntimeError("ArcadeDB started without its Bolt listener")


def _private(instance: Any, name: str) -> Any:
    attribute = instance.getClass().getDeclaredField(name)
    attribute.setAccessible(True)
    return attribute.get(instance)


if __name__ == "__main__":
    sys.exit(main())
