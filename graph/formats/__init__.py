"""Export formats, one a file: each takes pages of a graph and gives text, piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from graph.formats import csvzip
from graph.formats.exporter import Exporter
from graph.formats.facts import FactsLines
from graph.formats.graphml import GraphMl
from graph.formats.jsonld import JsonLd
from graph.formats.ntriples import NTriples
from graph.formats.turtle import Turtle
from graph.pages import Document, Pages, Row, ahead
from graph.rdf.terms import Terms

__all__ = ["FORMATS", "ExportFormat", "Exporter", "encoded", "export", "export_entity", "whole"]

CHUNK = 256 * 1024
"""Bytes: so few stay in the cache until somebody takes them, and so many are worth the taking."""


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format by name; ``exporter`` is None for csv alone, which reads the graph once for each of its files."""

    name: str
    media_type: str
    suffix: str
    exporter: Callable[[Terms], Exporter] | None
    rdf: bool = True


FORMATS = {
    one.name: one
    for one in (
        ExportFormat("turtle", "text/turtle", "ttl", Turtle),
        ExportFormat("ntriples", "application/n-triples", "nt", NTriples),
        ExportFormat("trig", "application/trig", "trig", lambda terms: Turtle(terms, graphs=True)),
        ExportFormat("nquads", "application/n-quads", "nq", lambda terms: NTriples(terms, graphs=True)),
        ExportFormat("jsonld", "application/ld+json", "jsonld", JsonLd),
        ExportFormat("facts", "application/x-ndjson", "jsonl", lambda _: FactsLines(), rdf=False),
        ExportFormat("graphml", "application/graphml+xml", "graphml", lambda _: GraphMl(), rdf=False),
        ExportFormat("csv", "application/zip", "zip", None, rdf=False),
    )
}


def export(format_: ExportFormat, pages: Pages, terms: Terms) -> Iterator[bytes]:
    """Yield a whole graph in a format, piece by piece.

    Raises what reading raises; what was given until then is no whole file.
    """
    if format_.exporter is None:
        return csvzip.stream(pages)
    return _stream(format_.exporter(terms), pages)


def _stream(exporter: Exporter, pages: Pages) -> Iterator[bytes]:
    """Yield a whole graph; a page is fetched while the one before it is being written."""
    yield from encoded([(exporter.begin(), exporter.judgements(pages.judgements()))])
    with ahead(pages.entities(direct=exporter.direct)) as entities:
        for label, rows in entities:
            yield from encoded([(exporter.entities(label, rows),)])
    with ahead(pages.documents()) as documents:
        for page in documents:
            yield from encoded(map(exporter.document, page))
    yield from encoded([(exporter.end(),)])


def export_entity(format_: ExportFormat, pages: Pages, terms: Terms, label: str, id_: str) -> Iterator[bytes]:
    """Yield what a graph says of one entity in RDF: its names, and every claim of it with its evidence."""
    assert format_.exporter is not None  # noqa: S101 - RDF formats have one
    exporter = format_.exporter(terms)
    exporter.direct = False  # what it is related to stands with the documents that say so
    yield from encoded([(exporter.begin(), exporter.entities(label, pages.entity(label, id_)))])
    with ahead(pages.claims_of(label, id_)) as documents:
        for page in documents:
            yield from encoded(map(exporter.document, page))
    yield from encoded([(exporter.end(),)])


def encoded(texts: Iterable[Iterable[str]]) -> Iterator[bytes]:
    """Yield texts, each of which is in pieces, as bytes, CHUNK or more of them but the last time.

    Each is encoded while it is still in the processor's cache, and by pieces, since one text would take two bytes for
    every character if one character needs them.
    """
    chunk: list[bytes] = []
    size = 0
    for pieces in texts:
        chunk.append(b"".join(map(str.encode, pieces)))
        size += len(chunk[-1])
        if size >= CHUNK:
            yield b"".join(chunk)
            chunk, size = [], 0
    if size:
        yield b"".join(chunk)


def whole(
    exporter: Exporter, entities: Iterable[tuple[str, list[Row]]], documents: Iterable[Document]
) -> str:
    """Return a small part of a graph."""
    said = [exporter.begin(), *(exporter.entities(label, rows) for label, rows in entities)]
    pieces = chain.from_iterable(map(exporter.document, documents))
    return "".join([*said, *pieces, exporter.end()])
