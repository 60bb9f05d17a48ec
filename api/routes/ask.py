"""Questions in words."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.answers import AskAnswer
from api.openapi import PAGES, offering, parameter, problems
from api.pages.answers import ask_page
from api.problems import BadOption
from api.requests import FORMATS, PAGE
from api.responses import answer_response, json_response, with_next
from api.routes import PageOptions, TheService

routes = APIRouter(tags=["ask"])

_Q = parameter("q", "The question, in English or Chinese.", "who partnered in Jinan", required=True)


@routes.get(
    "/ask",
    summary="Ask a question",
    response_model=AskAnswer,
    responses={**PAGES, **problems(406, 422, 503, 504)},
    openapi_extra={"parameters": [_Q, *offering(*FORMATS, *PAGE)]},
)
async def ask(request: Request, service: TheService, options: PageOptions) -> Response:
    """How the question was understood, and its rows.

    A question that is not understood is answered with `understood: false`, why, and questions that are;
    never with a guess.
    """
    (question,) = options.take("/ask", "q")
    if not question.strip():
        raise BadOption("q", question, "a question, such as q=who partnered in Jinan")
    asked = await service.ask(question, options.limit, options.lang, options.next)
    if options.format == "html":
        return ask_page(request, asked)
    if asked.answer is None:
        return json_response(asked.shown())
    if options.format == "json":
        return with_next(request, json_response(asked.shown(), asked.answer.state), asked.answer.next)
    return answer_response(request, options, asked.answer)
