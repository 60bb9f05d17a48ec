"""The catalogue, and one route for each canned query in it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response

from api.answers import CatalogAnswer, RowsAnswer
from api.openapi import OPTIONS, PAGES, format_parameter, problems, query_documentation
from api.openapi import parameter as documented
from api.pages.answers import catalogue_page, query_page
from api.problems import shorten
from api.rdf import serialized, table
from api.requests import PAGE, RDF
from api.responses import answer_response, json_response, rows_response, with_next
from api.routes import JsonOptions, RdfOptions, TheOptions, TheService, TheTerms
from api.shapes import answer_model
from api.values import COLUMNS, values
from queries.catalog import Catalog
from queries.query import Query

QueryName = Annotated[
    str,
    Path(
        description="The query's name.",
        openapi_examples={"partners_in_city": {"value": "partners_in_city"}},
    ),
]
ParameterName = Annotated[
    str, Path(description="The parameter's name.", openapi_examples={"city": {"value": "city"}})
]


def router(catalog: Catalog) -> APIRouter:
    """Return the routes of a catalogue."""
    routes = APIRouter(tags=["queries"])

    @routes.get(
        "/queries",
        summary="The catalogue",
        response_model=CatalogAnswer,
        responses={**PAGES, **problems(406, 422)},
        openapi_extra={"parameters": [format_parameter(("json", *PAGE))]},
    )
    async def queries(request: Request, options: JsonOptions, service: TheService) -> Response:
        """Every canned query with its parameters, its columns and the questions that it answers."""
        options.take("/queries")
        if options.format == "html":
            return catalogue_page(request, service)
        return json_response({"queries": [describe(query) for query in catalog.values()]})

    for query in catalog.values():
        routes.add_api_route(
            f"/queries/{query.name}",
            _endpoint(query.name),
            summary=query.title["en"],
            description=query.description,
            name=query.name,
            response_model=answer_model(query),
            responses={**PAGES, **problems(404, 406, 422, 503, 504)},
            openapi_extra=query_documentation(query),
        )

    @routes.get(
        "/queries/{name}/values/{parameter}",
        summary="The values of a parameter",
        response_model=RowsAnswer,
        responses=problems(404, 406, 422, 503, 504),
        openapi_extra={
            "parameters": [documented("q", "The beginning of a value, in any script.", "ji"), *OPTIONS]
        },
    )
    async def values_of(
        request: Request, name: QueryName, parameter: ParameterName, service: TheService, options: TheOptions
    ) -> Response:
        """The values that a parameter can take, counted in the graph: called so, beginning so, or nearly so."""
        query = catalog[shorten(name)]
        (text,) = options.take(f"/queries/{query.name}/values/{shorten(parameter)}", "q")
        found = await values(
            service, query, shorten(parameter), text, options.limit, options.lang, options.next
        )
        rows = list(found.page.items)
        if options.format != "json":
            return with_next(request, rows_response(options, COLUMNS, rows, found.state), found.page.next)
        shown = {
            "query": query.name,
            "parameters": {"parameter": parameter, "q": text},
            "columns": [{"name": column.name, "type": column.type} for column in COLUMNS],
            "rows": rows,
            "total": found.page.total,
            "total_is_exact": True,
            "truncated": found.page.next is not None,
            "next": found.page.next,
            "revision": found.state.revision if found.state else None,
        }
        return with_next(request, json_response(shown, found.state), found.page.next)

    @routes.get("/queries/{name}", include_in_schema=False)
    async def unknown(name: str) -> Response:
        return json_response(describe(catalog[shorten(name)]))  # a known name has a route of its own

    return routes


def describe(query: Query) -> dict[str, Any]:
    """Return a query as the catalogue lists it."""
    return {
        "name": query.name,
        "title": dict(query.title),
        "description": query.description,
        "parameters": [
            {
                "name": parameter.name,
                "type": parameter.type,
                "required": parameter.required,
                "default": parameter.default,
                "example": parameter.example.text,
                "allowed": list(parameter.allowed),
                "description": parameter.description,
            }
            for parameter in query.parameters
        ],
        "columns": [{"name": column.name, "type": column.type} for column in query.columns],
        "questions": {
            language: [phrasing.text for phrasing in query.questions if phrasing.language == language]
            for language in ("en", "zh")
        },
        "url": f"/queries/{query.name}",
    }


def _endpoint(name: str) -> Callable[..., Awaitable[Response]]:
    async def endpoint(
        request: Request, service: TheService, options: RdfOptions, terms: TheTerms
    ) -> Response:
        query = service.catalog[name]
        if options.format == "html":
            return await query_page(request, service, query, options)
        options.take(name, *query.by_name)
        answer = await service.run(name, options.given, options.limit, options.lang, options.next)
        if options.format in RDF:
            rows = table(answer.query.columns, answer.rows.rows, terms)
            return with_next(request, serialized(rows, options.format, terms), answer.next)
        return answer_response(request, options, answer)

    return endpoint
