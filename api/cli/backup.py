"""``backup`` and ``restore``: the embedded graph whole."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def backup(file: Annotated[Path, typer.Argument(help="The file to write, a zip archive.")]) -> None:
    """Write the embedded graph, with texts and judgements, to one file; a load that runs waits meanwhile."""
    from api.cli import output
    from graph.engines.embedded import backup as embedded

    size = embedded.backup(_home(), file)
    output.words(f"Wrote {file}, {size / 1e6:.1f} MB.")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `pactgraph backup` has written.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of the documents that are loaded.")
    ] = False,
) -> None:
    """Make the embedded graph what it was when a backup was written."""
    from api.cli import output
    from graph.engines import connect
    from graph.engines.bolt import Graph
    from graph.engines.embedded import backup as embedded
    from graph.status import status

    home = _home()
    if not replace:
        with Graph(connect(uri=None, username="", password="", database="", home=home)) as graph:
            loaded = status(graph).counts.nodes["Document"]
        if loaded:
            raise typer.BadParameter(
                f"the graph in {home} holds {loaded} documents: give --replace to put the backup in their place",
                param_hint="FILE",
            )
    embedded.restore(home, file)
    output.words(f"The graph in {home} is what {file} holds.")


def _home() -> Path:
    """Return the home of the embedded graph. Raises PactgraphError where the settings mean a Neo4j."""
    from api.settings import read_settings
    from graph.errors import PactgraphError

    settings = read_settings()
    if settings.neo4j_uri is not None:
        raise PactgraphError(
            f"NEO4J_URI is {settings.neo4j_uri}: backup and restore are for the embedded graph; Neo4j has "
            "neo4j-admin database dump, or use `pactgraph export --format trig`"
        )
    return settings.home.absolute()
