"""What happens when networks, servers, loaders and disks fail while documents are loaded."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from graph.engines import Connection
from graph.engines.bolt import Graph
from graph.engines.neo4j_server import beside
from graph.engines.neo4j_server.jars import missing
from graph.engines.neo4j_server.release import LONG_TERM
from graph.errors import GraphRefused
from graph.facts import Facts
from graph.identity.judgements import Judgements, load_judgements
from graph.schema import ensure_schema
from graph.writer import Writer
from tests.databases import embedded_engine, neo4j_server, to_server
from tests.graph.proxy import cutting_proxy
from tests.graph.samples import claim, content, facts
from tests.guardian import guarded

DOCUMENTS = 1200
"""More than one batch holds, so that a load can be met in its middle."""

MAIN = "import sys; from api.cli import main; main()"


def said(number: int) -> Facts:
    """One of the documents, whose claim shares its ends with others'."""
    signed = claim("SIGNED_WITH", f"company/a{number % 7}", f"university/u{number % 5}", place="city/jinan")
    return facts(f"{number}.txt", signed)


@pytest.mark.slow
def test_a_network_that_cuts_connections_costs_nothing_but_time(graph: Graph, connection: Connection) -> None:
    port = urlsplit(connection.uri).port
    assert port is not None
    batches = [[(said(number), "") for number in range(begin, begin + 3)] for begin in range(0, 72, 3)]
    # A batch's answers are 2,400 to 4,800 bytes, so that every other connection lasts for one and is cut in a later
    # one: no batch meets many cuts, after each of which the driver waits twice as long.
    limits = [1500, 5600, 10, 5900, 200, 6200, 450, 6500, 700, 6800, 950, 7100, 1200, 7400, 1450]
    with cutting_proxy(port, limits) as address, Graph(replace(connection, uri=address, home=None)) as cut:
        for batch in batches:
            Writer(cut).replace(batch)
    assert not limits, "no connection was cut"
    loaded = content(graph)
    Writer(graph).replace([one for batch in batches for one in batch])
    assert content(graph) == loaded


class Load:
    """A loading command in a process of its own, which is given documents as the test likes."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", MAIN, "load", "-"],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | environment,
        )

    def give(self, numbers: range) -> None:
        assert self.process.stdin is not None
        for number in numbers:
            self.process.stdin.write(said(number).model_dump_json() + "\n")
        self.process.stdin.flush()

    def reported(self) -> list[str]:
        """Wait for a report, then return the ids of documents that are reported as loaded."""
        assert self.process.stderr is not None
        line = self.process.stderr.readline()
        assert line.startswith("new"), line
        return [line.split()[1].rstrip(":")]

    def end(self) -> tuple[int, str]:
        _, err = self.process.communicate(timeout=240)
        return self.process.returncode, err


def command(settings: dict[str, str], *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, ``given`` on its stdin."""
    return subprocess.run(
        [sys.executable, "-c", MAIN, *words],
        input=given,
        capture_output=True,
        text=True,
        env=os.environ | settings,
    )


def claims(connection: Connection) -> dict[str, int]:
    """How many claims each document makes in the graph."""
    with Graph(connection) as graph:
        rows = graph.read("MATCH ()-[r:SIGNED_WITH]->() RETURN r.document AS document, count(r) AS claims")
    return {row["document"]: row["claims"] for row in rows}


