"""Entities and documents for people: who prefers HTML at their address is sent to the page that shows them."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from api.accept import preferred
from api.requests import MEDIA_TYPES

_HTML = "text/html"
_OFFERS = (*(type_.partition(";")[0] for type_ in MEDIA_TYPES.values()), _HTML)


class ForPeople:
    """Middleware; an address with ``format`` in it has said what it wants."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Redirect, or pass the request on."""
        page = _page(scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        if page is None:
            await self.app(scope, receive, send)
        else:
            await RedirectResponse(page, 303, {"Vary": "Accept"})(scope, receive, send)


def _page(scope: Scope) -> str | None:
    """Return the page that shows the thing at this address, if HTML is asked for and there is one."""
    root = scope.get("root_path", "")
    kind, _, id_ = scope["path"].removeprefix(root).removeprefix("/").partition("/")
    if kind not in ("entities", "documents") or not id_ or (kind == "entities" and id_.count("/") != 1):
        return None
    if preferred(",".join(Headers(scope=scope).getlist("accept")), _OFFERS) != _HTML:
        return None
    given = dict(parse_qsl(scope["query_string"].decode("latin-1")))
    if "format" in given:
        return None
    shown = {"query": "card", "entity": id_} if kind == "entities" else {"document": id_}
    lang = {"lang": given["lang"]} if "lang" in given else {}
    return f"{root}/?{urlencode({**shown, **lang})}"
