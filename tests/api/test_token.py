"""Off loopback reading asks for the bearer token, unless the server was started as public."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import httpx
import pytest

from api.app import create_app
from api.settings import Settings
from graph.engines import Connection
from graph.engines.bolt import Graph
from tests.api.client import Client

TOKEN = "a token, 口令"


@pytest.fixture
def guarded(graph: Graph, connection: Connection, settings: Settings) -> Iterator[Client]:
    with Client(connection, settings, read_token=TOKEN) as opened:
        yield opened


def test_every_route_asks_for_the_token(guarded: Client) -> None:
    described = guarded.get("/openapi.json", headers=bearer(TOKEN)).json()["paths"]
    paths = {path.replace("{", "").replace("}", "") for path in described} - {"/healthz", "/readyz"}
    for path in (*paths, "/openapi.json", "/docs", "/docs/files/swagger-ui.css", "/healthz/", "/nowhere"):
        response = guarded.get(path)
        assert (response.status_code, response.headers["www-authenticate"]) == (401, "Bearer"), path
        assert response.headers["content-type"] == "application/problem+json"
        body = response.json()
        assert (body["type"], body["instance"]) == ("urn:pactgraph:unauthorized", path)
        assert TOKEN not in response.text


def test_the_token_opens_reading(guarded: Client) -> None:
    for scheme in ("Bearer", "bearer"):
        assert guarded.get("/queries/documents", headers=bearer(TOKEN, scheme)).status_code == 200
    assert guarded.get("/nowhere", headers=bearer(TOKEN)).status_code == 404


@pytest.mark.parametrize("probe", ["/healthz", "/readyz"])
def test_probes_need_no_token(guarded: Client, probe: str) -> None:
    assert guarded.get(probe).status_code == 200


@pytest.mark.parametrize(
    "header",
    [
        b"",
        b"Bearer",
        b"Bearer ",
        b"Bearer a token",
        b"Basic " + TOKEN.encode(),
        TOKEN.encode(),
        b"Bearer \xff",
    ],
)
def test_anything_else_does_not(guarded: Client, header: bytes) -> None:
    assert guarded.get("/stats", headers={b"Authorization": header}).status_code == 401


def test_another_method_is_refused_as_well(guarded: Client) -> None:
    assert guarded.request("POST", "/queries").status_code == 401


def test_the_documentation_tells_of_401_only_where_it_can_come() -> None:
    settings = Settings(_env_file=None)
    for token, expected in ((None, False), (TOKEN, True)):
        paths = create_app(settings, read_token=token).openapi()["paths"]
        assert ("401" in paths["/ask"]["get"]["responses"]) is expected


@pytest.mark.parametrize(
    ("arguments", "status", "greeting"),
    [
        (["--host", "0.0.0.0"], 401, "Authorization: Bearer $PACTGRAPH_TOKEN"),
        (["--host", "0.0.0.0", "--public"], 200, "Everybody who reaches it may read"),
        ([], 200, "pactgraph answers at http://127.0.0.1:"),
    ],
)
def test_serve_says_who_may_read(arguments: list[str], status: int, greeting: str) -> None:
    """Needs no database: the catalogue is read from files, and nothing listens at this address."""
    command = [sys.executable, "-c", "from api.cli import main; main()", "serve", "--port", "0", *arguments]
    environment = {**os.environ, "PACTGRAPH_TOKEN": "secret-word", "NEO4J_URI": "bolt://127.0.0.1:1"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as server:
        try:
            assert server.stderr is not None
            said = ""
            while "/ask?q=" not in said:
                line = server.stderr.readline()
                assert line, said
                said += line
            assert greeting in said
            if status == 200:
                assert ":play http://localhost:" in server.stderr.readline()
            assert "secret-word" not in said
            address = said.split("answers at ")[1].split()[0]
            assert httpx.get(f"{address}/queries", timeout=30).status_code == status
        finally:
            server.terminate()


def bearer(token: str, scheme: str = "Bearer") -> dict[bytes, bytes]:
    return {b"Authorization": f"{scheme} {token}".encode()}
