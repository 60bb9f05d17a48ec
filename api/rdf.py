"""Small answers as RDF: what routes give to whoever asks for Turtle, N-Triples, TriG, N-Quads or JSON-LD."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from types import MappingProxyType
from typing import Any

import rdflib
from fastapi import Request, Response
from rdflib import RDF, RDFS, XSD, BNode, Literal, URIRef
from rdflib.namespace import Namespace

from api.service import Service
from api.streaming import Streamed, wants_gzip
from graph.formats import FORMATS, ExportFormat, export_entity, whole
from graph.formats.jsonld import context
from graph.pages import Document, Pages
from graph.rdf.literals import language_of
from graph.rdf.ontology import ontology
from graph.rdf.terms import PREFIXES, Terms
from queries.query import Column

__all__ = [
    "RDF_FORMATS",
    "described",
    "entity_described",
    "ontology_page",
    "serialized",
    "streamed",
    "table",
]

RDF_FORMATS = tuple(one.name for one in FORMATS.values() if one.rdf)
_NAMES = {"ntriples": "nt11", "nquads": "nt11", "trig": "turtle"}
"""What rdflib calls them; one graph alone is the same in N-Quads as in N-Triples, in TriG as in Turtle."""

_RESULTS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
_OA = Namespace(PREFIXES["oa"])


def described(format_: str, terms: Terms, documents: Sequence[Document]) -> Response:
    """Return documents as an export would have them."""
    known = FORMATS[format_]
    assert known.exporter is not None  # noqa: S101 - RDF formats have one
    return _response(whole(known.exporter(terms), [], documents), format_)


def entity_described(
    request: Request, service: Service, format_: str, terms: Terms, label: str, id_: str
) -> Response:
    """Return an entity and every claim of it, however many, as an export would have them."""
    loop = asyncio.get_running_loop()

    def read(statement: str, **parameters: Any) -> list[dict[str, Any]]:
        rows = service.reader.rows(statement, parameters, service.timeout)
        return asyncio.run_coroutine_threadsafe(rows, loop).result()

    def pieces() -> Iterator[bytes]:
        return export_entity(FORMATS[format_], Pages(read), terms, label, id_)

    return streamed(request, FORMATS[format_], pieces)


def streamed(
    request: Request,
    format_: ExportFormat,
    pieces: Callable[[], Iterator[bytes]],
    headers: Mapping[str, str] = MappingProxyType({}),
) -> Response:
    """Return an answer of any size, zipped for who asks."""
    gzip = format_.name != "csv" and wants_gzip(request.headers.get("accept-encoding", ""))
    return Streamed(pieces, format_.media_type, {"Vary": "Accept, Accept-Encoding", **headers}, gzip=gzip)


def serialized(graph: rdflib.Graph, format_: str, terms: Terms) -> Response:
    """Return a graph that rdflib holds; its one graph is the default graph of TriG and N-Quads."""
    if format_ == "jsonld":
        known = context(terms)
        return _response(graph.serialize(format="json-ld", context=known, auto_compact=False), format_)
    return _response(graph.serialize(format=_NAMES.get(format_, format_)), format_)


def table(columns: Sequence[Column], rows: Sequence[Mapping[str, Any]], terms: Terms) -> rdflib.Graph:
    """Return rows in the vocabulary for SPARQL's results; evidence is in resources with selectors."""
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, iri in {"rs": str(_RESULTS), "pg": terms.vocabulary, **PREFIXES}.items():
        graph.bind(prefix, iri)
    results = BNode()
    graph.add((results, RDF.type, _RESULTS.ResultSet))
    for column in columns:
        graph.add((results, _RESULTS.resultVariable, Literal(column.name)))
    for index, row in enumerate(rows, 1):
        solution = BNode()
        graph.add((results, _RESULTS.solution, solution))
        graph.add((solution, _RESULTS["index"], Literal(index)))
        for column in columns:
            for value in _values(graph, column, row.get(column.name), terms):
                binding = BNode()
                graph.add((solution, _RESULTS.binding, binding))
                graph.add((binding, _RESULTS.variable, Literal(column.name)))
                graph.add((binding, _RESULTS.value, value))
    return graph


