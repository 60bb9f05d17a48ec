"""The HTTP application: its routes, its errors, and the reader that lives as long as it does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import cast

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import Route

from api import mcp_tools
from api.bearer import BearerToken
from api.cache import Cache
from api.cors import Cors
from api.errors import add_handlers
from api.heads import Heads
from api.hosts import KnownHosts
from api.openapi import declare_problem, problems
from api.routes import ask, browser, docs, documents, entities, pages, queries, rdf, service, writing
from api.service import Service
from api.settings import LOOPBACK, Settings
from api.vary import Varies
from api.writing import Writing
from graph.engines import Connection
from graph.engines.bolt import Reader
from graph.errors import GraphError
from graph.rdf.terms import Terms
from queries.catalog import catalog

DESCRIPTION = "Who signed with whom, where, and which sentence says so."
_ENDING = 5.0
"""Seconds that the warming has to end by itself: a driver that is closed or cancelled at work leaves sockets open."""


def create_app(
    settings: Settings, connection: Connection | None = None, *, read_token: str | None = None
) -> FastAPI:
    """Return the application; without a connection it makes the one that the settings mean when it starts.

    With ``read_token`` every request must carry it as a bearer token, but those for /healthz and /readyz.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with Reader(connection or settings.connect()) as reader:
            app.state.service = Service(reader, catalog(), settings.query_timeout, settings.home)
            app.state.writing = writing = Writing(reader.connection, settings)
            app.state.warming = warming = asyncio.create_task(_warm(app.state.service))
            try:
                async with tools.running():
                    yield
            finally:
                await asyncio.wait([warming], timeout=_ENDING)
                warming.cancel()
                await asyncio.wait([warming])
                await writing.close()

    app = FastAPI(
        title="pactgraph",
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=_operation,
    )
    tools = mcp_tools.Endpoint(
        mcp_tools.server(catalog(), lambda: cast("Service", app.state.service), settings.max_rows)
    )
    app.state.settings = settings
    app.state.terms = Terms(settings.base_iri)
    guarded = problems(401) if read_token else {}
    read = (
        pages.routes,
        ask.routes,
        queries.router(catalog()),
        entities.routes,
        documents.routes,
        rdf.routes,
    )
    for router in read:
        app.include_router(router, responses=guarded)
    app.include_router(writing.routes)
    app.include_router(service.routes)
    app.include_router(docs.routes)
    app.include_router(browser.routes)
    app.mount(docs.FILES, docs.files)
    app.router.routes.append(Route("/mcp", tools))
    declare_problem(app)
    add_handlers(app)
    # The last one added is the first that a request meets.
    app.add_middleware(Cache, size=settings.cache_size)
    app.add_middleware(Varies)
    app.add_middleware(Heads)
    if read_token:
        app.add_middleware(BearerToken, token=read_token)
    app.add_middleware(Cors, open_path=browser.PREFIX, origins=settings.origins)
    app.add_middleware(KnownHosts, hosts=(*LOOPBACK, *settings.hosts))
    return app


async def _warm(service: Service) -> None:
    """Read what many answers need before anybody asks; where that fails, whoever asks is told."""
    with suppress(GraphError):
        await service.warm()


def _operation(route: APIRoute) -> str:
    """Return the name of an operation, by which generated clients call it: ``partners_in_city``, ``get_documents``."""
    reads = "GET" in (route.methods or ()) and not route.path.startswith("/queries/")
    return f"get_{route.name}" if reads else route.name
