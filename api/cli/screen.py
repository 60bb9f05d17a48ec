"""What loading shows on the terminal: a line a document, a bar with rate and time left, a summary."""

from __future__ import annotations

import dataclasses
import signal
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from api.cli.plural import counted

if TYPE_CHECKING:
    from rich.progress import Task

    from loaders.loading import Report

_ORDER = ("new", "edited", "unchanged", "skipped", "failed", "missing", "gone", "forgotten")
_RED = frozenset({"failed", "missing"})


class Interrupt:
    """Whether Ctrl-C was pressed; pressed again it ends the command at once."""

    def __init__(self) -> None:
        self.pressed = False

    def __call__(self) -> bool:
        """Return whether to stop."""
        return self.pressed

    is_set = __call__
    """What libraries ask of an event."""

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Take the first Ctrl-C for a wish to stop where things are whole."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = signal.signal(signal.SIGINT, self._press)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)

    def _press(self, *_: object) -> None:
        self.pressed = True
        signal.signal(signal.SIGINT, signal.default_int_handler)


def show(reports: Iterable[Report], total: int | None, report: Path | None = None) -> Counter[str]:
    """Print reports as they come, and write them to a file; how many there are of each status.

    ``total`` is the bytes to come, None where that is not known.
    """
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        ProgressColumn,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    from graph.facts import dump_rows

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            documents = task.fields["documents"]
            rate = documents / task.elapsed if task.elapsed else 0
            return Text(f"{counted(documents, 'document')}, {rate:,.0f}/s")

    counts: Counter[str] = Counter()
    console = Console(stderr=True, highlight=False)
    bar = Progress(
        TextColumn("loading"),
        BarColumn(),
        TaskProgressColumn(),
        Rate(),
        TimeRemainingColumn(compact=True, elapsed_when_finished=True),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with ExitStack() as stack:
        out = stack.enter_context(report.open("w", encoding="utf-8")) if report else None
        stack.enter_context(bar)
        task = bar.add_task("", total=total, documents=0)
        for one in reports:
            counts[one.status] += 1
            counts["added"] += one.added or 0
            counts["removed"] += one.removed or 0
            style = "red" if one.status in _RED else None
            console.print(line(one), markup=False, soft_wrap=True, style=style)
            bar.update(task, advance=one.size, documents=counts.total() - counts["added"] - counts["removed"])
            if out:
                out.write(dump_rows(dataclasses.asdict(one)) + "\n")
    return counts


def line(report: Report) -> str:
    """Return a document's report as one line that does nothing to the terminal, whatever a file is called."""
    where = report.id or report.path
    if report.line is not None:
        where = f"{where}, line {report.line}"
    what = (
        report.reason
        or f"{counted(report.entities, 'entity', 'entities')}, {counted(report.claims, 'claim')}"
    )
    if report.added or report.removed:
        what += f" ({_change(report.added, report.removed)})"
    if report.confidence < 1:
        what += f" (its encoding was guessed: {report.encoding}, {report.confidence:.0%} sure)"
    text = f"{report.status:9} {where}" + ("" if report.status == "unchanged" else f": {what}")
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in text)


def summary(counts: Counter[str], done: str) -> str:
    """Return the last line: what was done, and how many documents there are of each status."""
    parts = [f"{counts[status]:,} {status}" for status in _ORDER if counts[status]]
    if counts["added"] or counts["removed"]:
        parts.append(f"claims {_change(counts['added'], counts['removed'])}")
    return f"{done}: {', '.join(parts) or 'nothing was found'}."


def fails(counts: Counter[str]) -> bool:
    """Whether the command ends with 1: something is not in the graph that should be."""
    return any(counts[status] for status in _RED)


def _change(added: int | None, removed: int | None) -> str:
    parts = {"added": added, "removed": removed}
    return ", ".join(f"{number:,} {word}" for word, number in parts.items() if number)


def bytes_in(paths: Iterable[str]) -> int | None:
    """Return how many bytes the paths lead to, None where that is not known beforehand or not worth the look."""
    import sys

    found = [Path(path) for path in paths]
    if Path("-") in found or not sys.stderr.isatty():
        return None
    files = (file for path in found for file in (path.rglob("*") if path.is_dir() else [path]))
    return sum(file.stat().st_size for file in files if file.is_file())
