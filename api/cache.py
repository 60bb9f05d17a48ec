"""Answers kept by the graph's state, and conditional requests (RFC 9110, section 13).

An answer that carries an ETag of ours is true of the state that the tag names. It is kept, and given again as long as
the graph is in that state, which is asked of the database for every request: nobody gets an answer from before a write
that was done before they asked.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import cast

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.service import Service
from graph.errors import GraphError
from graph.state import State

Key = tuple[str, bytes, str, str]
RawHeaders = list[tuple[bytes, bytes]]

WITHOUT_BODY = (b"content-length", b"content-type")
OVERHEAD = 1000
"""Bytes that an entry takes besides its body, about."""


def etag(state: State, kind: str) -> str:
    """Return the entity tag of an answer of this kind that is true of this state."""
    return f'"{state.stamp}.{kind}"'


@dataclass(frozen=True, slots=True)
class _Kept:
    stamp: str
    tag: str
    headers: RawHeaders
    body: bytes


class Cache:
    """Middleware that keeps at most ``size`` bytes of answers, the least lately used going first."""

    def __init__(self, app: ASGIApp, size: int) -> None:
        self.app = app
        self.size = size
        self._kept: OrderedDict[Key, _Kept] = OrderedDict()
        self._held = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Give the answer that is kept; else pass the request on, and keep what comes back if it may be kept."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        accepted = (",".join(headers.getlist(name)) for name in ("accept", "accept-language"))
        key: Key = (scope["path"], scope["query_string"], *accepted)
        wanted = headers.get("if-none-match", "")
        kept = self._kept.get(key)
        if kept is not None and await _stamp(scope) == kept.stamp:
            self._kept.move_to_end(key)
            await _give(kept, wanted, send)
            return
        await self.app(scope, receive, _Tap(self, key, wanted, send))

    def keep(self, key: Key, answer: _Kept) -> None:
        """Keep an answer, instead of what was kept for the request before."""
        old = self._kept.pop(key, None)
        self._held += _weight(answer) - (_weight(old) if old else 0)
        self._kept[key] = answer
        while self._held > self.size:
            _, gone = self._kept.popitem(last=False)
            self._held -= _weight(gone)


class _Tap:
    """Takes an answer on its way to the client: answers 304 instead where the client has it, and keeps it."""

    def __init__(self, cache: Cache, key: Key, wanted: str, send: Send) -> None:
        self.cache = cache
        self.key = key
        self.wanted = wanted
        self.send = send
        self.start: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200 and _tag(message):
            self.start = message
            return
        if self.start is None:
            await self.send(message)
            return
        start, self.start = self.start, None
        if message.get("more_body"):
            await self.send(start)
            await self.send(message)
            return
        tag = _tag(start)
        stamp = tag.strip('"').partition(".")[0]
        answer = _Kept(stamp, tag, list(start["headers"]), message.get("body", b""))
        self.cache.keep(self.key, answer)
        await _give(answer, self.wanted, self.send)


async def _give(answer: _Kept, wanted: str, send: Send) -> None:
    if _has(wanted, answer.tag):
        headers = [(name, value) for name, value in answer.headers if name not in WITHOUT_BODY]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": answer.headers})
    await send({"type": "http.response.body", "body": answer.body})


async def _stamp(scope: Scope) -> str | None:
    """Return the graph's stamp as it is now; None where it cannot be read, which the routes will answer for."""
    service = cast("Service", scope["app"].state.service)
    try:
        return (await service.watch.state()).stamp
    except GraphError:
        return None


def _tag(start: Message) -> str:
    return next((value.decode() for name, value in start["headers"] if name == b"etag"), "")


def _has(wanted: str, tag: str) -> bool:
    """Whether an If-None-Match names the tag, compared weakly as it has to be."""
    return wanted.strip() == "*" or tag in (part.strip().removeprefix("W/") for part in wanted.split(","))


def _weight(answer: _Kept) -> int:
    return len(answer.body) + OVERHEAD
