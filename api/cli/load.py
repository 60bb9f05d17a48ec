"""``load`` and ``reextract``: documents and facts go into the graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

PathsArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH...", help="Files, folders, or - for JSON Lines on stdin."),
]
PrefixOption = Annotated[str, typer.Option("--prefix", help="Put before every document's id, with a slash.")]
JobsOption = Annotated[int, typer.Option("--jobs", min=1, help="Processes that extract.")]
ExtractorOption = Annotated[
    str | None,
    typer.Option("--extractor", metavar="NAME", help="What finds the facts; else PACTGRAPH_EXTRACTOR says."),
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Say what would change; write nothing.")]
ReportOption = Annotated[
    Path | None, typer.Option("--report", help="Write a JSON line for each document here.")
]

SAMPLES_PREFIX = "samples"


def load(
    paths: PathsArgument = None,
    samples: Annotated[
        bool, typer.Option("--samples", help="Load the samples that come with pactgraph.")
    ] = False,
    dry_run: DryRunOption = False,
    jobs: JobsOption = 1,
    prefix: PrefixOption = "",
    extractor: ExtractorOption = None,
    report: ReportOption = None,
    forget_gone: Annotated[
        bool, typer.Option("--forget-gone", help="Retract documents that came from these paths and are gone.")
    ] = False,
) -> None:
    """Load documents and facts; one that is loaded again replaces what it said before.

    Ctrl-C stops where everything reported is in the graph; the same command goes on from there.
    """
    from api.cli import screen
    from api.cli.session import open_texts, open_writer
    from api.settings import read_settings
    from loaders import loading

    if samples == bool(paths):
        raise typer.BadParameter("give paths, or --samples", param_hint="PATH...")
    relative_to = None
    if samples:
        paths, prefix = [_samples()], prefix or SAMPLES_PREFIX
        relative_to = str(Path(paths[0]).parent)
    given = paths or []
    interrupt = screen.Interrupt()
    with open_writer() as writer, open_texts() as texts, interrupt.watched():
        settings = read_settings()
        name = extractor or settings.extractor
        way = loading.Way(jobs, dry_run, settings.max_document, texts, interrupt, forget_gone, name)
        stdin = sys.stdin.buffer if "-" in given else None
        found = loading.load(given, writer, way, prefix=prefix, stdin=stdin, relative_to=relative_to)
        counts = screen.show(found, screen.bytes_in(given), report)
    typer.echo(screen.summary(counts, "Would load" if dry_run else "Loaded"), err=True)
    if screen.fails(counts):
        raise typer.Exit(1)


def reextract(
    documents: Annotated[list[str] | None, typer.Argument(help="Ids of loaded documents; none: all.")] = None,
    dry_run: DryRunOption = False,
    jobs: JobsOption = 1,
    extractor: ExtractorOption = None,
    report: ReportOption = None,
) -> None:
    """Extract again from the texts that are kept: new rules over old documents."""
    from api.cli import screen
    from api.cli.session import open_texts, open_writer
    from api.settings import read_settings
    from loaders import loading

    interrupt = screen.Interrupt()
    with open_writer() as writer, open_texts() as texts, interrupt.watched():
        settings = read_settings()
        name = extractor or settings.extractor
        way = loading.Way(jobs, dry_run, settings.max_document, stop=interrupt, extractor=name)
        found = loading.reextract(texts, writer, way, documents or ())
        counts = screen.show(found, None, report)
    typer.echo(screen.summary(counts, "Would extract" if dry_run else "Extracted"), err=True)
    if screen.fails(counts):
        raise typer.Exit(1)


def _samples() -> str:
    from importlib.resources import files

    return str(files("loaders") / "samples")
