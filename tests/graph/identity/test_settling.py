"""Settling looks at what a write touched, however much else the graph holds."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from graph.batch import Batch
from graph.engines.bolt import Graph
from graph.facts import Facts
from graph.identity.judgements import Judgements, OnPair
from graph.writer import Writer
from tests.graph.samples import claim, entity, facts

LONG = facts("long", entity("company/runhe", "江苏润和软件股份有限公司", aliases=("Hoperun",)), given=False)
SHORT = facts(
    "short",
    entity("company/hoperun", "Hoperun"),
    claim("SIGNED_WITH", "company/hoperun", "company/intel"),
    given=False,
)


def load(graph: Graph, *said: Facts, judged: Judgements | None = None) -> None:
    Writer(graph, judged).replace([(one, one.fingerprint()) for one in said])


def test_a_merge_moves_claims_and_keeps_their_documents_ids(graph: Graph) -> None:
    judged = Judgements((OnPair("company/a", "company/hoperun", same=True),))
    load(graph, facts("a", entity("company/a", "A")), LONG, SHORT, judged=judged)
    (row,) = graph.read(
        "MATCH (a)-[s:SIGNED_WITH]-(:Company {id: 'company/intel'}) "
        "RETURN a.id AS id, a.aliases AS aliases, coalesce(s.local_source, s.local_target) AS local"
    )
    assert row == {
        "id": "company/a",
        "aliases": ["Hoperun", "江苏润和软件股份有限公司"],
        "local": "company/hoperun",
    }


def test_people_are_one_once_their_employers_are(graph: Graph) -> None:
    def employed(document: str, person: str, company: str, *names: str) -> Facts:
        company_, *aliases = names
        return facts(
            document,
            entity(person, "Li Ying"),
            entity(company, company_, aliases=tuple(aliases)),
            claim("WORKS_FOR", person, company),
            given=False,
        )

    load(graph, employed("a", "executive/li-ying-hoperun", "company/hoperun", "Hoperun"))
    load(graph, employed("b", "executive/li-ying-runhe", "company/runhe", "江苏润和软件股份有限公司"))
    assert graph.read("MATCH (p:Executive) RETURN count(p) AS people") == [{"people": 2}]
    load(graph, LONG)
    assert graph.read("MATCH (p:Executive) RETURN p.id AS id") == [{"id": "executive/li-ying-hoperun"}]
    Writer(graph).forget(["long"])
    assert graph.read("MATCH (p:Executive) RETURN count(p) AS people") == [{"people": 2}]


def test_an_id_that_an_edit_no_longer_names_is_not_known_any_more(graph: Graph) -> None:
    load(graph, LONG, SHORT)
    assert graph.read("MATCH (m:Merged) RETURN m.id AS id") != []
    load(graph, facts("short", entity("company/intel"), given=False))
    assert graph.read("MATCH (m:Merged) RETURN m.id AS id") == []


def test_a_load_costs_no_more_queries_in_a_larger_graph(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: Counter[str] = Counter()
    tell = Batch.tell

    def counted(self: Batch, statement: str, **parameters: Any) -> list[dict[str, Any]]:
        rows = tell(self, statement, **parameters)
        asked["queries"] += 1
        asked["rows"] += len(rows)
        return rows

    def cost() -> Counter[str]:
        load(graph, LONG)
        asked.clear()
        load(graph, SHORT)
        found = Counter(asked)
        Writer(graph).forget(["long", "short"])
        return found

    monkeypatch.setattr(Batch, "tell", counted)
    load(graph, facts("empty"))
    small = cost()
    names = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta"]
    others = [
        facts(
            f"{one}{other}",
            entity(f"company/{one}-{other}", f"{one} {other}", aliases=(f"{other} {one}",)),
            given=False,
        )
        for one in names
        for other in names
    ]
    load(graph, *others)
    assert cost() == small
    assert small["queries"] < 40
