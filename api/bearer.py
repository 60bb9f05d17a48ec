"""The bearer token (RFC 6750) that a server off loopback asks of whoever reads."""

from __future__ import annotations

import hmac

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.errors import Kind, problem

UNAUTHORIZED = Kind(401, "unauthorized", "The token is needed", headers=(("WWW-Authenticate", "Bearer"),))

OPEN = frozenset({"/healthz", "/readyz"})
"""What answers without the token: probes have none, and these tell nothing of the graph."""


class BearerToken:
    """Middleware that answers only requests that carry the token, but for the paths in OPEN."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self.app = app
        self.token = token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it with a problem."""
        if scope["type"] == "http" and scope["path"] not in OPEN:
            request = Request(scope)
            if not self._carries(request.headers.get("authorization", "")):
                detail = "Send the header `Authorization: Bearer TOKEN` with the server's PACTGRAPH_TOKEN."
                await problem(request, UNAUTHORIZED, detail)(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _carries(self, header: str) -> bool:
        scheme, _, given = header.partition(" ")
        # Compared in constant time, so that the time of a refusal tells nothing of the token.
        same = hmac.compare_digest(given.strip().encode("latin-1"), self.token)
        return same and scheme.lower() == "bearer"
