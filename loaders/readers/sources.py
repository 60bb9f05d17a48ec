"""Sources: what the paths on a command line lead to, one document or row of facts each."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from graph.errors import DocumentError
from graph.facts import Facts, is_facts, read_facts
from loaders.readers import content_of, read_content
from loaders.readers.archives import BUFFER, DAMAGES, GZIP, ZIP, OtherKindError, gunzip, members
from loaders.readers.decode import binary_reason
from loaders.readers.formats import Content, DocumentFormat, Row, RowsFormat, formats, recognise
from loaders.readers.jsonl import parse_row, row_content, row_name
from loaders.text.spanned import Text

MAX_DOCUMENT = 10_000_000
"""Characters that a document may have, where nothing else is said."""

_STDIN = "-"
_BYTES_A_CHARACTER = 4
_PACKED = 4  # times; so much bigger than its text a PDF or Word file may be
_ID_AT_MOST = 1000  # characters; databases index no longer ones
_NEITHER = "neither text (a document) nor claims (facts) is in it"
_NOT_IN_IDS = re.compile(r"[\0-\x1f\x7f-\x9f\u2028\u2029]")

_OF_PROGRAMS = re.compile(
    r"\.(?:bat|cc?|cfg|conf|cpp|cs|css|cypher|go|h(?:pp)?|ini|ipynb|java|jsx?|kt|lock|log|mjs|php|properties|ps1|pyi?|r|rb|rs|scss|sh"
    r"|sql|swift|toml|tsx?|ya?ml)(?:\.gz)?$",
    re.IGNORECASE,
)
"""Names of text files that programs write or run: in a folder nobody means them as news."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document, or a row of facts, that can be read.

    ``id`` says what is replaced when it is loaded again. ``data`` is the file's bytes, or the row's; ``content`` is
    given where the document was taken out of its file before. ``sha256`` is that of ``data``, in hexadecimal.
    ``origin`` is the file that it comes from, by its absolute path.
    """

    id: str
    path: str
    kind: Literal["document", "facts"]
    data: bytes
    where: str  # the file, and the line of a row, for messages
    is_row: bool = False
    line: int | None = None
    origin: str = ""
    content: Content | None = None
    sha256: str = ""

    def __post_init__(self) -> None:
        if not self.sha256:
            object.__setattr__(self, "sha256", hashlib.sha256(self.data).hexdigest())

    def failed(self, reason: str) -> Failed:
        """Say that it cannot be read, where in which file, and why."""
        file = self.where.removesuffix(f", line {self.line}")
        return Failed(self.id, file, self.line, reason.removeprefix(f"{self.where}: "), self.origin)

    def taken_out(self, limit: int = MAX_DOCUMENT) -> Content:
        """Take the document out of its file or row.

        Raises DocumentError, also for one of more characters than ``limit``.
        """
        content = self.content or (
            row_content(parse_row(self.data), path=self.where)
            if self.is_row
            else content_of(self.data, path=self.where)
        )
        if len(content.source) > limit:
            raise DocumentError(f"{self.where}: {too_long(limit)}")
        return content

    def document(self) -> Text:
        """Read the document. Raises DocumentError."""
        return read_content(self.taken_out(), path=self.where)

    def facts(self) -> Facts:
        """Read the facts, under this source's id. Raises FactsError."""
        facts = read_facts(parse_row(self.data), self.where)
        return facts.model_copy(update={"document": facts.document.model_copy(update={"id": self.id})})


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in a folder that is no document; ``origin`` is its file where that may have held documents before."""

    path: str
    reason: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Failed:
    """Something that should be a document and cannot be read; ``line`` counts from 1, ``origin`` is its file."""

    id: str | None
    path: str
    line: int | None
    reason: str
    origin: str = ""


Found = Source | Skipped | Failed


def find(
    paths: Sequence[str],
    *,
    prefix: str = "",
    stdin: IO[bytes] | None = None,
    limit: int = MAX_DOCUMENT,
    relative_to: str | None = None,
) -> Iterator[Found]:
    """Find the sources that these paths lead to, in a stable order, one in memory at a time.

    Folders are searched through; hidden files are left out, and a folder that links lead to twice is
    read once. ``-`` is JSON Lines on ``stdin``. An id is the row's ``id``, else its ``path``, else
    ``FILE#LINE``; for a file its path in the folder, or its name where it was named itself. A prefix
    stands before it with a slash. What ``.gz`` and ``.zip`` files hold is read as if it lay there. Paths are told
    as they are given, or relative to a folder.
    """
    search = _Search(prefix, limit, relative_to)
    for path in paths:
        if path == _STDIN:
            begun = _Open(stdin or sys.stdin.buffer, _STDIN, _STDIN, "")
            yield from search.rows(formats()["jsonl"], begun)
        elif os.path.isdir(path):  # noqa: PTH112 - False, where Path.is_dir raises
            yield from search.folder(Path(path), "", set())
        else:
            yield from search.file(path, Path(path).name)


def why_not_an_id(identifier: str) -> str | None:
    """Say why this cannot be a document's id, None where it can."""
    if not _is_encodable(identifier):
        return "its id holds a lone surrogate (half a character); write it out whole"
    if found := _NOT_IN_IDS.search(identifier):
        return f"its id holds the control character U+{ord(found[0]):04X}; give it another"
    if ".." in identifier.split("/"):
        return "its id leads out of its folder with ../; give it another"
    if len(identifier) > _ID_AT_MOST:
        return f"its id is longer than {_ID_AT_MOST:,} characters; give it a shorter one"
    return None


