"""The pages for people: one address, ``/``, that asks, runs canned queries and shows documents."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from api.accept import preferred
from api.errors import explained
from api.problems import NotFound
from api.requests import read_options
from api.routes import TheService
from api.routes.documents import text_of
from api.service import Service
from api.web.pages import POLICY, answer_page, asked_page, document_page, start, wrong_page
from graph.errors import PactgraphError
from queries.ask import examples
from queries.entities import MENTIONS_IN, ONE_DOCUMENT, shape_mentions
from queries.query import Language

routes = APIRouter(include_in_schema=False)

SECURITY = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
    "Vary": "Accept, Accept-Language",
}


@routes.get("/")
async def web(request: Request, service: TheService) -> Response:
    """Return the page that the query string asks for, in the reader's language."""
    language = _language(request)
    status = 200
    try:
        text = await _page(request, service, language)
    except PactgraphError as error:
        status, why = explained(error)
        text = wrong_page(why, language, request.query_params.get("q", ""))
    return HTMLResponse(text, status, SECURITY)


async def _page(request: Request, service: Service, language: Language) -> str:
    settings = request.app.state.settings
    items = [(name, value) for name, value in request.query_params.multi_items() if value.strip()]
    options = read_options(items, "", settings.max_rows, ("json",))
    given = dict(options.given)
    if "query" in given:
        name = given.pop("query")
        answer = await service.run(name, given, options.limit, language, options.next)
        known = (await service.index()).by_id
        ids = [id_ for id_ in answer.parameters.values() if id_ in known]
        return answer_page(answer, language, {id_: known[id_].called(language) for id_ in ids})
    question, document = options.take("/", "q", "document")
    if question:
        return asked_page(await service.ask(question, options.limit, language), language)
    if not document:
        return start(service.catalog, language, examples(service.catalog, language, await service.index()))
    record = await service.one(ONE_DOCUMENT, id=document)
    if record is None:
        raise NotFound("document", document, "GET /documents lists them")
    text = await asyncio.to_thread(text_of, settings, document, record["sha256"])
    mentions = shape_mentions(await service.reader.rows(MENTIONS_IN, {"id": document}, service.timeout))
    answer = await service.run("claims_in", {"document": document}, settings.max_rows, language)
    return document_page(record, text, mentions, answer, language)


def _language(request: Request) -> Language:
    asked = request.query_params.get("lang")
    if asked in ("en", "zh"):
        return "zh" if asked == "zh" else "en"
    accepted = [
        one.partition("-")[0] for one in request.headers.get("accept-language", "").lower().split(",")
    ]
    return "zh" if preferred(",".join(accepted), ("en", "zh")) == "zh" else "en"
