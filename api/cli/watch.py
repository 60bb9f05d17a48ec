"""``watch``: a folder and the graph stay the same."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli.load import JobsOption, PrefixOption

if TYPE_CHECKING:
    from loaders.loading import Report

_QUIET = frozenset({"unchanged", "skipped"})
_TICK = 500  # milliseconds after which Ctrl-C is seen


def watch(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="The folder to watch.")],
    jobs: JobsOption = 1,
    prefix: PrefixOption = "",
) -> None:
    """Load what a folder holds, then what appears or changes in it, and retract what goes; until Ctrl-C."""
    import watchfiles

    from api.cli import screen
    from api.cli.session import open_texts, open_writer
    from api.settings import read_settings
    from loaders import loading

    if not Path(folder).is_dir():
        raise typer.BadParameter(f"{folder} is no folder", param_hint="FOLDER")
    interrupt = screen.Interrupt()
    with open_writer() as writer, open_texts() as texts, interrupt.watched():
        settings = read_settings()
        way = loading.Way(
            *(jobs, False, settings.max_document, texts, interrupt),
            forget_gone=True,
            extractor=settings.extractor,
        )

        said: set[Report] = set()

        def worth_saying(reports: Iterator[Report]) -> Iterator[Report]:
            failed = set()
            for one in reports:
                if one.status == "failed":
                    failed.add(one)
                if one.status not in _QUIET and one not in said:
                    yield one
            said.clear()
            said.update(failed)

        first = True
        # It reports changes that come while documents are loaded, so it must run before the first look.
        for changes in watchfiles.watch(
            Path(folder).resolve(),
            watch_filter=_is_seen(Path(folder).resolve()),
            stop_event=interrupt,
            rust_timeout=_TICK,
            yield_on_timeout=True,
        ):
            if changes or first:
                reports = loading.load([folder], writer, way, prefix=prefix)
                counts = screen.show(worth_saying(reports), None)
                writer.graph.close()  # an embedded engine that nobody uses may end until the next change
                if counts:
                    typer.echo(screen.summary(counts, time.strftime("%H:%M:%S")), err=True)
            if first:
                typer.echo(f"Watching {folder} (Ctrl+C ends it)", err=True)
                first = False


def _is_seen(folder: Path) -> Callable[[object, str], bool]:
    """Whether loading looks at a changed path: hidden ones are left out, and so is the graph's own folder."""

    def seen(_: object, path: str) -> bool:
        parts = Path(path).relative_to(folder).parts
        return not any(part.startswith(".") for part in parts)

    return seen
