"""A Bolt server that answers by the book, or fails as it is told: Community has no cluster that would.

Speaks Bolt 5.4: every statement answers one record, ``[1]``, and every commit gives a bookmark.
"""

from __future__ import annotations

import socketserver
import ssl
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

VERSION = b"\x00\x00\x04\x05"
NONE_IN_COMMON = b"\x00\x00\x00\x00"

REQUESTS = {
    0x01: "HELLO",
    0x02: "GOODBYE",
    0x0F: "RESET",
    0x10: "RUN",
    0x11: "BEGIN",
    0x12: "COMMIT",
    0x13: "ROLLBACK",
    0x2F: "DISCARD",
    0x3F: "PULL",
    0x66: "ROUTE",
    0x6A: "LOGON",
}
SUCCESS, RECORD, IGNORED, FAILURE = 0x70, 0x71, 0x7E, 0x7F

Address = tuple[str, int]


class Message(NamedTuple):
    """What a client sent."""

    name: str
    fields: list[Any]


@dataclass
class Table:
    """A cluster's routing table, which a test may change."""

    writer: Address
    reader: Address
    routers: tuple[Address, ...]

    def shown(self) -> dict[str, Any]:
        roles = {"WRITE": (self.writer,), "READ": (self.reader,), "ROUTE": self.routers}
        servers = [
            {"role": role, "addresses": [f"{host}:{port}" for host, port in addresses]}
            for role, addresses in roles.items()
        ]
        return {"rt": {"ttl": 300, "db": "neo4j", "servers": servers}}


@dataclass
class Stub:
    """A server on a free port of loopback; as a context manager it ends.

    ``failures`` are codes, each the answer to one RUN; ``failed`` is called when one is given. ``tls`` has its
    certificate, where it is to speak only so.
    """

    agent: str = "Neo4j/5.26.0"
    version: bytes = VERSION
    failures: list[str] = field(default_factory=list)
    failed: Callable[[], None] = lambda: None
    table: Table | None = None
    tls: ssl.SSLContext | None = None
    heard: list[Message] = field(default_factory=list)

    def __post_init__(self) -> None:
        stub = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                try:
                    connection = (
                        self.request if stub.tls is None else stub.tls.wrap_socket(self.request, True)
                    )
                except ssl.SSLError:  # the client does not trust the certificate
                    return
                with connection:
                    _Conversation(stub, connection).hold()

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True

    @property
    def address(self) -> Address:
        host, port = self._server.server_address[:2]
        return str(host), int(port)

    def uri(self, scheme: str) -> str:
        return f"{scheme}://{self.address[0]}:{self.address[1]}"

    def names(self) -> list[str]:
        """The requests that came, without those that only keep a connection."""
        return [message.name for message in self.heard if message.name in ("BEGIN", "RUN", "COMMIT")]

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Conversation:
    """One connection, from the handshake to its end."""

    def __init__(self, stub: Stub, connection: Any) -> None:
        self._stub = stub
        self._connection = connection
        self._ignoring = False

    def hold(self) -> None:
        try:
            self._receive(20)
            self._connection.sendall(self._stub.version)
            while self._stub.version != NONE_IN_COMMON:
                tag, fields = self._message()
                message = Message(REQUESTS[tag], fields)
                self._stub.heard.append(message)
                self._answer(message)
        except ConnectionError:
            return

    def _answer(self, message: Message) -> None:
        if message.name == "RESET":
            self._ignoring = False
        if self._ignoring:
            self._send(IGNORED)
        elif message.name == "RUN" and self._stub.failures:
            self._ignoring = True
            self._stub.failed()
            self._send(FAILURE, {"code": self._stub.failures.pop(0), "message": "so the test wants it"})
        elif message.name != "GOODBYE":
            if message.name == "PULL":
                self._send(RECORD, [1])
            self._send(SUCCESS, self._metadata(message.name))

    def _metadata(self, name: str) -> dict[str, Any]:
        if name == "HELLO":
            return {"server": self._stub.agent, "connection_id": "stub-1"}
        if name == "ROUTE" and self._stub.table is not None:
            return self._stub.table.shown()
        if name == "RUN":
            return {"fields": ["one"]}
        return {"bookmark": f"stub:{self._stub.address[1]}"} if name == "COMMIT" else {}

    def _message(self) -> tuple[int, list[Any]]:
        data = b""
        while size := struct.unpack(">H", self._receive(2))[0]:
            data += self._receive(size)
        reader = _Unpacker(data)
        tag, fields = reader.structure()
        return tag, fields

    def _send(self, tag: int, *fields: Any) -> None:
        data = bytes([0xB0 + len(fields), tag]) + b"".join(map(_pack, fields))
        self._connection.sendall(struct.pack(">H", len(data)) + data + b"\x00\x00")

    def _receive(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            more = self._connection.recv(size - len(data))
            if not more:
                raise ConnectionResetError
            data += more
        return data


def _pack(value: Any) -> bytes:
    """Return a value in PackStream; strings, lists and maps of up to 65,535, whole numbers of 64 bits."""
    if isinstance(value, str):
        data = value.encode()
        return b"\xd1" + struct.pack(">H", len(data)) + data
    if isinstance(value, int):
        return b"\xcb" + struct.pack(">q", value)
    if isinstance(value, list):
        return b"\xd5" + struct.pack(">H", len(value)) + b"".join(map(_pack, value))
    assert isinstance(value, dict)
    pairs = (_pack(key) + _pack(item) for key, item in value.items())
    return b"\xd9" + struct.pack(">H", len(value)) + b"".join(pairs)


class _Unpacker:
    """Reads PackStream, as far as requests need it."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def structure(self) -> tuple[int, list[Any]]:
        count = self._take(1)[0] & 0x0F
        return self._take(1)[0], [self.value() for _ in range(count)]

    def value(self) -> Any:
        marker = self._take(1)[0]
        low = marker & 0x0F
        if marker < 0x80 or marker >= 0xF0:
            return marker if marker < 0x80 else marker - 0x100
        for kind, read in ((0x80, self._string), (0x90, self._list), (0xA0, self._map)):
            if marker & 0xF0 == kind:
                return read(low)
        if marker in (0xC0, 0xC2, 0xC3):
            return {0xC0: None, 0xC2: False, 0xC3: True}[marker]
        if marker == 0xC1:
            return struct.unpack(">d", self._take(8))[0]
        if 0xC8 <= marker <= 0xCB:
            return int.from_bytes(self._take(1 << (marker - 0xC8)), "big", signed=True)
        size = int.from_bytes(self._take(1 << (low & 0x03)), "big")
        return {0xD0: self._string, 0xD4: self._list, 0xD8: self._map}[marker & 0xFC](size)

    def _string(self, size: int) -> str:
        return self._take(size).decode()

    def _list(self, size: int) -> list[Any]:
        return [self.value() for _ in range(size)]

    def _map(self, size: int) -> dict[str, Any]:
        return {self.value(): self.value() for _ in range(size)}

    def _take(self, size: int) -> bytes:
        taken = self._data[self._at : self._at + size]
        self._at += size
        return taken
