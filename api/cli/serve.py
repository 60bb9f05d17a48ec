"""``serve``: the HTTP API."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import socket

EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared, not listened on
"""Addresses that mean every address of the machine, so that no client can use them."""

HostOption = Annotated[str, typer.Option("--host", help="Address to listen on.")]
PortOption = Annotated[
    int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0 takes a free one.")
]
PublicOption = Annotated[bool, typer.Option("--public", help="Let everybody read, off loopback too.")]


def serve(host: HostOption = "127.0.0.1", port: PortOption = 8000, public: PublicOption = False) -> None:
    """Serve the HTTP API until it is interrupted."""
    from api.settings import LOOPBACK, read_settings

    settings = read_settings()
    guarded = host not in LOOPBACK and not public
    if guarded and settings.token is None:
        raise typer.BadParameter(
            f"{host} can be reached from elsewhere: set PACTGRAPH_TOKEN, or give --public to let everybody read",
            param_hint="--host",
        )
    with _listen(host, port) as listener:
        import uvicorn

        from api.app import create_app
        from api.request_line import LenientProtocol
        from graph.engines.bolt import Graph
        from graph.errors import GraphUnavailable
        from graph.pages import shorten_switch_interval
        from graph.schema import ensure_schema

        shorten_switch_interval()
        connection = settings.connect()
        with Graph(connection) as graph:
            if settings.neo4j_uri is None:
                # The embedded graph is ours alone, so a new one gets its schema here; a Neo4j is only read.
                ensure_schema(graph)
            else:
                # One that does not answer may do so later; one that refuses us will not change its mind.
                with suppress(GraphUnavailable):
                    graph.ping()
        if host not in LOOPBACK:
            settings = settings.model_copy(update={"hosts": (*settings.hosts, *_names(host))})
        token = settings.token.get_secret_value() if guarded and settings.token else None
        app = create_app(settings, connection, read_token=token)
        config = uvicorn.Config(app, http=LenientProtocol, log_level="warning", access_log=False)
        port = listener.getsockname()[1]
        typer.echo(_welcome(host, port, guarded, host not in LOOPBACK), err=True)
        if settings.neo4j_uri is not None and not guarded and host in {*LOOPBACK, *EVERYWHERE}:
            # Of all hosts, Browser plays guides from this one unless its server is told otherwise.
            typer.echo(f"In Neo4j Browser, :play http://localhost:{port}/browser/guide.html", err=True)
        uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise typer.BadParameter(
            f"cannot listen on {host}:{port}: {error.strerror or error}; choose another", param_hint="--port"
        ) from None


def _names(host: str) -> tuple[str, ...]:
    """Return the names by which clients elsewhere may call this server."""
    import socket

    return tuple({host, socket.gethostname(), socket.getfqdn()} - EVERYWHERE)


def _welcome(host: str, port: int, guarded: bool, elsewhere: bool) -> str:
    """Return what the server says as it starts: its address, who may read, two things to try."""
    name = "localhost" if host in EVERYWHERE else f"[{host}]" if ":" in host else host
    address = f"http://{name}:{port}"
    lines = [f"pactgraph answers at {address}  (Ctrl+C ends it)"]
    if guarded:
        lines.append("Every request but /healthz and /readyz needs Authorization: Bearer $PACTGRAPH_TOKEN")
    elif elsewhere:
        lines.append("Everybody who reaches it may read (--public).")
    if elsewhere:
        lines.append(f"It goes by {', '.join(sorted(_names(host)))} too; PACTGRAPH_HOSTS adds other names.")
    url = f"{address}/ask?q=who+partnered+in+Jinan"
    lines += [
        "Two things to try:",
        '  .venv/bin/pactgraph ask "who partnered in Jinan"',
        f'  curl -H "Authorization: Bearer $PACTGRAPH_TOKEN" "{url}"' if guarded else f"  {url}",
    ]
    return "\n".join(lines)
