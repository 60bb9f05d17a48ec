"""The check of the Host header.

Without it a page elsewhere could reach a server on loopback through a name of its own (DNS rebinding).
"""

from __future__ import annotations

from collections.abc import Iterable

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.errors import Kind, problem

MISDIRECTED = Kind(400, "unknown-host", "The Host header names another server")


class KnownHosts:
    """Middleware that answers only requests for one of these hosts, on any port; ``*`` is every host."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self.app = app
        self.hosts = frozenset(host.lower().strip("[]") for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it with a problem."""
        if scope["type"] == "http" and "*" not in self.hosts:
            request = Request(scope)
            host = _name(request.headers.get("host", ""))
            if host not in self.hosts:
                detail = (
                    f"This server does not answer for {host!r}; PACTGRAPH_HOSTS names the hosts that it does."
                )
                await problem(request, MISDIRECTED, detail)(scope, receive, send)
                return
        await self.app(scope, receive, send)


def _name(host: str) -> str:
    """Return the host without its port: ``[::1]:8000`` is ``::1``."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower()
