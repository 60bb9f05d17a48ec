"""Answers are kept while the graph stays as it is, and never a moment longer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from api.settings import Settings
from graph.engines import Connection
from graph.engines.bolt import Graph, Reader
from graph.facts import Facts
from graph.writer import Writer
from tests.api.client import Client
from tests.graph.samples import claim, entity, facts
from tests.queries.world import HUAWEI, UNIVERSITY

PARTNERS = f"/queries/partners_of?organization={HUAWEI}"


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement that readers send from now on."""
    sent: list[str] = []
    plain = Reader.rows

    async def counted(self: Reader, statement: str, *args: object, **more: object) -> object:
        sent.append(statement)
        return await plain(self, statement, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Reader, "rows", counted)
    return sent


def test_the_same_request_again_reads_nothing_but_the_state(client: Client, statements: list[str]) -> None:
    client.warm()
    first = client.get(PARTNERS)
    statements.clear()
    again = client.get(PARTNERS)
    assert (again.content, again.headers) == (first.content, first.headers)
    assert [statement for statement in statements if "SIGNED_WITH" in statement] == []
    assert len(statements) == 1


def test_who_has_the_answer_is_told_so_until_somebody_writes(client: Client, graph: Graph) -> None:
    tag = client.get(PARTNERS).headers["etag"]
    for known in (tag, f'"other", W/{tag}', "*"):
        answer = client.get(PARTNERS, headers={"If-None-Match": known})
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag)
    Writer(graph).replace([(_signed("new.txt", "company/new"), "")])
    answer = client.get(PARTNERS, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.headers["etag"] != tag) == (200, True)
    assert "company/new" in answer.text


def test_each_format_and_language_has_its_own_answer(client: Client) -> None:
    answers = {
        client.get(f"{PARTNERS}&{options}").text
        for options in ("", "format=csv", "format=csv&bom=1", "format=jsonl", "lang=zh", "limit=1")
    }
    assert len(answers) == 6
    tags = {client.get(f"{PARTNERS}&format={kind}").headers["etag"] for kind in ("json", "csv", "jsonl")}
    assert len(tags) == 3
    assert client.get(PARTNERS, headers={"Accept": "text/csv"}).headers["vary"] == "Accept"


def test_errors_are_not_kept(client: Client, graph: Graph) -> None:
    path = "/queries/partners_of?organization=company/later"
    assert client.get(path).status_code == 404
    Writer(graph).replace([(_signed("later.txt", "company/later"), "")])
    assert client.get(path).json()["rows"][0]["partner"]["id"] == HUAWEI


def test_nobody_who_asks_after_a_write_gets_what_was_before_it(client: Client, graph: Graph) -> None:
    """A writer adds one partner after another; every answer must hold all that was written before it was asked for."""
    written = 0
    stop = threading.Event()

    def write() -> None:
        nonlocal written
        while not stop.is_set() and written < 200:
            Writer(graph).replace([(_signed(f"{written}.txt", f"company/n{written}"), "")])
            written += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(60):
            before = written
            for path in (f"{PARTNERS}&limit=100", f"/queries/documents_about?entity={HUAWEI}&limit=100"):
                assert client.get(path).json()["total"] >= before
    finally:
        stop.set()
        writer.join()
    assert written > 0
    assert client.get(f"{PARTNERS}&limit=100").json()["total"] == 4 + written


@pytest.mark.parametrize("size", [0, 3000])
def test_no_more_is_kept_than_the_size_allows(
    client: Client, connection: Connection, settings: Settings, statements: list[str], size: int
) -> None:
    with _sized(connection, settings, size) as small:
        for _ in range(2):
            for path in (PARTNERS, f"{PARTNERS}&limit=1", f"/queries/documents_about?entity={UNIVERSITY}"):
                assert small.get(path).status_code == 200
        statements.clear()
        assert small.get(PARTNERS).status_code == 200
        assert len(statements) > 1


def test_pages_follow_one_another_in_every_format(client: Client) -> None:
    whole = client.get(PARTNERS).json()["rows"]
    paged = list[dict[str, Any]]()
    for page in _pages(client, f"{PARTNERS}&limit=3"):
        paged += page["rows"]
        assert (page["total"], page["truncated"]) == (4, page["next"] is not None)
    assert paged == whole
    table = client.get(f"{PARTNERS}&limit=3&format=csv&bom=true")
    assert table.content.startswith(b"\xef\xbb\xbfpartner,partner_id,")
    following = table.links["next"]["url"]
    assert len(client.get(following).text.splitlines()) == 2


@pytest.mark.parametrize(
    "path", ["/entities", "/documents", f"/entities/{HUAWEI}/claims", "/documents/c.txt"]
)
def test_lists_page_too(client: Client, path: str) -> None:
    field = "claims" if path == "/documents/c.txt" else "rows"
    whole = client.get(f"{path}?limit=100").json()
    paged = [row for page in _pages(client, f"{path}?limit=2") for row in page[field]]
    assert paged == whole[field]
    assert len(paged) == whole["total"]


def test_a_cursor_of_another_question_is_refused(client: Client) -> None:
    cursor = client.get(f"{PARTNERS}&limit=1").json()["next"]
    for path in (
        f"{PARTNERS}&year=2022&next={cursor}",
        f"/queries/documents?next={cursor}",
        f"{PARTNERS}&next={cursor[:-1]}",
        f"/entities?next={cursor}",
    ):
        answer = client.get(path)
        assert (answer.status_code, answer.json()["type"]) == (422, "urn:pactgraph:bad-cursor")


def _pages(client: Client, path: str) -> Iterator[dict[str, Any]]:
    page = client.get(path).json()
    yield page
    while page["next"]:
        page = client.get(f"{path}&next={page['next']}").json()
        yield page


def _sized(connection: Connection, settings: Settings, size: int) -> Client:
    return Client(connection, settings.model_copy(update={"cache_size": size}))


def _signed(document: str, partner: str) -> Facts:
    return facts(document, entity(HUAWEI, "Huawei"), entity(partner), claim("SIGNED_WITH", HUAWEI, partner))
