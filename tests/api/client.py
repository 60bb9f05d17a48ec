"""A client of the application without a network: requests and the application share one event loop.

The loop runs in a thread of its own, as a server's does: what the application does between two requests (reading
names anew, say) goes on while a test writes, and lets go of the locks that it holds.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx
from anyio.from_thread import start_blocking_portal

from api.app import create_app
from api.settings import Settings
from graph.engines import Connection

T = TypeVar("T")


class Client:
    """Starts the application when it is entered and ends it when it is left.

    An error that the application does not handle comes back as the answer, as it would from a server.
    """

    def __init__(self, connection: Connection, settings: Settings, *, read_token: str | None = None) -> None:
        self.app = create_app(settings, connection, read_token=read_token)
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        self._http = httpx.AsyncClient(transport=transport, base_url="http://localhost")
        self._lifespan = self.app.router.lifespan_context(self.app)
        self._thread = ExitStack()

    def __enter__(self) -> Self:
        self._portal = self._thread.enter_context(start_blocking_portal())
        self.run(self._enter())
        return self

    def __exit__(self, *error: type[BaseException] | BaseException | TracebackType | None) -> None:
        with self._thread:
            self.run(self._leave())

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.request("GET", path, **options)

    def request(self, method: str, path: str, **options: Any) -> httpx.Response:
        return self.run(self._http.request(method, path, **options))

    def warm(self) -> None:
        """Wait until the application has read what it reads when it starts."""
        self.run(self._warm())

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run what asks the application in the loop that it runs in."""
        answer: T = self._portal.call(lambda: work)
        return answer

    async def _warm(self) -> None:
        await asyncio.wait([self.app.state.warming])

    async def _enter(self) -> None:
        await self._lifespan.__aenter__()

    async def _leave(self) -> None:
        await self._http.aclose()
        await self._lifespan.__aexit__(None, None, None)
