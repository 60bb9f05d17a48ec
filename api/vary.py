"""Caches between us and clients: what an address answers depends on the Accept header (RFC 9110, section 12.5.5)."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Varies:
    """Middleware that says so wherever the answer does not say more itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""

        async def varying(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).setdefault("Vary", "Accept")
            await send(message)

        await self.app(scope, receive, varying if scope["type"] == "http" else send)
