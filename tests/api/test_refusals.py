"""A database that does not let commands in: one sentence that says what to do, and exit code 3."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph.engines import Connection
from graph.engines.bolt import Graph
from tests.api.commands import Ran, Run
from tests.graph.bolt_stub import NONE_IN_COMMON, Stub
from tests.graph.samples import claim, facts

COMMANDS = [
    "ask who",
    "query documents",
    "status",
    "migrate",
    "load FACTS",
    "reextract",
    "import FACTS --format facts",
    "export --format facts",
    "forget a",
    "why company/a company/b",
    "merge company/a company/b",
    "review",
    "serve --port 0",
]

on_neo4j = pytest.mark.parametrize(
    "connection",
    [
        pytest.param("neo4j", marks=pytest.mark.neo4j),
        pytest.param("neo4j-current", marks=[pytest.mark.neo4j, pytest.mark.current]),
    ],
    indirect=True,
)
every_command = pytest.mark.parametrize("command", COMMANDS)
each_way_in = pytest.mark.parametrize(
    "command", ["ask who", "status", "load FACTS", "export --format facts", "serve --port 0"]
)
"""Commands that read as the API does, that look, that write, that stream, that wait for requests."""


@pytest.fixture
def arguments(command: str, tmp_path: Path) -> list[str]:
    """Make the words of a command, FACTS among them a file that can be loaded."""
    file = tmp_path / "facts.jsonl"
    file.write_text(facts("a.txt", claim("SIGNED_WITH", "company/a", "company/b")).model_dump_json() + "\n")
    return [str(file) if word == "FACTS" else word for word in command.split()]


@pytest.fixture
def on_stub(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command on the stub whose address comes first."""

    def on(address: str, *arguments: str) -> Ran:
        monkeypatch.setenv("PACTGRAPH_HOME", str(tmp_path / "home"))
        monkeypatch.setenv("NEO4J_URI", address)
        monkeypatch.setenv("NEO4J_PASSWORD", "any")
        return run(*arguments)

    return on


def refused(ran: Ran) -> str:
    """Return the one sentence that a command which was not let in prints."""
    (sentence,) = ran.err.splitlines()
    assert (ran.code, ran.out) == (3, "")
    assert sentence.startswith("pactgraph: Neo4j at bolt://127.0.0.1:")
    return sentence


@on_neo4j
@each_way_in
@pytest.mark.parametrize(
    ("variable", "value", "told"),
    [
        (
            "NEO4J_PASSWORD",
            "not the password",
            " refused the user 'neo4j' or the password: check NEO4J_USERNAME and NEO4J_PASSWORD",
        ),
        ("NEO4J_DATABASE", "nosuchdatabase", " has no database 'nosuchdatabase': check NEO4J_DATABASE"),
    ],
    ids=["password", "database"],
)
def test_a_wrong_password_or_database_is_3(
    on_graph: Run, arguments: list[str], variable: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, value)
    assert refused(on_graph(*arguments)).endswith(told)


@pytest.fixture
def somebody(connection: Connection) -> Iterator[str]:
    """Make a user whom the server may lock out."""
    with Graph(replace(connection, database="system")) as system:
        system.schema("CREATE USER somebody SET PASSWORD 'a password of theirs'")
        yield "somebody"
        system.schema("DROP USER somebody")


@on_neo4j
def test_a_wrong_password_that_is_tried_too_often_is_3(
    on_graph: Run, somebody: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_USERNAME", somebody)
    monkeypatch.setenv("NEO4J_PASSWORD", "not the password")
    said = [refused(on_graph("status")) for _ in range(4)]
    assert said[0].endswith(
        " refused the user 'somebody' or the password: check NEO4J_USERNAME and NEO4J_PASSWORD"
    )
    assert said[-1].endswith("check NEO4J_USERNAME and NEO4J_PASSWORD, then try again in some seconds")


@every_command
def test_a_server_that_is_too_old_is_3(on_stub: Run, arguments: list[str]) -> None:
    with Stub(agent="Neo4j/5.9.0") as stub:
        said = refused(on_stub(stub.uri("bolt"), *arguments))
    assert said.endswith(" is Neo4j/5.9.0: pactgraph needs 5.26 or newer; upgrade it")
    assert stub.names() == [], "nothing was asked of it"


@pytest.mark.parametrize("command", ["status", "ask who"])
def test_a_server_that_speaks_no_protocol_of_ours_is_3(on_stub: Run, arguments: list[str]) -> None:
    with Stub(version=NONE_IN_COMMON) as stub:
        said = refused(on_stub(stub.uri("bolt"), *arguments))
    assert said.endswith("pactgraph needs 5.26 or newer; upgrade it")
