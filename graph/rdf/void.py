"""What the data set is, as VoID (https://www.w3.org/TR/void/): its size, its parts, where it can be had."""

from __future__ import annotations

from rdflib import RDF, XSD, BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF, VOID

from graph.formats import FORMATS
from graph.model import CLAIM_TYPES, DOCUMENT, ENTITY_LABELS, MENTIONS
from graph.rdf.terms import RELATIONSHIP_TERMS, Terms
from graph.status import Counts

__all__ = ["void"]


def void(terms: Terms, counts: Counts, revision: int | None) -> Graph:
    """Describe the data set under a base, which has these counts."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in (("void", VOID), ("dcterms", DCTERMS), ("foaf", FOAF), ("xsd", XSD)):
        graph.bind(prefix, namespace)
    graph.bind("pg", terms.vocabulary)
    address = URIRef(f"{terms.base}.well-known/void")
    dataset = URIRef(f"{address}#dataset")
    about = [
        (RDF.type, VOID.Dataset),
        (DCTERMS.title, Literal("pactgraph", lang="en")),
        (DCTERMS.description, Literal("Who signed with whom, where, and which sentence says so.", lang="en")),
        (DCTERMS.description, Literal("谁与谁在哪里签约，哪句话为证。", lang="zh-Hans")),
        (FOAF.homepage, URIRef(terms.base)),
        (VOID.vocabulary, URIRef(terms.vocabulary)),
        (VOID.uriSpace, Literal(terms.base)),
        (VOID.entities, Literal(sum(counts.nodes.values()))),
        (VOID.documents, Literal(counts.nodes[DOCUMENT])),
        *(
            (VOID.dataDump, URIRef(f"{terms.base}export?format={one.name}"))
            for one in FORMATS.values()
            if one.rdf
        ),
        *(
            (VOID.feature, URIRef(f"http://www.w3.org/ns/formats/{name.replace('-', '_')}"))
            for name in _FEATURES
        ),
    ]
    if revision is not None:
        about.append((DCTERMS.hasVersion, Literal(revision)))
    for label in (*(label.name for label in ENTITY_LABELS), DOCUMENT):
        part = BNode()
        about.append((VOID.classPartition, part))
        graph.add((part, VOID["class"], URIRef(terms.label(label))))
        graph.add((part, VOID.entities, Literal(counts.nodes[label])))
    claims = {kind.name: RELATIONSHIP_TERMS[kind.name] for kind in CLAIM_TYPES}
    for kind, term in {**claims, MENTIONS: "pg:mentions"}.items():
        part = BNode()
        about.append((VOID.propertyPartition, part))
        graph.add((part, VOID.property, URIRef(terms.term(term))))
        graph.add((part, VOID.triples, Literal(counts.relationships[kind])))
    for predicate, value in about:
        graph.add((dataset, predicate, value))
    graph.add((address, RDF.type, VOID.DatasetDescription))
    graph.add((address, FOAF.primaryTopic, dataset))
    return graph


_FEATURES = ("Turtle", "N-Triples", "TriG", "N-Quads", "JSON-LD")
