"""The vocabulary: classes and properties with labels and comments in English and Chinese, from the model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS

from graph.model import (
    CLAIM_PROPERTIES,
    CLAIM_TYPES,
    DOCUMENT_LABEL,
    DOCUMENT_PROPERTIES,
    ENTITY_LABELS,
    LOCAL_PROPERTIES,
    MENTIONS_PROPERTIES,
    Label,
    Property,
    RelationshipType,
)
from graph.rdf.terms import CLAIM_TERMS, PREFIXES, PROPERTY_TERMS, RELATIONSHIP_TERMS, VALUES, Terms

__all__ = ["CLAIM", "JUDGEMENT", "MENTION", "Link", "links", "ontology", "values"]

CLAIM = Label(
    "Claim",
    "claim",
    "陈述",
    "What one sentence of a document says of two things: the statement, its place in the document and its quote.",
    "文档中一句话对两个实体的陈述，连同其出处与原句。",
    ("rdf:Statement", "oa:SpecificResource", "prov:Entity"),
)
MENTION = Label(
    "Mention",
    "mention",
    "提及",
    "What a document calls a thing, and every place where it does.",
    "文档对某实体的称呼及其所有出现位置。",
    ("oa:SpecificResource",),
)

JUDGEMENT = Label(
    "Judgement",
    "judgement",
    "判定",
    "What a person decided: that two ids are one thing or are not, that a claim is right or is not.",
    "人工判定：两个标识符是否为同一实体，某陈述是否属实。",
)
POSITION = Property(
    "position",
    "integer",
    "次序",
    "The place of a judgement; of two that contradict the later counts.",
    "判定的先后，以后者为准。",
)
JUDGES = Property("judges", "string", "判定内容", "A line of the file of judgements.", "判定文件中的一行。")
REJECTED = Property("rejected", "boolean", "已否决", "A person said that it is wrong.", "经人工判定为误。")

_TYPES = {"number": XSD.integer, "real": XSD.double, "truth": XSD.boolean}
_BROADER = {
    "pg:nameZh": "skos:prefLabel",
    "pg:nameEn": "skos:prefLabel",
    "pg:sameTextAs": "prov:alternateOf",
}
_SAME = {
    "pg:published": "schema:datePublished",
    "pg:title": "schema:headline",
    "pg:language": "schema:inLanguage",
    "pg:url": "schema:url",
    "pg:sha256": "schema:sha256",
    "pg:place": "prov:atLocation",
    "pg:post": "schema:jobTitle",
}


@dataclass(frozen=True, slots=True)
class Link:
    """A property of RDF that relates resources: labels and comments, the classes that its ends may have."""

    term: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    label: str
    label_zh: str
    comment: str
    comment_zh: str


def links() -> Iterator[tuple[Link, RelationshipType | None]]:
    """Yield the vocabulary's own links, with the relationship type that each is."""
    for kind in CLAIM_TYPES:
        term = RELATIONSHIP_TERMS[kind.name]
        yield _link(term, kind, kind.name_zh, kind.comment, kind.comment_zh), kind
        if kind.past:
            past = f"It is so no more: {kind.comment[0].lower()}{kind.comment[1:]}"
            yield (
                _link(
                    RELATIONSHIP_TERMS[kind.past],
                    kind,
                    f"曾{kind.name_zh}",
                    past,
                    f"已成过去：{kind.comment_zh}",
                ),
                None,
            )
    entities = tuple(label.name for label in ENTITY_LABELS)
    yield (
        Link(
            "pg:mentions",
            (DOCUMENT_LABEL.name,),
            entities,
            "mentions",
            "提及",
            "A document names a thing.",
            "文档提及某实体。",
        ),
        None,
    )
    yield (
        Link(
            "pg:entity",
            (MENTION.name,),
            entities,
            "entity",
            "所指实体",
            "The thing that is meant.",
            "所指的实体。",
        ),
        None,
    )


def _link(term: str, kind: RelationshipType, zh: str, comment: str, comment_zh: str) -> Link:
    return Link(term, kind.sources, kind.targets, _words(term), zh, comment, comment_zh)


def values() -> Iterator[tuple[str, Property, tuple[str, ...]]]:
    """Yield the vocabulary's other properties: term, what the model says of it, the classes that have it."""
    entities = tuple(label.name for label in ENTITY_LABELS)
    every = [
        *(
            (PROPERTY_TERMS[one.name], one, (DOCUMENT_LABEL.name,))
            for one in DOCUMENT_PROPERTIES
            if one.name != "id"
        ),
        *(
            (CLAIM_TERMS[one.name], one, (CLAIM.name,))
            for one in (*CLAIM_PROPERTIES, *LOCAL_PROPERTIES[1:], REJECTED)
        ),
        *((f"pg:{one.name}", one, (JUDGEMENT.name,)) for one in (POSITION, JUDGES)),
        (CLAIM_TERMS["local"], LOCAL_PROPERTIES[0], (MENTION.name,)),
        *(
            (PROPERTY_TERMS[one.name], one, (MENTION.name,))
            for one in MENTIONS_PROPERTIES
            if one.name in PROPERTY_TERMS
        ),
    ]
    for term, known, classes in every:
        if term.startswith("pg:"):
            also = entities if term == "pg:externalId" else ()
            yield term, known, (*classes, *also)


