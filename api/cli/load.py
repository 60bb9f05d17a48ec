"""``load``: documents and facts go into the graph."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.plural import counted

if TYPE_CHECKING:
    from rich.console import Console

    from loaders.pipeline import Report

PathsArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH...", help="Files, folders, or - for JSON Lines on stdin."),
]
PrefixOption = Annotated[str, typer.Option("--prefix", help="Put before every document's id, with a slash.")]
JobsOption = Annotated[int, typer.Option("--jobs", min=1, help="Processes that extract.")]

SAMPLES_PREFIX = "samples"


def load(
    paths: PathsArgument = None,
    samples: Annotated[
        bool, typer.Option("--samples", help="Load the samples that come with pactgraph.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be loaded; write nothing.")
    ] = False,
    jobs: JobsOption = 1,
    prefix: PrefixOption = "",
    report: Annotated[
        Path | None, typer.Option("--report", help="Write a JSON line for each document here.")
    ] = None,
) -> None:
    """Load documents and facts; one that is loaded again replaces what it said before."""
    if samples == bool(paths):
        raise typer.BadParameter("give paths, or --samples", param_hint="PATH...")
    relative_to = None
    if samples:
        paths, prefix = [_samples()], prefix or SAMPLES_PREFIX
        relative_to = str(Path(paths[0]).parent)
    counts = _load(paths or [], dry_run, jobs, prefix, report, relative_to)
    done = ", ".join(f"{count} {status}" for status, count in counts.items() if count)
    typer.echo(f"{'Would load' if dry_run else 'Loaded'}: {done or 'nothing was found'}.", err=True)
    if counts["failed"]:
        raise typer.Exit(1)


def _load(
    paths: Sequence[str], dry_run: bool, jobs: int, prefix: str, report: Path | None, relative_to: str | None
) -> dict[str, int]:
    """Return how many documents there were of each status."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    from api.cli.session import open_graph
    from api.settings import read_settings
    from graph.facts import dump_rows
    from graph.writer import Writer
    from loaders import pipeline

    counts = dict.fromkeys(("new", "edited", "unchanged", "skipped", "failed"), 0)
    console = Console(stderr=True, highlight=False)
    bar = Progress(
        TextColumn("loading"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[documents]} documents"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with ExitStack() as stack:
        graph = stack.enter_context(open_graph())
        out = stack.enter_context(report.open("w", encoding="utf-8")) if report else None
        stack.enter_context(bar)
        task = bar.add_task("", total=_bytes(paths), documents=0)
        stdin = sys.stdin.buffer if "-" in paths else None
        found = pipeline.load(
            paths,
            Writer(graph),
            prefix=prefix,
            stdin=stdin,
            jobs=jobs,
            dry_run=dry_run,
            limit=read_settings().max_document,
            relative_to=relative_to,
        )
        for one in found:
            counts[one.status] += 1
            _say(console, one)
            bar.update(task, advance=one.size, documents=sum(counts.values()))
            if out:
                out.write(dump_rows(dataclasses.asdict(one)) + "\n")
    return counts


def _say(console: Console, report: Report) -> None:
    """Print a document's report, in one line."""
    where = report.id or report.path
    if report.line is not None:
        where = f"{where}, line {report.line}"
    what = (
        report.reason
        or f"{counted(report.entities, 'entity', 'entities')}, {counted(report.claims, 'claim')}"
    )
    if report.confidence < 1:
        what += f" (its encoding was guessed: {report.encoding}, {report.confidence:.0%} sure)"
    text = f"{report.status:9} {where}" + ("" if report.status == "unchanged" else f": {what}")
    style = "red" if report.status == "failed" else None
    console.print(_shown(text), markup=False, soft_wrap=True, style=style)


def _shown(text: str) -> str:
    """Return a text that stays on its line and does nothing to the terminal, whatever a file is called."""
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in text)


def _samples() -> str:
    from importlib.resources import files

    return str(files("loaders") / "samples")


def _bytes(paths: Sequence[str]) -> int | None:
    """Return how many bytes the paths lead to, None where that is not known beforehand."""
    if "-" in paths:
        return None
    files = [file for path in map(Path, paths) for file in (path.rglob("*") if path.is_dir() else [path])]
    return sum(file.stat().st_size for file in files if file.is_file())
