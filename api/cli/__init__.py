"""The command line. Data goes to stdout, words to stderr; the exit code is 0, 1, 2 or 3 (see ``exit_code``).

Start-up must be quick, so everything heavy is imported inside the commands.
"""

from __future__ import annotations

import sys

import typer

from api.cli import (
    ask,
    backup,
    export,
    extract,
    forget,
    identity,
    import_,
    load,
    mcp,
    migrate,
    neo4j,
    queries,
    review,
    serve,
    status,
    watch,
)
from graph.errors import DocumentError, FactsError, GraphError, PactgraphError
from graph.garbage import collect_rarely

__all__ = ["app", "main"]

app = typer.Typer(
    name="pactgraph",
    help="Who signed with whom, where, and which sentence says so.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("load")(load.load)
app.command("reextract")(load.reextract)
app.command("watch")(watch.watch)
app.command("extract")(extract.extract)
app.command("ask")(ask.ask)
app.command("query")(queries.query)
app.command("queries")(queries.queries)
app.command("export")(export.export)
app.command("import")(import_.import_)
app.command("forget")(forget.forget)
app.command("why")(identity.why)
app.command("merge")(identity.merge)
app.command("split")(identity.split)
app.command("review")(review.review)
app.command("serve")(serve.serve)
app.command("status")(status.status)
app.command("migrate")(migrate.migrate)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.command("mcp")(mcp.mcp)
app.add_typer(neo4j.app, name="neo4j")


def main() -> None:
    """Run the command that the arguments name; an error of ours becomes a sentence and an exit code."""
    collect_rarely()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except PactgraphError as error:
        typer.echo(f"pactgraph: {error}", err=True)
        sys.exit(exit_code(error))


def exit_code(error: PactgraphError) -> int:
    """Return 3 where the database cannot be reached or used, 1 where a document is at fault, 2 for wrong usage."""
    if isinstance(error, GraphError):
        return 3
    return 1 if isinstance(error, DocumentError | FactsError) else 2
