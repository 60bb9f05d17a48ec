"""A Neo4j beside a home, for as long as its user wants it: ``up``, ``down``, and which one runs now.

All of it is in the home's folder ``neo4j``: a folder of data and a password for each series of Neo4j, and
``server.json``, which says what ``up`` has started. A server of jars holds a lock while it lives, so a file that
is left over misleads nobody, and no other process is ever taken for the server.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path

from filelock import FileLock

from graph.engines.files import is_locked, write_private
from graph.engines.neo4j_server import compose
from graph.engines.neo4j_server.release import RELEASES, Release, Series
from graph.engines.neo4j_server.server import DATABASE, USERNAME, launch, server_lock
from graph.engines.ports import port_or_free
from graph.errors import GraphRefused, GraphUnavailable

__all__ = ["Beside", "down", "environment", "running", "up"]

BOLT_PORT, HTTP_PORT = 7687, 7474
"""The ports of every Neo4j; where another program listens on one, a free one is taken."""

PATIENCE = 60.0
"""Seconds that a server may take to shut down."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A Neo4j that ``up`` has started; ``pid`` is None where it runs in Docker."""

    series: Series
    bolt_port: int
    http_port: int
    pid: int | None
    password: str = field(repr=False)

    @property
    def version(self) -> str:
        """The version that was started."""
        return RELEASES[self.series].version

    @property
    def uri(self) -> str:
        """The Bolt address."""
        return f"bolt://127.0.0.1:{self.bolt_port}"

    @property
    def browser(self) -> str:
        """The address of Neo4j Browser, with the server and the user filled in."""
        connect = f"bolt://{USERNAME}@127.0.0.1:{self.bolt_port}"
        return f"http://127.0.0.1:{self.http_port}/browser/?connectURL={connect}"


def up(home: Path, release: Release) -> tuple[Beside, bool]:
    """Return the home's Neo4j, and whether it had to be started: with Docker where it answers, else by its jars.

    Raises GraphUnavailable if something is missing or it does not come up, GraphRefused if the other series runs.
    """
    with _turn(home):
        found = running(home)
        if found is not None:
            if found.series != release.series:
                raise GraphRefused(
                    f"Neo4j {found.version} runs at {found.uri}: `pactgraph neo4j down` stops it first"
                )
            return found, False
        left = _recorded(home)  # of one that was killed: who uses its address finds the next one there
        ports = (left.bolt_port, left.http_port) if left else (BOLT_PORT, HTTP_PORT)
        start = _start_container if compose.docker_answers() else _start_process
        return start(home, release, *map(port_or_free, ports)), True


def down(home: Path) -> Beside | None:
    """Stop what ``up`` has started; return it, None if nothing runs. Raises GraphUnavailable if it does not stop."""
    with _turn(home):
        found = running(home)
        if found is not None:
            if found.pid is None:
                compose.down(_project(home, found.series))
            else:
                _stop(found.pid, _data(home, found.series))
        _state(home).unlink(missing_ok=True)
        return found


def running(home: Path) -> Beside | None:
    """Return the Neo4j that runs beside the home, None if there is none."""
    found = _recorded(home)
    if found is None:
        return None
    if found.pid is None:
        return found if compose.runs(_project(home, found.series)) else None
    return found if is_locked(server_lock(_data(home, found.series))) else None


def environment(server: Beside) -> Mapping[str, str]:
    """Return the variables with which every other command uses this server."""
    return {
        "NEO4J_URI": server.uri,
        "NEO4J_USERNAME": USERNAME,
        "NEO4J_PASSWORD": server.password,
        "NEO4J_DATABASE": DATABASE,
    }


def _start_process(home: Path, release: Release, bolt: int, http: int) -> Beside:
    password = _password(home, release.series)
    server = launch(
        _data(home, release.series), password=password, release=release, bolt_port=bolt, http_port=http
    )
    started = Beside(release.series, bolt, http, server.process.pid, password)
    # Told before it answers: whoever interrupts the wait by force can still stop it.
    _record(home, started)
    try:
        server.wait()
    except BaseException:
        server.stop()
        _state(home).unlink(missing_ok=True)
        raise
    return started


def _start_container(home: Path, release: Release, bolt: int, http: int) -> Beside:
    password = _password(home, f"{release.series}-docker")
    started = Beside(release.series, bolt, http, None, password)
    variables = {
        "NEO4J_IMAGE": f"neo4j:{release.version}",
        "NEO4J_PASSWORD": password,
        "NEO4J_BOLT_PORT": str(bolt),
        "NEO4J_HTTP_PORT": str(http),
    }
    _record(home, started)
    compose.up(_project(home, release.series), variables)
    return started


def _stop(pid: int, data: Path) -> None:
    """Ask the process that holds the data's lock to shut down, and wait until the lock is free."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    while is_locked(server_lock(data)):
        if time.monotonic() > deadline:
            raise GraphUnavailable(
                f"Neo4j (process {pid}) has not stopped within {PATIENCE:.0f} s: see {data / 'logs'}"
            )
        time.sleep(0.1)


def _password(home: Path, name: str) -> str:
    """Return the password that belongs to a folder of data, a random one the first time."""
    file = home / "neo4j" / f"{name}.password"
    if not file.exists():
        write_private(file, secrets.token_urlsafe(18))
    return file.read_text(encoding="utf-8")


def _record(home: Path, server: Beside) -> None:
    write_private(_state(home), json.dumps(asdict(server)))


def _recorded(home: Path) -> Beside | None:
    """Return what stands in the file, also of a server that is gone."""
    try:
        found = Beside(**json.loads(_state(home).read_text(encoding="utf-8")))
        RELEASES[found.series]
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return None
    return found


def _state(home: Path) -> Path:
    return home / "neo4j" / "server.json"


def _data(home: Path, series: Series) -> Path:
    return home / "neo4j" / series


def _project(home: Path, series: Series) -> str:
    """Return the name under which Docker keeps this home's containers and volumes apart from others'."""
    return f"pactgraph-{series}-{sha256(str(home).encode()).hexdigest()[:8]}"


@contextmanager
def _turn(home: Path) -> Iterator[None]:
    try:
        (home / "neo4j").mkdir(parents=True, exist_ok=True)
        with FileLock(home / "neo4j" / "turn.lock"):
            yield
    except OSError as error:
        raise GraphUnavailable(
            f"cannot use {home}: {error.strerror or error}; make the folder writable or set PACTGRAPH_HOME to another"
        ) from error
