"""``neo4j``: a real Neo4j beside the project."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.options import Format, FormatOption

if TYPE_CHECKING:
    from pathlib import Path

    from graph.engines.neo4j_server.beside import Beside

app = typer.Typer(
    help="Run a real Neo4j beside the project: in Docker where it answers, else by Java and Maven.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

CurrentOption = Annotated[
    bool, typer.Option("--current", help="The current version of Neo4j, not the long-term one.")
]


@app.command()
def up(current: CurrentOption = False) -> None:
    """Start it, wait until it answers, print the address of Neo4j Browser. The first time fetches it."""
    from api.cli import output
    from graph.engines.neo4j_server import beside
    from graph.engines.neo4j_server.release import CURRENT, LONG_TERM

    server, started = beside.up(_home(), CURRENT if current else LONG_TERM)
    output.words(f"Neo4j {server.version} {'now runs' if started else 'runs already'} at {server.uri}")
    output.words('Use it: eval "$(pactgraph neo4j env)"; that prints the password too. Neo4j Browser is at')
    typer.echo(server.browser)


@app.command()
def down() -> None:
    """Stop it; what is in it stays for the next time."""
    from api.cli import output
    from graph.engines.neo4j_server import beside

    stopped = beside.down(_home())
    output.words(f"Neo4j {stopped.version} has stopped." if stopped else "No Neo4j of pactgraph's runs here.")


@app.command()
def status(format_: FormatOption = Format.TABLE) -> None:
    """Say which Neo4j runs, and where; exit 3 if none does."""
    from api.cli import output
    from queries.query import Column

    server = _running()
    values = {
        "version": server.version,
        "address": server.uri,
        "browser": server.browser,
        "process": "in Docker" if server.pid is None else server.pid,
    }
    if format_ is Format.JSON:
        output.json(values)
        return
    columns = (Column("what", "text"), Column("value", "text"))
    output.rows(columns, [{"what": name, "value": value} for name, value in values.items()], format_)


@app.command()
def env() -> None:
    """Print the settings with which every other command uses it, for eval."""
    from graph.engines.neo4j_server import beside

    for name, value in beside.environment(_running()).items():
        typer.echo(f"export {name}={shlex.quote(value)}")


def _running() -> Beside:
    from graph.engines.neo4j_server import beside
    from graph.errors import GraphUnavailable

    server = beside.running(_home())
    if server is None:
        raise GraphUnavailable("no Neo4j of pactgraph's runs here: `pactgraph neo4j up` starts one")
    return server


def _home() -> Path:
    from api.settings import read_settings

    return read_settings().home.absolute()
