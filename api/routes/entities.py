"""Entities: search in any script, one of them, its claims."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Response

from api.answers import EntityDetails, RowsAnswer
from api.openapi import OPTIONS, parameter, problems
from api.problems import BadOption, NotFound
from api.responses import answer_response, json_response, rows_response
from api.routes import TheOptions, TheService
from api.service import Service
from graph.model import LABEL_BY_KEY, LABEL_BY_NAME
from queries.entities import ENTITY, shape_entity
from queries.link import ALL_LABELS
from queries.query import Column

routes = APIRouter(tags=["entities"])

COLUMNS = (Column("entity", "entity"),)
LABELS = {
    **{label.key: label.name for label in LABEL_BY_KEY.values()},
    **{name: name for name in LABEL_BY_NAME},
}
"""A label by its key (``company``) and by its name (``Company``)."""


@routes.get(
    "/entities",
    summary="Search entities",
    response_model=RowsAnswer,
    responses=problems(406, 422, 503, 504),
    openapi_extra={
        "parameters": [
            parameter("q", "A name or the beginning of one, in any script; left out: every entity.", "华为"),
            parameter("label", f"Only this label: {', '.join(ALL_LABELS)}.", "Company"),
            *OPTIONS,
        ]
    },
)
async def entities(service: TheService, options: TheOptions) -> Response:
    """The entities that a text may mean: called so, beginning so, holding it, or nearly so."""
    given = dict(options.given)
    text, label = given.pop("q", ""), given.pop("label", "")
    if given:
        raise BadOption(
            min(given), given[min(given)], "left out: /entities takes q, label, lang, limit and format"
        )
    if label and label not in LABELS:
        raise BadOption("label", label, f"one of {', '.join(ALL_LABELS)}")
    index = await service.index()
    found = await asyncio.to_thread(index.search, text, (LABELS[label],) if label else ALL_LABELS)
    rows = [{"entity": entry.shown()} for entry in found[: options.limit]]
    if options.format != "json":
        return rows_response(COLUMNS, rows, options.format)
    return json_response(
        {
            "query": "entities",
            "parameters": {"q": text, "label": LABELS.get(label)},
            "columns": [{"name": column.name, "type": column.type} for column in COLUMNS],
            "rows": rows,
            "total": len(found),
            "total_is_exact": True,
            "truncated": len(found) > options.limit,
            "next": None,
            "revision": index.revision,
        }
    )


@routes.get(
    "/entities/{label}/{slug}",
    summary="One entity",
    response_model=EntityDetails,
    responses=problems(404, 503, 504),
)
async def entity(label: str, slug: str, service: TheService) -> Response:
    """An entity with all its names, its identifiers elsewhere and the number of documents that name it."""
    name = LABELS.get(label)
    id_ = f"{LABEL_BY_NAME[name].key}/{slug}" if name else f"{label}/{slug}"
    record = await service.one(ENTITY[name], id=id_) if name else None
    if name is None or record is None:
        raise await _not_found(service, id_)
    return json_response(shape_entity(record, name))


@routes.get(
    "/entities/{label}/{slug}/claims",
    summary="An entity's claims",
    response_model=RowsAnswer,
    responses=problems(404, 406, 422, 503, 504),
    openapi_extra={"parameters": OPTIONS},
)
async def claims(label: str, slug: str, service: TheService, options: TheOptions) -> Response:
    """Every claim that has the entity at one of its ends, with the sentences that say so."""
    name = LABELS.get(label)
    id_ = f"{LABEL_BY_NAME[name].key}/{slug}" if name else f"{label}/{slug}"
    if options.given:
        raise BadOption(min(options.given), "", "left out: this takes lang, limit and format")
    if name is None or await service.one(ENTITY[name], id=id_) is None:
        raise await _not_found(service, id_)
    return answer_response(await service.run("claims_of", {"entity": id_}, options.limit), options.format)


async def _not_found(service: Service, id_: str) -> NotFound:
    index = await service.index()
    near = await asyncio.to_thread(index.near, id_.partition("/")[2].replace("-", " "))
    return NotFound("entity", id_, [entry.id for entry in near])
