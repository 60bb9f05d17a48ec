"""A place on disk where an import is sorted by document before any of it is loaded."""

from __future__ import annotations

import marshal
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Self

from graph.facts import Facts

__all__ = ["Packed", "Spool", "Spooled", "Statements", "packed", "spooled", "unpacked"]

Statements = dict[str, list[tuple[str, str]]]
"""Predicates and objects by subject."""

Packed = tuple[str, list[bytes]]
"""A document's IRI and runs of its statements."""

Spooled = tuple[str, str, str]
"""A document that waits: its id, its fingerprint, its facts as JSON."""

_TOGETHER = 1_000_000
"""Bytes of statements of which it pays to give them to another process."""


def packed(run: Statements) -> bytes:
    """Return statements as the spool keeps them."""
    return marshal.dumps(run)


def unpacked(runs: Iterable[bytes]) -> Statements:
    """Return the statements of runs, each once."""
    subjects: dict[str, dict[tuple[str, str], None]] = {}
    for run in runs:
        for subject, said in marshal.loads(run).items():  # noqa: S302 - ours
            subjects.setdefault(subject, {}).update(dict.fromkeys(said))
    return {subject: list(said) for subject, said in subjects.items()}


def spooled(facts: Facts, fingerprint: str) -> Spooled:
    """Return a document as it waits."""
    return facts.document.id, fingerprint, facts.model_dump_json()


class Spool(AbstractContextManager["Spool"]):
    """Statements by document, then checked facts by document. It goes when it is left."""

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="pactgraph-import-")
        self._db = sqlite3.connect(Path(self._folder.name, "spool.db"), isolation_level=None)
        for statement in (
            "PRAGMA journal_mode = OFF",
            "PRAGMA synchronous = OFF",
            "CREATE TABLE statements (document TEXT, run BLOB)",
            "CREATE TABLE facts (document TEXT PRIMARY KEY, fingerprint TEXT, facts TEXT)",
            "BEGIN",
        ):
            self._db.execute(statement)
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()
        self._folder.cleanup()

    def add_statements(self, runs: Iterable[tuple[str, bytes]]) -> None:
        """Keep statements about documents, given by their IRIs, that followed one another; each run is packed."""
        self._db.executemany("INSERT INTO statements VALUES (?, ?)", runs)

    def statements(self) -> Iterator[list[Packed]]:
        """Yield the IRIs of documents with their runs of statements, some documents together."""
        self._db.execute("CREATE INDEX by_document ON statements (document)")
        rows = self._db.execute("SELECT document, run FROM statements ORDER BY document, rowid")
        together: list[Packed] = []
        size = 0
        for document, found in groupby(rows, itemgetter(0)):
            runs = [run for _, run in found]
            together.append((document, runs))
            size += sum(map(len, runs))
            if size >= _TOGETHER:
                yield together
                together, size = [], 0
        if together:
            yield together

    def add_facts(self, facts: Spooled) -> None:
        """Keep a document's facts, in place of those that were there."""
        self._db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?, ?)", facts)

    def facts(self) -> Iterator[Spooled]:
        """Yield each document's."""
        yield from self._db.execute("SELECT document, fingerprint, facts FROM facts ORDER BY document")
