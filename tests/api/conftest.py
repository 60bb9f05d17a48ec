"""The application over the small graph of tests/queries/world.py, on both engines.

``client`` answers over HTTP without a network: ``client.get("/queries").json()``.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from api.settings import Settings
from graph.engines import Connection
from graph.engines.bolt import Graph
from tests.api.client import Client
from tests.queries.world import load


@pytest.fixture
def settings() -> Settings:
    return Settings(_env_file=None, max_rows=100)


@pytest.fixture
def client(graph: Graph, connection: Connection, settings: Settings) -> Iterator[Client]:
    load(graph)
    with Client(connection, settings) as opened:
        yield opened
