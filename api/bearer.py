"""The bearer token (RFC 6750) that a server off loopback asks of whoever reads."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.errors import KINDS, problem
from api.problems import Unauthorized
from api.writing import carries

OPEN = frozenset({"/healthz", "/readyz"})
"""What answers without the token: probes have none, and these tell nothing of the graph."""


class BearerToken:
    """Middleware that answers only requests that carry the token, but for the paths in OPEN."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self.app = app
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it with a problem."""
        if scope["type"] == "http" and scope["path"] not in OPEN:
            request = Request(scope)
            if not carries(request.headers.get("authorization", ""), self.token):
                error = Unauthorized()
                await problem(request, KINDS[Unauthorized], str(error))(scope, receive, send)
                return
        await self.app(scope, receive, send)
