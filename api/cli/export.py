"""``export``: the whole graph, for other tools."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO, Annotated

import typer


class ExportFormat(StrEnum):
    """What a graph can be exported as; ``graph.formats`` has them."""

    TURTLE = "turtle"
    NTRIPLES = "ntriples"
    TRIG = "trig"
    NQUADS = "nquads"
    JSONLD = "jsonld"
    FACTS = "facts"
    GRAPHML = "graphml"
    CSV = "csv"


def export(
    format_: Annotated[
        ExportFormat,
        typer.Option("--format", "-f", help="trig, nquads, jsonld and facts tell which document says what."),
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write here instead of to stdout.")
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", min=1, help="Processes that write; csv is written by one.")
    ] = 1,
) -> None:
    """Print the whole graph, in little memory whatever its size."""
    from api.cli.output import words
    from api.settings import read_settings
    from graph.engines.bolt import Graph
    from graph.formats import FORMATS
    from graph.formats.parallel import export_by
    from graph.pages import Pages, shorten_switch_interval
    from graph.rdf.terms import Terms

    settings = read_settings()
    shorten_switch_interval()
    with Graph(settings.connect()) as graph, _open(output) as out:
        pages = Pages(graph.read)
        for piece in export_by(jobs, FORMATS[format_.value], graph, pages, Terms(settings.base_iri)):
            out.write(piece)
    if len(pages.revisions) > 1:
        words(
            "The graph was written to meanwhile: every document is as it was at one moment, but not all at the same."
        )


@contextmanager
def _open(output: Path | None) -> Iterator[IO[bytes]]:
    """Open stdout, or a file that takes its name only once it is whole."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    draft = output.with_name(f"{output.name}.{os.getpid()}.part")
    try:
        with draft.open("wb") as out:
            yield out
        draft.replace(output)
    except OSError as error:
        raise typer.BadParameter(f"{output}: {error.strerror or error}", param_hint="--output") from None
    finally:
        draft.unlink(missing_ok=True)
