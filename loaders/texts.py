"""Documents' texts, kept beside the graph: quotes are shown in their context, and new rules read old documents.

One SQLite file in a folder of PACTGRAPH_HOME. It also notes which file a document came from, so that one that is
gone can be told; that is kept where texts are not.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from graph.errors import GraphRefused
from loaders.readers.formats import Content
from loaders.text.spanned import Metadata

_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
  id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, path TEXT NOT NULL, origin TEXT NOT NULL,
  form TEXT, told TEXT, encoding TEXT, confidence REAL, source BLOB
);
CREATE INDEX IF NOT EXISTS origins ON documents (origin);
"""
_FILE = "texts.sqlite"
_FACTS = "facts"  # in place of a form: there is no text
_PATIENCE = 30.0  # seconds to wait for another process that writes
_IDS_AT_ONCE = 500
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a document: ``sha256`` of the bytes it was loaded from, and its content where texts are kept."""

    id: str
    sha256: str
    path: str
    origin: str
    content: Content | None


class Texts:
    """The texts in a folder. Use it as a context manager; every method raises GraphRefused.

    With ``keep=False`` no text is written, and those that are there are not shown.
    """

    def __init__(self, folder: Path, *, keep: bool = True) -> None:
        self._file = folder / _FILE
        self._keep = keep
        self._connection: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def put(self, documents: Iterable[Kept]) -> None:
        """Keep documents, in place of what was kept under their ids; all of them or, on an error, none."""
        rows = [self._row(one) for one in documents]
        if rows:
            with self._use() as connection, connection:
                connection.executemany("REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def get(self, identifier: str) -> Kept | None:
        """Return what is kept of a document."""
        return next(iter(self.all([identifier])), None)

    def all(self, identifiers: Iterable[str]) -> Iterator[Kept]:
        """Return what is kept of these documents, those of which nothing is left out."""
        for chunk in _chunks(identifiers) if self._file.exists() else ():
            with self._use() as connection:
                holes = ",".join("?" * len(chunk))
                query = f"SELECT * FROM documents WHERE id IN ({holes}) ORDER BY id"  # noqa: S608 - of ? alone
                found = connection.execute(query, chunk).fetchall()
            yield from map(self._kept, found)

    def current(self, fingerprints: dict[str, str]) -> set[str]:
        """Return those documents that are kept as these fingerprints have them, with their text if texts are kept."""
        found: set[str] = set()
        for chunk in _chunks(fingerprints):
            with self._use() as connection:
                holes = ",".join("?" * len(chunk))
                query = f"SELECT id, sha256, source IS NULL, form FROM documents WHERE id IN ({holes})"  # noqa: S608
                for identifier, sha256, bare, form in connection.execute(query, chunk):
                    if fingerprints[identifier] == sha256 and not (bare and self._keep and form != _FACTS):
                        found.add(identifier)
        return found

    def from_(self, origins: Iterable[str]) -> dict[str, str]:
        """Return the documents that came from these files, or from files in these folders: their origins by id."""
        found: dict[str, str] = {}
        for origin in origins if self._file.exists() else ():
            inside = origin.rstrip("/\\") + "/"
            query = "SELECT id, origin FROM documents WHERE origin = ? OR (origin > ? AND origin < ?)"
            with self._use() as connection:
                found.update(connection.execute(query, (origin, inside, inside + _LAST)).fetchall())
        return found

    def forget(self, identifiers: Iterable[str]) -> None:
        """Drop what is kept of these documents."""
        if self._file.exists():
            with self._use() as connection, connection:
                connection.executemany("DELETE FROM documents WHERE id = ?", [(one,) for one in identifiers])

    def _row(self, one: Kept) -> tuple[object, ...]:
        content = one.content if self._keep else None
        if content is None:
            form = _FACTS if one.content is None else None
            return (one.id, one.sha256, one.path, one.origin, form, None, None, None, None)
        told = json.dumps(asdict(content.told), ensure_ascii=False)
        source = zlib.compress(content.source.encode("utf-8", "surrogatepass"), 1)
        of_content = (content.form, told, content.encoding, content.confidence, source)
        return (one.id, one.sha256, one.path, one.origin, *of_content)

    def _kept(self, row: Sequence[object]) -> Kept:
        identifier, sha256, path, origin, form, told, encoding, confidence, source = row
        content = None
        if isinstance(source, bytes) and self._keep:
            text = zlib.decompress(source).decode("utf-8", "surrogatepass")
            said = Metadata(**json.loads(str(told)))
            content = Content(text, said, form, encoding, confidence)  # type: ignore[arg-type]  # as written above
        return Kept(str(identifier), str(sha256), str(path), str(origin), content)

    @contextmanager
    def _use(self) -> Iterator[sqlite3.Connection]:
        try:
            if self._connection is None:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                self._connection = sqlite3.connect(self._file, timeout=_PATIENCE)
                # With WAL readers and a writer do not wait for each other, and a kill leaves the file whole.
                self._connection.execute("PRAGMA journal_mode=WAL")
                self._connection.execute("PRAGMA synchronous=NORMAL")
                self._connection.executescript(_SCHEMA)
            yield self._connection
        except (sqlite3.Error, OSError, zlib.error) as error:
            raise GraphRefused(
                f"the texts in {self._file} cannot be used: {error}; "
                "make the folder writable, or set PACTGRAPH_KEEP_TEXTS=false"
            ) from error


def _chunks(values: Iterable[str]) -> Iterator[list[str]]:
    everything = list(values)
    for begin in range(0, len(everything), _IDS_AT_ONCE):
        yield everything[begin : begin + _IDS_AT_ONCE]
