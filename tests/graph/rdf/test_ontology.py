"""The vocabulary follows from the model, and exports use nothing that it does not define."""

from __future__ import annotations

from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef

from graph.model import CLAIM_TYPES, DOCUMENT_LABEL, ENTITY_LABELS
from graph.rdf.ontology import ontology
from graph.rdf.terms import PREFIXES, RELATIONSHIP_TERMS
from tests.graph.exports import TERMS, by_pyoxigraph, hard, written

PG = TERMS.vocabulary


def test_every_term_has_a_label_and_a_comment_in_english_and_chinese() -> None:
    graph = ontology(TERMS)
    terms = set(graph.subjects(RDFS.isDefinedBy))
    assert len(terms) > 30
    for term in terms:
        for predicate in (RDFS.label, RDFS.comment):
            found = [one for one in graph.objects(term, predicate) if isinstance(one, Literal)]
            assert sorted(str(one.language) for one in found) == ["en", "zh-Hans"], term
            assert all(found)


def test_classes_and_properties_are_those_of_the_model() -> None:
    graph = ontology(TERMS)
    classes = {
        str(one).removeprefix(PG) for one in graph.subjects(RDF.type, OWL.Class) if isinstance(one, URIRef)
    }
    assert classes == {
        *(label.name for label in (*ENTITY_LABELS, DOCUMENT_LABEL)),
        "Claim",
        "Mention",
        "Judgement",
    }
    for kind in CLAIM_TYPES:
        term = URIRef(TERMS.term(RELATIONSHIP_TERMS[kind.name]))
        assert (term, RDF.type, OWL.ObjectProperty) in graph
        assert _classes(graph, term, RDFS.domain) == set(kind.sources)
        assert _classes(graph, term, RDFS.range) == set(kind.targets)


def test_it_is_aligned_with_known_vocabularies() -> None:
    graph = ontology(TERMS)
    schema, org = PREFIXES["schema"], PREFIXES["org"]
    assert (URIRef(f"{PG}City"), RDFS.subClassOf, URIRef(f"{schema}City")) in graph
    assert (URIRef(f"{PG}University"), RDFS.subClassOf, URIRef(f"{schema}CollegeOrUniversity")) in graph
    assert (URIRef(f"{PG}Executive"), RDFS.subClassOf, URIRef(f"{PREFIXES['foaf']}Person")) in graph
    assert (URIRef(f"{PG}Event"), RDFS.subClassOf, URIRef(f"{schema}Event")) in graph
    assert (URIRef(f"{PG}Claim"), RDFS.subClassOf, URIRef(f"{PREFIXES['prov']}Entity")) in graph
    assert (URIRef(f"{PG}worksFor"), RDFS.subPropertyOf, URIRef(f"{org}memberOf")) in graph
    assert (URIRef(f"{PG}locatedIn"), OWL.equivalentProperty, URIRef(f"{schema}location")) in graph
    assert (URIRef(f"{PG}nameZh"), RDFS.subPropertyOf, URIRef(f"{PREFIXES['skos']}prefLabel")) in graph
    assert (URIRef(f"{PG}signedWith"), RDF.type, OWL.SymmetricProperty) in graph
    reprint = URIRef(f"{PG}sameTextAs")
    assert (reprint, RDFS.subPropertyOf, URIRef(f"{PREFIXES['prov']}alternateOf")) in graph
    assert (reprint, RDF.type, OWL.ObjectProperty) in graph
    assert _classes(graph, reprint, RDFS.domain) == _classes(graph, reprint, RDFS.range) == {"Document"}


def test_exports_use_only_terms_that_are_defined() -> None:
    defined = {str(one) for one in ontology(TERMS).subjects(RDFS.isDefinedBy)}
    used = {
        term
        for statement in by_pyoxigraph(written(hard(), "nquads").encode(), "nquads")
        for term in statement[1:3]
    }
    ours = {term for term in used if term.startswith(PG)}
    assert len(ours) > 20
    assert ours <= defined


def _classes(graph: Graph, term: URIRef, predicate: URIRef) -> set[str]:
    (node,) = graph.objects(term, predicate)
    members = graph.value(node, OWL.unionOf)
    found = [node] if members is None else graph.items(members)
    return {str(one).removeprefix(PG) for one in found}
