"""Answers over HTTP: the same value as JSON, JSON Lines or CSV."""

from __future__ import annotations

from typing import Any

from fastapi import Response
from pydantic_core import to_json

from api.formats import to_csv, to_jsonl
from api.requests import MEDIA_TYPES, Format
from api.service import Answer
from queries.query import Column


def json_response(value: Any) -> Response:
    """Return a value as JSON. It is ours and well-formed: validating it again would cost more than its query."""
    return Response(to_json(value), media_type=MEDIA_TYPES["json"])


def answer_response(answer: Answer, format_: Format) -> Response:
    """Return an answer: whole as JSON, its rows alone as JSON Lines or CSV."""
    if format_ == "json":
        return json_response(answer.shown())
    return rows_response(answer.query.columns, answer.rows.rows, format_)


def rows_response(columns: tuple[Column, ...], rows: list[dict[str, Any]], format_: Format) -> Response:
    """Return rows as JSON Lines or CSV."""
    text = to_csv(columns, rows) if format_ == "csv" else to_jsonl(rows)
    return Response(text, media_type=MEDIA_TYPES[format_])
