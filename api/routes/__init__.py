"""The routes: HTTP and nothing else. What they answer comes from the service."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Annotated

from fastapi import Depends, Request

from api.pages.page import spoken
from api.requests import FORMATS, PAGE, RDF, Format, Options, read_options
from api.service import Service
from graph.rdf.terms import Terms


# All are async because FastAPI would run plain functions in a thread, which costs more than they do.
async def _service(request: Request) -> Service:
    service = request.app.state.service
    assert isinstance(service, Service)  # noqa: S101 - the lifespan has put it there
    return service


def _reading(*formats: Format) -> Callable[[Request], Awaitable[Options]]:
    """Return what reads the options of a route that can answer in these formats."""

    async def read(request: Request) -> Options:
        items = request.query_params.multi_items()
        options = read_options(items, accept(request), request.app.state.settings.max_rows, formats)
        return replace(options, lang=spoken(request)) if options.format == "html" else options

    return read


async def _terms(request: Request) -> Terms:
    terms = request.app.state.terms
    assert isinstance(terms, Terms)  # noqa: S101 - the application has put it there
    return terms


def accept(request: Request) -> str:
    """Return the Accept header."""
    return ",".join(request.headers.getlist("accept"))


TheService = Annotated[Service, Depends(_service)]
TheOptions = Annotated[Options, Depends(_reading(*FORMATS))]
PageOptions = Annotated[Options, Depends(_reading(*FORMATS, *PAGE))]
"""Rows, or a page."""

JsonOptions = Annotated[Options, Depends(_reading("json", *PAGE))]
"""The options of a route that answers something else than rows."""

EntityOptions = Annotated[Options, Depends(_reading("json", *RDF, *PAGE))]
"""The same, and it can be had as RDF."""

RdfOptions = Annotated[Options, Depends(_reading(*FORMATS, *RDF, *PAGE))]
"""Rows, RDF or a page."""

OnlyPage = Annotated[Options, Depends(_reading(*PAGE))]

TheTerms = Annotated[Terms, Depends(_terms)]
