"""Answers that are sent piece by piece: what becomes of them when somebody gives up on the way."""

from __future__ import annotations

import asyncio
import gzip
import threading
from collections.abc import Callable, Iterator

import httpx
import pytest
import uvicorn
from starlette.types import Message

from api.heads import Heads
from api.streaming import Streamed, wants_gzip
from graph.errors import GraphTimeout

Pieces = Callable[[], Iterator[bytes]]


class Source:
    """Gives pieces, and knows how many were taken and whether it was closed."""

    def __init__(self, *pieces: bytes | Exception) -> None:
        self.pieces = pieces
        self.given = 0
        self.closed = False

    def __call__(self) -> Iterator[bytes]:
        try:
            for piece in self.pieces:
                if isinstance(piece, Exception):
                    raise piece
                self.given += 1
                yield piece
        finally:
            self.closed = True


def run(
    pieces: Pieces, *, gone_after: int | None = None, gzip: bool = False, method: str = "GET"
) -> list[Message]:
    """Return what is sent to a client, who goes away after so many pieces."""
    sent: list[Message] = []

    async def answer() -> None:
        gone = asyncio.Event()

        async def send(message: Message) -> None:
            sent.append(message)
            if gone_after is not None and sum("body" in one for one in sent) >= gone_after:
                gone.set()
                await asyncio.sleep(0)

        async def receive() -> Message:
            await gone.wait()
            return {"type": "http.disconnect"}

        app = Heads(Streamed(pieces, "text/plain", {}, gzip=gzip))
        await app({"type": "http", "method": method}, receive, send)

    asyncio.run(answer())
    return sent


def test_pieces_are_sent_as_they_come_and_then_the_end() -> None:
    source = Source(b"a", b"b")
    start, *bodies = run(source)
    assert start["status"] == 200
    assert [(one["body"], one["more_body"]) for one in bodies] == [(b"a", True), (b"b", True), (b"", False)]
    assert source.closed


def test_a_client_that_hangs_up_ends_the_reading() -> None:
    source = Source(*[b"x"] * 1000)
    sent = run(source, gone_after=2)
    assert source.closed
    assert source.given < 5
    assert all(message.get("more_body", True) for message in sent)


def test_an_error_on_the_way_leaves_the_body_without_its_end() -> None:
    source = Source(b"a", GraphTimeout("too long"))
    sent = run(source)
    assert [message.get("more_body") for message in sent] == [None, True]
    assert source.closed


def test_an_error_before_the_first_piece_is_an_error_of_the_request() -> None:
    with pytest.raises(GraphTimeout):
        run(Source(GraphTimeout("too long")))


def test_head_reads_nothing_to_its_end() -> None:
    source = Source(*[b"x"] * 1000)
    start, body = run(source, method="HEAD")
    assert (start["status"], body["body"], body.get("more_body", False)) == (200, b"", False)
    assert source.closed
    assert source.given < 5


def test_gzip_is_one_stream_over_all_pieces() -> None:
    start, *bodies = run(Source(b"a" * 1000, b"b" * 1000), gzip=True)
    assert (b"content-encoding", b"gzip") in start["headers"]
    assert gzip.decompress(b"".join(one["body"] for one in bodies)) == b"a" * 1000 + b"b" * 1000


@pytest.mark.parametrize(
    ("header", "expected"),
    [("", False), ("gzip, deflate, br", True), ("identity", False), ("gzip;q=0", False), ("GZIP", True)],
)
def test_gzip_is_only_for_who_asks(header: str, expected: bool) -> None:
    assert wants_gzip(header) is expected


def test_a_client_of_a_real_server_sees_that_the_transfer_broke() -> None:
    app = Streamed(Source(b"x" * 100_000, GraphTimeout("too long")), "text/plain", {}, gzip=False)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            thread.join(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        with pytest.raises(httpx.RemoteProtocolError):
            httpx.get(f"http://127.0.0.1:{port}", timeout=30)
    finally:
        server.should_exit = True
        thread.join()
