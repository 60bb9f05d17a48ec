"""``import``: what export wrote, back into a graph."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from graph.errors import FactsError


class ImportFormat(StrEnum):
    """Exports that lose nothing."""

    TRIG = "trig"
    NQUADS = "nquads"
    FACTS = "facts"


_BY_SUFFIX = {
    ".trig": ImportFormat.TRIG,
    ".nq": ImportFormat.NQUADS,
    ".jsonl": ImportFormat.FACTS,
    ".ndjson": ImportFormat.FACTS,
}


def import_(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="What export wrote, or - for stdin.")],
    format_: Annotated[
        ImportFormat | None,
        typer.Option("--format", "-f", help="The file's format, if its name does not tell."),
    ] = None,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Load what is right, and list what was skipped.")
    ] = False,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Processes that read RDF.")] = 1,
) -> None:
    """Load an export; a file with anything wrong in it loads nothing. Run again, it goes on where it stopped."""
    from api.cli.output import words
    from api.cli.session import open_writer
    from api.settings import read_settings
    from graph.identity.judgements import append_judgements
    from graph.imports import import_graph
    from graph.rdf.terms import Terms

    def skipped(error: FactsError) -> None:
        words(f"skipped {error}")

    format_ = format_ or _BY_SUFFIX.get(Path(file).suffix.lower())
    if format_ is None:
        raise typer.BadParameter(
            f"say which of {', '.join(ImportFormat)} {file} is: only {', '.join(_BY_SUFFIX)} tell it",
            param_hint="--format",
        )
    with _open(file) as source, open_writer() as writer:
        settings = read_settings()
        done = import_graph(
            source,
            format_.value,
            writer,
            Terms(settings.base_iri),
            skipped=skipped if skip_bad else None,
            keep=lambda judgements: append_judgements(settings.home, judgements),
            jobs=jobs,
        )
    words(f"Imported: {done.new} new, {done.edited} edited, {done.unchanged} unchanged documents.")
    if done.skipped:
        words(f"Skipped what is wrong in {done.skipped} places.")
        raise typer.Exit(1)


@contextmanager
def _open(file: str) -> Iterator[IO[bytes]]:
    if file == "-":
        yield sys.stdin.buffer
        return
    try:
        with Path(file).open("rb") as source:
            yield source
    except OSError as error:
        raise typer.BadParameter(f"{file}: {error.strerror or error}", param_hint="FILE") from None
