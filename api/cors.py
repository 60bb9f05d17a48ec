"""Which pages elsewhere may read from us (CORS).

Those at origins that a setting names; and any page the files for Neo4j Browser, which fetches them from the origin that
its database serves it at.
"""

from __future__ import annotations

from collections.abc import Sequence

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

READING = ("GET", "HEAD")


class Cors:
    """Middleware that answers preflights and names the origins that may read; below ``open_path`` it is all of them."""

    def __init__(self, app: ASGIApp, *, open_path: str, origins: Sequence[str]) -> None:
        self.open_path = open_path
        # Browser sends headers of its own (cache-control, pragma, sentry-trace), and they have to be allowed.
        self.open = CORSMiddleware(app, allow_origins=["*"], allow_methods=READING, allow_headers=["*"])
        self.others = (
            app
            if not origins
            else CORSMiddleware(
                app,
                allow_origins=origins,
                allow_methods=READING,
                allow_headers=["authorization", "if-none-match"],
                expose_headers=["etag"],
            )
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it if it is a preflight."""
        open_ = scope["type"] == "http" and scope["path"].startswith(self.open_path)
        await (self.open if open_ else self.others)(scope, receive, send)
