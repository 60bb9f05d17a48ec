"""What RDF says of documents as lines of N-Triples or N-Quads, made by plain formatting."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat

from graph.pages import Document
from graph.rdf.describe import Descriptions, Subject, keyed
from graph.rdf.literals import language_of, well_formed

__all__ = ["Lines", "lines"]


class Lines(Descriptions):
    """Describes mentions and statements as lines ``subject predicate object end``, in the order of ``document``."""

    def said(self, iri: str, document: Document, end: str) -> Iterator[str]:
        """Yield what a document, given by its IRI too, says, in pieces.

        A quote is a piece of its own: all else is ASCII, which costs a quarter as much to put together.
        """
        for mention in document.mentions:
            said: list[Subject] = []
            self._describe_mention(iri, mention, said)
            yield from map(lines, said, repeat(end))
        language = well_formed(document.properties.get("language"))
        entity, tagged, number, real = (
            self._notation.entity,
            self._notation.tagged,
            self._notation.number,
            self._notation.real,
        )
        of, by, to = self._ends
        claim_type, source = " ".join(self._claim_type), f"{self._source} {self._notation.iri(iri)}"
        position, quoted = map(" ".join, self._selectors)
        for key, (start, stop, kind, first, second, quote, confidence, *rest) in keyed(document.claims):
            subject, spot = f"<{iri}#claim-{key}>", f"<{iri}#quote-{key}>"
            and_, there = f"{end}{subject} ", f"{end}{spot} "
            yield (
                f"{subject} {claim_type}{and_}{of} {entity(first)}{and_}{by} {self._kinds[kind]}"
                f"{and_}{to} {entity(second)}{and_}{source}{and_}{self._selector} {spot}"
                f"{and_}{self._confidence} {real(confidence)}"
            )
            for (predicate, write), value in zip(self._optional, rest, strict=True):
                if value is not None and value is not False:
                    yield f"{and_}{predicate} {write(value)}"
            yield (
                f"{there}{position}{there}{quoted}{there}{self._start} {number(start)}"
                f"{there}{self._end} {number(stop)}{there}{self._exact} "
            )
            yield tagged(quote, language or language_of(quote))
            yield end


def lines(subject: Subject, end: str) -> str:
    """Return a line for each predicate and object of a subject."""
    iri, pairs = subject
    return "".join([f"{iri} {predicate} {object_}{end}" for predicate, object_ in pairs])
