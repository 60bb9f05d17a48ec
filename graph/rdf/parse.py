"""RDF from outside as statements about documents: syntax, subjects and predicates are checked here."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import IO, Literal

import pyoxigraph

from graph.errors import FactsError
from graph.facts import LARGEST_TEXT
from graph.jobs import Crew
from graph.rdf.terms import RELATIONSHIP_TERMS, Terms
from graph.spool import Spool, Statements, packed

__all__ = ["RdfFormat", "Reject", "read_statements"]

RdfFormat = Literal["trig", "nquads"]
Reject = Callable[[FactsError, str | None], None]
"""Told of what is wrong, and of the document's IRI that is spoiled by it, None where it is none's. It may raise."""

Wrong = tuple[FactsError, str | None]
"""What is wrong, and the IRI of the document that is spoiled by it."""

_BLOCK = 1024 * 1024
_QUADS = 5000
"""Quads that are looked at together."""
_GRAPH = re.compile(rb"<([^<>]*)#facts>\s*\.\s*$")

ENTITY_PREDICATES = (
    "rdf:type",
    "rdfs:label",
    "skos:prefLabel",
    "skos:altLabel",
    "skos:exactMatch",
    "pg:externalId",
    *RELATIONSHIP_TERMS.values(),
)

_OBJECTS = (pyoxigraph.NamedNode, pyoxigraph.Literal)


@dataclass(slots=True)
class _Said:
    """What some statements say: of documents by their IRIs, in their order; of judgements; what is wrong, and where."""

    runs: list[tuple[str, bytes]] = field(default_factory=list)
    judged: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    wrong: list[Wrong] = field(default_factory=list)


def read_statements(
    source: IO[bytes],
    format_: RdfFormat,
    terms: Terms,
    spool: Spool,
    reject: Reject,
    crew: Crew,
    *,
    every: bool,
) -> list[str]:
    """Put everything that a file says of documents into the spool; return its judgements, as lines of their file.

    What it says of entities by themselves is checked and left, since it follows from the documents. The lines of
    N-Quads are read by the crew, up to the first thing that is wrong unless ``every`` one is asked for.
    """
    judged: dict[str, dict[str, str]] = defaultdict(dict)
    for said in _nquads(source, terms, crew, every=every) if format_ == "nquads" else _trig(source, terms):
        for error, document in said.wrong:
            reject(error, document)
        spool.add_statements(said.runs)
        for subject, values in said.judged.items():
            judged[subject].update(values)
    return _judgements(judged, terms, reject)


def _sorted(quads: Iterable[pyoxigraph.Quad], terms: Terms, wrong: list[Wrong], *, every: bool) -> _Said:
    """Tell of whom statements are, and add what is wrong about them to what is wrong already."""
    found = _Said(wrong=wrong)
    known = set(map(terms.term, ENTITY_PREDICATES))
    subject, about, is_entity = "", None, False
    owner: str | None = None
    run: Statements = {}
    said: list[tuple[str, str]] | None = None
    for quad in quads:
        if wrong and not every:
            break
        node, predicate, object_ = quad.subject, quad.predicate.value, quad.object
        if not isinstance(node, pyoxigraph.NamedNode) or not isinstance(object_, _OBJECTS):
            what = f"{predicate} has a blank node or a triple term, which no export has"
            wrong.append((FactsError(str(node), what), None))
            continue
        if node.value != subject:  # most statements are of the same subject as those before them
            subject, said = node.value, None
            about = _document(subject, terms)
            is_entity = about is None and terms.entity_id(subject) is not None
        belongs = about
        if is_entity:
            graph = quad.graph_name
            belongs = _document(graph.value, terms) if isinstance(graph, pyoxigraph.NamedNode) else None
            if predicate not in known:
                what = f"{predicate} is no predicate of an entity"
                wrong.append((FactsError(f"<{subject}>", what), belongs))
                continue
        elif about is None and subject.startswith(terms.judgements):
            found.judged[subject][predicate] = object_.value
            continue
        elif about is None:
            what = f"is nothing under {terms.base}: {_SAME_BASE}"
            wrong.append((FactsError(f"<{subject}>", what), None))
            continue
        if belongs is None:
            continue
        if belongs != owner:
            if owner is not None:
                found.runs.append((owner, packed(run)))
            owner, run, said = belongs, {}, None
        if said is None:
            said = run.setdefault(subject, [])
        said.append((predicate, object_.value))
    if owner is not None:
        found.runs.append((owner, packed(run)))
    return found


def _judgements(judged: dict[str, dict[str, str]], terms: Terms, reject: Reject) -> list[str]:
    """Return the lines of judgements in their order."""
    lines: dict[int, str] = {}
    position, judges = terms.term("pg:position"), terms.term("pg:judges")
    for subject, values in judged.items():
        if set(values) == {terms.term("rdf:type"), position, judges} and values[position].isdecimal():
            lines[int(values[position])] = values[judges]
        else:
            reject(
                FactsError(
                    f"<{subject}>", "is no judgement: it needs pg:position and pg:judges, and no more"
                ),
                None,
            )
    return [lines[number] for number in sorted(lines)]


_SAME_BASE = "set PACTGRAPH_BASE_IRI to what it was exported under"


def _document(iri: str, terms: Terms) -> str | None:
    """Return the IRI of the document that an IRI is or is a part of."""
    return iri.partition("#")[0] if iri.startswith(terms.documents) else None


def _trig(source: IO[bytes], terms: Terms) -> Iterator[_Said]:
    quad: pyoxigraph.Quad | None = None
    some: list[pyoxigraph.Quad] = []
    bad: FactsError | None = None
    try:
        for quad in pyoxigraph.parse(source, format=pyoxigraph.RdfFormat.TRIG):
            some.append(quad)
            if len(some) == _QUADS:
                yield _sorted(some, terms, [], every=True)
                some = []
    except SyntaxError as error:
        bad = _not_rdf(error, error.lineno or 1, "TriG")
    except MemoryError:
        where = f"after what is said of {quad.subject}" if quad else "line 1"
        bad = FactsError(where, _TOO_LONG)
    yield _sorted(some, terms, [], every=True)
    if bad is not None:  # behind what is wrong before it
        raise bad


def _nquads(source: IO[bytes], terms: Terms, crew: Crew, *, every: bool) -> Iterator[_Said]:
    return crew.each(partial(_of_lines, terms=terms, every=every), _blocks(source))


def _blocks(source: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield whole lines, a megabyte of them, with the number of the first."""
    begin = 1
    while block := source.read(_BLOCK):
        if not block.endswith(b"\n"):
            block += source.readline(LARGEST_TEXT)
        yield begin, block
        begin += block.count(b"\n")


