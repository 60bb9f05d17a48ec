"""The routes: HTTP and nothing else. What they answer comes from the service."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from api.requests import FORMATS, RDF, Options, read_options
from api.service import Service
from graph.rdf.terms import Terms


# All are async because FastAPI would run plain functions in a thread, which costs more than they do.
async def _service(request: Request) -> Service:
    service = request.app.state.service
    assert isinstance(service, Service)  # noqa: S101 - the lifespan has put it there
    return service


async def _options(request: Request) -> Options:
    items = request.query_params.multi_items()
    return read_options(items, accept(request), request.app.state.settings.max_rows)


async def _json_options(request: Request) -> Options:
    items = request.query_params.multi_items()
    return read_options(items, accept(request), request.app.state.settings.max_rows, ("json",))


async def _entity_options(request: Request) -> Options:
    items = request.query_params.multi_items()
    return read_options(items, accept(request), request.app.state.settings.max_rows, ("json", *RDF))


async def _rdf_options(request: Request) -> Options:
    items = request.query_params.multi_items()
    return read_options(items, accept(request), request.app.state.settings.max_rows, (*FORMATS, *RDF))


async def _terms(request: Request) -> Terms:
    terms = request.app.state.terms
    assert isinstance(terms, Terms)  # noqa: S101 - the application has put it there
    return terms


def accept(request: Request) -> str:
    """Return the Accept header."""
    return ",".join(request.headers.getlist("accept"))


TheService = Annotated[Service, Depends(_service)]
TheOptions = Annotated[Options, Depends(_options)]
JsonOptions = Annotated[Options, Depends(_json_options)]
"""The options of a route that answers something else than rows."""

EntityOptions = Annotated[Options, Depends(_entity_options)]
"""The same, and it can be had as RDF."""

RdfOptions = Annotated[Options, Depends(_rdf_options)]
"""Rows, or RDF."""

TheTerms = Annotated[Terms, Depends(_terms)]
