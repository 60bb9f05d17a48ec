"""JSON-LD 1.1: entities, and documents each with the named graph of what it says, under one context.

The context is published at ``/context.jsonld`` and stands in every answer as well, so that it can be read offline.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from graph.formats.exporter import Exporter
from graph.model import CLAIM_PROPERTIES, DOCUMENT_PROPERTIES, ENTITY_PROPERTIES, LOCAL_PROPERTIES
from graph.pages import Document, Row
from graph.rdf import literals
from graph.rdf.describe import Descriptions, Pairs, Subject
from graph.rdf.terms import CLAIM_TERMS, PREFIXES, PROPERTY_TERMS, RELATIONSHIP_TERMS, VALUES, Terms

__all__ = ["JsonLd", "context"]

_TYPES = {
    "number": "xsd:integer",
    "real": "xsd:double",
    "truth": "xsd:boolean",
    "iri": "@id",
    "entity": "@id",
    "document": "@id",
}
_LINKS = (
    "rdf:subject",
    "rdf:predicate",
    "rdf:object",
    "oa:hasSelector",
    "prov:wasDerivedFrom",
    "skos:exactMatch",
    "pg:mentions",
    "pg:entity",
    *RELATIONSHIP_TERMS.values(),
)


def context(terms: Terms) -> dict[str, Any]:
    """Return the context: every property by its local name, with the type of its values."""
    known: dict[str, Any] = {"@version": 1.1, "pg": terms.vocabulary}
    known |= {name: PREFIXES[name] for name in ("oa", "prov", "rdf", "rdfs", "skos", "xsd")}
    literal = {
        PROPERTY_TERMS[one.name]: VALUES.get(one.name)
        for one in (*ENTITY_PROPERTIES, *DOCUMENT_PROPERTIES)
        if one.name != "id"
    }
    literal |= {CLAIM_TERMS[one.name]: VALUES.get(one.name) for one in (*CLAIM_PROPERTIES, *LOCAL_PROPERTIES)}
    literal |= {"skos:prefLabel": None, "pg:rejected": "truth", "pg:position": "number", "pg:judges": None}
    for term, kind in literal.items():
        typed = _TYPES.get(kind or "")
        known[_local(term)] = {"@id": term, "@type": typed} if typed else {"@id": term}
    return known | {_local(term): {"@id": term, "@type": "@id"} for term in _LINKS}


class JsonLd(Exporter):
    """One JSON object: a context, and a graph of entities, documents and their named graphs."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._separator = ",\n"  # unless it begins here, it goes on behind what others wrote
        notation = _Notation(terms)
        self._descriptions = Descriptions(terms, notation)
        self._bundle = (self._descriptions.type, notation.term("prov:Bundle"))
        self._derived = notation.predicate("prov:wasDerivedFrom")

    def begin(self) -> str:
        """Return the context."""
        self._separator = "\n"
        return f'{{"@context": {json.dumps(context(self._terms))},\n"@graph": ['

    def judgements(self, lines: Sequence[str]) -> str:
        """Return judgements, in their order."""
        return self._members(self._descriptions.judgements(lines))

    def entities(self, label: str, rows: Iterable[Row]) -> str:
        """Return a page of entities."""
        return self._members(self._descriptions.entity(label, row) for row in rows)

    def document(self, document: Document) -> Iterable[str]:
        """Return a document with what it says."""
        return (self._document(document),)

    def end(self) -> str:
        """Return what closes the object."""
        return "\n]}\n"

    def _document(self, document: Document) -> str:
        found = self._descriptions.document(document)
        subject = literals.text(found.iri)
        said = [(subject, found.mentions), *found.direct, *found.said]
        graph = ",\n".join(_node(*one) for one in said if one[1])
        bundle: Pairs = [self._bundle, (self._derived, subject)]
        if graph:
            bundle.append(('"@graph"', f"[\n{graph}]"))
        facts = literals.text(self._terms.facts(found.iri))
        return self._members([(subject, found.document), (facts, bundle)])

    def _members(self, subjects: Iterable[Subject]) -> str:
        parts = []
        for subject, pairs in subjects:
            parts.append(f"{self._separator}{_node(subject, pairs)}")
            self._separator = ",\n"
        return "".join(parts)


def _node(subject: str, pairs: Pairs) -> str:
    """Return a node object; values of one property are in an array if they are several."""
    values: dict[str, list[str]] = {}
    for predicate, object_ in pairs:
        values.setdefault(predicate, []).append(object_)
    members = [f"{key}: {found[0] if len(found) == 1 else _array(found)}" for key, found in values.items()]
    return f'{{"@id": {", ".join([subject, *members])}}}'


def _array(values: Iterable[str]) -> str:
    return f"[{', '.join(values)}]"


def _local(term: str) -> str:
    return term.partition(":")[2]


class _Notation:
    """Terms as JSON; the context tells which strings are IRIs."""

    text = iri = subject = term = staticmethod(literals.text)
    number = staticmethod(str)

    def __init__(self, terms: Terms) -> None:
        self._terms = terms

    def predicate(self, term: str) -> str:
        return '"@type"' if term == "rdf:type" else literals.text(_local(term))

    def entity(self, id_: str) -> str:
        return literals.text(self._terms.entity(id_))

    def document(self, id_: str) -> str:
        return literals.text(self._terms.document(id_))

    def tagged(self, value: str, language: str | None) -> str:
        if language is None:
            return literals.text(value)
        return f'{{"@value": {literals.text(value)}, "@language": "{language}"}}'

    def name(self, value: str) -> str:
        return self.tagged(value, literals.language_of(value))

    def dated(self, value: str) -> str:
        literal, typed, iri = literals.dated(value).rpartition("^^<")
        return f'{{"@value": {literal}, "@type": "{iri[:-1]}"}}' if typed else literals.text(value)

    def real(self, value: float) -> str:
        return f'"{float(value)!r}"'  # a string: as a number it would come back with fifteen digits

    def truth(self, value: bool) -> str:
        return "true" if value else "false"
