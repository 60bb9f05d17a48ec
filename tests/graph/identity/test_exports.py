"""A graph with merged and rejected things in it comes back from an export as it was."""

from __future__ import annotations

import io

import pytest

from graph.engines.bolt import Graph
from graph.identity.judgements import Judgements, OnClaim, OnPair
from graph.imports import ImportFormat, import_graph
from graph.rdf.terms import DEFAULT_BASE, Terms
from graph.writer import Writer
from tests.databases import empty
from tests.graph.exports import exported
from tests.graph.samples import claim, content, entity, facts


@pytest.mark.parametrize("format_", ["facts", "trig", "nquads"])
def test_it_round_trips(graph: Graph, format_: ImportFormat) -> None:
    judged = Judgements(
        (
            OnPair("company/hoperun", "company/intel", same=True),
            OnClaim("b.txt", "SIGNED_WITH", "company/hoperun", "company/siemens", right=False),
        )
    )
    said = [
        facts(
            "a.txt",
            entity("company/runhe", "江苏润和软件股份有限公司", aliases=("Hoperun",)),
            claim("SIGNED_WITH", "company/runhe", "company/intel", place="city/jinan"),
            given=False,
        ),
        facts(
            "b.txt",
            entity("company/hoperun", "Hoperun"),
            claim("SIGNED_WITH", "company/hoperun", "company/siemens"),
            given=False,
        ),
    ]
    Writer(graph, judged).replace([(one, one.fingerprint()) for one in said])
    before = content(graph)
    terms = Terms(DEFAULT_BASE)
    file = exported(graph, format_, terms)
    empty(graph)
    import_graph(io.BytesIO(file), format_, Writer(graph, judged), terms)
    assert content(graph)[1] == before[1]
