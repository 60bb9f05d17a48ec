"""``forget``: documents are retracted."""

from __future__ import annotations

from typing import Annotated

import typer


def forget(documents: Annotated[list[str], typer.Argument(help="Ids of loaded documents.")]) -> None:
    """Retract documents' claims, and the entities that nothing mentions any more."""
    from api.cli import output
    from api.cli.plural import counted
    from api.cli.session import open_texts, open_writer
    from graph.names.near import near
    from loaders.loading import forget as forget_documents

    with open_writer() as writer, open_texts() as texts:
        done = forget_documents(documents, writer, texts)
        left = writer.documents() if done.unknown else ()
    for unknown in done.unknown:
        alike = near(unknown, left)
        hint = f"did you mean {' or '.join(alike)}? " if alike else ""
        output.words(f"There is no document {unknown!r}: {hint}`pactgraph query documents` lists them.")
    gone = (
        counted(done.documents, "document"),
        counted(done.claims_removed, "claim"),
        counted(done.entities_removed, "entity", "entities"),
    )
    output.words(f"Forgot {', '.join(gone)}.")
    if done.unknown:
        raise typer.Exit(1)
