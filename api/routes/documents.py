"""Documents: those that are loaded, and one with the claims that it makes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response

from api.answers import DocumentAnswer, RowsAnswer
from api.openapi import OPTIONS, problems
from api.problems import NotFound
from api.responses import answer_response, json_response, rows_response
from api.routes import TheOptions, TheService
from queries.entities import ONE_DOCUMENT

routes = APIRouter(tags=["documents"])

DocumentId = Annotated[
    str,
    Path(
        description="The id, slashes and all.",
        openapi_examples={"a sample": {"value": "samples/jinan-2022.txt"}},
    ),
]


@routes.get(
    "/documents",
    summary="The loaded documents",
    response_model=RowsAnswer,
    responses=problems(406, 422, 503, 504),
    openapi_extra={"parameters": OPTIONS},
)
async def documents(service: TheService, options: TheOptions) -> Response:
    """Every loaded document, the newest first."""
    options.take("/documents")
    return answer_response(await service.run("documents", {}, options.limit), options.format)


@routes.get(
    "/documents/{id:path}",
    summary="One document",
    response_model=DocumentAnswer,
    responses=problems(404, 406, 422, 503, 504),
    openapi_extra={"parameters": OPTIONS},
)
async def document(id: DocumentId, service: TheService, options: TheOptions) -> Response:  # noqa: A002 - the path's name
    """A document and its claims, in the order of its text. As JSON Lines or CSV: the claims alone."""
    options.take("/documents/{id}")
    record = await service.one(ONE_DOCUMENT, id=id)
    if record is None:
        raise NotFound("document", id, "GET /documents lists them")
    answer = await service.run("claims_in", {"document": id}, options.limit, options.lang)
    if options.format != "json":
        return rows_response(answer.query.columns, answer.rows.rows, options.format)
    shown = answer.shown()
    totals = {name: shown[name] for name in ("total", "total_is_exact", "truncated", "next", "revision")}
    return json_response({**record, "claims": answer.rows.rows, **totals})
