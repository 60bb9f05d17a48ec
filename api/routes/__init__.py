"""The routes: HTTP and nothing else. What they answer comes from the service."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from api.requests import Options, read_options
from api.service import Service


# Both are async because FastAPI would run plain functions in a thread, which costs more than they do.
async def _service(request: Request) -> Service:
    service = request.app.state.service
    assert isinstance(service, Service)  # noqa: S101 - the lifespan has put it there
    return service


async def _options(request: Request) -> Options:
    items = request.query_params.multi_items()
    return read_options(items, request.headers.get("accept", ""), request.app.state.settings.max_rows)


TheService = Annotated[Service, Depends(_service)]
TheOptions = Annotated[Options, Depends(_options)]
