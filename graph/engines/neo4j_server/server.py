"""Neo4j Community as a child process: ``launch`` starts it, ``Neo4jServer.wait`` returns when it answers."""

from __future__ import annotations

import fcntl
import os
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import neo4j
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph.engines.neo4j_server.jars import fetch_jars, missing
from graph.engines.neo4j_server.java import find_java
from graph.engines.neo4j_server.release import LONG_TERM, Release
from graph.engines.ports import free_port
from graph.errors import GraphUnavailable

__all__ = ["DATABASE", "USERNAME", "Neo4jServer", "launch", "server_lock"]

PATIENCE = 120.0
"""Seconds that a server may take until it answers."""

USERNAME = DATABASE = "neo4j"

_LEAST_HEAP, _LEAST_CACHE, _MOST_MEMORY = 512, 128, 4096
"""MiB."""

_FOLDERS = ("conf", "data", "logs", "plugins", "import", "run")
_OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")


@dataclass(slots=True)
class Neo4jServer:
    """A server's process."""

    home: Path
    bolt_port: int
    http_port: int
    password: str = field(repr=False)
    process: subprocess.Popen[bytes]

    @property
    def uri(self) -> str:
        """The Bolt address."""
        return f"bolt://127.0.0.1:{self.bolt_port}"

    @property
    def browser(self) -> str:
        """The address of Neo4j Browser."""
        return f"http://127.0.0.1:{self.http_port}/browser/"

    def wait(self) -> None:
        """Return when it lets us in; its first password is changed to ours. Raises GraphUnavailable."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                if self._lets_in(self.password):
                    return
                if self._lets_in("neo4j"):
                    self._set_password()
                    return
            except (DriverError, Neo4jError, OSError):
                time.sleep(0.2)
            else:
                raise GraphUnavailable(f"the data in {self.home} has another password than the one given")
        log = self.home / "logs" / "console.log"
        tail = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])
        raise GraphUnavailable(f"Neo4j in {self.home} did not come up:\n{tail}")

    def stop(self) -> None:
        """Ask the server to shut down, wait for it, end it if it does not within half a minute."""
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End the server at once, as a crash would."""
        self.process.kill()
        self.process.wait()

    def _lets_in(self, password: str) -> bool:
        with neo4j.GraphDatabase.driver(self.uri, auth=(USERNAME, password)) as driver:
            try:
                driver.verify_connectivity()
            except AuthError:
                return False
        return True

    def _set_password(self) -> None:
        with neo4j.GraphDatabase.driver(self.uri, auth=(USERNAME, "neo4j")) as driver:
            change = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password"
            driver.execute_query(change, password=self.password, database_="system")


def server_lock(home: Path) -> Path:
    """The file that the server's process keeps locked as long as it lives, however it dies."""
    return home / "server.lock"


def launch(
    home: Path,
    *,
    password: str,
    release: Release = LONG_TERM,
    bolt_port: int | None = None,
    http_port: int | None = None,
    settings: tuple[str, ...] = (),
) -> Neo4jServer:
    """Start the process of a server on loopback that keeps its data in ``home``, and don't wait for it.

    Ports are free ones unless given; ``password`` (8 characters or more) is set on the first start;
    ``settings`` are further lines of ``neo4j.conf``. Raises GraphUnavailable if something is missing here.
    """
    lacking = missing(release)
    java = find_java(release)
    if lacking is not None or java is None:
        raise GraphUnavailable(f"Neo4j {release.version} cannot run here: {lacking}")
    jars = fetch_jars(release)
    for name in _FOLDERS:
        (home / name).mkdir(parents=True, exist_ok=True)
    bolt, http = bolt_port or free_port(), http_port or free_port()
    (home / "conf" / "neo4j.conf").write_text(
        "\n".join([*_configuration(bolt, http), *settings, ""]), encoding="utf-8"
    )
    classes = os.pathsep.join((f"{home / 'plugins'}/*", f"{jars}/*"))  # as Neo4j's own script has them
    command = [
        *(str(java), "-Xms256m", f"-Xmx{_memory(_LEAST_HEAP)}m", "-XX:+UseParallelGC"),
        f"-Djava.io.tmpdir={home / 'run'}",
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENED),
        *(*release.jvm, "-Dio.netty.tryReflectionSetAccessible=true", "-cp", classes, release.main),
        *(f"--home-dir={home}", f"--config-dir={home / 'conf'}"),
    ]
    return Neo4jServer(home, bolt, http, password, _spawn(command, home))


def _spawn(command: list[str], home: Path) -> subprocess.Popen[bytes]:
    """Run the command in a session of its own, with a lock that it inherits and so holds while it lives."""
    lock = os.open(server_lock(home), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with (home / "logs" / "console.log").open("wb") as log:
            return subprocess.Popen(  # noqa: S603
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=[lock],
            )
    except BlockingIOError:
        raise GraphUnavailable(f"another Neo4j runs in {home}: stop it first") from None
    finally:
        os.close(lock)


def _memory(least: int) -> int:
    """An eighth of the memory that there is, in MiB, within bounds: the heap and the cache of pages take one each."""
    there = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    with suppress(OSError, ValueError):  # a container's share, which may be "max"
        there = min(there, int(Path("/sys/fs/cgroup/memory.max").read_text(encoding="ascii")))
    return min(max((there >> 20) // 8, least), _MOST_MEMORY)


def _configuration(bolt: int, http: int) -> list[str]:
    return [
        "# Written by pactgraph at every start.",
        f"server.bolt.listen_address=127.0.0.1:{bolt}",
        f"server.http.listen_address=127.0.0.1:{http}",
        "server.https.enabled=false",
        f"server.memory.heap.max_size={_memory(_LEAST_HEAP)}m",
        f"server.memory.pagecache.size={_memory(_LEAST_CACHE)}m",
        "dbms.usage_report.enabled=false",
        "client.allow_telemetry=false",
        # From where Browser plays guides: the API's, whichever name of this machine it goes by.
        "browser.remote_content_hostname_whitelist=localhost,127.0.0.1",
    ]
