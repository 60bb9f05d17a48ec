"""Addresses as people type them: /ask?q=谁在济南签约了, whose characters a client should have percent-encoded."""

from __future__ import annotations

import re
import string
from urllib.parse import quote

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

__all__ = ["LenientProtocol"]

_LINE = re.compile(rb"[A-Z]+ [^\r\n]+ HTTP/1\.[01]\r\n")


class LenientProtocol(HttpToolsProtocol):
    """Percent-encodes such characters where a request begins; the parser would refuse the request in words of its own.

    A request line that comes in several packets is left to the parser.
    """

    _between_requests = True

    def data_received(self, data: bytes) -> None:
        """Take bytes from the client."""
        if self._between_requests and (line := _LINE.match(data)) and not line[0].isascii():
            data = _encoded(line[0]) + data[line.end() :]
        super().data_received(data)

    def on_message_begin(self) -> None:
        """Note that a request begins."""
        self._between_requests = False
        super().on_message_begin()

    def on_message_complete(self) -> None:
        """Note that a request is whole: the next bytes begin another."""
        super().on_message_complete()
        self._between_requests = True


def _encoded(line: bytes) -> bytes:
    try:
        text = line.decode()
    except UnicodeDecodeError:  # as the console of a Chinese Windows sends it
        text = line.decode("gb18030", errors="replace")
    return quote(text, safe=string.printable).encode()
