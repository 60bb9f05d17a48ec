"""A Neo4j beside the project: started and stopped by commands, and no other process ever touched."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.engines.neo4j_server import beside
from graph.engines.neo4j_server.release import CURRENT, LONG_TERM, shipped
from graph.errors import GraphError, GraphRefused, GraphUnavailable


@pytest.fixture
def bystander() -> Iterator[subprocess.Popen[bytes]]:
    """Run a process that is none of ours."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        yield process


@pytest.fixture
def docker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Let a Docker engine seem to answer, and a client note what it is asked; the file of its notes."""
    notes = tmp_path / "notes.jsonl"
    client = tmp_path / "bin" / "docker"
    client.parent.mkdir()
    client.write_text(
        f"#!{sys.executable}\n"
        "import json, os, sys\n"
        f"with open({str(notes)!r}, 'a') as notes:\n"
        "    told = {name: value for name, value in os.environ.items() if name.startswith('NEO4J_')}\n"
        "    notes.write(json.dumps([sys.argv[1:], told]) + '\\n')\n"
        "if 'FAIL' in os.environ: sys.exit('no space left on device')\n"
        "if 'ps' in sys.argv: print('0123abcd')\n"
    )
    client.chmod(0o755)
    monkeypatch.setenv("PATH", f"{client.parent}{os.pathsep}{os.environ['PATH']}")
    with socket.create_server(("127.0.0.1", 0)) as engine:
        monkeypatch.setenv("DOCKER_HOST", f"tcp://127.0.0.1:{engine.getsockname()[1]}")
        yield notes


def test_a_process_id_that_is_left_over_misleads_nobody(
    tmp_path: Path, bystander: subprocess.Popen[bytes]
) -> None:
    (tmp_path / "neo4j").mkdir()
    left = {
        "series": "long-term",
        "bolt_port": 7687,
        "http_port": 7474,
        "pid": bystander.pid,
        "password": "x",
    }
    (tmp_path / "neo4j" / "server.json").write_text(json.dumps(left))
    assert beside.running(tmp_path) is None
    assert beside.down(tmp_path) is None
    assert bystander.poll() is None, "a process that is not ours was ended"
    assert not (tmp_path / "neo4j" / "server.json").exists()


def test_a_home_that_was_never_used_has_none(tmp_path: Path) -> None:
    assert beside.running(tmp_path) is None
    assert beside.down(tmp_path) is None


def test_a_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(GraphUnavailable, match="PACTGRAPH_HOME"):
        beside.up(tmp_path / "file" / "home", LONG_TERM)


def test_without_java_one_sentence_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/nothing.sock")
    monkeypatch.setattr("graph.engines.neo4j_server.java.java_homes", lambda: iter([tmp_path]))
    with pytest.raises(GraphUnavailable, match="no Java 21 or 25"):
        beside.up(tmp_path, CURRENT)
    assert beside.running(tmp_path) is None


def test_with_docker_it_is_a_container_of_the_compose_file(tmp_path: Path, docker: Path) -> None:
    server, started = beside.up(tmp_path, LONG_TERM)
    assert started
    assert server.pid is None
    (arguments, told), *_ = map(json.loads, docker.read_text().splitlines())
    assert arguments[:3] == ["compose", "--file", str(shipped("compose.yaml"))]
    assert arguments[5:] == ["up", "--detach", "--wait", "neo4j"]
    assert told["NEO4J_IMAGE"] == f"neo4j:{LONG_TERM.version}"
    assert (told["NEO4J_PASSWORD"], told["NEO4J_BOLT_PORT"]) == (server.password, str(server.bolt_port))

    assert beside.up(tmp_path, LONG_TERM) == (server, False)
    with pytest.raises(GraphRefused, match="neo4j down"):
        beside.up(tmp_path, CURRENT)
    assert beside.down(tmp_path) == server
    assert json.loads(docker.read_text().splitlines()[-1])[0][-1] == "down"
    assert beside.running(tmp_path) is None
    assert beside.up(tmp_path, LONG_TERM)[0].password == server.password, "the volume keeps its password"


def test_what_docker_complains_of_is_passed_on(
    tmp_path: Path, docker: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAIL", "1")
    with pytest.raises(GraphError, match="no space left on device"):
        beside.up(tmp_path, LONG_TERM)


def test_passwords_are_for_their_owner_only(tmp_path: Path, docker: Path) -> None:
    server, _ = beside.up(tmp_path, LONG_TERM)
    assert server.password not in repr(server)
    for file in (tmp_path / "neo4j").iterdir():
        if server.password in file.read_text():
            assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_compose_file_and_its_example_name_the_pinned_version() -> None:
    default = f"neo4j:{LONG_TERM.version}"
    assert f"${{NEO4J_IMAGE:-{default}}}" in shipped("compose.yaml").read_text()
    assert f"#NEO4J_IMAGE={default}" in shipped(".env.example").read_text()
