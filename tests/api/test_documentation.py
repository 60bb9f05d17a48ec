"""What is documented is what is there: settings, and an example for every parameter and every answer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from api.answers import Problem
from api.app import create_app
from api.errors import KINDS
from api.settings import Settings, read_settings, variable
from graph.errors import PactgraphError
from queries.catalog import catalog
from queries.statement import COUNT_BOUND
from tests.api.client import Client

SETTINGS = Path(__file__).parents[2] / "docs" / "settings.md"


@pytest.fixture(scope="module")
def openapi() -> dict[str, Any]:
    return create_app(Settings(_env_file=None)).openapi()


def test_the_table_of_settings_is_the_class() -> None:
    rows = re.findall(
        r"^\| `(\w+)` \| (.*?) \| (.*?) \|$", SETTINGS.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert rows == [
        (variable(name), _shown(field.default), field.description)
        for name, field in Settings.model_fields.items()
    ]


def test_settings_come_from_the_environment_and_empty_is_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "")
    monkeypatch.setenv("PACTGRAPH_HOSTS", "a.example, b.example")
    monkeypatch.setenv("PACTGRAPH_QUERY_TIMEOUT", "2.5")
    settings = read_settings()
    assert (settings.neo4j_uri, settings.hosts, settings.query_timeout) == (
        None,
        ("a.example", "b.example"),
        2.5,
    )
    monkeypatch.setenv("PACTGRAPH_QUERY_TIMEOUT", "soon")
    with pytest.raises(PactgraphError, match="PACTGRAPH_QUERY_TIMEOUT"):
        read_settings()


def test_only_our_own_variables_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every system sets HOME, and many a TOKEN: neither is ours."""
    for name in ("HOME", "TOKEN", "HOSTS", "MAX_ROWS"):
        monkeypatch.setenv(name, "/elsewhere")
    settings = read_settings()
    assert (settings.home, settings.token, settings.hosts) == (Path(".pactgraph"), None, ())


def test_passwords_are_not_shown() -> None:
    assert "hunter2" not in repr(Settings(_env_file=None, neo4j_password=SecretStr("hunter2")))


def test_every_parameter_has_an_example(openapi: dict[str, Any]) -> None:
    parameters = [
        (path, parameter)
        for path, operation in operations(openapi)
        for parameter in operation.get("parameters", [])
    ]
    assert {parameter["in"] for _, parameter in parameters} == {"query", "path"}
    without = [
        (path, parameter["name"])
        for path, parameter in parameters
        if not (parameter.get("example") or parameter.get("examples"))
    ]
    assert without == []


def test_every_answer_has_an_example(openapi: dict[str, Any]) -> None:
    for path, operation in operations(openapi):
        types = operation["responses"]["200"]["content"]
        if "application/json" not in types:
            assert all(content["example"] for content in types.values()), path
            continue
        content = types["application/json"]
        schema = openapi["components"]["schemas"][content["schema"]["$ref"].rpartition("/")[2]]
        assert content.get("example") or schema["examples"], path


def test_every_count_of_rows_says_up_to_where_it_is_exact(openapi: dict[str, Any]) -> None:
    shapes = [schema.get("properties", {}) for schema in openapi["components"]["schemas"].values()]
    counts = [shape["total"] for shape in shapes if "total_is_exact" in shape]
    assert len(counts) > 1
    assert all(f"{COUNT_BOUND:,}" in count["description"] for count in counts)


def test_every_error_is_a_problem_with_an_example_of_its_own(openapi: dict[str, Any]) -> None:
    assert set(openapi["components"]["schemas"]["Problem"]["required"]) == set(Problem.model_fields)
    for path, operation in operations(openapi):
        for status, answer in operation["responses"].items():
            if not status.startswith("2"):
                assert list(answer["content"]) == ["application/problem+json"], (path, status)
                example = answer["content"]["application/problem+json"]["example"]
                Problem.model_validate(example)
                assert answer["content"]["application/problem+json"]["schema"] == {
                    "$ref": "#/components/schemas/Problem"
                }
                assert example["status"] == int(status)
                assert example["type"] in {kind.type for kind in KINDS.values()}


def test_the_page_loads_nothing_from_elsewhere(client: Client) -> None:
    page = client.get("/docs")
    assert page.headers["content-type"].startswith("text/html")
    assert "://" not in page.text
    assert '"validatorUrl": null' in page.text
    for found in re.findall(r'(?:src|href)="([^"]+)"', page.text):
        asset = client.get(f"/{found}")
        assert asset.status_code == 200, found
        assert asset.headers["content-type"].split(";")[0] in ("text/javascript", "text/css", "image/png")


def test_every_query_is_an_endpoint_with_its_parameters(openapi: dict[str, Any]) -> None:
    for query in catalog().values():
        documented = openapi["paths"][f"/queries/{query.name}"]["get"]
        names = [parameter["name"] for parameter in documented["parameters"]]
        assert names == [
            *(parameter.name for parameter in query.parameters),
            "limit",
            "next",
            "format",
            "bom",
            "lang",
        ]
        assert documented["responses"]["200"]["content"]["application/json"]["example"]["query"] == query.name


def operations(openapi: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(path, operation) for path, methods in openapi["paths"].items() for operation in methods.values()]


def _shown(default: object) -> str:
    value = default.get_secret_value() if isinstance(default, SecretStr) else default
    return "" if value in (None, "", ()) else f"`{value}`"
