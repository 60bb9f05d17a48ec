"""What both engines do alike: refuse, end, complain, keep a schema and tell what they hold."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.engines import Connection, connect
from graph.engines.bolt import Graph, Reader
from graph.errors import GraphError, GraphRefused, GraphTimeout, GraphUnavailable
from graph.model import CLAIM_TYPES, ENTITY_LABELS
from graph.schema import SCHEMA_VERSION, ensure_schema
from graph.status import status
from graph.writer import Writer
from tests.databases import QUERY_TIMEOUT
from tests.graph.samples import claim, facts

With = Callable[[Callable[[Reader], Awaitable[Any]]], Any]

ENDLESS = "UNWIND range(1, 3000000) AS x UNWIND range(1, 1000) AS y RETURN count(*) AS n"


def test_a_reader_returns_rows(graph: Graph, reader_of: With) -> None:
    rows = reader_of(
        lambda reader: reader.rows("UNWIND $ids AS id RETURN id, id + '!' AS loud", {"ids": ["济南"]})
    )
    assert rows == [{"id": "济南", "loud": "济南!"}]


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (n:Company {id: 'company/new'})",
        "MERGE (n:Company {id: 'company/new'})",
        "MATCH (n:Company {id: 'company/huawei'}) SET n.name = 'changed'",
        "MATCH (n:Company {id: 'company/huawei'}) REMOVE n.name",
        "MATCH (n:Company {id: 'company/huawei'}) DETACH DELETE n",
        "MATCH ()-[r:SIGNED_WITH]->() DELETE r",
        "CREATE INDEX unwanted IF NOT EXISTS FOR (n:Company) ON (n.name)",
    ],
)
def test_a_reader_cannot_write(graph: Graph, reader_of: With, statement: str) -> None:
    said = facts("a.txt", claim("SIGNED_WITH", "company/huawei", "company/inspur"))
    Writer(graph).replace([(said, "")])
    before = status(graph)
    with pytest.raises(GraphRefused, match="refused to write"):
        reader_of(lambda reader: reader.rows(statement))
    assert status(graph) == before
    assert graph.read("MATCH (n:Company {id: 'company/huawei'}) RETURN n.name AS name") == [
        {"name": "huawei"}
    ]


@pytest.mark.parametrize("limit", [QUERY_TIMEOUT, 0.3])
def test_a_query_that_runs_too_long_is_ended(graph: Graph, reader_of: With, limit: float) -> None:
    async def run(reader: Reader) -> None:
        with pytest.raises(GraphTimeout, match=f"limit of {limit:g} s"):
            await reader.rows(ENDLESS, timeout=limit)
        await reader.ping()

    before = time.monotonic()
    reader_of(run)
    assert time.monotonic() - before < limit + 5


def test_a_wrong_password_is_told_from_a_wrong_address(connection: Connection) -> None:
    wrong = replace(connection, password="not the password", reader_password="not the password")
    with Graph(wrong) as graph, pytest.raises(GraphRefused, match="refused the user"):
        graph.read("RETURN 1 AS one")
    nobody = replace(connection, uri="bolt://127.0.0.1:1", home=None)
    with Graph(nobody) as graph, pytest.raises(GraphUnavailable, match=r"127\.0\.0\.1:1 does not answer"):
        graph.read("RETURN 1 AS one")
    with Graph(nobody) as graph, pytest.raises(GraphUnavailable):
        graph.write(lambda transaction: transaction.run("RETURN 1 AS one").consume())


@pytest.mark.parametrize(
    ("uri", "database", "said"),
    [
        ("bolt://no-such-host.invalid:7687", "neo4j", "does not answer"),
        (None, "nosuchdatabase", "has no database 'nosuchdatabase'"),
    ],
)
def test_a_wrong_address_or_database_is_named(
    connection: Connection, reader_of: With, uri: str | None, database: str, said: str
) -> None:
    wrong = replace(connection, uri=uri or connection.uri, database=database, home=None)
    with Graph(wrong) as graph, pytest.raises(GraphError, match=said):
        graph.read("RETURN 1 AS one")

    async def read(_: Reader) -> None:
        async with Reader(wrong) as reader:
            with pytest.raises(GraphError, match=said):
                await reader.ping()

    reader_of(read)


@pytest.mark.parametrize("uri", ["http://127.0.0.1:7474", "127.0.0.1:7687", ""])
def test_an_address_that_is_not_for_bolt_is_refused(uri: str, tmp_path: Path) -> None:
    with pytest.raises(GraphRefused, match="must begin with bolt:// or neo4j://"):
        connect(uri=uri, username="neo4j", password="", database="neo4j", home=tmp_path)


def test_passwords_are_not_printed(connection: Connection) -> None:
    assert connection.password not in repr(connection)
    assert connection.reader_password not in repr(connection)


def test_making_the_schema_again_changes_nothing(graph: Graph) -> None:
    def names() -> set[str]:
        return {row["name"] for row in graph.read("SHOW INDEXES YIELD name RETURN name")}

    before = names()
    ensure_schema(graph)
    assert names() == before
    assert len(before) >= len(ENTITY_LABELS) + len(CLAIM_TYPES)
    (node,) = graph.read("MATCH (g:Graph) RETURN g.id AS id, g.name AS name, g.schema AS schema")
    assert node == {"id": "graph", "name": "pactgraph", "schema": SCHEMA_VERSION}


def test_two_nodes_cannot_have_one_id(graph: Graph) -> None:
    create = "CREATE (n:Company {id: 'company/huawei'})"
    graph.write(lambda transaction: transaction.run(create).consume())
    with pytest.raises(GraphRefused):
        graph.write(lambda transaction: transaction.run(create).consume())


def test_status_counts_what_is_there(graph: Graph, connection: Connection) -> None:
    said = facts("a.txt", claim("SIGNED_WITH", "company/huawei", "company/inspur", place="city/jinan"))
    Writer(graph).replace([(said, "")])
    found = status(graph)
    assert (found.engine, found.address) == (connection.engine, connection.uri)
    assert found.schema == SCHEMA_VERSION
    assert found.version
    assert found.revision == 1
    assert {name: count for name, count in found.counts.nodes.items() if count} == {
        "Document": 1,
        "Company": 2,
        "City": 1,
    }
    assert {name: count for name, count in found.counts.relationships.items() if count} == {
        "SIGNED_WITH": 1,
        "MENTIONS": 3,
    }
    assert found.counts.nodes["Event"] == 0


def test_a_schema_newer_than_ours_is_left_alone(graph: Graph) -> None:
    newer = SCHEMA_VERSION + 1
    graph.write(lambda transaction: transaction.run("MATCH (g:Graph) SET g.schema = $v", v=newer).consume())
    with pytest.raises(GraphRefused, match="newer pactgraph"):
        ensure_schema(graph)
    assert graph.read("MATCH (g:Graph) RETURN g.schema AS schema") == [{"schema": newer}]
