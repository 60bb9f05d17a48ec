"""A graph written by several processes: each fetches and writes stretches of it, which come out in their order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import partial

from graph.engines import Connection
from graph.engines.bolt import Graph
from graph.formats import FORMATS, Exporter, ExportFormat, encoded, export
from graph.garbage import collect_rarely
from graph.jobs import Crew
from graph.model import DOCUMENT
from graph.pages import ENTITIES, FIRST_DOCUMENTS, Pages, Stretch, following
from graph.rdf.terms import Terms

__all__ = ["export_by"]


def export_by(jobs: int, format_: ExportFormat, graph: Graph, pages: Pages, terms: Terms) -> Iterator[bytes]:
    """Yield a whole graph in a format, as :func:`graph.formats.export` does, with so many processes to write it.

    This process alone writes where it is the only job, and csv always. ``pages`` learns the revisions that are read.
    """
    if jobs == 1 or format_.exporter is None:
        yield from export(format_, pages, terms)
        return
    exporter = format_.exporter(terms)
    documents = FIRST_DOCUMENTS
    stretches = pages.stretches(lambda label: documents if label == DOCUMENT else ENTITIES)
    yield from encoded([(exporter.begin(), exporter.judgements(pages.judgements()))])
    # Up to the first that holds anything, which may follow what began in another way than the others follow it.
    for stretch in stretches:
        first = _written(exporter, pages, stretch)
        documents = first.following or documents
        yield from first.pieces
        if first.pieces:
            break
    with Crew(jobs, partial(_start, _values(graph.connection), format_.name, terms.base)) as crew:
        for written in crew.each(_write, stretches):
            yield from written.pieces
            pages.revisions |= written.revisions
            documents = written.following or documents
    yield from encoded([(exporter.end(),)])


@dataclass(slots=True)
class _Written:
    """A stretch in a format, and the revisions as it was read; of documents, how many the next should have."""

    pieces: list[bytes]
    revisions: set[int | None]
    following: int | None = None


def _values(connection: Connection) -> dict[str, object]:
    """Return what makes the same connection in another process, where nothing has been written through it."""
    names = (field.name for field in fields(connection) if field.name != "bookmarks")
    return {name: getattr(connection, name) for name in names}


def _start(connection: dict[str, object], format_: str, base: str) -> None:
    """Make this process ready to write stretches."""
    collect_rarely()
    exporter = FORMATS[format_].exporter
    assert exporter is not None  # noqa: S101
    _ready[:] = [(Graph(Connection(**connection)), exporter(Terms(base)))]  # type: ignore[arg-type]


_ready: list[tuple[Graph, Exporter]] = []


def _write(stretch: Stretch) -> _Written:
    graph, exporter = _ready[0]
    return _written(exporter, Pages(graph.read), stretch)


def _written(exporter: Exporter, pages: Pages, stretch: Stretch) -> _Written:
    done = _Written([], pages.revisions)
    if stretch.label == DOCUMENT:
        for page in pages.documents(stretch):
            done.pieces += encoded(map(exporter.document, page))
            done.following = following(page)
    else:
        for label, rows in pages.entities_in(stretch, direct=exporter.direct):
            done.pieces += encoded([(exporter.entities(label, rows),)])
    return done
