"""Laws of writing, whatever the documents say."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.engines.bolt import Graph
from graph.facts import Claim, Entity, Facts
from graph.model import LABEL_BY_NAME, LOCATED_IN, SIGNED_WITH, WORKS_FOR
from graph.writer import Writer
from tests.databases import empty
from tests.graph.samples import claim, content, entity, facts

NAMES = st.sampled_from(["华为", "華為", "Huawei", "A", "b"])
SLUGS = st.sampled_from(["x", "y"])
LABELS = st.sampled_from(["Company", "City", "Executive"])
TYPES = [SIGNED_WITH, LOCATED_IN, WORKS_FOR]
"""A few kinds that meet all cases: Neo4j plans every statement that is new to it, which takes its time."""


@st.composite
def entities(draw: st.DrawFn, label: str) -> Entity:
    return entity(
        f"{LABEL_BY_NAME[label].key}/{draw(SLUGS)}",
        draw(NAMES),
        *draw(st.lists(NAMES, max_size=2)),
        name_zh=draw(st.none() | NAMES),
        aliases=tuple(draw(st.lists(NAMES, max_size=2))),
        external_ids=draw(st.dictionaries(st.sampled_from(["wikidata", "lei"]), NAMES, max_size=1)),
    )


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    kind = draw(st.sampled_from(TYPES))
    allowed = (LABELS.filter(ends.__contains__) for ends in (kind.sources, kind.targets))
    source, target = (f"{LABEL_BY_NAME[draw(labels)].key}/{draw(SLUGS)}" for labels in allowed)
    return claim(kind.name, source, target, date=draw(st.sampled_from([None, "2022", "2022-06-17"])))


@st.composite
def documents(draw: st.DrawFn, ids: Sequence[str] = ("a", "b", "c")) -> Facts:
    said: list[Entity | Claim] = [
        *draw(st.lists(LABELS.flatmap(entities), max_size=3)),
        *draw(st.lists(claims(), max_size=3)),
    ]
    return facts(draw(st.sampled_from(ids)), *said, title=draw(st.none() | NAMES))


BATCHES = st.lists(documents(), min_size=1, max_size=4, unique_by=lambda said: said.document.id)
LAW = settings(max_examples=8, suppress_health_check=list(HealthCheck), derandomize=True)


def load(graph: Graph, *batch: Facts) -> None:
    Writer(graph).replace([(said, said.fingerprint()) for said in batch])


@LAW
@given(batch=BATCHES)
def test_loading_twice_is_loading_once(graph: Graph, batch: list[Facts]) -> None:
    empty(graph)
    load(graph, *batch)
    once = content(graph)
    load(graph, *batch)
    assert content(graph) == once


@LAW
@given(batch=BATCHES, seed=st.integers(0, 99))
def test_the_order_of_documents_does_not_matter(graph: Graph, batch: list[Facts], seed: int) -> None:
    empty(graph)
    load(graph, *batch)
    together = content(graph)
    empty(graph)
    for said in random.Random(seed).sample(batch, len(batch)):
        load(graph, said)
    assert content(graph) == together


@LAW
@given(batch=BATCHES, edited=documents())
def test_replacing_is_forgetting_and_loading(graph: Graph, batch: list[Facts], edited: Facts) -> None:
    empty(graph)
    load(graph, *batch)
    load(graph, edited)
    replaced = content(graph)
    empty(graph)
    load(graph, *batch)
    Writer(graph).forget([edited.document.id])
    load(graph, edited)
    assert content(graph) == replaced


@LAW
@given(batch=BATCHES, passing=documents(ids=["d"]))
def test_forgetting_a_document_leaves_what_was_there_before_it(
    graph: Graph, batch: list[Facts], passing: Facts
) -> None:
    empty(graph)
    load(graph, *batch)
    before = content(graph)
    load(graph, passing)
    Writer(graph).forget(["d"])
    assert content(graph) == before
    Writer(graph).forget(said.document.id for said in batch)
    assert content(graph) == (frozenset(), ())
