"""Writing: documents are put and retracted. Both need the token, also where reading is open."""

from __future__ import annotations

import dataclasses
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response

from api.answers import ForgottenAnswer, ReportAnswer
from api.openapi import problems
from api.problems import TooLarge
from api.responses import json_response
from api.routes.documents import DocumentId
from api.settings import Settings
from api.writing import Writing

routes = APIRouter(tags=["documents"])

_BYTES_A_CHARACTER = 4

_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "A document as its file holds it, told by content; a JSON object with `text`; or facts.",
        "content": {
            "text/plain": {
                "schema": {"type": "string"},
                "example": "Huawei and Shandong University signed an agreement in Jinan.",
            },
            "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
            "application/json": {
                "schema": {"type": "object"},
                "example": {"text": "Huawei signed with Intel.", "title": "News", "published": "2022-06-17"},
            },
        },
    }
}


async def _writing(request: Request) -> Writing:
    writing = request.app.state.writing
    assert isinstance(writing, Writing)  # noqa: S101 - the lifespan has put it there
    writing.permit(request.headers.get("authorization", ""))
    return writing


TheWriting = Annotated[Writing, Depends(_writing)]


@routes.put(
    "/documents/{id:path}",
    summary="Load a document",
    response_model=ReportAnswer,
    responses={
        201: {"description": "It is new.", "model": ReportAnswer},
        **problems(401, 403, 413, 422, 429, 503),
    },
    openapi_extra=_BODY,
)
async def put_document(id: DocumentId, request: Request, writing: TheWriting) -> Response:  # noqa: A002
    """Load a document, or facts, under this id, in place of what was loaded under it; the same again writes nothing."""
    settings = request.app.state.settings
    report = await writing.put(id, await _body(request, settings))
    response = json_response(dataclasses.asdict(report))
    response.status_code = 201 if report.status == "new" else 200
    return response


@routes.delete(
    "/documents/{id:path}",
    summary="Retract a document",
    response_model=ForgottenAnswer,
    responses=problems(401, 403, 404, 422, 429, 503),
)
async def delete_document(id: DocumentId, writing: TheWriting) -> Response:  # noqa: A002
    """Retract a document's claims, and the entities that nothing mentions any more."""
    done = await writing.delete(id)
    return json_response(
        {"id": id, "claims_removed": done.claims_removed, "entities_removed": done.entities_removed}
    )


async def _body(request: Request, settings: Settings) -> bytes:
    """Return the request's body. Raises TooLarge as soon as it is known to be."""
    most = _BYTES_A_CHARACTER * settings.max_document
    declared = request.headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and int(declared[:18]) > most:
        raise TooLarge(settings.max_document)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise TooLarge(settings.max_document)
    return bytes(body)
