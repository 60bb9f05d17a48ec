"""A graph with merged and rejected things in it comes back from an export as it was."""

from __future__ import annotations

import io

import pytest

from graph.engines.bolt import Graph
from graph.identity.judgements import Judgement, Judgements, OnClaim, OnPair
from graph.imports import Imported, ImportFormat, import_graph
from graph.writer import Writer
from tests.databases import empty
from tests.graph.exports import TERMS, by_pyoxigraph, exported, without_graphs
from tests.graph.samples import claim, content, entity, facts

JUDGED = Judgements(
    (
        OnPair("company/hoperun", "company/intel", same=True),
        OnClaim("b.txt", "SIGNED_WITH", "company/hoperun", "company/siemens", right=False),
    )
)
SAID = [
    facts(
        "a.txt",
        entity("company/runhe", "江苏润和软件股份有限公司", aliases=("Hoperun",)),
        claim("SIGNED_WITH", "company/runhe", "company/intel", place="city/jinan"),
        given=False,
    ),
    facts(
        "b.txt",
        entity("company/hoperun", "Hoperun"),
        entity("company/intel", "Intel"),
        claim("SIGNED_WITH", "company/hoperun", "company/siemens"),
        claim("LOCATED_IN", "company/intel", "city/jinan"),
        given=False,
    ),
]


@pytest.fixture
def judged(graph: Graph) -> Graph:
    Writer(graph, JUDGED).replace([(one, one.fingerprint()) for one in SAID])
    return graph


@pytest.mark.parametrize("format_", ["facts", "trig", "nquads"])
def test_it_round_trips(judged: Graph, format_: ImportFormat) -> None:
    before, file = content(judged), exported(judged, format_, TERMS)
    empty(judged)
    # Facts are a document's alone: the file of judgements goes with them.
    import_graph(io.BytesIO(file), format_, Writer(judged, JUDGED if format_ == "facts" else None), TERMS)
    assert content(judged)[1] == before[1]


def test_judgements_are_carried_along(judged: Graph) -> None:
    before, file = content(judged), exported(judged, "trig")
    empty(judged)
    judged.write(lambda transaction: transaction.run("MATCH (g:Graph) REMOVE g.judgements").consume())
    kept: list[Judgement] = []
    import_graph(io.BytesIO(file), "trig", Writer(judged), TERMS, keep=kept.extend)
    assert tuple(kept) == JUDGED.entries
    assert content(judged) == before
    again = import_graph(io.BytesIO(file), "trig", Writer(judged), TERMS, keep=kept.extend)
    assert again == Imported(unchanged=2)
    assert len(kept) == len(JUDGED.entries)


def test_rdf_names_the_graphs_things_and_keeps_the_documents_ids(judged: Graph) -> None:
    found = by_pyoxigraph(exported(judged, "nquads"), "nquads")
    for name in ("trig", "jsonld"):
        assert by_pyoxigraph(exported(judged, name), name) == found, name
    assert without_graphs(by_pyoxigraph(exported(judged, "turtle"), "turtle")) == without_graphs(found)
    pg, entities = TERMS.vocabulary, TERMS.entities
    described = {s for s, _, o, _ in found if o == f"{pg}Company"}
    assert {o for _, p, o, _ in found if p == f"{pg}entity"} <= described | {f"{entities}city/jinan"}
    assert {o for _, p, o, _ in found if p == f"{pg}local"} == {
        f"{entities}company/hoperun",
        f"{entities}company/runhe",
    }
    labels = [s for s, p, *_ in found if p.endswith("#label") and "#mention-" in s]
    assert len(labels) == len(set(labels)) == 7


def test_what_was_rejected_is_a_statement_and_no_fact(judged: Graph) -> None:
    found = by_pyoxigraph(exported(judged, "turtle"), "turtle")
    rejected = {s for s, p, *_ in found if p == f"{TERMS.vocabulary}rejected"}
    assert len(rejected) >= 1
    siemens = f"{TERMS.entities}company/siemens"
    assert not {s for s, p, o, _ in found if p == f"{TERMS.vocabulary}signedWith" and siemens in (s, o)}
    assert b"company/siemens" in exported(judged, "facts")
