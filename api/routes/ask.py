"""Questions in words."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.answers import AskAnswer
from api.openapi import OPTIONS, parameter, problems
from api.problems import BadOption
from api.responses import answer_response, json_response, with_next
from api.routes import TheOptions, TheService

routes = APIRouter(tags=["ask"])

_Q = parameter("q", "The question, in English or Chinese.", "who partnered in Jinan", required=True)


@routes.get(
    "/ask",
    summary="Ask a question",
    response_model=AskAnswer,
    responses=problems(406, 422, 503, 504),
    openapi_extra={"parameters": [_Q, *OPTIONS]},
)
async def ask(request: Request, service: TheService, options: TheOptions) -> Response:
    """How the question was understood, and its rows.

    A question that is not understood is answered with `understood: false`, why, and questions that are;
    never with a guess.
    """
    (question,) = options.take("/ask", "q")
    if not question.strip():
        raise BadOption("q", question, "a question, such as q=who partnered in Jinan")
    asked = await service.ask(question, options.limit, options.lang, options.next)
    if asked.answer is None:
        return json_response(asked.shown())
    if options.format == "json":
        return with_next(request, json_response(asked.shown(), asked.answer.state), asked.answer.next)
    return answer_response(request, options, asked.answer)
