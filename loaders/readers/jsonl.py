"""JSON Lines: a document or the facts of one in each row, as FACTS.md says.

A document's row holds ``text`` and, where known, ``id``, ``path``, ``title``, ``published``, ``url``,
``language`` and ``author``; its text may be plain, Markdown or HTML. A row with ``claims`` is facts.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from graph.errors import DocumentError
from graph.facts import is_facts
from loaders.readers import read_source
from loaders.readers.dates import iso_date
from loaders.text.spanned import Metadata, Text

_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")  # half a character, which cannot be written as UTF-8


def numbered(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Count the lines from 1, and leave out blank ones and the byte order mark."""
    for number, line in enumerate(lines, 1):
        stripped = (line.removeprefix(codecs.BOM_UTF8) if number == 1 else line).strip()
        if stripped:
            yield number, stripped


def parse_row(line: bytes) -> dict[str, Any]:
    """Parse a line. Raises ValueError, with the reason in its text, where it is no JSON object."""
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ValueError(f"byte {error.start} of the line is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at column {error.colno}") from None
    except RecursionError:
        raise ValueError("nested too deeply to be a document or facts") from None
    if not isinstance(row, dict):
        raise ValueError("not a JSON object; each line holds one document or the facts of one")  # noqa: TRY004
    return row


def row_name(row: dict[str, Any], field: str) -> str | None:
    """Return the row's ``id`` or ``path`` (in facts, its document's) if it has one."""
    holder = row.get("document") if is_facts(row) else row
    value = holder.get(field) if isinstance(holder, dict) else None
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return value if isinstance(value, str) and value.strip() else None


def read_row(row: dict[str, Any], *, path: str) -> Text:
    """Read a document's row; what it says of itself goes before what its text says.

    ``path`` is for messages. A ``published`` that is no date is left out. Raises DocumentError.
    """
    text = row.get("text")
    if not isinstance(text, str):
        raise DocumentError(f"{path}: its text is not a string")
    for field, value in row.items():
        if isinstance(value, str) and _LONE_SURROGATE.search(value):
            raise DocumentError(
                f"{path}: {field} holds a lone surrogate (half a character); write it out whole"
            )
    if "\0" in text:
        raise DocumentError(f"{path}: its text holds a NUL character, so it is not text")
    read = read_source(text, path=path)
    said = {field: value.strip() for field, value in row.items() if isinstance(value, str) and value.strip()}
    told = Metadata(
        title=said.get("title"),
        published=iso_date(said.get("published", "")),
        url=said.get("url"),
        language=said.get("language"),
        author=said.get("author"),
    )
    return replace(read, metadata=told.over(read.metadata))
