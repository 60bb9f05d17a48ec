"""The application over the small graph of tests/queries/world.py, on both engines.

``client`` answers over HTTP without a network: ``client.get("/queries").json()``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.cli import main
from api.settings import Settings
from graph.engines import Connection
from graph.engines.bolt import Graph
from tests.api.client import Client
from tests.api.commands import Ran, Run
from tests.queries.world import load


@pytest.fixture
def settings() -> Settings:
    return Settings(_env_file=None, max_rows=100)


@pytest.fixture
def client(graph: Graph, connection: Connection, settings: Settings) -> Iterator[Client]:
    load(graph)
    with Client(connection, settings) as opened:
        yield opened


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process."""

    def run(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["pactgraph", *arguments])
        code = 0
        try:
            main()
        except SystemExit as exit_:
            code = int(exit_.code or 0)
        return Ran(code, *capsys.readouterr())

    return run


@pytest.fixture
def on_graph(
    run: Run, graph: Graph, connection: Connection, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Run:
    """Run a command on the empty graph of this test."""
    if connection.home is not None:
        monkeypatch.delenv("NEO4J_URI", raising=False)
        monkeypatch.setenv("PACTGRAPH_HOME", str(connection.home))
    else:
        monkeypatch.setenv("PACTGRAPH_HOME", str(tmp_path / "home"))
        monkeypatch.setenv("NEO4J_URI", connection.uri)
        monkeypatch.setenv("NEO4J_USERNAME", connection.username)
        monkeypatch.setenv("NEO4J_PASSWORD", connection.password)
        monkeypatch.setenv("NEO4J_DATABASE", connection.database)
    return run
