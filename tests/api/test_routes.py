"""Each route answers in the shape that scripts rely on."""

from __future__ import annotations

import csv
import io
import json

import pytest

from api.examples import OFFERED
from graph.schema import SCHEMA_VERSION
from tests.api.client import Client
from tests.queries.world import CENTER, HUAWEI, JINAN, UNIVERSITY

ROWS = ["query", "parameters", "columns", "rows", "total", "total_is_exact", "truncated", "next", "revision"]
ENTITY = ["id", "label", "name", "name_zh", "name_en"]
EVIDENCE = ["document", "title", "published", "quote", "start", "end", "confidence"]


def test_the_catalogue_lists_every_query(client: Client) -> None:
    queries = {query["name"]: query for query in client.get("/queries").json()["queries"]}
    assert queries["partners_in_city"]["parameters"][0] == {
        "name": "city",
        "type": "city",
        "required": True,
        "default": None,
        "example": "Jinan",
        "allowed": [],
        "description": "Where it was signed.",
    }
    assert client.get(queries["documents"]["url"]).status_code == 200


@pytest.mark.parametrize("city", ["Jinan", "济南", "濟南", "city/jinan"])
def test_a_canned_query_takes_any_name_and_answers_rows(client: Client, city: str) -> None:
    answer = client.get("/queries/partners_in_city", params={"city": city}).json()
    assert list(answer) == ROWS
    assert answer["parameters"] == {"city": JINAN, "year": None, "organization": None, "kind": None}
    assert (answer["total"], answer["total_is_exact"], answer["truncated"], answer["next"]) == (
        3,
        True,
        False,
        None,
    )
    assert isinstance(answer["revision"], int)
    row = answer["rows"][0]
    assert sorted(row["organization"]) == sorted(ENTITY)
    assert row["partner"]["name_zh"] == "山东大学"
    assert [sorted(item) for item in row["evidence"]] == [sorted(EVIDENCE)] * 2


def test_the_limit_truncates(client: Client) -> None:
    answer = client.get("/queries/partners_in_city?city=Jinan&limit=1").json()
    assert (len(answer["rows"]), answer["total"], answer["truncated"]) == (1, 3, True)


@pytest.mark.parametrize("question", ["who partnered in Jinan", "谁在济南签约了", "誰在濟南簽約了？"])
def test_ask_says_how_it_understood_and_answers(client: Client, question: str) -> None:
    answer = client.get("/ask", params={"q": question}).json()
    assert (answer["understood"], answer["query"], answer["alternatives"]) == (True, "partners_in_city", [])
    assert answer["parameters"]["city"] == JINAN
    assert set(ROWS) <= set(answer)
    assert [row["partner"]["id"] for row in answer["rows"]] == [
        "university/shandong-university",
        "company/shandong-energy",
        "company/shandong-heavy",
    ]


def test_ask_does_not_guess(client: Client) -> None:
    response = client.get("/ask", params={"q": "who partnered in Jinnan"})
    assert response.status_code == 200
    answer = response.json()
    assert answer["understood"] is False
    assert [entity["id"] for entity in answer["near"]] == [JINAN]
    assert len(answer["examples"]) == OFFERED
    for example in answer["examples"]:
        assert client.get("/ask", params={"q": example}).json()["total"]
    assert "rows" not in answer


def test_entities_are_searched_in_any_script(client: Client) -> None:
    found = client.get("/entities", params={"q": "華"}).json()
    assert found["rows"][0]["entity"]["id"] == HUAWEI
    assert {row["entity"]["label"] for row in client.get("/entities?label=City").json()["rows"]} == {"City"}
    assert client.get("/entities?label=city&limit=1").json()["truncated"] is True


def test_one_entity_and_its_claims(client: Client) -> None:
    entity = client.get("/entities/company/huawei").json()
    assert (entity["id"], entity["label"], entity["documents"]) == (HUAWEI, "Company", 3)
    assert "华为技术有限公司" in entity["aliases"]
    claims = client.get(f"/entities/{CENTER}/claims").json()
    assert list(claims) == ROWS
    assert [(row["type"], row["target"]["id"]) for row in claims["rows"]] == [
        ("LOCATED_IN", JINAN),
        ("PART_OF", HUAWEI),
    ]


def test_documents(client: Client) -> None:
    listed = client.get("/documents").json()
    assert [row["document"] for row in listed["rows"]] == ["b.txt", "a.txt", "c.txt"]
    document = client.get("/documents/a.txt").json()
    assert (document["id"], document["title"], document["total"]) == ("a.txt", "A signing in Jinan", 3)
    assert {claim["target"]["id"] for claim in document["claims"]} == {UNIVERSITY, JINAN, HUAWEI}


def test_rows_come_as_json_lines_and_csv(client: Client) -> None:
    lines = client.get("/queries/partners_in_city?city=Jinan&format=jsonl")
    assert lines.headers["content-type"] == "application/x-ndjson"
    assert next(json.loads(line)["partner"]["id"] for line in lines.text.splitlines()) == UNIVERSITY
    table = client.get("/queries/partners_in_city?city=Jinan", headers={"Accept": "text/csv"})
    rows = list(csv.DictReader(io.StringIO(table.text)))
    assert next((row["partner_id"], row["because"]) for row in rows) == (UNIVERSITY, "signed there")
    assert json.loads(rows[0]["evidence"])[0]["document"] == "b.txt"


def test_signs_alone_find_nothing(client: Client) -> None:
    assert client.get("/entities", params={"q": "?!"}).json()["rows"] == []


@pytest.mark.parametrize("path", ["/healthz", "/queries/documents", "/docs", "/nowhere"])
def test_head_is_get_without_the_body(client: Client, path: str) -> None:
    head, got = client.request("HEAD", path), client.get(path)
    assert (head.status_code, head.headers["content-length"]) == (
        got.status_code,
        got.headers["content-length"],
    )
    assert head.content == b""


def test_state_and_counts(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "alive"}
    assert client.get("/readyz").json() == {"status": "ready"}
    stats = client.get("/stats").json()
    assert (stats["nodes"]["City"], stats["nodes"]["Document"], stats["relationships"]["SIGNED_WITH"]) == (
        3,
        3,
        5,
    )
    assert stats["schema_version"] == SCHEMA_VERSION
