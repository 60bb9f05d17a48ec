"""Answers over HTTP: the same value as JSON, JSON Lines or CSV."""

from __future__ import annotations

from typing import Any

import orjson
from fastapi import Request, Response

from api.cache import etag
from api.formats import to_csv, to_jsonl
from api.requests import MEDIA_TYPES, Options
from api.service import Answer
from graph.state import State
from queries.query import Column


def json_response(value: Any, state: State | None = None) -> Response:
    """Return a value as JSON. It is ours and well-formed: validating it again would cost more than its query.

    ``state`` is that of the graph which the value is true of, where one is known.
    """
    return Response(orjson.dumps(value), headers=_headers(state, "json"), media_type=MEDIA_TYPES["json"])


def answer_response(request: Request, options: Options, answer: Answer) -> Response:
    """Return an answer: whole as JSON, its rows alone as JSON Lines or CSV."""
    if options.format == "json":
        response = json_response(answer.shown(), answer.state)
    else:
        response = rows_response(options, answer.query.columns, answer.rows.rows, answer.state)
    return with_next(request, response, answer.next)


def rows_response(
    options: Options, columns: tuple[Column, ...], rows: list[dict[str, Any]], state: State | None = None
) -> Response:
    """Return rows as JSON Lines or CSV; the latter begins with a byte order mark where Excel is to read it."""
    text = to_csv(columns, rows) if options.format == "csv" else to_jsonl(rows)
    if options.bom and options.format == "csv":
        text = "\ufeff" + text
    return Response(text, headers=_headers(state, options.format), media_type=MEDIA_TYPES[options.format])


def with_next(request: Request, response: Response, following: str | None) -> Response:
    """Return the response with a Link (RFC 8288) to the page that follows, which CSV and JSON Lines cannot hold."""
    if following is not None:
        url = request.url.include_query_params(next=following)
        response.headers["Link"] = f'<{url.path}?{url.query}>; rel="next"'
    return response


def _headers(state: State | None, kind: str) -> dict[str, str]:
    """Return the headers of an answer: its tag, where the state that it is true of is known."""
    headers = {"Cache-Control": "no-cache"}
    if state is not None and state.stamp is not None:
        headers["ETag"] = etag(state, kind)
    return headers
