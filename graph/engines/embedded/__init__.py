"""The embedded engine: started on demand by whoever needs it first, for everybody who uses the home.

The engine process holds a lock as long as it lives, so a stale address file misleads nobody; it says where it
answers in ``engine.json`` and ends by itself when it has been idle.
"""

from __future__ import annotations

import os
import socket
import sys
import time
from pathlib import Path

from filelock import FileLock, Timeout

from graph.engines.embedded.address import DATABASE, Address, Home, read_address
from graph.engines.files import is_locked
from graph.errors import GraphUnavailable

__all__ = ["DATABASE", "Address", "Home", "running", "start"]

PATIENCE = 60.0
"""Seconds that an engine may take to start, or an ending one to end."""


def start(home: Path, *, query_timeout: float = 10.0, idle: float = 60.0) -> Address:
    """Return the address of the home's engine, which is started if it does not run.

    ``query_timeout`` bounds a reader's queries, ``idle`` is how long the engine stays without a connection,
    both in seconds; an engine that runs already keeps its own. Raises GraphUnavailable if it does not start.
    """
    files = Home(home.absolute())
    try:
        files.path.mkdir(parents=True, exist_ok=True)
        address = running(files)
        if address is not None:
            return address
        with FileLock(files.start_lock, timeout=PATIENCE):
            return _start(files, query_timeout, idle)
    except Timeout:
        raise GraphUnavailable(
            f"another command has been starting the engine in {home} for {PATIENCE:.0f} s: see {files.log}"
        ) from None
    except OSError as error:
        raise GraphUnavailable(
            f"the embedded engine cannot use {home}: {error.strerror or error}; "
            "make the folder writable or set PACTGRAPH_HOME to another"
        ) from error


def running(home: Home) -> Address | None:
    """Return the address of the engine that serves this home now, None if there is none."""
    address = read_address(home)
    if address is None or not is_locked(home.engine_lock) or not _listens(address):
        return None
    try:
        os.utime(home.address)  # tells the engine that somebody is about to connect
    except FileNotFoundError:
        return None  # it has just decided to end
    return address


def _start(home: Home, query_timeout: float, idle: float) -> Address:
    deadline = time.monotonic() + PATIENCE
    process: int | None = None
    while time.monotonic() < deadline:
        address = running(home)
        if address is not None:
            return address
        if process is None and not is_locked(home.engine_lock):
            process = _spawn(home, query_timeout, idle)
        elif process is not None and os.waitpid(process, os.WNOHANG) != (0, 0):
            raise GraphUnavailable(f"the embedded engine in {home.path} ended as it started:\n{_tail(home)}")
        time.sleep(0.05)
    raise GraphUnavailable(
        f"the embedded engine in {home.path} did not answer within {PATIENCE:.0f} s:\n{_tail(home)}"
    )


def _spawn(home: Home, query_timeout: float, idle: float) -> int:
    """Start the engine process in a session of its own, so that it outlives the command; its process id."""
    command = [sys.executable, "-P", "-m", "graph.engines.embedded", str(home.path)]
    command += ["--query-timeout", str(query_timeout), "--idle", str(idle)]
    log = (os.POSIX_SPAWN_OPEN, 1, str(home.log), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    files = [(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0), log, (os.POSIX_SPAWN_DUP2, 1, 2)]
    return os.posix_spawn(sys.executable, command, os.environ, file_actions=files, setsid=True)


def _listens(address: Address) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", address.port), timeout=5):
            return True
    except OSError:
        return False


def _tail(home: Home, lines: int = 15) -> str:
    try:
        return "\n".join(home.log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
    except OSError as error:
        return f"(no log: {error})"
