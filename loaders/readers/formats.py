"""File formats: what a module here declares of the one it reads, and all those that are installed.

A format is an object of one of two kinds, found by its entry point in the group ``pactgraph.readers``:
a DocumentFormat is a file that is one document, a RowsFormat one that holds many. A file that none recognises
is text: plain, Markdown or HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import entry_points
from typing import IO, Literal

from graph.errors import PactgraphError
from loaders.text.spanned import Metadata

GROUP = "pactgraph.readers"

Form = Literal["plain", "markdown", "html"]

Recognises = Callable[[bytes, str], bool]
"""Takes a file's beginning and its name; content counts, the name only where content leaves it open."""


@dataclass(frozen=True, slots=True)
class Content:
    """A document taken out of its file: the text that offsets count in, and what the file says of it.

    ``form`` is None where the text itself shows it. ``confidence`` in the encoding is 1 where nothing was guessed.
    """

    source: str
    told: Metadata = field(default_factory=Metadata)
    form: Form | None = None
    encoding: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Row:
    """One of many documents in a file: a JSON object with ``text`` or ``claims``; ``line`` counts from 1."""

    line: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Flaw:
    """A part of a file that is no row; the file goes on behind it, or ends there.

    Without a line, the whole file is of another kind than it seemed.
    """

    line: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class DocumentFormat:
    """A file that is one document; ``read`` takes its bytes and its path for messages, and raises DocumentError."""

    name: str
    recognises: Recognises
    read: Callable[[bytes, str], Content]


@dataclass(frozen=True, slots=True)
class RowsFormat:
    """A file of many documents; ``rows`` takes a stream, and the longest that a row may be, in characters."""

    name: str
    recognises: Recognises
    rows: Callable[[IO[bytes], int], Iterator[Row | Flaw]]


Format = DocumentFormat | RowsFormat


@cache
def formats() -> dict[str, Format]:
    """Return the installed formats by name. Raises PactgraphError for an entry point that is none, or without any."""
    found: dict[str, Format] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        try:
            loaded = entry.load()
        except Exception as error:
            raise PactgraphError(f"the reader {entry.value} cannot be imported: {error}") from error
        if not isinstance(loaded, DocumentFormat | RowsFormat):
            raise PactgraphError(f"the reader {entry.value} is neither a DocumentFormat nor a RowsFormat")
        found[loaded.name] = loaded
    if not found:  # a checkout that was installed before its readers were entry points
        raise PactgraphError("no reader is installed: install pactgraph again (pip install -e .)")
    return found


def recognise(head: bytes, name: str) -> Format | None:
    """Return the format of a file by its beginning, None where it is text or nothing that is read."""
    return next((known for known in formats().values() if known.recognises(head, name)), None)
