"""Turtle and TriG: grouped by subject, with prefixes; the same graph gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from graph.formats.exporter import Exporter
from graph.model import ENTITY_LABELS
from graph.pages import Document, Row
from graph.rdf import literals
from graph.rdf.describe import Descriptions, Subject
from graph.rdf.terms import PREFIXES, Terms

__all__ = ["Turtle"]

_LOCAL = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_\-]|%[0-9A-F]{2})*")
"""Local names that need no escaping in Turtle."""


class Turtle(Exporter):
    """Turtle, or with ``graphs`` TriG, where what a document says is a named graph.

    In Turtle an entity's direct triples stand with the entity, in TriG with the document that states them.
    """

    def __init__(self, terms: Terms, *, graphs: bool = False) -> None:
        self._terms = terms
        self._graphs = graphs
        self.direct = not graphs
        notation = _Notation(terms)
        self._descriptions = Descriptions(terms, notation)
        self._bundle = (self._descriptions.type, notation.term("prov:Bundle"))
        self._derived = notation.predicate("prov:wasDerivedFrom")

    def begin(self) -> str:
        """Return the prefixes."""
        prefixes = {
            "pg": self._terms.vocabulary,
            **{label.key: f"{self._terms.entities}{label.key}/" for label in ENTITY_LABELS},
            **{name: PREFIXES[name] for name in ("oa", "prov", "rdf", "rdfs", "skos", "xsd")},
        }
        return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items())

    def judgements(self, lines: Sequence[str]) -> str:
        """Return judgements, in their order."""
        return _blocks(self._descriptions.judgements(lines))

    def entities(self, label: str, rows: Iterable[Row]) -> str:
        """Return a page of entities."""
        return _blocks(self._descriptions.entity(label, row) for row in rows)

    def document(self, document: Document) -> Iterable[str]:
        """Return a document with what it says."""
        return (self._document(document),)

    def _document(self, document: Document) -> str:
        found = self._descriptions.document(document)
        subject = f"<{found.iri}>"
        if not self._graphs:
            direct = [] if self.direct else found.direct
            return _blocks([(subject, found.document + found.mentions), *direct, *found.said])
        facts = f"<{self._terms.facts(found.iri)}>"
        known = _blocks([(subject, found.document), (facts, [self._bundle, (self._derived, subject)])])
        return f"{known}\n{facts} {{{_blocks([(subject, found.mentions), *found.direct, *found.said])}}}\n"


def _blocks(subjects: Iterable[Subject]) -> str:
    """Return a block for each subject, the objects of one predicate together."""
    parts: list[str] = []
    add = parts.append
    for subject, pairs in subjects:
        if not pairs:
            continue
        add(f"\n{subject}")
        last, between = "", " "
        for predicate, object_ in pairs:
            if predicate == last:
                add(f", {object_}")
            else:
                add(f"{between}{predicate} {object_}")
                last, between = predicate, " ;\n    "
        add(" .\n")
    return "".join(parts)


class _Notation:
    """Terms as prefixed names where that needs no escaping, else in angle brackets."""

    text = staticmethod(literals.text)
    tagged = staticmethod(literals.tagged)
    name = staticmethod(literals.name)
    number = staticmethod(str)

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self.entity = lru_cache(maxsize=1 << 15)(self._entity)

    def subject(self, iri: str) -> str:
        if iri.startswith(self._terms.entities):
            return self._short(iri)
        return f"<{iri}>"

    def iri(self, iri: str) -> str:
        return f"<{iri}>"

    def term(self, term: str) -> str:
        return term

    def predicate(self, term: str) -> str:
        return "a" if term == "rdf:type" else term

    def dated(self, value: str) -> str:
        return _prefixed(literals.dated(value))

    def real(self, value: float) -> str:
        return _prefixed(literals.real(value))

    def truth(self, value: bool) -> str:
        return "true" if value else "false"

    def document(self, id_: str) -> str:
        return f"<{self._terms.document(id_)}>"

    def _entity(self, id_: str) -> str:
        return self._short(self._terms.entity(id_))

    def _short(self, iri: str) -> str:
        label, _, local = iri[len(self._terms.entities) :].partition("/")
        return f"{label}:{local}" if _LOCAL.fullmatch(local) else f"<{iri}>"


@lru_cache(maxsize=1 << 14)
def _prefixed(literal: str) -> str:
    """Return a typed literal with its type as a prefixed name."""
    value, typed, iri = literal.rpartition("^^<")
    return f"{value}^^xsd:{iri.removeprefix(PREFIXES['xsd'])[:-1]}" if typed else literal