def ontology(terms: Terms) -> Graph:
    """Return the vocabulary under a base."""
    graph = Graph(bind_namespaces="none")
    graph.bind("pg", terms.vocabulary)
    graph.bind("dcterms", str(DCTERMS))
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    head = URIRef(terms.vocabulary.removesuffix("#"))
    graph.add((head, RDF.type, OWL.Ontology))
    _describe(
        graph,
        head,
        "pactgraph",
        "pactgraph",
        "Who signed with whom, and which sentence says so.",
        "谁与谁签约，哪句话为证。",
    )
    for label in (*ENTITY_LABELS, DOCUMENT_LABEL, CLAIM, MENTION, JUDGEMENT):
        _add_class(graph, terms, label)
    for link, kind in links():
        _add_link(graph, terms, link, kind)
    for term, known, classes in values():
        _add_value(graph, terms, term, known, classes)
    for subject in set(graph.subjects(RDFS.label)) - {head}:
        graph.add((subject, RDFS.isDefinedBy, head))
    return graph


def _add_class(graph: Graph, terms: Terms, label: Label) -> None:
    subject = URIRef(terms.label(label.name))
    graph.add((subject, RDF.type, OWL.Class))
    _describe(graph, subject, label.name, label.name_zh, label.comment, label.comment_zh)
    for broader in label.broader:
        graph.add((subject, RDFS.subClassOf, URIRef(terms.term(broader))))


def _add_link(graph: Graph, terms: Terms, link: Link, kind: RelationshipType | None) -> None:
    subject = URIRef(terms.term(link.term))
    graph.add((subject, RDF.type, OWL.ObjectProperty))
    _describe(graph, subject, link.label, link.label_zh, link.comment, link.comment_zh)
    graph.add((subject, RDFS.domain, _union(graph, terms, link.sources)))
    graph.add((subject, RDFS.range, _union(graph, terms, link.targets)))
    if link.term == "pg:mentions":
        graph.add((subject, OWL.equivalentProperty, URIRef(terms.term("schema:mentions"))))
    if kind is None:
        return
    if kind.symmetric:
        graph.add((subject, RDF.type, OWL.SymmetricProperty))
    for same in kind.same:
        graph.add((subject, OWL.equivalentProperty, URIRef(terms.term(same))))
    for broader in kind.broader:
        graph.add((subject, RDFS.subPropertyOf, URIRef(terms.term(broader))))
    if kind.inverse:
        graph.add((subject, OWL.inverseOf, URIRef(terms.term(kind.inverse))))


def _add_value(graph: Graph, terms: Terms, term: str, known: Property, classes: tuple[str, ...]) -> None:
    subject = URIRef(terms.term(term))
    value = VALUES.get(known.name, "text")
    relates = value in ("entity", "document")
    graph.add((subject, RDF.type, OWL.ObjectProperty if relates else OWL.DatatypeProperty))
    _describe(graph, subject, _words(term), known.name_zh, known.comment, known.comment_zh)
    graph.add((subject, RDFS.domain, _union(graph, terms, classes)))
    if value in _TYPES:
        graph.add((subject, RDFS.range, _TYPES[value]))
    if value == "document":
        graph.add((subject, RDFS.range, URIRef(terms.label(DOCUMENT_LABEL.name))))
    if term in _BROADER:
        graph.add((subject, RDFS.subPropertyOf, URIRef(terms.term(_BROADER[term]))))
    if term in _SAME:
        graph.add((subject, OWL.equivalentProperty, URIRef(terms.term(_SAME[term]))))


def _describe(
    graph: Graph, subject: URIRef, label: str, label_zh: str, comment: str, comment_zh: str
) -> None:
    graph.add((subject, RDFS.label, Literal(label, lang="en")))
    graph.add((subject, RDFS.label, Literal(label_zh, lang="zh-Hans")))
    graph.add((subject, RDFS.comment, Literal(comment, lang="en")))
    graph.add((subject, RDFS.comment, Literal(comment_zh, lang="zh-Hans")))


def _union(graph: Graph, terms: Terms, labels: tuple[str, ...]) -> URIRef | BNode:
    """Return the class of those labels: a domain or range that names several would mean all of them at once."""
    classes = [URIRef(terms.label(label)) for label in labels]
    if len(classes) == 1:
        return classes[0]
    union, members = BNode(), BNode()
    graph.add((union, RDF.type, OWL.Class))
    graph.add((union, OWL.unionOf, members))
    Collection(graph, members, list(classes))
    return union


def _words(term: str) -> str:
    """``pg:signedWith`` → ``signed with``."""
    local = term.partition(":")[2]
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in local)
