"""Sources: what the paths on a command line lead to, one document or row of facts each."""

from __future__ import annotations

import codecs
import hashlib
import io
import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, Literal

from graph.facts import Facts, is_facts, read_facts
from loaders.readers import read
from loaders.readers.decode import binary_reason
from loaders.readers.jsonl import numbered, parse_row, read_row, row_name
from loaders.text.spanned import Text

_STDIN = "-"
_ROW_ENDINGS = (".jsonl", ".ndjson")
_BUFFER = 65536  # bytes; so many are looked at to tell text from binary


@dataclass(frozen=True, slots=True)
class Source:
    """A document, or a row of facts, that can be read.

    ``id`` says what is replaced when it is loaded again. ``data`` is the file's bytes, or the row's.
    """

    id: str
    path: str
    kind: Literal["document", "facts"]
    data: bytes
    where: str  # the file, and the line of a row, for messages
    is_row: bool = False

    @property
    def sha256(self) -> str:
        """Of ``data``, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    def document(self) -> Text:
        """Read the document. Raises DocumentError."""
        if self.is_row:
            return read_row(parse_row(self.data), path=self.where)
        return read(self.data, path=self.where)

    def facts(self) -> Facts:
        """Read the facts, under this source's id. Raises FactsError."""
        facts = read_facts(parse_row(self.data), self.where)
        return facts.model_copy(update={"document": facts.document.model_copy(update={"id": self.id})})


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in a folder that is no document."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Failed:
    """Something that should be a document and cannot be read; ``line`` counts from 1."""

    id: str | None
    path: str
    line: int | None
    reason: str


Found = Source | Skipped | Failed


def find(paths: Sequence[str], *, prefix: str = "", stdin: IO[bytes] | None = None) -> Iterator[Found]:
    """Find the sources that these paths lead to, in a stable order, one in memory at a time.

    Folders are searched through; hidden files are left out, and a folder that links lead to twice is
    read once. ``-`` is JSON Lines on ``stdin``. An id is the row's ``id``, else its ``path``, else
    ``FILE#LINE``; for a file its path in the folder, or its name where it was named itself. A prefix
    stands before it with a slash.
    """
    for path in paths:
        if path == _STDIN:
            yield from _rows(stdin or sys.stdin.buffer, _STDIN, _STDIN, prefix)
        elif os.path.isdir(path):  # noqa: PTH112 - False, where Path.is_dir raises
            yield from _folder(Path(path), "", prefix, set())
        else:
            yield from _file(path, Path(path).name, prefix)


def _folder(folder: Path, relative: str, prefix: str, seen: set[tuple[int, int]]) -> Iterator[Found]:
    try:
        status = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Failed(None, str(folder), None, f"the folder cannot be read: {error.strerror}")
        return
    if (status.st_dev, status.st_ino) in seen:
        return
    seen.add((status.st_dev, status.st_ino))
    for entry in entries:
        path, inside = folder / entry.name, f"{relative}{entry.name}"
        if entry.name.startswith("."):
            continue
        if path.is_dir():
            yield from _folder(path, f"{inside}/", prefix, seen)
        elif reason := _no_file(path):
            yield Skipped(str(path), reason)
        else:
            yield from _file(str(path), inside, prefix, in_folder=True)


def _no_file(path: Path) -> str | None:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return f"it cannot be reached: {error.strerror}"
    return None if stat.S_ISREG(mode) else "it is no regular file"


def _file(path: str, name: str, prefix: str, *, in_folder: bool = False) -> Iterator[Found]:
    """Yield a file's rows, or the file as one document. What is no text fails, but in a folder is skipped."""
    identifier = _prefixed(prefix, name)
    try:
        with io.BufferedReader(io.FileIO(path), _BUFFER) as stream:
            head = stream.peek(_BUFFER)
            if reason := _no_text(head):
                yield Skipped(path, reason) if in_folder else Failed(identifier, path, None, reason)
                return
            begun = (
                _first_line(stream) if head.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{") else []
            )
            if path.lower().endswith(_ROW_ENDINGS) or _is_row(begun):
                yield from _rows(chain(begun, stream), path, name, prefix)
                return
            data = b"".join(begun) + stream.read()
    except (OSError, ValueError) as error:
        yield Failed(identifier, path, None, getattr(error, "strerror", None) or str(error))
        return
    reason = _no_text(data) or _other_json(data)
    if reason is None and not _is_encodable(identifier):
        reason = "its name is not UTF-8; rename it"
    if reason is None:
        yield Source(identifier, path, "document", data, path)
    else:
        yield Skipped(path, reason) if in_folder else Failed(identifier, path, None, reason)


def _rows(lines: Iterable[bytes], path: str, name: str, prefix: str) -> Iterator[Source | Failed]:
    for number, line in numbered(lines):
        where = f"{path}, line {number}"
        try:
            row = parse_row(line)
        except ValueError as error:
            yield Failed(None, path, number, str(error))
            continue
        identifier = row_name(row, "id") or row_name(row, "path") or f"{name}#{number}"
        identifier = _prefixed(prefix, identifier)
        if not _is_encodable(identifier):
            yield Failed(
                None, path, number, "its id holds a lone surrogate (half a character); write it out whole"
            )
        elif is_facts(row):
            yield Source(identifier, row_name(row, "path") or path, "facts", line, where, is_row=True)
        elif "text" in row:
            yield Source(identifier, row_name(row, "path") or path, "document", line, where, is_row=True)
        else:
            yield Failed(identifier, path, number, "neither text (a document) nor claims (facts) is in it")


def _first_line(stream: IO[bytes]) -> list[bytes]:
    """Read up to the first line that is not blank, that included."""
    begun: list[bytes] = []
    for line in stream:
        begun.append(line)
        if line.removeprefix(codecs.BOM_UTF8).strip():
            break
    return begun


def _is_row(begun: list[bytes]) -> bool:
    try:
        return any(parse_row(line) for _, line in numbered(begun))
    except ValueError:
        return False


def _no_text(data: bytes) -> str | None:
    return binary_reason(data) if data else "it is empty"


def _other_json(data: bytes) -> str | None:
    """Say so where a file is JSON, but not in lines: read as prose it would be nonsense."""
    if not data.lstrip().startswith((b"{", b"[")):
        return None
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return None
    return "it is JSON, but not JSON Lines; write one object a line"


def _prefixed(prefix: str, name: str) -> str:
    return f"{prefix}/{name}" if prefix else name


def _is_encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
