"""Documents over HTTP: put, shown with their text, retracted."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from api.app import create_app
from api.settings import Settings
from api.writing import AT_ONCE
from graph.engines import Connection
from graph.engines.bolt import Graph
from tests.api.client import Client
from tests.loaders.readers.files import CHINESE, ENGLISH, pdf
from tests.queries.world import documents

TOKEN = {"Authorization": "Bearer secret-word"}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(_env_file=None, home=tmp_path, token=SecretStr("secret-word"), max_document=2000)


@pytest.fixture
def writer(graph: Graph, connection: Connection, settings: Settings) -> Iterator[Client]:
    with Client(connection, settings) as opened:
        yield opened


def put(client: Client, document: str, body: str | bytes, **headers: str) -> httpx.Response:
    return client.request("PUT", f"/documents/{document}", content=body, headers=TOKEN | headers)


def test_a_document_is_put_shown_and_retracted(writer: Client, graph: Graph) -> None:
    first, again = put(writer, "news/a.txt", CHINESE), put(writer, "news/a.txt", CHINESE)
    assert (first.status_code, first.json()["status"], first.json()["claims"]) == (201, "new", 3)
    assert (again.status_code, again.json()["status"]) == (200, "unchanged")
    shown = writer.get("/documents/news/a.txt").json()
    assert shown["text"] == CHINESE
    assert (shown["path"], shown["total"]) == ("news/a.txt", 3)
    assert {mention["entity"]["id"] for mention in shown["mentions"]} >= {"company/huawei", "city/jinan"}
    for mention in shown["mentions"]:
        assert CHINESE[mention["start"] : mention["end"]] == mention["text"]
    for claim in shown["claims"]:
        (said,) = claim["evidence"]
        assert shown["text"][said["start"] : said["end"]] == said["quote"]
    edited = put(writer, "news/a.txt", ENGLISH)
    assert (edited.status_code, edited.json()["status"]) == (200, "edited")
    assert writer.get("/documents/news/a.txt").json()["text"] == ENGLISH
    gone = writer.request("DELETE", "/documents/news/a.txt", headers=TOKEN)
    assert (gone.status_code, gone.json()["claims_removed"]) == (200, edited.json()["claims"])
    assert graph.read("MATCH (n) WHERE NOT n:Graph RETURN count(n) AS n") == [{"n": 0}]
    assert writer.request("DELETE", "/documents/news/a.txt", headers=TOKEN).status_code == 404


def test_rows_facts_and_files_are_told_by_content(writer: Client) -> None:
    row = put(writer, "row", json.dumps({"id": "other", "text": ENGLISH, "title": "News"}))
    assert (row.status_code, row.json()["id"]) == (201, "row")
    facts = put(writer, "facts", documents()[0].model_dump_json())
    assert (facts.status_code, facts.json()["claims"]) == (201, len(documents()[0].claims))
    assert put(writer, "paper.pdf", pdf([ENGLISH])).status_code == 201
    assert writer.get("/documents/row").json()["title"] == "News"
    assert writer.get("/documents/facts").json()["text"] is None
    assert writer.get("/documents/paper.pdf").json()["text"] == ENGLISH


def test_a_text_that_is_not_that_of_the_graph_is_not_shown(writer: Client, graph: Graph) -> None:
    put(writer, "a", ENGLISH)
    change = "MATCH (d:Document {id: 'a'}) SET d.sha256 = 'of another version'"
    graph.write(lambda transaction: transaction.run(change).consume())
    assert writer.get("/documents/a").json()["text"] is None


@pytest.mark.parametrize(
    ("document", "body", "status", "words"),
    [
        ("a", b"", 422, "empty"),
        ("a", b"\x89PNG\0\0", 422, "not text"),
        ("a", b"%PDF-1.7", 422, "damaged"),
        ("a", b'{"id": "a"}\n', 422, "text"),
        ("a", b'{"text": "x"}\n{"text": "y"}', 422, "no single row"),
        ("a", b"id,text\n1,x\n", 422, "csv holds many documents"),
        ("a", b'{"document": {"id": "a"}, "claims": []}', 422, "document.path"),
        ("a%07b", b"x", 422, "U+0007"),
        ("a/%2E%2E/b", b"x", 422, "../"),
        ("a", b"x" * 2001, 422, "longer than 2,000 characters"),
        ("a", b"x" * 9000, 413, "2,000 characters"),
    ],
)
def test_a_bad_document_changes_nothing(
    writer: Client, graph: Graph, document: str, body: bytes, status: int, words: str
) -> None:
    response = put(writer, document, body)
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    assert words in response.json()["detail"]
    assert graph.read("MATCH (d:Document) RETURN count(d) AS n") == [{"n": 0}]


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_writing_needs_the_token(
    writer: Client, connection: Connection, settings: Settings, method: str
) -> None:
    for headers in ({}, {"Authorization": "Bearer wrong"}):
        refused = writer.request(method, "/documents/a", content=b"x", headers=headers)
        assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    with Client(connection, settings.model_copy(update={"token": None})) as reader:
        off = reader.request(method, "/documents/a", content=b"x", headers=TOKEN)
        assert (off.status_code, off.json()["type"]) == (403, "urn:pactgraph:writing-off")


def test_one_write_too_many_is_told_to_come_again(
    graph: Graph, connection: Connection, settings: Settings
) -> None:
    app = create_app(settings, connection)

    async def many() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://localhost") as http,
        ):
            puts: list[Any] = [
                http.put(f"/documents/{n}", content=ENGLISH, headers=TOKEN) for n in range(AT_ONCE + 3)
            ]
            return list(await asyncio.gather(*puts))

    answers = asyncio.run(many())
    assert sorted(answer.status_code for answer in answers) == [201] * AT_ONCE + [429] * 3
    assert {answer.headers.get("retry-after") for answer in answers if answer.status_code == 429} == {"1"}
    assert graph.read("MATCH (d:Document) RETURN count(d) AS n") == [{"n": AT_ONCE}]