class Commands:
    """``pactgraph neo4j …`` for a home of its own, as a user runs it; its server can be killed."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.guards = ExitStack()
        # A container could not be killed like a process, so no Docker engine is found.
        self._environment = os.environ | {
            "PACTGRAPH_HOME": str(home),
            "DOCKER_HOST": f"unix://{home}/nothing.sock",
        }

    def run(self, *arguments: str) -> str:
        """Return what the command prints; it must succeed."""
        command = [sys.executable, "-c", MAIN, "neo4j", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, env=self._environment)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def up(self) -> tuple[Connection, dict[str, str]]:
        """Start the server if it does not run; return how to reach it, and the settings that say so."""
        assert "/browser/?connectURL=bolt://neo4j@127.0.0.1:" in self.run("up")
        self.guards.enter_context(guarded(self._pid()))
        lines = [line.removeprefix("export ") for line in self.run("env").splitlines()]
        settings = dict(line.split("=", 1) for line in lines)
        return to_server(
            settings["NEO4J_URI"], settings["NEO4J_USERNAME"], settings["NEO4J_PASSWORD"]
        ), settings

    def kill(self) -> None:
        """Kill the server as a crash would."""
        os.kill(self._pid(), signal.SIGKILL)
        while beside.running(self.home):
            time.sleep(0.05)

    def _pid(self) -> int:
        (line,) = (line for line in self.run("status").splitlines() if line.startswith("process"))
        return int(line.split()[1])


@pytest.fixture(scope="module")
def neo4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Commands]:
    """Give the commands that start and stop a Neo4j of our own."""
    if (lacking := missing(LONG_TERM)) is not None:
        pytest.skip(f"no Neo4j to kill: {lacking}")
    commands = Commands(tmp_path_factory.mktemp("faults"))
    with commands.guards:
        yield commands
        commands.run("down")


ALL = dict.fromkeys((f"{number}.txt" for number in range(DOCUMENTS)), 1)


@pytest.mark.neo4j
@pytest.mark.slow
def test_a_server_that_is_killed_and_comes_back_loses_nothing(neo4j: Commands) -> None:
    connection, settings = neo4j.up()
    load = Load(settings)
    load.give(range(DOCUMENTS // 2))
    acknowledged = load.reported()
    neo4j.kill()
    assert neo4j.up() == (connection, settings)
    assert claims(connection).keys() >= set(acknowledged)
    load.give(range(DOCUMENTS // 2, DOCUMENTS))
    code, err = load.end()
    assert (code, err.splitlines()[-1]) == (0, f"Loaded: {DOCUMENTS:,} new.")
    assert claims(connection) == ALL


@pytest.mark.neo4j
@pytest.mark.slow
def test_a_loader_that_is_killed_leaves_documents_whole_and_the_next_loads_the_rest(neo4j: Commands) -> None:
    connection, settings = neo4j.up()
    with Graph(connection) as graph:
        ensure_schema(graph)
        Writer(graph).forget(ALL)
    load = Load(settings)
    load.give(range(DOCUMENTS))
    acknowledged = load.reported()
    load.process.kill()
    load.process.communicate()
    left = claims(connection)
    assert set(acknowledged) <= left.keys() < ALL.keys()
    assert set(left.values()) == {1}
    load = Load(settings)
    load.give(range(DOCUMENTS))
    code, err = load.end()
    assert code == 0
    assert f"{len(left):,} unchanged" in err.splitlines()[-1]
    assert claims(connection) == ALL


@pytest.mark.neo4j
@pytest.mark.slow
def test_a_database_that_is_read_only_is_read_and_not_written(neo4j: Commands) -> None:
    connection, settings = neo4j.up()
    with Graph(connection) as graph:
        ensure_schema(graph)
        Writer(graph).replace([(said(1), ""), (said(2), "")])
    neo4j.run("down")
    data = neo4j.home / "neo4j" / "long-term"
    read_only = ("server.databases.read_only=neo4j",)
    with neo4j_server(data, password=connection.password, settings=read_only) as running:
        with Graph(replace(connection, uri=running.uri)) as graph:
            assert graph.read("RETURN 1 AS one") == [{"one": 1}]
        settings |= {"NEO4J_URI": running.uri, "PACTGRAPH_HOME": str(neo4j.home)}
        for reading in (["status"], ["query", "documents"], ["export", "--format", "facts"]):
            assert command(settings, *reading).returncode == 0
        merging = ["merge", "company/a1", "company/a2"]
        for writing in (["load", "-"], ["import", "-", "--format", "facts"], ["migrate"], merging):
            done = command(settings, *writing, given=said(DOCUMENTS).model_dump_json())
            (sentence,) = done.stderr.splitlines()
            assert (done.returncode, done.stdout) == (3, "")
            assert sentence.startswith(f"pactgraph: Neo4j at {running.uri} refused to write: ")
            assert "read-only" in sentence
        assert load_judgements(neo4j.home) == Judgements()


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Mount a disk of 64 MB, or skip the test where we may not."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64m", "none", str(folder)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True).returncode != 0:
        pytest.skip("no small disk: mounting a tmpfs is not allowed here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(ballast: Path, left: int) -> None:
    """Leave so many bytes of a disk, a piece at a time: the engine still writes what it was told before."""
    with ballast.open("wb", buffering=0) as file:
        while (room := shutil.disk_usage(ballast.parent).free - left) > 0:
            file.write(bytes(min(room, 1 << 20)))


def load_until_it_fails(graph: Graph) -> None:
    for begin in range(1, DOCUMENTS, 100):
        Writer(graph).replace([(said(number), "") for number in range(begin, begin + 100)])


@pytest.mark.slow
@pytest.mark.embedded
def test_a_full_disk_is_named_and_costs_nothing_that_was_loaded(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk, embedded_engine(disk / "home") as connection:
        with Graph(connection) as graph:
            ensure_schema(graph)
            Writer(graph).replace([(said(0), "")])
            ballast = disk / "ballast"
            fill(ballast, 200_000)
            with pytest.raises(GraphRefused, match=r"the disk of .* has \d\.\d MB left; make room"):
                load_until_it_fails(graph)
        left = claims(connection)
        assert left == {f"{number}.txt": 1 for number in range(len(left))}
        ballast.unlink()
        with Graph(connection) as graph:
            Writer(graph).replace([(said(number), "") for number in range(len(left), DOCUMENTS)])
        assert claims(connection) == ALL
