"""Which Neo4j the tests take, and what they refuse to empty."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from graph.engines import Connection
from graph.engines.bolt import Graph
from graph.engines.neo4j_server import java
from graph.engines.neo4j_server.compose import docker_answers
from graph.engines.neo4j_server.java import find_java
from graph.engines.neo4j_server.release import CURRENT, LONG_TERM, Release
from tests import databases
from tests.databases import empty, neo4j_database, refuse_to_empty


@dataclass
class Container:
    username: str = "neo4j"
    password: str = "secret"

    def get_connection_url(self) -> str:
        return "bolt://localhost:32768"


@contextmanager
def container(release: Release) -> Iterator[Container]:
    assert release is LONG_TERM
    yield Container()


def test_a_neo4j_that_is_named_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NEO4J_URI", "neo4j://db.example:7687")
    monkeypatch.setenv("NEO4J_PASSWORD", "its own")
    monkeypatch.setattr(databases, "docker_answers", lambda: True)
    with neo4j_database(tmp_path) as found:
        assert isinstance(found, Connection)
        assert (found.uri, found.password) == ("neo4j://db.example:7687", "its own")


def test_docker_comes_next(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("NEO4J_URI", raising=False)
    monkeypatch.setattr(databases, "docker_answers", lambda: True)
    monkeypatch.setattr(databases, "_container", container)
    with neo4j_database(tmp_path) as found:
        assert isinstance(found, Connection)
        assert (found.uri, found.username, found.password) == ("bolt://localhost:32768", "neo4j", "secret")


def test_where_there_is_none_one_line_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("NEO4J_URI", raising=False)
    monkeypatch.setattr(databases, "docker_answers", lambda: False)
    monkeypatch.setattr(java, "java_homes", lambda: iter([tmp_path]))
    with neo4j_database(tmp_path) as found:
        assert isinstance(found, str)
        assert "no Java 17 or 21" in found
        assert "\n" not in found


def test_a_java_of_another_version_is_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, version in (("old", "11.0.2"), ("fit", "21.0.1"), ("new", "25")):
        (tmp_path / name / "bin").mkdir(parents=True)
        (tmp_path / name / "bin" / "java").touch()
        (tmp_path / name / "release").write_text(f'IMPLEMENTOR="x"\nJAVA_VERSION="{version}"\n')
    homes = [tmp_path / name for name in ("old", "new", "fit")]
    monkeypatch.setattr(java, "java_homes", lambda: iter(homes))
    assert find_java(LONG_TERM) == tmp_path / "fit" / "bin" / "java"
    assert find_java(CURRENT) == tmp_path / "new" / "bin" / "java"


def test_docker_is_where_its_variable_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/nothing.sock")
    assert not docker_answers()
    with socket.create_server(("127.0.0.1", 0)) as engine:
        monkeypatch.setenv("DOCKER_HOST", f"tcp://127.0.0.1:{engine.getsockname()[1]}")
        assert docker_answers()


def test_a_database_that_holds_anything_else_is_not_emptied(graph: Graph) -> None:
    def run(statement: str, **parameters: Any) -> None:
        graph.write(lambda transaction: transaction.run(statement, parameters).consume())

    assert refuse_to_empty(graph) is None
    run("MATCH (g:Graph) REMOVE g.tests")
    try:
        refusal = refuse_to_empty(graph)
        assert refusal is not None
        assert "nodes that the tests would delete" in refusal
    finally:
        run("MATCH (g:Graph) SET g.tests = true")
        empty(graph)
