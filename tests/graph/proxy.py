"""A proxy that cuts the connections that go through it, as a network does."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def cutting_proxy(port: int, limits: list[int]) -> Iterator[str]:
    """Pass Bolt on to a port of loopback: each connection until the server has answered so many bytes, then no more.

    ``limits`` is used up from its front, a limit a connection; when it is empty connections last. Gives the address.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def accept() -> None:
            with suppress(OSError):
                while True:
                    client, _ = listener.accept()
                    server = socket.create_connection(("127.0.0.1", port))
                    limit = limits.pop(0) if limits else None
                    for source, target, most in ((client, server, None), (server, client, limit)):
                        threading.Thread(target=_pass_on, args=(source, target, most), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield f"bolt://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)


def _pass_on(source: socket.socket, target: socket.socket, most: int | None) -> None:
    passed = 0
    with suppress(OSError):
        while data := source.recv(65536 if most is None else max(most - passed, 0)):
            target.sendall(data)
            passed += len(data)
    for end in (source, target):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()
