"""The graph for other tools: exports, the vocabulary, its shapes and context, and what the data set is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic_core import to_json

from api.openapi import format_parameter, problems
from api.rdf import ontology_page, serialized, streamed
from api.requests import choose
from api.routes import TheService, TheTerms, accept
from graph.engines.bolt import Graph
from graph.formats import FORMATS, export
from graph.formats.jsonld import context
from graph.pages import Pages
from graph.rdf.ontology import ontology
from graph.rdf.shapes import shapes
from graph.rdf.void import void
from graph.schema import BOOKKEEPING_NODE
from graph.status import COUNTS, shape_counts
from queries.errors import UnknownParameter

routes = APIRouter(tags=["rdf"])

EXPORTS = {one.name: one.media_type for one in FORMATS.values()}
SMALL = {name: EXPORTS[name] for name in ("turtle", "ntriples", "jsonld")}
"""What rdflib writes the vocabulary, the shapes and the description in."""

READABLE = {**SMALL, "html": "text/html"}


def _content(types: Mapping[str, str], example: str) -> dict[int | str, dict[str, Any]]:
    """Return the documentation of an answer in any of these types."""
    described = {type_: {"schema": {"type": "string"}, "example": example} for type_ in types.values()}
    return {200: {"description": "In the format asked for.", "content": described}}


_CLAIM = "<http://127.0.0.1:8000/entities/company/huawei> <http://127.0.0.1:8000/ontology#signedWith> …"


@routes.get(
    "/export",
    summary="The whole graph",
    response_class=Response,
    responses={**_content(EXPORTS, _CLAIM), **problems(406, 422, 503, 504)},
    openapi_extra={"parameters": [format_parameter(EXPORTS)]},
)
async def whole(request: Request, service: TheService, terms: TheTerms) -> Response:
    """Everything in the graph, as it is read: an answer of any size that begins at once.

    Where it cannot be finished the connection breaks off, so a part never looks like the whole. TriG, N-Quads and
    JSON-LD tell which document says what.
    """
    chosen = FORMATS[_format(request, EXPORTS)]
    await service.reader.ping()  # so that a database that is away is an error and no broken answer
    connection = service.reader.connection.for_reading()

    def pieces() -> Iterator[bytes]:
        with Graph(connection) as graph:
            yield from export(chosen, Pages(graph.read), terms)

    name = {"Content-Disposition": f'attachment; filename="pactgraph.{chosen.suffix}"'}
    return streamed(request, chosen, pieces, name)


@routes.get(
    "/ontology",
    summary="The vocabulary",
    response_class=Response,
    responses={**_content(READABLE, "pg:signedWith a owl:ObjectProperty ; …"), **problems(406, 422)},
    openapi_extra={"parameters": [format_parameter(READABLE)]},
)
async def vocabulary(request: Request, terms: TheTerms) -> Response:
    """Classes and properties with labels and comments in English and Chinese, aligned with known vocabularies."""
    chosen = _format(request, READABLE)
    return ontology_page(terms) if chosen == "html" else serialized(ontology(terms), chosen, terms)


@routes.get(
    "/shapes",
    summary="What a whole graph holds",
    response_class=Response,
    responses={**_content(SMALL, "pg:ClaimShape a sh:NodeShape ; …"), **problems(406, 422)},
    openapi_extra={"parameters": [format_parameter(SMALL)]},
)
async def shacl(request: Request, terms: TheTerms) -> Response:
    """SHACL shapes: a validator tells an export that is whole from one that is broken."""
    return serialized(shapes(terms), _format(request, SMALL), terms)


@routes.get(
    "/.well-known/void",
    summary="What the data set is",
    response_class=Response,
    responses={**_content(SMALL, "<…#dataset> a void:Dataset ; …"), **problems(406, 422, 503, 504)},
    openapi_extra={"parameters": [format_parameter(SMALL)]},
)
async def dataset(request: Request, service: TheService, terms: TheTerms) -> Response:
    """VoID: how many things of each class and claims of each type there are, and where they can be had."""
    chosen = _format(request, SMALL)
    counts = shape_counts(await service.reader.rows(COUNTS, None, service.timeout))
    record = await service.one(BOOKKEEPING_NODE)
    return serialized(void(terms, counts, record["revision"] if record else None), chosen, terms)


@routes.get(
    "/context.jsonld",
    summary="The JSON-LD context",
    response_class=Response,
    responses=_content({"jsonld": EXPORTS["jsonld"]}, '{"@context": {…}}'),
)
async def json_ld_context(terms: TheTerms) -> Response:
    """The context that every JSON-LD answer holds."""
    return Response(to_json({"@context": context(terms)}, indent=2), media_type=EXPORTS["jsonld"])


def _format(request: Request, types: Mapping[str, str]) -> str:
    for name in request.query_params:
        if name != "format":
            raise UnknownParameter(request.url.path, name, ["format"])
    return choose(request.query_params.get("format", ""), accept(request), types)
