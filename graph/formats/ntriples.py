"""N-Triples and N-Quads: a line a statement, made by plain formatting.

That writes almost four times as many triples a second as pyoxigraph's serializer, whose terms have to be made first,
and forty times as many as rdflib (tests/bench/export.py: 651,000, 166,000 and 15,000 on a machine that was busy).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import repeat

from graph.formats.exporter import Exporter
from graph.pages import Document, Row
from graph.rdf import literals
from graph.rdf.describe import Subject
from graph.rdf.lines import Lines, lines
from graph.rdf.terms import Terms

__all__ = ["NTriples"]


class NTriples(Exporter):
    """N-Triples, or with ``graphs`` N-Quads, where what a document says is a named graph."""

    def __init__(self, terms: Terms, *, graphs: bool = False) -> None:
        self._terms = terms
        self._graphs = graphs
        notation = _Notation(terms)
        self._descriptions = Lines(terms, notation)
        self._bundle = (self._descriptions.type, notation.term("prov:Bundle"))
        self._derived = notation.predicate("prov:wasDerivedFrom")

    def judgements(self, lines: Sequence[str]) -> str:
        """Return judgements, in their order."""
        return _all(self._descriptions.judgements(lines), " .\n")

    def entities(self, label: str, rows: Iterable[Row]) -> str:
        """Return a page of entities."""
        return _all((self._descriptions.entity(label, row) for row in rows), " .\n")

    def document(self, document: Document) -> Iterable[str]:
        """Return a document with what it says."""
        found = self._descriptions.about(document)
        subject = f"<{found.iri}>"
        end = " .\n"
        known: list[Subject] = [(subject, found.document)]
        if self._graphs:
            facts = f"<{self._terms.facts(found.iri)}>"
            known.append((facts, [self._bundle, (self._derived, subject)]))
            end = f" {facts} .\n"
        return [
            _all(known, " .\n"),
            _all([(subject, found.mentions), *found.direct], end),
            *self._descriptions.said(found.iri, document, end),
        ]


def _all(subjects: Iterable[Subject], end: str) -> str:
    return "".join(map(lines, subjects, repeat(end)))


class _Notation:
    """Terms in angle brackets."""

    text = staticmethod(literals.text)
    tagged = staticmethod(literals.tagged)
    name = staticmethod(literals.name)
    dated = staticmethod(literals.dated)
    number = staticmethod(literals.number)
    real = staticmethod(literals.real)
    truth = staticmethod(literals.truth)

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self.entity = lru_cache(maxsize=1 << 15)(self._entity)

    def iri(self, iri: str) -> str:
        return f"<{iri}>"

    subject = iri

    def term(self, term: str) -> str:
        return f"<{self._terms.term(term)}>"

    predicate = term

    def document(self, id_: str) -> str:
        return f"<{self._terms.document(id_)}>"

    def _entity(self, id_: str) -> str:
        return f"<{self._terms.entity(id_)}>"
