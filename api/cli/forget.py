"""``forget``: documents are retracted."""

from __future__ import annotations

from typing import Annotated

import typer


def forget(documents: Annotated[list[str], typer.Argument(help="Ids of loaded documents.")]) -> None:
    """Retract documents' claims, and the entities that nothing mentions any more."""
    from api.cli import output
    from api.cli.session import open_graph
    from graph.writer import Writer

    with open_graph() as graph:
        done = Writer(graph).forget(documents)
    for unknown in done.unknown:
        output.words(
            f"There is no document {unknown!r}; GET /documents and `pactgraph query documents` list them."
        )
    output.words(
        f"Forgot {done.documents} documents, {done.claims_removed} claims, {done.entities_removed} entities."
    )
    if done.unknown:
        raise typer.Exit(1)
