"""What RDF says of documents as lines of N-Triples or N-Quads, made by plain formatting."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from graph.pages import Document, Row
from graph.rdf.describe import Descriptions, Notation, Subject, keyed
from graph.rdf.literals import INTEGER, language_of, well_formed
from graph.rdf.terms import Terms

__all__ = ["Lines", "lines"]


class Lines(Descriptions):
    """Describes mentions and statements as lines ``subject predicate object end``, in the order of ``document``.

    Lines that always follow one another are one template: a line by itself costs several times as much.
    """

    def __init__(self, terms: Terms, notation: Notation) -> None:
        super().__init__(terms, notation)
        self._claim_class, self._mention_class = map(" ".join, (self._claim_type, self._mention_type))
        self._by_position, self._by_quote = map(" ".join, self._selectors)
        self._others = lru_cache(maxsize=1 << 12)(self._optional_values)

    def said(self, iri: str, document: Document, end: str) -> list[str]:
        """Return what a document, given by its IRI too, says, in pieces.

        A quote or a mention's text is a piece of its own: most else is ASCII, which costs a quarter as much to put
        together.
        """
        pieces: list[str] = []
        for mention in document.mentions:
            self._add_mention(iri, mention, end, pieces)
        language = well_formed(document.properties.get("language"))
        self._add_claims(iri, language, document.claims, end, pieces)
        return pieces

    def _add_mention(self, document: str, mention: Row, end: str, pieces: list[str]) -> None:
        name, selector = self._notation.name, self._selector
        iri, pairs, places = self._mention(document, mention)
        and_ = f"{end}{iri} "
        pieces.append(f"{iri} {self._mention_class}")
        pieces += [f"{and_}{predicate} {object_}" for predicate, object_ in pairs]
        spans: list[str] = []
        for place, start, stop, text in places:
            spot = f"<{place}>"
            pieces.append(f"{and_}{selector} {spot}")
            spans += (self._span_lines(spot, start, stop, end), name(text))
        pieces += (*spans, end)

    def _add_claims(
        self, document: str, language: str | None, claims: Sequence[Row], end: str, pieces: list[str]
    ) -> None:
        add, others, kinds = pieces.append, self._others, self._kinds
        entity, real, tagged = self._notation.entity, self._notation.real, self._notation.tagged
        of, by, to = self._ends
        type_, source = self._claim_class, f"{self._source} {self._notation.iri(document)}"
        selector, certain = self._selector, self._confidence
        for key, (start, stop, kind, first, second, quote, confidence, *rest) in keyed(claims):
            iri, spot = f"<{document}#claim-{key}>", f"<{document}#quote-{key}>"
            and_ = f"{end}{iri} "
            add(
                f"{iri} {type_}{and_}{of} {entity(first)}{and_}{by} {kinds[kind]}{and_}{to} {entity(second)}"
                f"{and_}{source}{and_}{selector} {spot}{and_}{certain} {real(confidence)}"
            )
            pieces += [f"{and_}{other}" for other in others(*rest)]
            add(self._span_lines(spot, start, stop, end))
            add(f"{tagged(quote, language or language_of(quote))}{end}")

    def _span_lines(self, spot: str, start: int, stop: int, end: str) -> str:
        """Return the lines of a selector, behind the end of the line before, up to the text that stands there."""
        and_ = f"{end}{spot} "
        return (
            f"{and_}{self._by_position}{and_}{self._by_quote}"
            f'{and_}{self._start} "{start}{INTEGER}{and_}{self._end} "{stop}{INTEGER}{and_}{self._exact} '
        )

    def _optional_values(self, *values: Any) -> list[str]:
        """Return predicates and objects of those fields of a claim that few values fill."""
        return [
            f"{predicate} {write(value)}"
            for (predicate, write), value in zip(self._optional, values, strict=True)
            if value is not None and value is not False
        ]


def lines(subject: Subject, end: str) -> str:
    """Return a line for each predicate and object of a subject."""
    iri, pairs = subject
    return "".join([f"{iri} {predicate} {object_}{end}" for predicate, object_ in pairs])
