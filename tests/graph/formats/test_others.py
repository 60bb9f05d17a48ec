"""Exports for tools that do not read RDF: facts, GraphML, CSV."""

from __future__ import annotations

import csv
import io
import json
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import networkx
import pytest
from neo4j import ManagedTransaction

from graph.engines.bolt import Graph, Row
from graph.facts import read_facts
from graph.formats import FORMATS, parallel
from graph.formats.csvzip import BETWEEN
from graph.pages import Pages
from graph.writer import Writer
from tests.databases import empty
from tests.graph.exports import NASTY, TERMS, exported, hard
from tests.graph.samples import content

ON_NEO4J = pytest.mark.parametrize(
    "connection", [pytest.param("neo4j", marks=pytest.mark.neo4j)], indirect=True
)


@pytest.fixture
def loaded(graph: Graph) -> Graph:
    Writer(graph).replace([(said, said.fingerprint()) for said in hard()])
    return graph


def test_facts_that_were_exported_load_as_the_same_graph(loaded: Graph) -> None:
    before = content(loaded)
    rows = exported(loaded, "facts").decode().split("\n")[:-1]
    assert [json.loads(row)["document"]["id"] for row in rows] == sorted(said.document.id for said in hard())
    prints = {said.document.id: said.fingerprint() for said in hard()}
    Writer(loaded).forget(prints)
    read = [read_facts(row) for row in rows]
    Writer(loaded).replace([(said, prints[said.document.id]) for said in read])
    assert content(loaded) == before


@pytest.mark.parametrize("format_", ["jsonld", "turtle", "nquads"])
def test_several_processes_write_the_same_bytes(
    loaded: Graph, format_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parallel, "ENTITIES", 1)
    monkeypatch.setattr(parallel, "FIRST_DOCUMENTS", 2)
    pages = Pages(loaded.read)
    found = b"".join(parallel.export_by(2, FORMATS[format_], loaded, pages, TERMS))
    assert found == exported(loaded, format_)
    assert len(pages.revisions) == 1


def test_graphml_is_read_back_by_networkx(loaded: Graph) -> None:
    found = networkx.parse_graphml(exported(loaded, "graphml").decode())
    assert isinstance(found, networkx.MultiDiGraph)
    nodes, relationships = content(loaded)
    assert (found.number_of_nodes(), found.number_of_edges()) == (len(nodes), len(relationships))
    assert found.nodes["company/huawei"]["kind"] == "Company"
    assert found.nodes["company/huawei"]["label"] == "Huawei"
    assert found.nodes["document/b.txt"]["kind"] == "Document"
    assert found.nodes["document/c.txt"]["same_text_as"] == "a b/ü#1?x=%41.txt"
    (edge,) = found.get_edge_data("event/forum", "city/jinan").values()
    assert (edge["kind"], edge["quote"], edge["start"], edge["confidence"]) == (
        "LOCATED_IN",
        "In Jinan.",
        0,
        0.9,
    )
    quotes = {data["quote"] for *_, data in found.edges(data=True) if "quote" in data}
    assert (
        "".join(c if c >= " " or c in "\t\n\r" else "\ufffd" for c in NASTY).replace("\ufffe", "\ufffd")
        in quotes
    )


def test_csv_keeps_the_rules_of_neo4j_admin_import(loaded: Graph) -> None:
    files = _unzip(exported(loaded, "csv"))
    assert set(files) == {"README.txt", "entities.csv", "documents.csv", "claims.csv", "mentions.csv"}
    tables = {name: list(csv.DictReader(io.StringIO(text, newline=""))) for name, text in files.items()}
    ids = {
        "Entity": [row["id:ID(Entity)"] for row in tables["entities.csv"]],
        "Document": [row["id:ID(Document)"] for row in tables["documents.csv"]],
    }
    for known in ids.values():
        assert len(known) == len(set(known)) > 3
    known_types = {"", "long", "double", "boolean", "string[]", "long[]"}
    for name, source in (("claims.csv", "Entity"), ("mentions.csv", "Document")):
        assert tables[name]
        header = list(tables[name][0])
        assert header[:3] == [f":START_ID({source})", ":END_ID(Entity)", ":TYPE"]
        assert {field.partition(":")[2] for field in header[3:]} <= known_types
        for row in tables[name]:
            assert row[f":START_ID({source})"] in ids[source]
            assert row[":END_ID(Entity)"] in ids["Entity"]
    assert sum(row["quote"] == NASTY for row in tables["claims.csv"]) == 1
    reprints = {
        row["id:ID(Document)"]: row["same_text_as"] for row in tables["documents.csv"] if row["same_text_as"]
    }
    assert reprints == {"c.txt": "a b/ü#1?x=%41.txt"}


@ON_NEO4J
def test_csv_loads_into_a_real_neo4j_with_load_csv(graph: Graph, tmp_path: Path) -> None:
    Writer(graph).replace([(said, said.fingerprint()) for said in hard()])
    before = graph.read(
        "MATCH (:Company)-[r:SIGNED_WITH]->(b) RETURN b.id AS b, r.quote AS quote, r.date AS date"
    )
    for name, text in _unzip(exported(graph, "csv")).items():
        (tmp_path / name).write_text(_plain(text), encoding="utf-8", newline="")
    empty(graph)
    with _serving(tmp_path) as url:
        for statement in (
            f"LOAD CSV WITH HEADERS FROM '{url}/entities.csv' AS row WITH row WHERE row.`:LABEL` = 'Company' "
            f"CREATE (n:Company {{id: row.`id:ID(Entity)`, aliases: split(row.`aliases:string[]`, '{BETWEEN}')}})",
            f"LOAD CSV WITH HEADERS FROM '{url}/entities.csv' AS row WITH row WHERE row.`:LABEL` = 'University' "
            "CREATE (:University {id: row.`id:ID(Entity)`})",
            f"LOAD CSV WITH HEADERS FROM '{url}/claims.csv' AS row "
            "MATCH (a {id: row.`:START_ID(Entity)`}) MATCH (b {id: row.`:END_ID(Entity)`}) "
            "WITH * WHERE row.`:TYPE` = 'SIGNED_WITH' "
            "CREATE (a)-[:SIGNED_WITH {quote: row.quote, date: row.date, start: toInteger(row.`start:long`)}]->(b)",
        ):
            graph.write(partial(_run, statement))
    after = graph.read(
        "MATCH (:Company)-[r:SIGNED_WITH]->(b) RETURN b.id AS b, r.quote AS quote, r.date AS date"
    )

    assert _told(after) == _told(before)
    (huawei,) = graph.read("MATCH (n:Company {id: 'company/huawei'}) RETURN n.aliases AS aliases")
    assert huawei["aliases"] == [_plain(NASTY).replace(BETWEEN, "\ufffd"), "华为"]


def _told(rows: list[Row]) -> set[tuple[str, ...]]:
    return {tuple(_plain(value) for value in row.values()) for row in rows}


def _plain(text: str) -> str:
    """Return a text as the files have it here: LOAD CSV takes a backslash for an escape unless the server is told."""
    return text.replace("\\", "/").replace("\x00", "")


def _run(statement: str, transaction: ManagedTransaction) -> None:
    transaction.run(statement).consume()


def _unzip(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
