"""Every error has the one shape, a stable type, and no trace."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from api.service import Service
from api.settings import Settings
from graph.engines import Connection
from graph.engines.bolt import Graph, Reader
from graph.schema import SCHEMA_VERSION
from tests.api.client import Client


def problem(client: Client, path: str, status: int, slug: str, **headers: str) -> dict[str, Any]:
    response = client.get(path, headers=headers)
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert (response.status_code, body["status"], body["type"]) == (
        status,
        status,
        f"urn:pactgraph:{slug}",
    ), body
    assert body["title"]
    assert body["detail"]
    assert "Traceback" not in response.text
    return body


def test_a_missing_parameter_is_named_with_what_it_takes(client: Client) -> None:
    body = problem(client, "/queries/partners_in_city", 422, "missing-parameter")
    assert (body["parameter"], body["parameter_type"], body["example"]) == ("city", "city", "Jinan")


def test_allowed_values_are_listed(client: Client) -> None:
    body = problem(client, "/queries/partners_of?organization=Huawei&kind=Town", 422, "bad-value")
    assert body["allowed"] == ["Company", "University", "Center", "Organization", "City"]


def test_unknown_names_come_with_near_misses(client: Client) -> None:
    body = problem(client, "/queries/partners_in_city?city=Jinnan", 404, "unknown-name")
    assert [entity["id"] for entity in body["near"]] == ["city/jinan"]
    body = problem(client, "/queries/partners_in_cities", 404, "unknown-query")
    assert "partners_in_city" in body["near"]


def test_ambiguous_names_come_with_choices(client: Client) -> None:
    body = problem(client, "/queries/posts_of?person=王偉", 422, "ambiguous-name")
    assert [entity["id"] for entity in body["choices"]] == [
        "executive/wang-wei-huawei",
        "executive/wang-wei-sailun",
    ]


@pytest.mark.parametrize(
    ("path", "status", "slug"),
    [
        ("/queries/partners_in_city?city=Jinan&town=Jinan", 422, "unknown-parameter"),
        ("/queries/partners_in_city?city=Jinan&city=Qingdao", 422, "bad-option"),
        ("/queries/partners_in_city?city=Jinan&limit=0", 422, "bad-option"),
        ("/queries/partners_in_city?city=Jinan&limit=101", 422, "bad-option"),
        ("/queries/partners_in_city?city=Jinan&limit=²", 422, "bad-option"),
        ("/queries/partners_in_city?city=Jinan&lang=de", 422, "bad-option"),
        ("/queries/partners_in_city?city=Jinan&next=x", 422, "bad-cursor"),
        ("/queries/partners_in_city?city=Jinan&year=22", 422, "bad-value"),
        ("/queries/partners_in_city?city=Jinan&format=xml", 406, "not-acceptable"),
        ("/ask", 422, "bad-option"),
        ("/ask?q=who&town=Jinan", 422, "unknown-parameter"),
        ("/entities?label=Town", 422, "bad-option"),
        ("/entities/company/nobody", 404, "not-found"),
        ("/entities/town/jinan", 404, "not-found"),
        ("/entities/company/nobody/claims", 404, "not-found"),
        ("/documents/nothing.txt", 404, "not-found"),
        ("/nowhere", 404, "not-found"),
        ("/documents?town=Jinan", 422, "unknown-parameter"),
        ("/documents/a.txt?town=Jinan", 422, "unknown-parameter"),
        ("/documents/..%2F..%2Fetc%2Fpasswd", 404, "not-found"),
        ("/entities?town=Jinan", 422, "unknown-parameter"),
        ("/entities/company/huawei?town=Jinan", 422, "unknown-parameter"),
        ("/entities/company/huawei?format=csv", 406, "not-acceptable"),
        ("/entities/company/huawei%2Fclaims%2Fx", 404, "not-found"),
        ("/queries?town=Jinan", 422, "unknown-parameter"),
        ("/queries?format=csv", 406, "not-acceptable"),
        ("/entities?q=%00", 422, "bad-option"),
        ("/ask?q=who%1Bpartnered", 422, "bad-option"),
        ("/docs/files/nothing.js", 404, "not-found"),
        ("/redoc", 404, "not-found"),
    ],
)
def test_what_cannot_be_answered_says_why(client: Client, path: str, status: int, slug: str) -> None:
    problem(client, path, status, slug)


def test_a_type_that_cannot_be_produced(client: Client) -> None:
    body = problem(client, "/queries/documents", 406, "not-acceptable", Accept="image/png")
    assert "application/json" in body["available"]


def test_writing_is_not_a_method_of_these_routes(client: Client) -> None:
    response = client.request("POST", "/queries/documents")
    assert (response.status_code, response.json()["type"]) == (405, "urn:pactgraph:method-not-allowed")
    assert response.headers["allow"] == "GET"
    assert response.json()["detail"] == "/queries/documents answers GET, not POST."


@pytest.mark.parametrize(
    "path", ["/ask?q={}", "/entities?q={}", "/queries/partners_in_city?city={}", "/stats/{}"]
)
def test_what_is_far_too_long_is_not_repeated_in_the_answer(client: Client, path: str) -> None:
    response = client.get(path.format("济" * 5000))
    assert response.status_code in (404, 422)
    assert len(response.json()["detail"]) < 300


def test_words_say_what_was_sent_and_what_to_do(client: Client) -> None:
    assert "belong to documents" in problem(client, "/documents?next=abc", 422, "bad-cursor")["detail"]
    misspelt = problem(client, "/queries/partners_in_city?city=Jinan&limits=5", 422, "unknown-parameter")
    assert "'limits'" in misspelt["detail"]
    assert ", limit, " in misspelt["detail"]
    assert "q is missing" in problem(client, "/ask", 422, "bad-option")["detail"]
    assert "GET /documents lists them" in problem(client, "/documents/x", 404, "not-found")["detail"]
    assert "/docs shows" in problem(client, "/nowhere", 404, "not-found")["detail"]


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", ""])
def test_the_host_header_is_checked(client: Client, host: str) -> None:
    problem(client, "/healthz", 400, "unknown-host", Host=host)


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:8000", "LOCALHOST"])
def test_loopback_has_many_names(client: Client, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


def test_other_origins_may_not_read(client: Client) -> None:
    response = client.get("/healthz", headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in response.headers


def test_a_database_that_is_away_is_503_and_says_when_to_try_again(settings: Settings) -> None:
    nowhere = Connection(
        "neo4j", "bolt://127.0.0.1:1", "neo4j", "secret-word", "neo4j", "neo4j", "secret-word"
    )
    with Client(nowhere, settings) as client:
        body = problem(client, "/readyz", 503, "database-away")
        assert client.get("/queries/documents").headers["retry-after"] == "5"
        assert "127.0.0.1" not in body["detail"]
        assert client.get("/healthz").status_code == 200


def test_a_wrong_password_is_503_without_the_password(
    connection: Connection, graph: Graph, settings: Settings
) -> None:
    wrong = dataclasses.replace(connection, reader_password="secret-word", home=None)
    with Client(wrong, settings) as client:
        body = problem(client, "/queries/documents", 503, "database-refused")
        assert "secret-word" not in str(body)


def test_a_query_past_its_limit_is_504_and_the_next_is_answered(
    graph: Graph, connection: Connection, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = "UNWIND range(1, 3000000) AS x UNWIND range(1, 1000) AS y RETURN [] AS rows, count(*) AS total"
    with Client(connection, settings.model_copy(update={"query_timeout": 0.2})) as client:
        with monkeypatch.context() as patched:
            patched.setattr("api.service.wrap", lambda *_, **__: endless)
            problem(client, "/queries/documents", 504, "timeout")
        # The limit is too short for an engine that is busy ending that query, so the next has a longer one.
        impatient = client.app.state.service
        client.app.state.service = Service(impatient.reader, impatient.catalog, timeout=10.0)
        assert client.get("/queries/documents").status_code == 200


def test_what_nobody_foresaw_is_500_without_a_trace(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object, **__: object) -> list[dict[str, Any]]:
        raise ZeroDivisionError("the secret inside")

    monkeypatch.setattr(Reader, "rows", broken)
    assert "secret" not in problem(client, "/queries/documents", 500, "unexpected")["detail"]


def test_a_schema_that_is_not_ours_is_not_ready(
    graph: Graph, connection: Connection, settings: Settings
) -> None:
    def set_schema(version: int) -> None:
        graph.write(
            lambda transaction: transaction.run("MATCH (g:Graph) SET g.schema = $v", v=version).consume()
        )

    try:
        with Client(connection, settings) as client:
            for version, said in ((0, "pactgraph migrate"), (SCHEMA_VERSION + 1, "newer than schema")):
                set_schema(version)
                assert said in problem(client, "/readyz", 503, "schema-not-current")["detail"]
    finally:
        set_schema(SCHEMA_VERSION)
