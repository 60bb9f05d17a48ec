"""Pages of what the graph holds: entities and documents."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from fastapi import Request, Response

from api.pages.marked import Mark, Piece, moved, pieces
from api.pages.page import anchor, page, spoken
from api.pages.words import Words
from api.requests import Options
from api.service import Answer, Service
from graph.errors import DocumentError
from graph.state import State
from loaders.readers import read_content
from loaders.readers.formats import Content
from queries.link import ALL_LABELS, Found
from queries.pages import Page
from queries.query import Query

DOCUMENTS = 20
"""Documents that an entity's page lists; a canned query lists the others."""

_HEADINGS = ("title", "heading")


@dataclass(frozen=True, slots=True)
class Shown:
    """A block of a document's text: ``kind`` is heading, paragraph, item, caption, code or cell."""

    kind: str
    pieces: Sequence[Piece]


def search_page(
    request: Request,
    asked: Mapping[str, str | None],
    found: Page[Found],
    rows: list[dict[str, Any]],
    state: State,
) -> Response:
    """Return what a search for entities found."""
    values = {
        "asked": asked,
        "rows": rows,
        "total": found.total,
        "next": found.next,
        "near": any(one.near for one in found.items),
        "all_labels": ALL_LABELS,
    }
    return page(request, "entities.html", values, state=state)


async def entity_page(
    request: Request, service: Service, entity: dict[str, Any], state: State | None, options: Options
) -> Response:
    """Return one entity: its names, what is said of it by kinds of claim, the documents that name it."""
    language = spoken(request)
    given = {"entity": entity["id"]}
    card = await service.run("card", given, options.limit, language)
    about = await service.run("documents_about", given, DOCUMENTS, language)
    columns = [column for column in card.query.columns if column.name != "relation"]
    groups = [(name, list(rows)) for name, rows in groupby(card.rows.rows, lambda row: str(row["relation"]))]
    said = Words(language)
    values = {
        "entity": entity,
        "card": card,
        "columns": columns,
        "groups": groups,
        "about": about,
        "questions": [
            (query.name, parameter, query.put(language, {parameter: entity["name"]}))
            for query, parameter in _of_one(service, entity["label"], said)
        ],
    }
    known = state if state == card.state == about.state else None
    return page(request, "entity.html", values, state=known)


def documents_page(request: Request, answer: Answer) -> Response:
    """Return the list of documents."""
    return page(request, "documents.html", {"answer": answer}, state=answer.state)


async def document_page(
    request: Request,
    document: dict[str, Any],
    answer: Answer,
    mentions: list[dict[str, Any]],
    content: Content | None,
) -> Response:
    """Return one document: its text with names and claims' sentences marked; else the sentences alone."""
    blocks = await asyncio.to_thread(_blocks, document["id"], answer, mentions, content)
    placed = {one for block in blocks for piece in block.pieces for one in piece.opens if one}
    unplaced: set[str] = set()
    for row in answer.rows.rows:
        said = row["evidence"][0]
        name = anchor(said["start"], said["end"])
        # The first row of a sentence that the text does not show is the place that links lead to.
        row["anchor"] = name if name not in placed | unplaced else None
        unplaced.add(name)
    return page(request, "document.html", {"document": document, "blocks": blocks, "answer": answer})


def _blocks(
    document: str, answer: Answer, mentions: list[dict[str, Any]], content: Content | None
) -> list[Shown]:
    if content is None:
        return []
    try:
        text = read_content(content, path=document)
    except DocumentError:
        return []  # of a form that its reader, gone since, could read
    said = {(row["evidence"][0]["start"], row["evidence"][0]["end"]) for row in answer.rows.rows}
    marks = [Mark(start, end, anchor=anchor(start, end)) for start, end in said]
    marks += [Mark(one["start"], one["end"], entity=one["entity"]) for one in mentions]
    visible = text.visible
    cut = pieces(
        visible.text, moved(marks, visible.starts), ((block.start, block.end) for block in text.blocks)
    )
    kinds = ("heading" if block.kind in _HEADINGS else block.kind for block in text.blocks)
    return [Shown(kind, found) for kind, found in zip(kinds, cut, strict=True)]


def _of_one(service: Service, label: str, said: Words) -> list[tuple[Query, str]]:
    """Return the queries that need nothing but one entity of this label, and their parameter for it."""
    found: list[tuple[Query, str]] = []
    for _, queries in said.groups(service.catalog):
        for query in queries:
            required = [parameter for parameter in query.parameters if parameter.required]
            if len(required) == 1 and label in required[0].labels:
                found.append((query, required[0].name))
    return found
