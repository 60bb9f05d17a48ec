"""The files for Neo4j Browser over HTTP, and which pages elsewhere may read what (CORS)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.settings import Settings
from graph.engines import connect
from tests.api.client import Client

BROWSER = "http://127.0.0.1:7474"
FILES = {
    "guide.html": "text/html; charset=utf-8",
    "style.grass": "text/plain; charset=utf-8",
    "queries.cypher": "text/plain; charset=utf-8",
    "queries.zip": "application/zip",
}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    """Answer without a database, which none of these needs."""
    nowhere = connect(
        uri="bolt://127.0.0.1:1",
        username="",
        password="",
        database="neo4j",
        home=tmp_path,
        query_timeout=1,
    )
    settings = Settings(_env_file=None, origins="https://graph.example, https://b.example")
    with Client(nowhere, settings) as opened:
        yield opened


@pytest.mark.parametrize("file", FILES)
def test_any_page_may_read_the_files(client: Client, file: str) -> None:
    answer = client.get(f"/browser/{file}", headers={"Origin": BROWSER})
    assert (answer.status_code, answer.headers["content-type"]) == (200, FILES[file])
    assert answer.headers["access-control-allow-origin"] == "*"
    assert client.request("HEAD", f"/browser/{file}").status_code == 200


@pytest.mark.parametrize("file", FILES)
def test_browser_may_ask_past_its_cache(client: Client, file: str) -> None:
    answer = preflight(client, f"/browser/{file}", BROWSER, "cache-control,pragma,sentry-trace")
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["access-control-allow-headers"] == "cache-control,pragma,sentry-trace"


def test_the_guide_names_the_server_as_its_reader_does(client: Client) -> None:
    page = client.get("/browser/guide.html", headers={"Host": "127.0.0.1:8017"}).text
    assert ":style http://127.0.0.1:8017/browser/style.grass" in page


def test_pages_elsewhere_read_nothing_else_unless_a_setting_names_them(client: Client) -> None:
    assert "access-control-allow-origin" not in client.get("/queries", headers={"Origin": BROWSER}).headers
    assert preflight(client, "/queries", BROWSER, "authorization").status_code == 400
    for origin in ("https://graph.example", "https://b.example"):
        answer = client.get("/queries", headers={"Origin": origin})
        assert answer.headers["access-control-allow-origin"] == origin
        assert "Origin" in answer.headers["vary"]
        assert preflight(client, "/queries", origin, "authorization").status_code == 200
    assert preflight(client, "/documents/a", "https://b.example", "", "PUT").status_code == 400


def preflight(client: Client, path: str, origin: str, headers: str, method: str = "GET") -> httpx.Response:
    asked = {"Access-Control-Request-Method": method, "Access-Control-Request-Headers": headers}
    return client.request("OPTIONS", path, headers={"Origin": origin, **asked})
