"""Entities: search in any script, one of them, its claims."""

from __future__ import annotations

import asyncio
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import RedirectResponse

from api.answers import EntityDetails, RowsAnswer
from api.language import named
from api.openapi import LANG, OPTIONS, PAGES, format_parameter, offering, parameter, problems
from api.pages.things import entity_page, search_page
from api.problems import BadOption, NotFound
from api.rdf import entity_described
from api.requests import FORMATS, LONGEST, PAGE, RDF
from api.responses import answer_response, json_response, rows_response, with_next
from api.routes import EntityOptions, PageOptions, TheOptions, TheService, TheTerms
from api.service import Service
from graph.model import LABEL_BY_KEY, LABEL_BY_NAME
from queries.entities import ENTITY, MERGED_INTO, shape_entity
from queries.link import ALL_LABELS
from queries.pages import page
from queries.query import Column

routes = APIRouter(tags=["entities"])

COLUMNS = (Column("entity", "entity"),)
LABELS = {
    **{label.key: label.name for label in LABEL_BY_KEY.values()},
    **{name: name for name in LABEL_BY_NAME},
}
"""A label by its key (``company``) and by its name (``Company``)."""

Label = Annotated[
    str, Path(description="The first part of the id.", openapi_examples={"company": {"value": "company"}})
]
Slug = Annotated[
    str, Path(description="The rest of the id.", openapi_examples={"huawei": {"value": "huawei"}})
]


@routes.get(
    "/entities",
    summary="Search entities",
    response_model=RowsAnswer,
    responses={**PAGES, **problems(406, 422, 503, 504)},
    openapi_extra={
        "parameters": [
            parameter("q", "A name or the beginning of one, in any script; left out: every entity.", "华为"),
            parameter("label", f"Only this label: {', '.join(ALL_LABELS)}.", "Company"),
            *offering(*FORMATS, *PAGE),
        ]
    },
)
async def entities(request: Request, service: TheService, options: PageOptions) -> Response:
    """The entities that a text may mean: called so, beginning so, holding it, or nearly so."""
    text, label = options.take("/entities", "q", "label")
    if label and label not in LABELS:
        raise BadOption("label", label, f"one of {', '.join(ALL_LABELS)}")
    index = await service.index()
    labels = (LABELS[label],) if label else ALL_LABELS
    found = await asyncio.to_thread(index.search, text, labels)
    asked = {"q": text, "label": LABELS.get(label)}
    shown = page(found, lambda one: one.key, options.limit, ("entities", asked), options.next)
    rows = [{"entity": named(one.entry.shown(), options.lang)} for one in shown.items]
    if options.format == "html":
        return search_page(request, asked, shown, rows, index.state)
    if options.format != "json":
        return with_next(request, rows_response(options, COLUMNS, rows, index.state), shown.next)
    response = json_response(
        {
            "query": "entities",
            "parameters": asked,
            "columns": [{"name": column.name, "type": column.type} for column in COLUMNS],
            "rows": rows,
            "total": shown.total,
            "total_is_exact": True,
            "truncated": shown.next is not None,
            "next": shown.next,
            "revision": index.state.revision,
        },
        index.state,
    )
    return with_next(request, response, shown.next)


@routes.get(
    "/entities/{label}/{slug:path}/claims",
    summary="An entity's claims",
    response_model=RowsAnswer,
    responses=problems(404, 406, 422, 503, 504),
    openapi_extra={"parameters": OPTIONS},
)
async def claims(
    label: Label, slug: Slug, service: TheService, options: TheOptions, request: Request
) -> Response:
    """Every claim that has the entity at one of its ends, with the sentences that say so."""
    name = LABELS.get(label)
    id_ = f"{LABEL_BY_NAME[name].key}/{slug}" if name else f"{label}/{slug}"
    options.take("/entities/{label}/{slug}/claims")
    if name is None or await service.one(ENTITY[name], id=id_) is None:
        return await _elsewhere(service, id_, request, "/claims")
    answer = await service.run("claims_of", {"entity": id_}, options.limit, options.lang, options.next)
    return answer_response(request, options, answer)


@routes.get(
    "/entities/{label}/{slug:path}",  # after its claims, whose path it would match too
    summary="One entity",
    response_model=EntityDetails,
    responses={**PAGES, **problems(404, 406, 422, 503, 504)},
    openapi_extra={"parameters": [format_parameter(("json", *RDF, *PAGE)), LANG]},
)
async def entity(
    label: Label, slug: Slug, service: TheService, options: EntityOptions, terms: TheTerms, request: Request
) -> Response:
    """An entity with all its names, its identifiers elsewhere and the number of documents that name it.

    As RDF: its names and identifiers, and every claim of it with its evidence; its IRI leads here.
    """
    options.take("/entities/{label}/{slug}")
    name = LABELS.get(label)
    id_ = f"{LABEL_BY_NAME[name].key}/{slug}" if name else f"{label}/{slug}"
    if name is None:
        return await _elsewhere(service, id_, request)
    record, state = await service.watch.steady(lambda: service.one(ENTITY[name], id=id_))
    if record is None:
        return await _elsewhere(service, id_, request)
    if options.format in RDF:
        return entity_described(request, service, options.format, terms, name, id_)
    shown = named(shape_entity(record, name), options.lang)
    if options.format == "html":
        return await entity_page(request, service, shown, state, options)
    return json_response(shown, state)


async def _elsewhere(service: Service, id_: str, request: Request, behind: str = "") -> Response:
    """Redirect to the entity into which one was merged. Raises NotFound if there never was one."""
    merged = await service.one(MERGED_INTO, id=id_)
    if merged is None:
        raise await _not_found(service, id_)
    query = f"?{request.url.query}" if request.url.query else ""
    root = request.scope.get("root_path", "")
    return RedirectResponse(f"{root}/entities/{quote(merged['into'])}{behind}{query}", 308)


async def _not_found(service: Service, id_: str) -> NotFound:
    index = await service.index()
    near = await asyncio.to_thread(index.near, id_[:LONGEST].partition("/")[2].replace("-", " "))
    return NotFound("entity", id_, "GET /entities?q= searches by name", [entry.id for entry in near])
