"""What the API's documentation says of each canned query: its parameters and an answer, from its header."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fastapi import FastAPI

from api.answers import EVIDENCE, HUAWEI, JINAN, PROBLEMS, UNIVERSITY, Problem
from api.requests import FORMATS, PAGE, RDF, Format
from queries.cursor import make_cursor
from queries.query import Column, Parameter, Query
from queries.statement import DEFAULT_LIMIT
from queries.values import MAX_COUNT, PATTERNS

_SAMPLES: dict[str, Any] = {
    "text": "talent training",
    "date": "2022-06-17",
    "number": 3,
    "boolean": False,
    "list": ["2022-06-17"],
    "evidence": [EVIDENCE],
}
_ENTITIES = {"organization": HUAWEI, "place": JINAN, "source": HUAWEI}

LANG: dict[str, Any] = {
    "name": "lang",
    "in": "query",
    "description": "The language of every entity's `name`, where documents give it one; left out: the name that "
    "most documents use.",
    "schema": {"type": "string", "enum": ["en", "zh"]},
    "example": "en",
}

OPTIONS: list[dict[str, Any]] = [
    {
        "name": "limit",
        "in": "query",
        "description": "How many rows at most; an answer that holds fewer than there are says `truncated`.",
        "schema": {"type": "integer", "minimum": 1, "default": DEFAULT_LIMIT},
        "example": 10,
    },
    {
        "name": "next",
        "in": "query",
        "description": "What an earlier page of the same question answered as `next`: the page that follows it.",
        "schema": {"type": "string"},
        "example": make_cursor("documents", {}, [False, "2022-06-17", "samples/jinan-2022.txt"]),
    },
    {
        "name": "format",
        "in": "query",
        "description": "The answer's format, where the Accept header does not say.",
        "schema": {"type": "string", "enum": ["json", "jsonl", "csv"], "default": "json"},
        "example": "json",
    },
    {
        "name": "bom",
        "in": "query",
        "description": "Whether CSV begins with a byte order mark, without which Excel misreads its UTF-8.",
        "schema": {"type": "boolean", "default": False},
        "example": True,
    },
    LANG,
]

PAGES: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/html": {"schema": {"type": "string"}, "example": "<!DOCTYPE html>\n…"}}}
}
"""The documentation of an answer that is a page too, where `Accept` or `format` asks for it."""


def offering(*formats: Format) -> list[dict[str, Any]]:
    """Return the options of a route that can answer in these formats."""
    return [
        {**option, "schema": {**option["schema"], "enum": [*formats]}}
        if option["name"] == "format"
        else option
        for option in OPTIONS
    ]


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the documentation of answers that are errors, each with an example."""
    return {
        status: {
            "description": PROBLEMS[status]["title"],
            "content": {
                "application/problem+json": {
                    "schema": {"$ref": "#/components/schemas/Problem"},
                    "example": {
                        "status": status,
                        "instance": "/queries/partners_in_city",
                        **PROBLEMS[status],
                    },
                }
            },
        }
        for status in statuses
    }


def declare_problem(app: FastAPI) -> None:
    """Declare the shape that ``problems`` refers to; FastAPI would declare a model as application/json only."""
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        described = plain()
        described["components"]["schemas"]["Problem"] = Problem.model_json_schema()
        return described

    app.openapi = openapi  # type: ignore[method-assign]  # as FastAPI's own manual says to


def format_parameter(formats: Iterable[str]) -> dict[str, Any]:
    """Return the documentation of ``format`` for a route that answers in these."""
    known = list(formats)
    return {
        "name": "format",
        "in": "query",
        "description": "The answer's format, where the Accept header does not say.",
        "schema": {"type": "string", "enum": known},
        "example": known[0],
    }


def parameter(name: str, description: str, example: str, *, required: bool = False) -> dict[str, Any]:
    """Return the documentation of a text parameter."""
    return {
        "name": name,
        "in": "query",
        "required": required,
        "description": description,
        "schema": {"type": "string"},
        "example": example,
    }


def query_documentation(query: Query) -> dict[str, Any]:
    """Return the parameters and the example answer of a canned query."""
    example = {
        "query": query.name,
        "parameters": {
            known.name: known.example.id if known.required else None for known in query.parameters
        },
        "columns": [{"name": column.name, "type": column.type} for column in query.columns],
        "rows": [{column.name: _sample(column) for column in query.columns}],
        "total": 1,
        "total_is_exact": True,
        "truncated": False,
        "next": None,
        "revision": 12,
    }
    return {
        "parameters": [*(_parameter(known) for known in query.parameters), *offering(*FORMATS, *RDF, *PAGE)],
        "responses": {"200": {"content": {"application/json": {"example": example}}}},
    }


def _parameter(known: Parameter) -> dict[str, Any]:
    documented = parameter(known.name, known.description, known.example.text, required=known.required)
    if known.labels:
        documented["description"] += " An id, or any of its names in any script."
    if known.allowed:
        documented["schema"]["enum"] = list(known.allowed)
    if known.type == "count":
        documented["schema"] = {"type": "integer", "minimum": 1, "maximum": MAX_COUNT}
        documented["example"] = int(known.example.text)
    if (pattern := PATTERNS.get(known.type)) is not None:
        documented["schema"]["pattern"] = f"^{pattern.pattern}$"
    if known.default is not None:
        documented["schema"]["default"] = int(known.default) if known.type == "count" else known.default
    return documented


def _sample(column: Column) -> Any:
    return _ENTITIES.get(column.name, UNIVERSITY) if column.type == "entity" else _SAMPLES[column.type]
