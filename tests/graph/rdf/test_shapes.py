"""The shapes tell a whole graph from a broken one."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import pytest
import rdflib
from pyshacl import validate

from graph.facts import Facts
from graph.rdf.shapes import shapes
from loaders.pipeline import extract_paths
from tests.graph.exports import REPRINTED, TERMS, written
from tests.graph.samples import claim, entity, facts

SOURCES = Path(__file__).parents[4] / "shared" / "sources"
SMALL = [
    facts("b.txt", minhash=REPRINTED),
    facts(
        "a.txt",
        entity("company/x", "X", "X"),
        entity("city/jinan", "济南", "济南"),
        claim("LOCATED_IN", "company/x", "city/jinan", date="2022-06", quote="X 在济南。"),
        minhash=REPRINTED,
    ),
]


def test_the_samples_are_whole() -> None:
    assert _faults(written(_extracted(str(files("loaders") / "samples")), "turtle")) == ""


@pytest.mark.slow
@pytest.mark.skipif(not SOURCES.is_dir(), reason="the five sources are not there")
def test_the_five_sources_are_whole() -> None:
    sources = sorted(str(path) for path in SOURCES.glob("*.txt"))
    assert len(sources) == 5
    assert _faults(written(_extracted(*sources), "turtle")) == ""


@pytest.mark.parametrize(
    ("part", "instead", "where"),
    [
        ("", "", ""),
        ("pg:confidence", "pg:sureness", "pg:confidence"),
        ('"0.9"^^xsd:double', '"1.9"^^xsd:double', "pg:confidence"),
        ("^^xsd:gYearMonth", "^^xsd:gMonthDay", "pg:date"),
        ("oa:exact", "oa:prefix", "oa:exact"),
        ("oa:start 0", "oa:start 900", "oa:start"),
        ("rdf:object city:jinan", "rdf:object company:x", "pg:ClaimShape|pg:locatedInShape"),
        ("pg:locatedIn city:jinan", "pg:locatedIn company:x", "pg:locatedIn"),
        ('rdfs:label "X"@en ;', "", "rdfs:label"),
        (f"pg:sameTextAs <{TERMS.documents}a.txt>", "pg:sameTextAs city:jinan", "pg:sameTextAs"),
        ("a pg:Document ;", "a pg:Paper ;", "oa:hasSource"),
    ],
)
def test_a_broken_graph_fails(part: str, instead: str, where: str) -> None:
    whole = written(SMALL, "turtle")
    assert part in whole
    faults = _faults(whole.replace(part, instead) if part else whole)
    assert any(one in faults for one in where.split("|"))
    assert bool(faults) == bool(where)


def _extracted(*paths: str) -> Sequence[Facts]:
    return [found for found in extract_paths(paths) if isinstance(found, Facts)]


def _faults(turtle: str) -> str:
    """Return what pyshacl has against a graph, nothing if it conforms."""
    graph = rdflib.Graph().parse(data=turtle, format="turtle")
    conforms, _, report = validate(graph, shacl_graph=shapes(TERMS))
    return "" if conforms else str(report)
