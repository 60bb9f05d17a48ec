"""How Neo4j means to run each query: from an index at its anchor, and never as a product of two sets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from graph.engines.bolt import Graph
from queries.catalog import catalog
from queries.query import Query
from queries.statement import arguments, wrap

UNANCHORED = {"all_conflicting_reports", "documents", "most_connected"}
"""Queries about everything: there is nothing to seek."""


@pytest.mark.parametrize("later", [False, pytest.param(True, marks=pytest.mark.slow)])
@pytest.mark.parametrize("connection", [pytest.param("neo4j", marks=pytest.mark.neo4j)], indirect=True)
def test_every_query_starts_from_an_index(graph: Graph, later: bool) -> None:
    for name, query in catalog().items():
        kinds = {operator.partition("@")[0] for operator in _operators(_plan(graph, query, later))}
        assert not {kind for kind in kinds if "CartesianProduct" in kind}, name
        if name not in UNANCHORED:
            assert not {kind for kind in kinds if kind.endswith("Scan")}, (name, kinds)
            assert {kind for kind in kinds if "IndexSeek" in kind}, (name, kinds)


@pytest.mark.parametrize("connection", [pytest.param("neo4j", marks=pytest.mark.neo4j)], indirect=True)
def test_the_newest_signings_come_from_the_index_in_their_order(graph: Graph) -> None:
    """So a page reads the days that it shows, and not every signing since the date."""
    kinds = [
        operator.partition("@")[0]
        for operator in _operators(_plan(graph, catalog()["signings_since"], False))
    ]
    assert kinds.count("OrderedDistinct") == 2  # one finds the page, one counts up to the bound
    assert "PartialTop" in kinds
    assert "Top" not in kinds


def _plan(graph: Graph, query: Query, later: bool) -> dict[str, Any]:
    given: dict[str, Any] = {
        known.name: known.example.id if known.required else None for known in query.parameters
    }
    after = [""] * len(query.order) if later else None

    def explain(transaction: Any) -> dict[str, Any]:
        # planned anew: the tests' server keeps plans, whatever graph they were made for
        statement = f"EXPLAIN CYPHER replan=force {wrap(query, later=later)}"
        plan: dict[str, Any] = transaction.run(statement, arguments(given, 50, after)).consume().plan
        return plan

    return graph.write(explain)


def _operators(plan: dict[str, Any]) -> Iterator[str]:
    yield plan["operatorType"]
    for child in plan.get("children", ()):
        yield from _operators(child)
