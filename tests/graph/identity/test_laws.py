"""Laws of identity: the graph is a function of the set of documents and the judgements, however it came about."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.engines.bolt import Graph
from graph.facts import Claim, Entity, Facts
from graph.identity.judgements import Judgement, Judgements, OnClaim, OnPair
from graph.writer import Writer
from tests.databases import empty
from tests.graph.samples import claim, content, entity, facts

COMPANIES = {
    "company/runhe-ruan-jian": ("江苏润和软件股份有限公司", "润和软件", "Hoperun"),
    "company/runheruanjian-1f0a": ("润和软件",),
    "company/hoperun": ("Hoperun", "Hoperun Software"),
    "company/hoperun-software": ("Hoperun Software",),
    "company/other-runhe": ("南京润和控股有限公司", "润和软件"),
}
PEOPLE = {
    "executive/li-ying": ("Li Ying",),
    "executive/li-ying-hoperun": ("李颖", "Li Ying"),
    "executive/li-ying-hoperun-software": ("Li Ying",),
    "executive/li-ying-runhe-ruan-jian": ("李莹",),
}
IDS = st.sampled_from([*COMPANIES, *PEOPLE])


@st.composite
def entities(draw: st.DrawFn, id_: str) -> Entity:
    names = (COMPANIES | PEOPLE)[id_]
    aliases = draw(st.lists(st.sampled_from(names), max_size=2, unique=True))
    external: dict[str, str] = {"lei": "1"} if draw(st.integers(0, 2)) == 0 else {}
    return entity(id_, names[0], aliases=tuple(aliases), external_ids=external)


@st.composite
def documents(draw: st.DrawFn, ids: Sequence[str] = ("a", "b", "c", "d")) -> Facts:
    named = [draw(entities(id_)) for id_ in draw(st.lists(IDS, min_size=1, max_size=4, unique=True))]
    companies = [one.id for one in named if one.label == "Company"]
    people = [one.id for one in named if one.label == "Executive"]
    said: list[Entity | Claim] = [*named]
    if companies and people and draw(st.integers(0, 1)) == 0:
        said.append(claim("WORKS_FOR", draw(st.sampled_from(people)), draw(st.sampled_from(companies))))
    if len(companies) > 1:
        said.append(claim("SIGNED_WITH", *companies[:2], place=draw(st.none() | st.just("city/jinan"))))
    return facts(draw(st.sampled_from(ids)), *said, given=draw(st.integers(0, 3)) == 0)


def judgement(draw: st.DrawFn) -> Judgement:
    pool = draw(st.sampled_from([[*COMPANIES], [*PEOPLE]]))
    one, other = sorted(draw(st.lists(st.sampled_from(pool), min_size=2, max_size=2, unique=True)))
    if draw(st.integers(0, 3)):
        return OnPair(one, other, draw(st.booleans()))
    kind = "SIGNED_WITH" if one in COMPANIES else "WORKS_FOR"
    target = other if one in COMPANIES else draw(st.sampled_from([*COMPANIES]))
    return OnClaim(draw(st.sampled_from("abcd")), kind, one, target, right=False)


@st.composite
def judgements(draw: st.DrawFn) -> Judgements:
    return Judgements(tuple(judgement(draw) for _ in range(draw(st.integers(0, 3)))))


@st.composite
def edits(draw: st.DrawFn, said: Facts) -> Facts:
    """A document of which a part says something else."""
    one = draw(st.sampled_from(said.entities))
    claims = tuple(it for it in said.claims if one.id not in (it.source, it.target, it.place))
    others = tuple(it for it in said.entities if it is not one)
    match draw(st.sampled_from(["left out", "no claims", "names", "places", "given", "quotes"])):
        case "left out":
            changed: dict[str, object] = {"entities": others, "claims": claims}
        case "no claims":
            changed = {"claims": claims}
        case "names":
            changed = {"entities": (*others, draw(entities(one.id)) if one.id in COMPANIES else one)}
        case "places":
            moved = tuple(it.model_copy(update={"start": 7, "end": 9}) for it in one.mentions)
            changed = {"entities": (*others, one.model_copy(update={"mentions": moved}))}
        case "given":
            changed = {"document": said.document.model_copy(update={"given": not said.document.given})}
        case _:
            changed = {"claims": tuple(it.model_copy(update={"quote": "?"}) for it in said.claims)}
    return said.model_copy(update=changed)


BATCHES = st.lists(documents(), min_size=1, max_size=4, unique_by=lambda said: said.document.id)
LAW = settings(
    max_examples=8,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    phases=[Phase.generate],  # to shrink takes minutes on a database
)


def load(graph: Graph, batch: Sequence[Facts], judged: Judgements | None = None) -> None:
    Writer(graph, judged).replace([(said, said.fingerprint()) for said in batch])


def start(graph: Graph, judged: Judgements) -> None:
    empty(graph)
    Writer(graph, judged).settle()


@LAW
@given(batch=BATCHES, judged=judgements(), seed=st.integers(0, 99))
def test_neither_the_order_of_documents_nor_when_was_judged_matters(
    graph: Graph, batch: list[Facts], judged: Judgements, seed: int
) -> None:
    start(graph, judged)
    load(graph, batch)
    together = content(graph)
    start(graph, Judgements())
    for said in random.Random(seed).sample(batch, len(batch)):
        load(graph, [said])
    Writer(graph, judged).settle()
    assert content(graph) == together


@LAW
@given(batch=BATCHES, passing=documents(ids=["e"]), judged=judgements())
def test_forgetting_a_document_undoes_the_merges_that_it_made(
    graph: Graph, batch: list[Facts], passing: Facts, judged: Judgements
) -> None:
    start(graph, judged)
    load(graph, batch)
    before = content(graph)
    load(graph, [passing])
    Writer(graph).forget(["e"])
    assert content(graph) == before


@LAW
@given(batch=BATCHES, judged=judgements())
def test_taking_judgements_back_undoes_them(graph: Graph, batch: list[Facts], judged: Judgements) -> None:
    start(graph, Judgements())
    load(graph, batch)
    before = content(graph)
    Writer(graph, judged).settle()
    Writer(graph, Judgements()).settle()
    assert content(graph) == before


@LAW
@given(batch=BATCHES, edited=documents(), judged=judgements())
def test_what_a_load_touches_is_all_that_needs_settling(
    graph: Graph, batch: list[Facts], edited: Facts, judged: Judgements
) -> None:
    start(graph, judged)
    for said in [*batch, edited]:
        load(graph, [said])
    step_by_step = content(graph)
    graph.write(lambda transaction: transaction.run("MATCH (g:Graph) SET g.identity = 'none'").consume())
    Writer(graph).settle()
    assert content(graph) == step_by_step


@LAW
@given(batch=BATCHES, judged=judgements(), data=st.data())
def test_an_edit_of_a_part_ends_as_a_load_of_the_whole(
    graph: Graph, batch: list[Facts], judged: Judgements, data: st.DataObject
) -> None:
    changed = [data.draw(edits(said)) for said in batch[: data.draw(st.integers(1, len(batch)))]]
    start(graph, judged)
    load(graph, batch)
    load(graph, changed)
    edited = content(graph)
    start(graph, judged)
    load(graph, [*changed, *batch[len(changed) :]])
    assert content(graph) == edited
