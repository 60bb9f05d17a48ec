"""A place on disk where an import is sorted by document before any of it is loaded."""

from __future__ import annotations

import marshal
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from itertools import groupby
from pathlib import Path
from typing import Self

from graph.facts import Facts

__all__ = ["Spool", "Statements"]

Statements = dict[str, list[tuple[str, str]]]
"""Predicates and objects by subject."""


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

    def add_statements(self, document: str, run: Statements) -> None:
        """Keep statements about a document, given by its IRI, that followed one another."""
        self._db.execute("INSERT INTO statements VALUES (?, ?)", (document, marshal.dumps(run)))

    def statements(self) -> Iterator[tuple[str, Statements]]:
        """Yield the IRI of each document with all statements about it, each once."""
        self._db.execute("CREATE INDEX by_document ON statements (document)")
        runs = self._db.execute("SELECT document, run FROM statements ORDER BY document, rowid")
        for document, found in groupby(runs, lambda row: str(row[0])):
            subjects: dict[str, dict[tuple[str, str], None]] = {}
            for _, run in found:
                for subject, said in marshal.loads(run).items():  # noqa: S302 - ours
                    subjects.setdefault(subject, {}).update(dict.fromkeys(said))
            yield document, {subject: list(said) for subject, said in subjects.items()}

    def add_facts(self, facts: Facts, fingerprint: str) -> None:
        """Keep a document's facts, in place of those that were there."""
        row = (facts.document.id, fingerprint, facts.model_dump_json())
        self._db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?, ?)", row)

    def facts(self) -> Iterator[tuple[str, str, str]]:
        """Yield id, fingerprint and facts (JSON) of each document."""
        yield from self._db.execute("SELECT document, fingerprint, facts FROM facts ORDER BY document")
