"""Answers that are too large to be held: sent piece by piece, and broken off visibly where they cannot be finished."""

from __future__ import annotations

import asyncio
import logging
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping

from fastapi import Response
from starlette.types import Receive, Scope, Send

from api.accept import preferred
from graph.errors import PactgraphError

__all__ = ["Streamed", "wants_gzip"]

GZIP_LEVEL = 1
"""Three times smaller already, and hardly slower than the export itself."""

log = logging.getLogger("pactgraph")


class Streamed(Response):
    """Sends what a generator gives; it runs in a thread and is closed when the client goes away.

    An error after the first byte leaves the body without its end, so that no client takes a part for the whole.
    """

    def __init__(
        self,
        pieces: Callable[[], Iterator[bytes]],
        media_type: str,
        headers: Mapping[str, str],
        *,
        gzip: bool,
    ) -> None:
        self._pieces = _closed(pieces, gzip=gzip)
        self.status_code = 200
        self.media_type = media_type
        self.background = None
        self.init_headers({**headers, **({"content-encoding": "gzip"} if gzip else {})})
        if "content-length" in self.headers:
            del self.headers["content-length"]

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        """Send the pieces until there are no more or nobody takes them."""
        gone = asyncio.create_task(_until_gone(receive))
        try:
            piece = await asyncio.to_thread(
                next, self._pieces, None
            )  # what fails here is answered as an error
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            while piece is not None and not gone.done():
                await send({"type": "http.response.body", "body": piece, "more_body": True})
                try:
                    piece = await asyncio.to_thread(next, self._pieces, None)
                except PactgraphError as error:
                    log.warning("an export was broken off: %s", error)
                    return
            if not gone.done():
                await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            gone.cancel()
            await asyncio.to_thread(self._pieces.close)


def wants_gzip(accept_encoding: str) -> bool:
    """Whether an Accept-Encoding header asks for gzip."""
    return bool(accept_encoding.strip()) and preferred(accept_encoding, ("gzip", "identity")) == "gzip"


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _closed(pieces: Callable[[], Iterator[bytes]], *, gzip: bool) -> Generator[bytes]:
    yield from _gzipped(pieces()) if gzip else pieces()


def _gzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    for piece in pieces:
        if packed := packer.compress(piece):
            yield packed
    yield packer.flush()
