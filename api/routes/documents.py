"""Documents: those that are loaded, and one with the claims that it makes."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from api.answers import DocumentAnswer, RowsAnswer
from api.language import named
from api.openapi import PAGES, offering, problems
from api.pages.things import document_page, documents_page
from api.problems import NotFound
from api.rdf import described
from api.requests import FORMATS, PAGE, RDF
from api.responses import answer_response, json_response, with_next
from api.routes import PageOptions, RdfOptions, TheService, TheTerms
from api.settings import Settings
from graph.pages import DOCUMENTS, shape
from loaders.readers.formats import Content
from loaders.texts import Texts
from queries.entities import MENTIONS_IN, ONE_DOCUMENT, shape_mentions

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
    responses={**PAGES, **problems(406, 422, 503, 504)},
    openapi_extra={"parameters": offering(*FORMATS, *PAGE)},
)
async def documents(request: Request, service: TheService, options: PageOptions) -> Response:
    """Every loaded document, the newest first."""
    options.take("/documents")
    answer = await service.run("documents", {}, options.limit, following=options.next)
    if options.format == "html":
        return documents_page(request, answer)
    return answer_response(request, options, answer)


@routes.get(
    "/documents/{id:path}",
    summary="One document",
    response_model=DocumentAnswer,
    responses={**PAGES, **problems(404, 406, 422, 503, 504)},
    openapi_extra={"parameters": offering(*FORMATS, *RDF, *PAGE)},
)
async def document(
    id: DocumentId,  # noqa: A002 - the path's name
    request: Request,
    service: TheService,
    options: RdfOptions,
    terms: TheTerms,
) -> Response:
    """A document, its text, what it names and its claims, in their order. As JSON Lines or CSV: the claims alone.

    As RDF: everything that it says, whatever `limit` is; its IRI leads here.
    """
    options.take("/documents/{id}")
    record = await service.one(ONE_DOCUMENT, id=id)
    if record is None:
        raise NotFound("document", id, "GET /documents lists them")
    if options.format in RDF:
        said = shape(await service.reader.rows(DOCUMENTS, {"ids": [id]}, service.timeout))
        return described(options.format, terms, said)
    # A page shows a document whole, unless it is told otherwise: links lead to every sentence of it.
    whole = options.format == "html" and "limit" not in request.query_params
    limit = request.app.state.settings.max_rows if whole else options.limit
    answer = await service.run("claims_in", {"document": id}, limit, options.lang, options.next)
    if options.format not in ("json", *PAGE):
        return answer_response(request, options, answer)
    content = await asyncio.to_thread(_content, request.app.state.settings, id, record["sha256"])
    mentions = shape_mentions(await service.reader.rows(MENTIONS_IN, {"id": id}, service.timeout))
    for mention in mentions:
        mention["entity"] = named(mention["entity"], options.lang)
    if options.format == "html":
        return await document_page(request, record, answer, mentions, content)
    text = content.source if content else None
    shown = answer.shown()
    totals = {name: shown[name] for name in ("total", "total_is_exact", "truncated", "next", "revision")}
    response = json_response(
        {**record, "text": text, "mentions": mentions, "claims": answer.rows.rows, **totals}
    )
    return with_next(request, response, answer.next)


def _content(settings: Settings, document: str, sha256: str) -> Content | None:
    """Return the document's content if that of the version in the graph is kept."""
    with Texts(settings.texts, keep=settings.keep_texts) as texts:
        kept = texts.get(document)
    return kept.content if kept and kept.sha256 == sha256 else None