def _of_lines(block: tuple[int, bytes], terms: Terms, *, every: bool) -> _Said:
    """Read lines of N-Quads; a bad one does not take others with it."""
    wrong: list[Wrong] = []
    try:
        quads: Iterable[pyoxigraph.Quad] = _parsed(block[1])
    except (SyntaxError, MemoryError):
        quads = _line_by_line(*block, wrong, every=every)
    return _sorted(quads, terms, wrong, every=every)


def _parsed(block: bytes) -> list[pyoxigraph.Quad]:
    return list(pyoxigraph.parse(block, format=pyoxigraph.RdfFormat.N_QUADS))


def _line_by_line(begin: int, block: bytes, wrong: list[Wrong], *, every: bool) -> Iterator[pyoxigraph.Quad]:
    """Yield the quads of lines, and add each bad one of them to what is wrong as it is met."""
    for number, line in enumerate(block.split(b"\n"), begin):
        try:
            yield from _parsed(line)
        except (SyntaxError, MemoryError) as error:
            if isinstance(error, SyntaxError):
                problem = _not_rdf(error, number, "N-Quads")
            else:
                problem = FactsError(f"line {number}", _TOO_LONG)
            graph = _GRAPH.search(line)
            wrong.append((problem, graph[1].decode(errors="replace") if graph else None))
            if not every:
                return


_TOO_LONG = f"holds a literal of more than {LARGEST_TEXT // 1024 // 1024} MB, which is not read"


def _not_rdf(error: SyntaxError, line: int, format_: str) -> FactsError:
    what = re.sub(r"^Parser error at line .*?: | \(line \d+\)$", "", str(error))
    return FactsError(f"line {line}", f"is not {format_}: {what}")