def too_long(limit: int) -> str:
    """Say that a document is."""
    return f"longer than {limit:,} characters: split it, or set PACTGRAPH_MAX_DOCUMENT"


@dataclass(frozen=True, slots=True)
class _Open:
    """A file being read: ``name`` is its part of the id, ``path`` is for people."""

    stream: IO[bytes]
    path: str
    name: str
    origin: str
    in_folder: bool = False
    in_archive: bool = False


@dataclass(frozen=True, slots=True)
class _Search:
    prefix: str
    limit: int
    relative_to: str | None

    def folder(self, folder: Path, relative: str, seen: set[tuple[int, int]]) -> Iterator[Found]:
        try:
            status = folder.stat()
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            yield Failed(
                None,
                self._told(str(folder)),
                None,
                f"the folder cannot be read: {error.strerror}",
                _absolute(str(folder)),
            )
            return
        if (status.st_dev, status.st_ino) in seen:
            return
        seen.add((status.st_dev, status.st_ino))
        for entry in entries:
            path, inside = folder / entry.name, f"{relative}{entry.name}"
            if entry.name.startswith("."):
                continue
            if path.is_dir():
                yield from self.folder(path, f"{inside}/", seen)
            elif reason := _no_file(path):
                yield Skipped(self._told(str(path)), reason)
            else:
                yield from self.file(str(path), inside, in_folder=True)

    def file(self, path: str, name: str, *, in_folder: bool = False) -> Iterator[Found]:
        told = self._told(path)
        try:
            with io.BufferedReader(io.FileIO(path), BUFFER) as stream:
                begun = _Open(stream, told, name, _absolute(path), in_folder)
                yield from self._opened(begun)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            yield Failed(self._id(name), told, None, reason, _absolute(path))

    def rows(self, form: RowsFormat | DocumentFormat, begun: _Open) -> Iterator[Found]:
        """Yield the rows of a file; those in front of where it breaks are whole."""
        assert isinstance(form, RowsFormat)  # noqa: S101 - the caller has looked
        line: int | None = None
        other = begun.in_folder and begun.name.endswith(".json")  # of another kind, until a row is a document
        try:
            for row in form.rows(begun.stream, self.limit):
                line = row.line
                if isinstance(row, Row):
                    found = self._row(row, begun)
                    other = other and not isinstance(found, Source)
                    if other and isinstance(found, Failed) and found.reason == _NEITHER:
                        yield Skipped(f"{begun.path}, line {row.line}", _NEITHER, begun.origin)
                    else:
                        yield found
                elif line is None and begun.in_folder:
                    yield Skipped(begun.path, row.reason, begun.origin)
                else:
                    yield Failed(None, begun.path, line, row.reason, begun.origin)
        except (*DAMAGES, DocumentError) as error:
            yield Failed(None, begun.path, line and line + 1, _damage(error), begun.origin)
        except OSError:
            raise
        except Exception as error:  # a reader's own fault must not take other files with it
            reason = f"reading it broke with {type(error).__name__}: {error}; please report it"
            yield Failed(None, begun.path, line and line + 1, reason, begun.origin)

    def _opened(self, begun: _Open) -> Iterator[Found]:
        """Yield what a file holds: its rows, its members, or itself as one document."""
        try:
            head = begun.stream.peek(BUFFER)  # type: ignore[attr-defined]
            if head.startswith(GZIP) and not begun.name.endswith(".gz.gz"):
                inner = gunzip(begun.stream)
                head = inner.peek(BUFFER)
                begun = _Open(inner, begun.path, begun.name, begun.origin, begun.in_folder, in_archive=True)
            form = recognise(head, begun.name.removesuffix(".gz"))
            if isinstance(form, RowsFormat):
                yield from self.rows(form, begun)
            elif form is None and head.startswith(ZIP):
                yield from self._members(begun)
            else:
                yield self._document(form, head, begun)
        except OtherKindError as error:
            yield self._no_document(begun, str(error))
        except (*DAMAGES, DocumentError) as error:
            yield Failed(self._id(begun.name), begun.path, None, _damage(error), begun.origin)

    def _members(self, begun: _Open) -> Iterator[Found]:
        if begun.in_archive:
            raise OtherKindError("it is an archive inside an archive, which is not opened")
        for name, open_ in members(begun.stream):
            path, inside = f"{begun.path}/{name}", f"{begun.name}/{name}"
            try:
                with open_() as stream:
                    yield from self._opened(_Open(stream, path, inside, begun.origin, begun.in_folder, True))
            except (*DAMAGES, DocumentError) as error:
                yield Failed(self._id(inside), path, None, _damage(error), begun.origin)

    def _document(self, form: DocumentFormat | None, head: bytes, begun: _Open) -> Found:
        reason = "it is empty" if not head else None if form else binary_reason(head)
        gathered = begun.in_folder or begun.in_archive
        if reason is None and form is None and gathered and _OF_PROGRAMS.search(begun.name):
            reason = "its name is that of a program's file; to load it all the same, name it by itself"
        if reason is not None:
            return self._no_document(begun, reason)
        most = _BYTES_A_CHARACTER * self.limit * (_PACKED if form else 1)
        data = begun.stream.read(most + 1)
        if len(data) > most:
            return Failed(self._id(begun.name), begun.path, None, too_long(self.limit), begun.origin)
        if form is None and (reason := binary_reason(data) or _other_json(data)):
            return self._no_document(begun, reason)
        identifier = self._id(begun.name)
        if reason := why_not_an_id(identifier):
            return Failed(None, begun.path, None, reason, begun.origin)
        return Source(identifier, begun.path, "document", data, begun.path, origin=begun.origin)

    def _row(self, row: Row, begun: _Open) -> Source | Failed:
        try:
            fields = parse_row(row.data)
        except ValueError as error:
            return Failed(None, begun.path, row.line, str(error), begun.origin)
        given = row_name(fields, "id") or row_name(fields, "path")
        identifier = self._id(given or f"{begun.name}#{row.line}")
        if reason := why_not_an_id(identifier):
            return Failed(None, begun.path, row.line, reason, begun.origin)
        kind: Literal["document", "facts"] = "facts" if is_facts(fields) else "document"
        if kind == "document" and "text" not in fields:
            return Failed(identifier, begun.path, row.line, _NEITHER, begun.origin)
        path = row_name(fields, "path") or begun.path
        where = f"{begun.path}, line {row.line}"
        return Source(identifier, path, kind, row.data, where, True, row.line, begun.origin)

    def _no_document(self, begun: _Open, reason: str) -> Skipped | Failed:
        """What is no document fails where it was named, and is skipped in a folder or an archive."""
        if begun.in_folder or begun.in_archive:
            return Skipped(begun.path, reason)
        return Failed(self._id(begun.name), begun.path, None, reason, begun.origin)

    def _id(self, name: str) -> str:
        return f"{self.prefix}/{name}" if self.prefix else name

    def _told(self, path: str) -> str:
        return os.path.relpath(path, self.relative_to) if self.relative_to else path


def _absolute(path: str) -> str:
    return os.path.abspath(path)  # noqa: PTH100 - links stay links


def _no_file(path: Path) -> str | None:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return f"it cannot be reached: {error.strerror}"
    return None if stat.S_ISREG(mode) else "it is no regular file"


def _damage(error: Exception) -> str:
    return str(error) if isinstance(error, DocumentError) else f"the archive is damaged or protected: {error}"


def _other_json(data: bytes) -> str | None:
    """Say so where a file is JSON, but not in lines: read as prose it would be nonsense."""
    if not data.lstrip().startswith((b"{", b"[")):
        return None
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return None
    return "it is JSON, but not JSON Lines; write one object a line"


def _is_encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
