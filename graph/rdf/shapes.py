"""SHACL shapes of what exports hold, from the model: any validator can tell a whole graph from a broken one."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Graph

from graph.model import CLAIM_TYPES, DOCUMENT, ENTITY_LABELS, LABEL_BY_NAME, RelationshipType
from graph.rdf.terms import PREFIXES, RELATIONSHIP_TERMS, Terms

__all__ = ["shapes"]

_ONE = "sh:minCount 1 ; sh:maxCount 1"
_DATE = "sh:or ( [ sh:datatype xsd:gYear ] [ sh:datatype xsd:gYearMonth ] [ sh:datatype xsd:date ] )"
_TEXT = "sh:or ( [ sh:datatype xsd:string ] [ sh:datatype rdf:langString ] )"
_OFFSET = f"{_ONE} ; sh:datatype xsd:integer ; sh:minInclusive 0"


def shapes(terms: Terms) -> Graph:
    """Return the shapes under a base."""
    prefixes = {**PREFIXES, "pg": terms.vocabulary, "sh": "http://www.w3.org/ns/shacl#"}
    lines = [f"@prefix {name}: <{iri}> ." for name, iri in prefixes.items()]
    graph = Graph(bind_namespaces="none")
    return graph.parse(data="\n".join([*lines, *_statements()]), format="turtle")


def _statements() -> Iterator[str]:
    for label in ENTITY_LABELS:
        related = [kind for kind in CLAIM_TYPES if label.name in kind.sources]
        yield _shape(
            label.name,
            f"rdfs:label ; {_ONE} ; {_TEXT}",
            "skos:prefLabel ; sh:uniqueLang true ; sh:maxCount 2",
            f"skos:altLabel ; {_TEXT}",
            "pg:externalId ; sh:datatype xsd:string ; sh:pattern '^[^:]+:'",
            *(f"{RELATIONSHIP_TERMS[kind.name]} ; {_one_of(kind.targets)}" for kind in related),
        )
    yield _shape(
        DOCUMENT,
        f"pg:path ; {_ONE} ; sh:datatype xsd:string",
        f"pg:sha256 ; {_ONE} ; sh:pattern '^[0-9a-f]{{64}}$'",
        f"pg:title ; sh:maxCount 1 ; {_TEXT}",
        f"pg:published ; sh:maxCount 1 ; {_DATE}",
        "pg:length ; sh:maxCount 1 ; sh:datatype xsd:integer ; sh:minInclusive 0",
        f"pg:sameTextAs ; sh:maxCount 1 ; sh:class pg:{DOCUMENT}",
        f"pg:mentions ; {_one_of(tuple(LABEL_BY_NAME))}",
    )
    yield _shape(
        "Mention",
        f"pg:entity ; {_ONE} ; {_one_of(tuple(LABEL_BY_NAME))}",
        f"oa:hasSource ; {_ONE} ; sh:class pg:{DOCUMENT}",
        f"rdfs:label ; {_ONE} ; {_TEXT}",
        "oa:hasSelector ; sh:class oa:TextQuoteSelector",
    )
    yield _shape(
        "Claim",
        f"rdf:subject ; {_ONE} ; {_one_of(tuple(LABEL_BY_NAME))}",
        f"rdf:predicate ; {_ONE} ; sh:in ( {' '.join(RELATIONSHIP_TERMS[kind.name] for kind in CLAIM_TYPES)} )",
        f"rdf:object ; {_ONE} ; {_one_of(tuple(LABEL_BY_NAME))}",
        f"oa:hasSource ; {_ONE} ; sh:class pg:{DOCUMENT}",
        f"oa:hasSelector ; {_ONE} ; sh:class oa:TextQuoteSelector",
        f"pg:confidence ; {_ONE} ; sh:datatype xsd:double ; sh:minInclusive 0e0 ; sh:maxInclusive 1e0",
        f"pg:date ; sh:maxCount 1 ; {_DATE}",
        "pg:place ; sh:maxCount 1 ; sh:or ( [ sh:class pg:City ] [ sh:class pg:Event ] )",
        f"pg:post ; sh:maxCount 1 ; {_TEXT}",
        f"pg:topic ; sh:maxCount 1 ; {_TEXT}",
        "pg:extractor ; sh:maxCount 1 ; sh:datatype xsd:string",
        "pg:former ; sh:maxCount 1 ; sh:datatype xsd:boolean",
    )
    yield from map(_ends, CLAIM_TYPES)
    yield (
        "pg:SelectorShape a sh:NodeShape ; sh:targetClass oa:TextQuoteSelector ; "
        f"sh:property [ sh:path oa:start ; {_OFFSET} ; sh:lessThanOrEquals oa:end ] , "
        f"[ sh:path oa:end ; {_OFFSET} ] , [ sh:path oa:exact ; {_ONE} ; {_TEXT} ] ."
    )


def _shape(name: str, *properties: str) -> str:
    listed = " , ".join(f"[ sh:path {one} ]" for one in properties)
    return f"pg:{name}Shape a sh:NodeShape ; sh:targetClass pg:{name} ; sh:nodeKind sh:IRI ; sh:property {listed} ."


def _ends(kind: RelationshipType) -> str:
    """Claims of this type relate only what the model lets it relate."""
    term = RELATIONSHIP_TERMS[kind.name]
    return (
        f"{term}Shape a sh:NodeShape ; sh:targetClass pg:Claim ; sh:or ( "
        f"[ sh:not [ sh:property [ sh:path rdf:predicate ; sh:hasValue {term} ] ] ] "
        f"[ sh:property [ sh:path rdf:subject ; {_one_of(kind.sources)} ] , "
        f"[ sh:path rdf:object ; {_one_of(kind.targets)} ] ] ) ."
    )


def _one_of(labels: tuple[str, ...]) -> str:
    if len(labels) == 1:
        return f"sh:class pg:{labels[0]}"
    return f"sh:or ( {' '.join(f'[ sh:class pg:{label} ]' for label in labels)} )"