def ontology_page(terms: Terms) -> Response:
    """Return the vocabulary for people; every term is an anchor, so its IRI leads to it."""
    graph = ontology(terms)
    sections = []
    for title, kinds in (
        ("Classes", (rdflib.OWL.Class,)),
        ("Properties", (rdflib.OWL.ObjectProperty, rdflib.OWL.DatatypeProperty)),
    ):
        found = {
            term for kind in kinds for term in graph.subjects(RDF.type, kind) if isinstance(term, URIRef)
        }
        sections.append(
            f"<h2>{title}</h2>\n<dl>{''.join(_term(graph, one, terms) for one in sorted(found))}</dl>"
        )
    body = "\n".join(sections)
    return Response(
        _PAGE.format(base=escape(terms.vocabulary), body=body), media_type="text/html; charset=utf-8"
    )


_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>The vocabulary of pactgraph</title>
<meta name="viewport" content="width=device-width">
<style>body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem }}
dt {{ margin-top: 1.5rem; font-weight: bold }} dd {{ margin-left: 1.5rem }} code {{ overflow-wrap: anywhere }}</style>
</head><body><h1>The vocabulary of pactgraph</h1>
<p>Namespace <code>{base}</code>. Also as <a href="?format=turtle">Turtle</a> and <a href="?format=jsonld">JSON-LD</a>;
the <a href="shapes">shapes</a> say what a whole graph holds.</p>
{body}
</body></html>
"""
_SHOWN = (
    (RDFS.subClassOf, "is a kind of"),
    (RDFS.subPropertyOf, "says more than"),
    (rdflib.OWL.equivalentProperty, "is the same as"),
    (rdflib.OWL.inverseOf, "is the inverse of"),
    (RDFS.domain, "of"),
    (RDFS.range, "leads to"),
)


def _term(graph: rdflib.Graph, term: URIRef, terms: Terms) -> str:
    name = escape(term.removeprefix(terms.vocabulary))
    labels = {one.language: str(one) for one in graph.objects(term, RDFS.label) if isinstance(one, Literal)}
    lines = [
        f'<dt id="{name}"><code>pg:{name}</code> <span lang="zh-Hans">{escape(labels["zh-Hans"])}</span></dt>'
    ]
    comments = [one for one in graph.objects(term, RDFS.comment) if isinstance(one, Literal)]
    lines += [
        f'<dd lang="{one.language}">{escape(one)}</dd>'
        for one in sorted(comments, key=lambda one: str(one.language))
    ]
    for predicate, words in _SHOWN:
        names = sorted(name for one in graph.objects(term, predicate) for name in _named(graph, one, terms))
        if names:
            lines.append(f"<dd>{words} {', '.join(f'<code>{escape(name)}</code>' for name in names)}</dd>")
    return "\n".join(lines) + "\n"


def _named(graph: rdflib.Graph, node: rdflib.term.Node, terms: Terms) -> list[str]:
    """Return an IRI as a prefixed name, a union as those of its members."""
    members = graph.value(node, rdflib.OWL.unionOf)
    if members is not None:
        return [name for one in graph.items(members) for name in _named(graph, one, terms)]
    return [str(node).replace(terms.vocabulary, "pg:")]


def _values(graph: rdflib.Graph, column: Column, value: Any, terms: Terms) -> list[rdflib.term.Node]:
    if value is None:
        return []
    if column.type == "entity":
        entity = URIRef(terms.entity(value["id"]))
        graph.add((entity, RDF.type, URIRef(terms.label(value["label"]))))
        graph.add((entity, RDFS.label, _text(value["name"])))
        return [entity]
    if column.type == "evidence":
        return [_evidence(graph, one, terms) for one in value]
    if column.type == "list":
        return [Literal(one) for one in value]
    return [Literal(value)]


def _evidence(graph: rdflib.Graph, found: Mapping[str, Any], terms: Terms) -> BNode:
    evidence, selector = BNode(), BNode()
    graph.add((evidence, RDF.type, _OA.SpecificResource))
    graph.add((evidence, _OA.hasSource, URIRef(terms.document(found["document"]))))
    graph.add(
        (
            evidence,
            URIRef(terms.term("pg:confidence")),
            Literal(str(found["confidence"]), datatype=XSD.double),
        )
    )
    graph.add((evidence, _OA.hasSelector, selector))
    graph.add((selector, RDF.type, _OA.TextPositionSelector))
    graph.add((selector, RDF.type, _OA.TextQuoteSelector))
    graph.add((selector, _OA.start, Literal(found["start"])))
    graph.add((selector, _OA.end, Literal(found["end"])))
    graph.add((selector, _OA.exact, _text(found["quote"])))
    return evidence


def _text(value: str) -> Literal:
    return Literal(value, lang=language_of(value))


def _response(text: str, format_: str) -> Response:
    return Response(text, media_type=FORMATS[format_].media_type)
