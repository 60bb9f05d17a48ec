"""RDF from outside as statements about documents: syntax, subjects and predicates are checked here."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import chain
from typing import IO, Literal

import pyoxigraph

from graph.errors import FactsError
from graph.facts import LARGEST_TEXT
from graph.rdf.terms import RELATIONSHIP_TERMS, Terms
from graph.spool import Spool, Statements

__all__ = ["RdfFormat", "Reject", "read_statements"]

RdfFormat = Literal["trig", "nquads"]
Reject = Callable[[FactsError, str | None], None]
"""Told of what is wrong, and of the document's IRI that is spoiled by it, None where it is none's. It may raise."""

_BLOCK = 1024 * 1024
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

Quads = Iterator[pyoxigraph.Quad]

_OBJECTS = (pyoxigraph.NamedNode, pyoxigraph.Literal)


def read_statements(
    source: IO[bytes], format_: RdfFormat, terms: Terms, spool: Spool, reject: Reject
) -> list[str]:
    """Put everything that a file says of documents into the spool; return its judgements, as lines of their file.

    What it says of entities by themselves is checked and left, since it follows from the documents.
    """
    quads = _nquads(source, reject) if format_ == "nquads" else _trig(source)
    known = {terms.term(name) for name in ENTITY_PREDICATES}
    judged: dict[str, dict[str, str]] = defaultdict(dict)
    subject, about, is_entity = "", None, False
    owner: str | None = None
    run: Statements = {}
    said: list[tuple[str, str]] | None = None
    for quad in quads:
        node, predicate, object_ = quad.subject, quad.predicate.value, quad.object
        if not isinstance(node, pyoxigraph.NamedNode) or not isinstance(object_, _OBJECTS):
            what = f"{predicate} has a blank node or a triple term, which no export has"
            reject(FactsError(str(node), what), None)
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
                reject(FactsError(f"<{subject}>", f"{predicate} is no predicate of an entity"), belongs)
                continue
        elif about is None and subject.startswith(terms.judgements):
            judged[subject][predicate] = object_.value
            continue
        elif about is None:
            reject(FactsError(f"<{subject}>", f"is nothing under {terms.base}: {_SAME_BASE}"), None)
            continue
        if belongs is None:
            continue
        if belongs != owner:
            if owner is not None:
                spool.add_statements(owner, run)
            owner, run, said = belongs, {}, None
        if said is None:
            said = run.setdefault(subject, [])
        said.append((predicate, object_.value))
    if owner is not None:
        spool.add_statements(owner, run)
    return _judgements(judged, terms, reject)


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


def _trig(source: IO[bytes]) -> Quads:
    quad: pyoxigraph.Quad | None = None
    try:
        for quad in pyoxigraph.parse(source, format=pyoxigraph.RdfFormat.TRIG):
            yield quad
    except SyntaxError as error:
        raise _not_rdf(error, error.lineno or 1, "TriG") from None
    except MemoryError:
        where = f"after what is said of {quad.subject}" if quad else "line 1"
        raise FactsError(where, _TOO_LONG) from None


def _nquads(source: IO[bytes], reject: Reject) -> Quads:
    """Yield the quads of lines; a bad line does not take others with it, unless ``reject`` raises."""
    return chain.from_iterable(_blocks(source, reject))


def _blocks(source: IO[bytes], reject: Reject) -> Iterator[list[pyoxigraph.Quad]]:
    begin = 1
    while block := source.read(_BLOCK):
        if not block.endswith(b"\n"):
            block += source.readline(LARGEST_TEXT)
        try:
            yield _parsed(block)
        except (SyntaxError, MemoryError):
            yield from _between_bad(block.split(b"\n"), begin, reject)
        begin += block.count(b"\n")


def _parsed(block: bytes) -> list[pyoxigraph.Quad]:
    return list(pyoxigraph.parse(block, format=pyoxigraph.RdfFormat.N_QUADS))


def _between_bad(lines: list[bytes], begin: int, reject: Reject) -> Iterator[list[pyoxigraph.Quad]]:
    """Yield the quads of lines, before and after each bad one of them."""
    at = 0
    while at < len(lines):
        try:
            yield _parsed(b"\n".join(lines[at:]))
        except SyntaxError as error:
            bad = at + (error.lineno or 1) - 1
            problem = _not_rdf(error, begin + bad, "N-Quads")
        except MemoryError:
            bad = next(number for number in range(at, len(lines)) if len(lines[number]) >= LARGEST_TEXT)
            problem = FactsError(f"line {begin + bad}", _TOO_LONG)
        else:
            return
        yield _parsed(b"\n".join(lines[at:bad]))
        graph = _GRAPH.search(lines[bad])
        reject(problem, graph[1].decode(errors="replace") if graph else None)
        at = bad + 1


_TOO_LONG = f"holds a literal of more than {LARGEST_TEXT // 1024 // 1024} MB, which is not read"


def _not_rdf(error: SyntaxError, line: int, format_: str) -> FactsError:
    what = re.sub(r"^Parser error at line .*?: | \(line \d+\)$", "", str(error))
    return FactsError(f"line {line}", f"is not {format_}: {what}")
