"""RDF exports: whoever reads them, in whatever format, reads the same."""

from __future__ import annotations

import pytest

from graph.engines.bolt import Graph
from graph.writer import Writer
from tests.graph.exports import TERMS, by_pyoxigraph, by_rdflib, exported, hard, without_graphs
from tests.graph.samples import entity, facts

QUADS = ("nquads", "trig", "jsonld")
PG = TERMS.vocabulary
HUAWEI = f"{TERMS.entities}company/huawei"


@pytest.fixture
def loaded(graph: Graph) -> Graph:
    Writer(graph).replace([(said, said.fingerprint()) for said in hard()])
    return graph


def test_two_parsers_read_the_same_from_every_format(loaded: Graph) -> None:
    nquads = by_pyoxigraph(exported(loaded, "nquads"), "nquads")
    for name in QUADS:
        data = exported(loaded, name)
        assert by_pyoxigraph(data, name) == nquads, name
        assert by_rdflib(data, name) == nquads, name
    for name in ("ntriples", "turtle"):
        data = exported(loaded, name)
        assert by_pyoxigraph(data, name) == by_rdflib(data, name), name
        assert without_graphs(by_pyoxigraph(data, name)) == without_graphs(nquads), name


def test_the_same_graph_gives_the_same_bytes(loaded: Graph) -> None:
    before = {name: exported(loaded, name) for name in ("turtle", "trig", "nquads", "jsonld", "csv")}
    for said in reversed(hard()):
        Writer(loaded).forget([said.document.id])
        Writer(loaded).replace([(said, said.fingerprint())])
    assert {name: exported(loaded, name) for name in before} == before


def test_a_subject_stands_once_in_turtle(loaded: Graph) -> None:
    lines = exported(loaded, "turtle").decode().split("\n")
    subjects = [line.split(" ")[0] for line in lines if line and line[0] not in " @"]
    assert len(subjects) == len(set(subjects)) > 20


def test_a_claim_is_a_triple_and_a_statement_with_its_evidence(loaded: Graph) -> None:
    found = by_pyoxigraph(exported(loaded, "nquads"), "nquads")
    graph = f"{TERMS.documents}b.txt#facts"
    forum, jinan = f"{TERMS.entities}event/forum", f"{TERMS.entities}city/jinan"
    assert (forum, f"{PG}locatedIn", jinan, graph) in found
    (claim,) = {s for s, p, o, g in found if g == graph and o == f"{PG}Claim"}
    about = {p.rpartition("#")[2]: o for s, p, o, g in found if s == claim}
    assert (about["subject"], about["predicate"], about["object"]) == (forum, f"{PG}locatedIn", jinan)
    assert about["hasSource"] == f"{TERMS.documents}b.txt"
    assert about["confidence"] == "0.9|http://www.w3.org/2001/XMLSchema#double"
    evidence = {(p.rpartition("#")[2], o) for s, p, o, g in found if s == about["hasSelector"]}
    integer = "http://www.w3.org/2001/XMLSchema#integer"
    assert evidence == {
        ("type", "http://www.w3.org/ns/oa#TextPositionSelector"),
        ("type", "http://www.w3.org/ns/oa#TextQuoteSelector"),
        ("start", f"0|{integer}"),
        ("end", f"9|{integer}"),
        ("exact", "In Jinan.|@en"),
    }
    assert (graph, "http://www.w3.org/ns/prov#wasDerivedFrom", about["hasSource"], "") in found


def test_dates_are_typed_by_their_precision(loaded: Graph) -> None:
    found = by_pyoxigraph(exported(loaded, "ntriples"), "ntriples")
    xsd = "http://www.w3.org/2001/XMLSchema#"
    assert {o for _, p, o, _ in found if p == f"{PG}date"} == {
        f"2022|{xsd}gYear",
        f"2022-06|{xsd}gYearMonth",
        f"2022-06-17|{xsd}date",
        f"2022-02-30|{xsd}string",
    }


def test_names_tell_their_language_and_aliases_are_alternative_labels(loaded: Graph) -> None:
    found = by_pyoxigraph(exported(loaded, "turtle"), "turtle")
    of_huawei = {(p.rpartition("#")[2], o) for s, p, o, _ in found if s == HUAWEI}
    assert {("label", "Huawei|@en"), ("prefLabel", "华为|@zh-hans"), ("prefLabel", "Huawei|@en")} <= of_huawei
    jinan = {o for s, p, o, _ in found if s.endswith("city/jinan") and p.endswith("altLabel")}
    assert "濟南|@zh-hant" in jinan


def test_a_past_post_is_no_present_one(loaded: Graph) -> None:
    found = by_pyoxigraph(exported(loaded, "turtle"), "turtle")
    posts = {p for _, p, o, _ in found if o == HUAWEI and p.startswith(f"{PG}wo")}
    assert posts == {f"{PG}worksFor", f"{PG}workedFor"}


def test_a_reprint_is_linked_to_the_first_of_its_text(loaded: Graph) -> None:
    found = by_pyoxigraph(exported(loaded, "nquads"), "nquads")
    first = f"{TERMS.documents}a%20b/%C3%BC%231%3Fx%3D%2541.txt"
    links = {one for one in found if one[1] == f"{PG}sameTextAs"}
    assert links == {(f"{TERMS.documents}c.txt", f"{PG}sameTextAs", first, "")}
    assert (first, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", f"{PG}Document", "") in found


def test_more_entities_and_documents_than_a_page_holds(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.pages.ENTITIES", 3)
    monkeypatch.setattr("graph.pages.MOST_DOCUMENTS", 2)
    batch = [facts(f"{number}.txt", entity(f"city/{number}")) for number in range(20)]
    Writer(graph).replace([(said, "") for said in batch])
    found = by_pyoxigraph(exported(graph, "nquads"), "nquads")
    assert len({s for s, _, o, g in found if o == f"{PG}City"}) == 20
    assert len({s for s, _, o, g in found if o == f"{PG}Document"}) == 20


def test_an_empty_graph_is_an_empty_export(graph: Graph) -> None:
    for name in (*QUADS, "ntriples", "turtle"):
        assert by_pyoxigraph(exported(graph, name), name) == frozenset()
