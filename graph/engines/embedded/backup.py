"""The embedded graph whole, as one file: its database, and what else the home holds (texts, judgements).

The file is a zip: ``backup.json`` says what it is, ``graph.zip`` is the engine's own backup, below ``home/`` stand
the home's other files. Nobody writes while it is made, so a load that runs waits for it between two batches.
"""

from __future__ import annotations

import json
import os
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from filelock import FileLock

from graph.engines.embedded import PATIENCE, running, start
from graph.engines.embedded.address import DATABASE, Home
from graph.engines.embedded.sql import run_sql
from graph.engines.files import is_locked
from graph.errors import GraphRefused, GraphUnavailable, PactgraphError

__all__ = ["backup", "restore"]

FORMAT = 1

NOT_OURS = frozenset({"commits", "engine", "engine.json", "engine.log", "neo4j"})
"""What of a home is the engine's own, or another server's."""


def backup(folder: Path, file: Path) -> int:
    """Write the graph in a home folder to a file, return its size in bytes.

    The file appears when it is whole, in place of one of that name. Raises GraphUnavailable or GraphRefused.
    """
    address = start(folder)
    home = Home(folder.absolute())
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with FileLock(home.write_lock), ZipFile(draft, "w", ZIP_DEFLATED) as archive:
            (row,) = run_sql(address, "BACKUP DATABASE")
            made = home.data / "backups" / DATABASE / row["backupFile"]
            about = {"pactgraph": FORMAT, "engine": f"ArcadeDB {version('arcadedb-embedded')}"}
            archive.writestr("backup.json", json.dumps(about))
            archive.write(made, "graph.zip", ZIP_STORED)
            made.unlink()
            for path in _others(home):
                archive.write(path, f"home/{path.relative_to(home.path)}")
        draft.replace(file)
    except OSError as error:
        raise GraphRefused(f"cannot write the backup {file}: {error.strerror or error}") from error
    finally:
        draft.unlink(missing_ok=True)
    return file.stat().st_size


def restore(folder: Path, file: Path) -> None:
    """Put a backup in the place of what a home folder holds; an engine that runs there is ended.

    Raises PactgraphError if the file is no whole backup, and then nothing has changed.
    """
    home = Home(folder.absolute())
    home.data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.path, prefix="restore-") as scratch:
        unpacked = _unpack(file, Path(scratch))
        with FileLock(home.write_lock), FileLock(home.start_lock, timeout=PATIENCE):
            _end_engine(home)
            _swap(unpacked / "graph", home.data / "databases" / DATABASE)
            names = {path.name for path in (*(unpacked / "home").iterdir(), *_top_level(home))}
            for name in names - {Path(scratch).name}:
                _swap(unpacked / "home" / name, home.path / name)


def _unpack(file: Path, scratch: Path) -> Path:
    try:
        with ZipFile(file) as archive:
            if json.loads(archive.read("backup.json"))["pactgraph"] != FORMAT:
                raise PactgraphError(f"{file} was made by a newer pactgraph: install that to restore it")
            archive.extractall(scratch)
        with ZipFile(scratch / "graph.zip") as graph:
            graph.extractall(scratch / "graph")
    except (BadZipFile, KeyError, ValueError) as error:
        raise PactgraphError(f"{file} is no whole backup of pactgraph's: {error}") from error
    except OSError as error:
        raise PactgraphError(f"cannot restore {file}: {error.strerror or error}") from error
    (scratch / "home").mkdir(exist_ok=True)
    return scratch


def _swap(new: Path, place: Path) -> None:
    """Put ``new``, if it is there, where ``place`` is; what was there goes."""
    place.parent.mkdir(parents=True, exist_ok=True)
    old = new.with_name(f"{new.name}.old")
    with suppress(FileNotFoundError):
        place.rename(old)
    with suppress(FileNotFoundError):
        new.rename(place)


def _end_engine(home: Home) -> None:
    """End the home's engine at once: what it holds is about to go."""
    address = running(home)
    if address is not None:
        os.kill(address.pid, signal.SIGKILL)
    deadline = time.monotonic() + PATIENCE
    while is_locked(home.engine_lock):
        if time.monotonic() > deadline:
            raise GraphUnavailable(f"the engine in {home.path} does not end: see {home.log}")
        time.sleep(0.05)


def _others(home: Home) -> Iterator[Path]:
    """Return the home's files that are neither the engine's nor another server's, nor locks."""
    for top in _top_level(home):
        yield from (path for path in (top.rglob("*") if top.is_dir() else [top]) if path.is_file())


def _top_level(home: Home) -> Iterator[Path]:
    for path in home.path.iterdir():
        if path.name not in NOT_OURS and path.suffix != ".lock":
            yield path
