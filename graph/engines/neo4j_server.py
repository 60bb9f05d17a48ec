"""A real Neo4j Community without Docker: its jars from Maven Central, run as a child process.

``fetch_jars`` needs Maven and, the first time for a version, the network; ``start`` needs a Java that the
version runs on. ``available`` says what is missing.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import neo4j
from filelock import FileLock
from neo4j.exceptions import AuthError, DriverError, Neo4jError
from platformdirs import user_cache_path

from graph.engines.ports import free_port
from graph.errors import GraphUnavailable

__all__ = ["DEFAULT_VERSION", "Neo4jServer", "available", "fetch_jars", "find_java", "start"]

DEFAULT_VERSION = "5.26.25"
POM = Path(__file__).parents[2] / "docker" / "pom.xml"
PATIENCE = 120.0
"""Seconds that a server may take until it answers."""

_OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")


@dataclass(slots=True)
class Neo4jServer:
    """A running server; as a context manager it is stopped at the end."""

    uri: str
    browser: str
    password: str = field(repr=False)
    process: subprocess.Popen[bytes]
    username: str = "neo4j"
    database: str = "neo4j"

    def stop(self) -> None:
        """Ask the server to shut down, wait for it, end it if it does not within half a minute."""
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def available(version: str = DEFAULT_VERSION) -> str | None:
    """Return what is missing to run this version here, None if nothing is."""
    if find_java(version) is None:
        wanted = " or ".join(str(number) for number in _java_versions(version))
        return f"no Java {wanted} (looked in JAVA_HOME, on the PATH and in the usual folders)"
    if not _jars(version).is_dir() and shutil.which("mvn") is None:
        return "no Maven (mvn) on the PATH"
    return None


def fetch_jars(version: str = DEFAULT_VERSION) -> Path:
    """Return the folder of this version's jars, fetched into the user's cache if they are not there."""
    jars = _jars(version)
    jars.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(jars.with_suffix(".lock")):
        if jars.is_dir():
            return jars
        with tempfile.TemporaryDirectory(dir=jars.parent) as draft:
            command = ["mvn", "-q", "-B", "-f", str(POM), f"-Dneo4j.version={version}"]
            command += [
                "dependency:copy-dependencies",
                "-DincludeScope=runtime",
                f"-DoutputDirectory={draft}/lib",
            ]
            try:
                done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
            except OSError as error:
                raise GraphUnavailable(f"Neo4j {version} needs Maven to be fetched: {error}") from error
            if done.returncode != 0:
                raise GraphUnavailable(
                    f"Maven could not fetch Neo4j {version}:\n{done.stdout.strip()[-2000:]}"
                )
            Path(draft, "lib").replace(jars)
    return jars


def find_java(version: str = DEFAULT_VERSION) -> Path | None:
    """Return a java that this version of Neo4j runs on, None if there is none."""
    wanted = _java_versions(version)
    for home in _java_homes():
        java = home / "bin" / "java"
        if java.is_file() and _java_version(home) in wanted:
            return java
    return None


def start(
    home: Path,
    *,
    password: str,
    version: str = DEFAULT_VERSION,
    bolt_port: int | None = None,
    http_port: int | None = None,
) -> Neo4jServer:
    """Start a server on loopback that keeps its data in ``home``; return when it answers.

    Ports are free ones unless given; ``password`` (8 characters or more) is set on the first start.
    Raises GraphUnavailable if something is missing or the server does not come up.
    """
    missing = available(version)
    if missing is not None:
        raise GraphUnavailable(f"Neo4j {version} cannot run here: {missing}")
    java, jars = find_java(version), fetch_jars(version)
    bolt, http = bolt_port or free_port(), http_port or free_port()
    _write_home(home, bolt, http)
    modules = [] if _is_long_term(version) else ["--add-modules=jdk.incubator.vector"]
    main = "CommunityEntryPoint" if _is_long_term(version) else "Neo4jCommunity"
    command = [
        *(str(java), "-Xms256m", "-Xmx512m", "-XX:+UseSerialGC", *modules),
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENED),
        *("-Dio.netty.tryReflectionSetAccessible=true", "-cp", f"{jars}/*", f"org.neo4j.server.{main}"),
        *(f"--home-dir={home}", f"--config-dir={home / 'conf'}"),
    ]
    log = home / "logs" / "console.log"
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
    server = Neo4jServer(f"bolt://127.0.0.1:{bolt}", f"http://127.0.0.1:{http}/browser/", password, process)
    try:
        _wait_until_it_answers(server, log)
    except BaseException:
        server.stop()
        raise
    return server


def _wait_until_it_answers(server: Neo4jServer, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.process.poll() is None:
        try:
            if _lets_in(server, server.password):
                return
            if _lets_in(server, "neo4j"):
                _set_password(server)
                return
        except (DriverError, Neo4jError, OSError):
            time.sleep(0.2)
        else:
            raise GraphUnavailable(f"the data in {log.parents[1]} has another password than the one given")
    tail = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])
    raise GraphUnavailable(f"Neo4j in {log.parents[1]} did not come up:\n{tail}")


def _lets_in(server: Neo4jServer, password: str) -> bool:
    with neo4j.GraphDatabase.driver(server.uri, auth=(server.username, password)) as driver:
        try:
            driver.verify_connectivity()
        except AuthError:
            return False
    return True


def _set_password(server: Neo4jServer) -> None:
    with neo4j.GraphDatabase.driver(server.uri, auth=(server.username, "neo4j")) as driver:
        change = "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password"
        driver.execute_query(change, password=server.password, database_="system")


def _write_home(home: Path, bolt: int, http: int) -> None:
    for name in ("conf", "data", "logs", "plugins", "import", "run"):
        (home / name).mkdir(parents=True, exist_ok=True)
    settings = {
        "server.bolt.listen_address": f"127.0.0.1:{bolt}",
        "server.http.listen_address": f"127.0.0.1:{http}",
        "server.https.enabled": "false",
        "server.memory.heap.max_size": "512m",
        "server.memory.pagecache.size": "128m",
        "dbms.usage_report.enabled": "false",
        "client.allow_telemetry": "false",
    }
    lines = "".join(f"{key}={value}\n" for key, value in settings.items())
    (home / "conf" / "neo4j.conf").write_text(lines, encoding="utf-8")


def _is_long_term(version: str) -> bool:
    return version.startswith("5.")


def _java_versions(version: str) -> tuple[int, int]:
    return (17, 21) if _is_long_term(version) else (21, 25)


def _jars(version: str) -> Path:
    return user_cache_path("pactgraph") / f"neo4j-{version}"


def _java_homes() -> Iterator[Path]:
    if "JAVA_HOME" in os.environ:
        yield Path(os.environ["JAVA_HOME"])
    on_path = shutil.which("java")
    if on_path is not None:
        yield Path(on_path).resolve().parents[1]
    yield from sorted(Path("/usr/lib/jvm").glob("*"))
    yield from sorted(Path("/Library/Java/JavaVirtualMachines").glob("*/Contents/Home"))
    yield from sorted(Path.home().glob(".sdkman/candidates/java/*"))


def _java_version(home: Path) -> int | None:
    """Return the major version that stands in a Java's ``release`` file."""
    try:
        release = (home / "release").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    found = re.search(r'^JAVA_VERSION="(\d+)', release, re.MULTILINE)
    return int(found[1]) if found else None
