"""``extract``: documents in, facts out."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from api.cli.load import ExtractorOption, JobsOption, PrefixOption


def extract(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders, or - for JSON Lines on stdin.")
    ],
    jobs: JobsOption = 1,
    prefix: PrefixOption = "",
    extractor: ExtractorOption = None,
) -> None:
    """Print the facts of documents as JSON Lines; this needs no database."""
    from api.settings import read_settings
    from graph.facts import Facts
    from loaders.pipeline import extract_paths
    from loaders.readers.sources import Failed

    settings = read_settings()
    failed = 0
    stdin = sys.stdin.buffer if "-" in paths else None
    for found in extract_paths(
        paths,
        prefix=prefix,
        stdin=stdin,
        jobs=jobs,
        limit=settings.max_document,
        extractor=extractor or settings.extractor,
    ):
        if isinstance(found, Facts):
            sys.stdout.write(found.model_dump_json() + "\n")
            continue
        kind = "failed" if isinstance(found, Failed) else "skipped"
        failed += kind == "failed"
        typer.echo(f"{kind} {found.path}: {found.reason}", err=True)
    if failed:
        raise typer.Exit(1)
