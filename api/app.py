"""The HTTP application: its routes, its errors, and the reader that lives as long as it does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from api.errors import add_handlers
from api.hosts import KnownHosts
from api.routes import ask, documents, entities, queries, service
from api.service import Service
from api.settings import LOOPBACK, Settings
from graph.engines import Connection
from graph.engines.bolt import Reader
from queries.catalog import catalog

DESCRIPTION = "Who signed with whom, where, and which sentence says so."


def create_app(settings: Settings, connection: Connection | None = None) -> FastAPI:
    """Return the application; without a connection it makes the one that the settings mean when it starts."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with Reader(connection or settings.connect()) as reader:
            app.state.service = Service(reader, catalog(), settings.query_timeout)
            yield

    app = FastAPI(title="pactgraph", description=DESCRIPTION, lifespan=lifespan)
    app.state.settings = settings
    app.include_router(ask.routes)
    app.include_router(queries.router(catalog()))
    for module in (entities, documents, service):
        app.include_router(module.routes)
    add_handlers(app)
    app.add_middleware(KnownHosts, hosts=(*LOOPBACK, *settings.hosts))
    return app
