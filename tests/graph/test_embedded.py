"""The embedded engine's process: started by whoever comes first, shared by all, gone when nobody is left."""

from __future__ import annotations

import asyncio
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.engines import embedded
from graph.engines.bolt import Graph, Reader
from graph.engines.embedded import Home, running
from graph.errors import GraphUnavailable
from graph.schema import ensure_schema
from graph.writer import Writer
from tests.databases import embedded_engine, end, to
from tests.graph.samples import facts

pytestmark = pytest.mark.embedded

OTHER_LOOPBACK = "127.0.0.2"
"""Reaches this machine too, and whatever listens on every address, but nobody who listens on 127.0.0.1."""

PRINT_PID = """
import sys
from pathlib import Path
from graph.engines.embedded import start
print(start(Path(sys.argv[1]), idle=600).pid)
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Make a home whose engine two commands have just started at the same time."""
    path = tmp_path_factory.mktemp("shared")
    command = [sys.executable, "-c", PRINT_PID, str(path)]
    commands = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    answers = {command.communicate()[0] for command in commands}
    assert len(answers) == 1, "each command started an engine of its own"
    yield path
    end(path, signal.SIGKILL)


def test_commands_share_one_engine(home: Path) -> None:
    with Graph(to(home)) as one, Graph(to(home)) as other:
        ensure_schema(one)
        said = facts("a.txt")
        Writer(one).replace([(said, said.fingerprint())])
        assert Writer(other).documents() == {"a.txt": said.fingerprint()}


def test_the_address_is_for_its_owner_only(home: Path) -> None:
    assert stat.S_IMODE(Home(home).address.stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform != "linux", reason="127.0.0.2 is on loopback on Linux only")
def test_it_listens_on_loopback_only(home: Path) -> None:
    address = running(Home(home))
    assert address is not None
    with socket.socket() as probe, pytest.raises(OSError, match="refused"):
        probe.connect((OTHER_LOOPBACK, address.port))


@pytest.mark.slow
def test_queries_that_end_with_a_limit_never_use_up_what_queries_may_hold(home: Path) -> None:
    """Together they leave more behind than all may hold: if none of it is collected, one of them is refused."""
    left_behind = (
        "CALL () { UNWIND range(1, 10000) AS i WITH i, collect(range(1, 200)) AS some WITH 1 AS one LIMIT 10\n"
        "RETURN count(one) AS rows } RETURN rows"
    )

    async def ask_often() -> None:
        async with Reader(to(home)) as reader:
            for _ in range(200):
                assert await reader.rows(left_behind) == [{"rows": 10}]

    asyncio.run(ask_often())


@pytest.mark.slow
def test_after_a_kill_the_next_use_starts_it_again(home: Path) -> None:
    async def read_through_the_kill() -> None:
        async with Reader(to(home)) as reader:
            await reader.ping()
            end(home, signal.SIGKILL)
            counts = await asyncio.gather(
                *(reader.rows("MATCH (d:Document) RETURN d.id AS id") for _ in range(3))
            )
            assert counts == [[{"id": "a.txt"}]] * 3

    with Graph(to(home)) as graph:
        said = facts("a.txt")
        Writer(graph).replace([(said, "")])
        asyncio.run(read_through_the_kill())
        assert graph.read("MATCH (d:Document) RETURN d.id AS id") == [{"id": "a.txt"}]
    first = running(Home(home))
    end(home, signal.SIGKILL)
    with Graph(to(home)) as graph:
        assert Writer(graph).documents() == {"a.txt": ""}
    second = running(Home(home))
    assert first is not None
    assert second is not None
    assert first.pid != second.pid


@pytest.mark.slow
def test_it_ends_by_itself_after_the_last_connection(tmp_path: Path) -> None:
    with embedded_engine(tmp_path, idle=1.0) as connection:
        with Graph(connection) as graph:
            graph.read("RETURN 1 AS one")
            time.sleep(2.5)
            assert running(Home(tmp_path)) is not None, "it ended under an open connection"
        deadline = time.monotonic() + 15
        while Home(tmp_path).address.exists():
            assert time.monotonic() < deadline, "it is still there"
            time.sleep(0.1)
        with Graph(to(tmp_path)) as graph:
            assert graph.read("RETURN 1 AS one") == [{"one": 1}]


def test_an_engine_that_cannot_start_says_why(tmp_path: Path) -> None:
    (tmp_path / "engine").write_text("not a folder")
    with pytest.raises(GraphUnavailable, match="ended as it started") as raised:
        embedded.start(tmp_path)
    assert "engine" in str(raised.value)


def test_a_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(GraphUnavailable, match="PACTGRAPH_HOME"):
        embedded.start(tmp_path / "file" / "home")
