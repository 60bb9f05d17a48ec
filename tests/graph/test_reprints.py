"""Reprints are linked to the first of them, whatever was loaded when."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.engines.bolt import Graph
from graph.facts import Facts
from graph.minhash import group
from graph.writer import Writer
from tests.databases import empty
from tests.graph.samples import claim, content, facts
from tests.graph.test_minhash import article, signed

TEXTS = {
    "a": article(1),
    "b": article(1) + "后记",
    "c": "前言" + article(1),
    "d": article(2),
    "e": article(2)[:-20],
    "f": article(3),
}


def document(id_: str, text: str) -> Facts:
    return facts(id_, claim("SIGNED_WITH", "company/a", "company/b"), minhash=signed(text))


def load(graph: Graph, *batch: Facts) -> None:
    Writer(graph).replace([(said, said.fingerprint()) for said in batch])


def links(graph: Graph) -> dict[str, str]:
    rows = graph.read(
        "MATCH (d:Document) WHERE d.same_text_as IS NOT NULL RETURN d.id AS id, d.same_text_as AS same"
    )
    return {row["id"]: row["same"] for row in rows}


def test_reprints_are_linked_until_they_go(graph: Graph) -> None:
    load(graph, document("c", TEXTS["c"]), document("f", TEXTS["f"]))
    load(graph, document("b", TEXTS["b"]))
    assert links(graph) == {"c": "b"}
    load(graph, document("a", TEXTS["a"]))
    assert links(graph) == {"b": "a", "c": "a"}
    Writer(graph).forget(["a"])
    assert links(graph) == {"c": "b"}
    load(graph, document("b", TEXTS["d"]))
    assert links(graph) == {}


@settings(max_examples=8, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    versions=st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=8),
    seed=st.integers(0, 99),
)
def test_links_follow_from_what_is_loaded(graph: Graph, versions: list[tuple[str, str]], seed: int) -> None:
    empty(graph)
    for id_, text in versions:
        load(graph, document(id_, TEXTS[text]))
    Writer(graph).forget([id_ for id_, _ in versions[:2]])
    last = {id_: TEXTS[text] for id_, text in versions if id_ not in dict(versions[:2])}
    assert links(graph) == group({id_: signed(text) for id_, text in last.items()})
    found = content(graph)
    empty(graph)
    for id_ in random.Random(seed).sample(sorted(last), len(last)):
        load(graph, document(id_, last[id_]))
    assert content(graph) == found


def test_many_copies_are_one_voice(graph: Graph) -> None:
    load(graph, *(document(f"d{number:03}", TEXTS["a"]) for number in range(60)))
    assert set(links(graph).values()) == {"d000"}
    assert len(links(graph)) == 59
