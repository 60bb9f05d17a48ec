"""Exports and imports of 100,000 nodes and 500,000 claims: against fetching alone, rdflib, pyoxigraph, the writer.

Both sides of a ratio are measured in the same run, on the same graph, and take turns.
"""

from __future__ import annotations

import io
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

import pyoxigraph
import rdflib

from graph.engines import Connection
from graph.engines.bolt import Graph
from graph.facts import read_facts
from graph.formats import FORMATS, encoded, export
from graph.formats.facts import facts_of
from graph.formats.parallel import export_by
from graph.garbage import collect_rarely
from graph.imports import import_graph
from graph.pages import Document, Pages
from graph.rdf.terms import Terms
from graph.writer import DOCUMENTS_PER_BATCH, Writer
from tests.bench._engines import ENGINES, clear, environment, graphs, peak
from tests.bench._facts import documents, load
from tests.databases import empty

CLAIMS = int(os.environ.get("PACTGRAPH_BENCH_CLAIMS", "500000"))

SAMPLE = 2_000
"""Documents on which slow peers and the import are measured."""

ROUNDS = 3
TERMS = Terms()


def run() -> None:
    """Print the comparisons, on a real Neo4j; garbage is looked for as in every command."""
    collect_rarely()
    for _, graph in graphs("export", {"neo4j": ENGINES["neo4j"]}):
        load(graph, documents(CLAIMS), DOCUMENTS_PER_BATCH)
        _stream(graph)
        _memory(graph.connection)
        sample = _sample(graph)
        _formatting(sample)
        clear(graph)
        _import(graph, sample)


def _stream(graph: Graph) -> None:
    ways = ("fetch", "ntriples", "nquads", "turtle", "in turn", "two processes")
    seconds: dict[str, list[float]] = {way: [] for way in ways}
    triples: dict[str, int] = {}
    rows = _fetch(graph)  # warms up
    for number in range(ROUNDS):
        for kind in sorted(seconds, reverse=number % 2 == 1):
            began = time.perf_counter()
            if kind == "fetch":
                rows = _fetch(graph)
            elif kind == "in turn":
                _in_turn(graph)
            elif kind == "two processes":
                for _ in export_by(2, FORMATS["nquads"], graph, Pages(graph.read), TERMS):
                    pass
            else:
                pieces = export(FORMATS[kind], Pages(graph.read), TERMS)
                triples[kind] = sum(piece.count(b" .\n") for piece in pieces)
            seconds[kind].append(time.perf_counter() - began)
    taken = {kind: statistics.median(times) for kind, times in seconds.items()}
    fetch = taken["fetch"]
    print(f"export: {rows:,} rows fetched in pages and thrown away: {rows / fetch:,.0f} rows/s")
    triples["two processes"] = triples["nquads"]
    for kind in ("ntriples", "nquads", "two processes"):
        print(
            f"export: {kind}, {triples[kind]:,} triples: {triples[kind] / taken[kind]:,.0f} triples/s (goal 700,000); "
            f"{fetch / taken[kind]:.2f} of fetching (goal 0.65)"
        )
    print(
        f"export: nquads, each page fetched after the last: {fetch / taken['in turn']:.2f} of fetching (goal 0.45)"
    )
    print(f"export: turtle: {rows / taken['turtle']:,.0f} rows/s, {fetch / taken['turtle']:.2f} of fetching")


def _fetch(graph: Graph) -> int:
    pages = Pages(graph.read)
    rows = sum(len(page) for _, page in pages.entities())
    return rows + sum(1 + len(one.mentions) + len(one.claims) for page in pages.documents() for one in page)


def _in_turn(graph: Graph) -> None:
    exporter = FORMATS["nquads"].exporter
    assert exporter is not None
    writer, pages = exporter(TERMS), Pages(graph.read)
    for label, rows in pages.entities():
        writer.entities(label, rows).encode()
    for page in pages.documents():
        for _ in encoded(map(writer.document, page)):
            pass


def _memory(connection: Connection) -> None:
    """Measure in a process of its own how much more an export takes than a process that is ready for it."""
    code = "from tests.bench.export import export_all; export_all()"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(connection), capture_output=True, text=True, check=True
    )
    print(f"export: peak memory {int(done.stdout)} MB above idle (goal 150)")


def export_all() -> None:
    """Print by how many megabytes an export of everything raises this process's peak."""
    from api.settings import read_settings

    with Graph(read_settings().connect()) as graph:
        graph.read("RETURN 1 AS one")
        before = peak()
        for _ in export(FORMATS["nquads"], Pages(graph.read), TERMS):
            pass
        print(peak() - before)


def _sample(graph: Graph) -> list[Document]:
    found: list[Document] = []
    for page in Pages(graph.read).documents():
        found += page
        if len(found) >= SAMPLE:
            break
    return found[:SAMPLE]


