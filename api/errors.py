"""Errors as answers: RFC 9457 problem details with a stable ``type``, from one table, and never a trace."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic_core import to_json
from starlette.exceptions import HTTPException

from api.pages.page import wants_page
from api.pages.problem import problem_page
from api.problems import (
    BadDocument,
    BadOption,
    NotAcceptable,
    NotFound,
    SchemaNotCurrent,
    TooBusy,
    TooLarge,
    Unauthorized,
    WritingOff,
    shorten,
)
from graph.errors import GraphError, GraphRefused, GraphTimeout, GraphUnavailable, PactgraphError
from queries.errors import (
    AmbiguousName,
    BadCursor,
    BadValue,
    MissingParameter,
    UnknownName,
    UnknownParameter,
    UnknownQuery,
)
from queries.query import Parameter

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER = 5
"""Seconds after which a client may try a database again that was away."""

log = logging.getLogger("pactgraph")


@dataclass(frozen=True, slots=True)
class Kind:
    """How an error is answered; ``details`` gives the members that the kind adds to the usual ones."""

    status: int
    slug: str
    title: str
    details: Callable[[Any], dict[str, Any]] = lambda _: {}
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def type(self) -> str:
        """The stable name of the kind."""
        return f"urn:pactgraph:{self.slug}"


def describe(parameter: Parameter) -> dict[str, Any]:
    """Return what a client needs to give a parameter: its name, type, example and allowed values."""
    described: dict[str, Any] = {
        "parameter": parameter.name,
        "parameter_type": parameter.type,
        "description": parameter.description,
        "example": parameter.example.text,
    }
    return described | ({"allowed": list(parameter.allowed)} if parameter.allowed else {})


_RETRY = (("Retry-After", str(RETRY_AFTER)),)

KINDS: dict[type[PactgraphError], Kind] = {
    UnknownQuery: Kind(404, "unknown-query", "No such query", lambda e: {"near": list(e.near)}),
    UnknownParameter: Kind(
        422, "unknown-parameter", "No such parameter", lambda e: {"parameter": e.name, "known": list(e.known)}
    ),
    MissingParameter: Kind(
        422, "missing-parameter", "A parameter is missing", lambda e: describe(e.parameter)
    ),
    BadValue: Kind(
        422, "bad-value", "A value will not do", lambda e: {**describe(e.parameter), "value": e.value}
    ),
    UnknownName: Kind(
        404,
        "unknown-name",
        "Nothing goes by that name",
        lambda e: {"parameter": e.parameter, "value": e.name, "near": [entry.shown() for entry in e.near]},
    ),
    AmbiguousName: Kind(
        422,
        "ambiguous-name",
        "More than one thing goes by that name",
        lambda e: {
            "parameter": e.parameter,
            "value": e.name,
            "choices": [entry.shown() for entry in e.choices],
        },
    ),
    BadCursor: Kind(422, "bad-cursor", "Not a cursor of this question", lambda _: {"parameter": "next"}),
    BadOption: Kind(422, "bad-option", "An option will not do", lambda e: {"parameter": e.name}),
    NotAcceptable: Kind(
        406, "not-acceptable", "Cannot be produced", lambda e: {"available": list(e.available)}
    ),
    NotFound: Kind(404, "not-found", "Nothing stands there", lambda e: {"near": list(e.near)}),
    Unauthorized: Kind(401, "unauthorized", "The token is needed", headers=(("WWW-Authenticate", "Bearer"),)),
    WritingOff: Kind(403, "writing-off", "Writing is off"),
    BadDocument: Kind(422, "bad-document", "The document will not do", lambda e: {"line": e.line}),
    TooLarge: Kind(413, "too-large", "The document is too large"),
    TooBusy: Kind(429, "too-busy", "Too many writes at once", headers=(("Retry-After", "1"),)),
    SchemaNotCurrent: Kind(503, "schema-not-current", "The graph's schema is not current", headers=_RETRY),
    GraphTimeout: Kind(504, "timeout", "The query ran too long"),
    GraphUnavailable: Kind(503, "database-away", "The database is away", headers=_RETRY),
    GraphRefused: Kind(503, "database-refused", "The database refused", headers=_RETRY),
}
NOWHERE = KINDS[NotFound]
WRONG_METHOD = Kind(405, "method-not-allowed", "Not a method of this address")
UNEXPECTED = Kind(500, "unexpected", "Something went wrong here")


def explain(error: PactgraphError) -> str:
    """Return what a client is told of an error; a database's own words go to the log."""
    if not isinstance(error, GraphError):
        return str(error)
    # Addresses and users are the operator's business.
    log.warning("%s", error)
    if isinstance(error, GraphTimeout):
        return "The query ran past its time limit; ask for less, or try again later."
    return "The database cannot be used now; the server's log says why."


def add_handlers(app: FastAPI) -> None:
    """Answer every error of the application in the one shape."""
    app.add_exception_handler(PactgraphError, _ours)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _validation)
    app.add_exception_handler(Exception, _unexpected)


def problem(
    request: Request, kind: Kind, detail: str, members: dict[str, Any] | None = None, **headers: str
) -> Response:
    """Return the answer to an error: a page for people, else JSON."""
    body = {
        "type": kind.type,
        "title": kind.title,
        "status": kind.status,
        "detail": detail,
        "instance": request.url.path,
        **(members or {}),
    }
    headers = {**dict(kind.headers), **headers}
    if wants_page(request):
        return problem_page(request, body, headers)
    return Response(to_json(body), kind.status, headers, MEDIA_TYPE)


def _kind(error: PactgraphError) -> Kind:
    return next((KINDS[known] for known in type(error).__mro__ if known in KINDS), UNEXPECTED)


def told(error: PactgraphError) -> tuple[Kind, str, dict[str, Any]]:
    """Return the kind of an error, what a client is told of it, and the members that it adds."""
    kind = _kind(error)
    return kind, explain(error), {} if isinstance(error, GraphError) else kind.details(error)


async def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, PactgraphError)  # noqa: S101 - registered for these
    if _kind(error) is UNEXPECTED:
        return await _unexpected(request, error)
    return problem(request, *told(error))


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for these
    path, headers = shorten(request.url.path), dict(error.headers or {})
    if error.status_code == 404:
        return problem(request, NOWHERE, f"There is nothing at {path}: /docs shows what there is.")
    if error.status_code == 405:
        detail = f"{path} answers {headers.get('Allow', 'GET')}, not {request.method}."
        return problem(request, WRONG_METHOD, detail, None, **headers)
    kind = Kind(error.status_code, "http", error.detail)
    return problem(request, kind, f"{request.method} {path}: {error.detail}", None, **headers)


async def _validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for these
    first = error.errors()[0]
    name = str(first["loc"][-1])
    kind = Kind(422, "bad-request", "The request will not do")
    return problem(request, kind, f"{name}: {first['msg']}", {"parameter": name})


async def _unexpected(request: Request, error: Exception) -> Response:
    log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return problem(request, UNEXPECTED, "The error is in the server's log.")
