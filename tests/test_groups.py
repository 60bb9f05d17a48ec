"""Tests that share a Neo4j stay in one process, those of the embedded engine by folder."""

from __future__ import annotations

from typing import Any

import pytest

from tests.groups import group


def test_every_test_of_an_engine_is_in_its_group(request: pytest.FixtureRequest) -> None:
    of_engines = [item for item in request.session.items if "connection" in _parameters(item)]
    assert [
        item.nodeid
        for item in of_engines
        if group(item.nodeid).partition(" ")[0] != _parameters(item)["connection"]
    ] == []


def _parameters(item: pytest.Item) -> dict[str, Any]:
    return item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ("tests/api/a.py::test_it[embedded]", "embedded api"),
        ("tests/a.py::test_it[neo4j-Bearer]", "neo4j"),
        ("tests/a.py::test_it[/-neo4j-current]", "neo4j-current"),
        ("tests/a.py::test_neo4j[a-b]", "tests/a.py"),
        ("tests/a.py::test_it", "tests/a.py"),
    ],
)
def test_an_id_tells_its_engine(test: str, expected: str) -> None:
    assert group(test) == expected