def _formatting(sample: Sequence[Document]) -> None:
    """Compare ways to write the same rows; the serialisers are given terms that are theirs already made of rows."""
    ours = {kind: _median(lambda kind=kind: _format(kind, sample)) for kind in ("ntriples", "turtle")}  # type: ignore[misc]
    text = _format("ntriples", sample)
    parsed = list(pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.N_TRIPLES))
    count = len(parsed)
    values = [_values(quad) for quad in parsed]
    prefixes = {"pg": TERMS.vocabulary}

    def by_pyoxigraph(kind: pyoxigraph.RdfFormat) -> Callable[[], object]:
        return lambda: pyoxigraph.serialize(map(_of_pyoxigraph, values), format=kind, prefixes=prefixes)

    theirs = {
        "ntriples": _median(by_pyoxigraph(pyoxigraph.RdfFormat.N_TRIPLES)),
        "turtle": _median(by_pyoxigraph(pyoxigraph.RdfFormat.TURTLE)),
    }
    began = time.perf_counter()
    graph = rdflib.Graph(bind_namespaces="none")
    for one in values:
        graph.add(_of_rdflib(one))
    graph.serialize(format="nt11")
    slow = time.perf_counter() - began
    print(
        f"export: formatting alone, N-Triples {count / ours['ntriples']:,.0f} triples/s; pyoxigraph "
        f"{count / theirs['ntriples']:,.0f}, rdflib {count / slow:,.0f}; ratio to rdflib "
        f"{slow / ours['ntriples']:.1f} (goal 12)"
    )
    print(
        f"export: formatting alone, Turtle {count / ours['turtle']:,.0f} triples/s; pyoxigraph "
        f"{count / theirs['turtle']:,.0f}; ratio {theirs['turtle'] / ours['turtle']:.2f} (goal 0.9)"
    )


def _format(kind: str, sample: Sequence[Document]) -> str:
    exporter = FORMATS[kind].exporter
    assert exporter is not None
    return "".join(chain.from_iterable(map(exporter(TERMS).document, sample)))


def _median(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


Values = tuple[str, str, str, str | None, str | None]
"""Subject, predicate, object; the datatype and language of a literal, both None for an IRI."""


def _values(quad: pyoxigraph.Quad) -> Values:
    subject, object_ = quad.subject, quad.object
    assert isinstance(subject, pyoxigraph.NamedNode)
    if isinstance(object_, pyoxigraph.Literal):
        return subject.value, quad.predicate.value, object_.value, object_.datatype.value, object_.language
    assert isinstance(object_, pyoxigraph.NamedNode)
    return subject.value, quad.predicate.value, object_.value, None, None


def _of_pyoxigraph(values: Values) -> pyoxigraph.Triple:
    subject, predicate, value, kind, language = values
    object_: Any
    if language:
        object_ = pyoxigraph.Literal(value, language=language)
    else:
        named = pyoxigraph.NamedNode
        object_ = pyoxigraph.Literal(value, datatype=named(kind)) if kind else named(value)
    return pyoxigraph.Triple(pyoxigraph.NamedNode(subject), pyoxigraph.NamedNode(predicate), object_)


def _of_rdflib(values: Values) -> tuple[rdflib.URIRef, rdflib.URIRef, rdflib.term.Node]:
    subject, predicate, value, kind, language = values
    object_: rdflib.term.Node
    if language:
        object_ = rdflib.Literal(value, lang=language)
    else:
        object_ = rdflib.Literal(value, datatype=kind) if kind else rdflib.URIRef(value)
    return rdflib.URIRef(subject), rdflib.URIRef(predicate), object_


def _import(graph: Graph, sample: Sequence[Document]) -> None:
    """Compare an import with the writer that is given the same facts, in an empty graph each."""
    file = _format("nquads", sample).encode()
    batch = [(read_facts(facts_of(one)), one.properties["fingerprint"]) for one in sample]
    rows = sum(1 + len(one.mentions) + len(one.claims) for one in sample)
    times: dict[str, list[float]] = {"import": [], "import --jobs 2": [], "writer": []}
    for number in range(ROUNDS):
        for kind in sorted(times, reverse=number % 2 == 1):
            empty(graph)
            began = time.perf_counter()
            if kind == "writer":
                for start in range(0, len(batch), DOCUMENTS_PER_BATCH):
                    Writer(graph).replace(batch[start : start + DOCUMENTS_PER_BATCH])
            else:
                jobs = 2 if "jobs" in kind else 1
                import_graph(io.BytesIO(file), "nquads", Writer(graph), TERMS, jobs=jobs)
            times[kind].append(time.perf_counter() - began)
    rates = {kind: rows / statistics.median(taken) for kind, taken in times.items()}
    for kind in ("import", "import --jobs 2"):
        print(
            f"{kind}: nquads {rates[kind]:,.0f} rows/s; the writer by itself {rates['writer']:,.0f} rows/s; "
            f"ratio {rates[kind] / rates['writer']:.2f} (goal 0.5)"
        )
