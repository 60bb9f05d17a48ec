"""Pages of questions: the start page, the catalogue, a canned query with its form, a question in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import Request, Response

from api.errors import told
from api.pages.forms import fields
from api.pages.page import page, spoken
from api.pages.problem import ways_on
from api.pages.words import Words
from api.requests import Options
from api.service import Asked, Service
from graph.errors import QueryError
from graph.model import CLAIM_TYPES, ENTITY_LABELS
from graph.state import State
from graph.status import COUNTS, shape_counts
from queries.ask import Understood
from queries.link import Index
from queries.query import Query


async def home_page(request: Request, service: Service) -> Response:
    """Return the start page: what can be asked of this graph, and what is in it."""
    language = spoken(request)
    rows, state = await service.watch.steady(lambda: service.reader.rows(COUNTS, None, service.timeout))
    counts = shape_counts(rows)
    index = await service.index()
    labels = [(label.name, counts.nodes[label.name]) for label in ENTITY_LABELS if counts.nodes[label.name]]
    values = {
        "examples": await service.examples.of(index, language),
        "labels": labels,
        "documents": counts.nodes["Document"],
        "claims": sum(counts.relationships[kind.name] for kind in CLAIM_TYPES),
        "groups": Words(language).groups(service.catalog),
    }
    return page(request, "home.html", values, state=state if index.state == state else None)


def catalogue_page(request: Request, service: Service) -> Response:
    """Return the catalogue by groups."""
    return page(request, "catalogue.html", {"groups": Words(spoken(request)).groups(service.catalog)})


async def query_page(request: Request, service: Service, query: Query, options: Options) -> Response:
    """Return a canned query's form, with the answer once it has its parameters, or with what is wrong with them."""
    said = Words(spoken(request))
    answer, problem, status = None, None, 200
    if options.given or not any(parameter.required for parameter in query.parameters):
        try:
            answer = await service.run(query.name, options.given, options.limit, said.language, options.next)
        except QueryError as error:
            kind, detail, members = told(error)
            status = kind.status
            problem = {
                "slug": kind.slug,
                "title": kind.title,
                "detail": detail,
                "ways": ways_on(request, members),
            }
    form, states = await fields(service, query, options.given, said)
    index = await service.index()
    values = {
        "query": query,
        "heading": query.put(said.language, _words(query, answer.parameters if answer else {}, index, said)),
        "fields": form,
        "problem": problem,
        "answer": answer,
    }
    states |= {index.state, answer.state if answer else index.state}
    return page(request, "query.html", values, state=_one(states) if status == 200 else None, status=status)


def ask_page(request: Request, asked: Asked) -> Response:
    """Return how a question was understood with its rows, or why it was not with what could be asked instead."""
    answer = asked.answer
    values: dict[str, Any] = {"asked": asked, "answer": answer, "understood": None, "given": {}}
    if isinstance(asked.understood, Understood):
        reading = asked.understood.reading
        values |= {"understood": asked.understood, "given": dict(reading.parameters)}
    return page(request, "ask.html", values, state=answer.state if answer else None)


def _words(query: Query, parameters: Mapping[str, Any], index: Index, said: Words) -> dict[str, str]:
    """Return the parameters that were given as people say them."""
    found: dict[str, str] = {}
    for parameter in query.parameters:
        value = parameters.get(parameter.name)
        if value is None or str(value) == parameter.default:
            continue
        entry = index.by_id.get(str(value)) if parameter.labels else None
        found[parameter.name] = entry.called(said.language) if entry else said.value(str(value))
    return found


def _one(states: set[State | None]) -> State | None:
    return next(iter(states)) if len(states) == 1 else None
