"""Ports for the servers that we start ourselves."""

from __future__ import annotations

import socket


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on now."""
    return _bound(0)


def port_or_free(wanted: int) -> int:
    """Return the wanted port of 127.0.0.1, or a free one where somebody listens on it."""
    try:
        return _bound(wanted)
    except OSError:
        return free_port()


def _bound(port: int) -> int:
    with socket.socket() as probe:
        # As servers do: a port whose last connections are not forgotten yet is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))
        bound: int = probe.getsockname()[1]
        return bound
