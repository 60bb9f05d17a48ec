"""A client that openapi-python-client generates from our description: it type-checks, and it reads our answers."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from queries.catalog import catalog
from queries.query import Parameter
from tests.api.client import Client
from tests.queries import world

pytestmark = [
    pytest.mark.slow,
    pytest.mark.parametrize(
        "connection", [pytest.param("embedded", marks=pytest.mark.embedded)], indirect=True
    ),
]

VALUES = {
    "city": world.JINAN,
    "organization": "华为",
    "person": world.XU,
    "event": world.FORUM,
    "entity": world.HUAWEI,
    "document": "a.txt",
    "year": "2022",
    "date": "2017",
}
SECOND = {"organization": world.UNIVERSITY, "entity": world.JINAN}
"""For the second of two required parameters of a type."""

USE = """
from pactgraph_client import Client
from pactgraph_client.api.queries import most_connected, partners_in_city, signings_since
from pactgraph_client.models import MostConnectedAnswer, PartnersInCityAnswer, SigningsSinceAnswer

def use(client: Client) -> tuple[str, float, int, str | None]:
    partners = partners_in_city.sync(client=client, city="Jinan")
    assert isinstance(partners, PartnersInCityAnswer)
    said: float = partners.rows[0].evidence[0].confidence
    most = most_connected.sync(client=client, top=3)
    assert isinstance(most, MostConnectedAnswer)
    signed = signings_since.sync(client=client, date="2022-06")
    assert isinstance(signed, SigningsSinceAnswer)
    place = signed.rows[0].place
    return partners.rows[0].organization.name, said, most.rows[0].partners, place.name if place else None
"""


@pytest.fixture
def generated(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a client that was generated from what the running application says of itself."""
    (tmp_path / "openapi.json").write_bytes(client.get("/openapi.json").content)
    (tmp_path / "config.json").write_text(json.dumps({"post_hooks": []}))
    arguments = ["--path", "openapi.json", "--config", "config.json", "--meta", "none"]
    program = str(Path(sys.executable).with_name("openapi-python-client"))
    subprocess.run(
        [program, "generate", *arguments, "--output-path", "pactgraph_client"], cwd=tmp_path, check=True
    )
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path
    for name in [name for name in sys.modules if name.partition(".")[0] == "pactgraph_client"]:
        del sys.modules[name]


def test_it_type_checks_and_reads_every_query(client: Client, generated: Path) -> None:
    (generated / "use.py").write_text(USE)
    checked = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "use.py"],
        cwd=generated, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout
    rows = client.run(_every_query(client))
    assert sum(not found for found in rows.values()) <= 6  # this graph has no contradictions, and few parts
    assert rows["partners_in_city"][0].organization.name_zh == "华为"
    assert rows["signings_since"][0].place.id == world.JINAN
    assert rows["signings_since"][-2].place is None


async def _every_query(client: Client) -> dict[str, list[Any]]:
    found = {}
    made = importlib.import_module("pactgraph_client").Client(base_url="http://localhost")
    transport = httpx.ASGITransport(client.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
        made.set_async_httpx_client(http)
        for name, query in catalog().items():
            module = importlib.import_module(f"pactgraph_client.api.queries.{name}")
            answer = await module.asyncio(client=made, **_given(query.parameters))
            found[name] = answer.rows
    return found


def _given(parameters: tuple[Parameter, ...]) -> dict[str, str]:
    given: dict[str, str] = {}
    for known in parameters:
        if known.required:
            value = VALUES[known.type]
            given[known.name] = SECOND[known.type] if value in given.values() else value
    return given
