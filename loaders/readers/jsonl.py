"""JSON Lines: a document or the facts of one in each row, as FACTS.md says.

A document's row holds ``text`` and, where known, ``id``, ``path``, ``title``, ``published``, ``url``,
``language`` and ``author``; its text may be plain, Markdown or HTML. A row with ``claims`` is facts.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import IO, Any

from graph.errors import DocumentError
from graph.facts import is_facts
from loaders.readers.dates import iso_date
from loaders.readers.formats import Content, Flaw, Row, RowsFormat
from loaders.text.spanned import Metadata

_ENDINGS = (".jsonl", ".ndjson")
_BYTES_A_CHARACTER = 12  # of JSON at most: two escapes
_BEGINS_AS_ROW = re.compile(rb'\{\s*"[^"\n]{1,100}"\s*:\s*["{\[\d]')
_LONG = 60_000  # bytes; a beginning of so many may end inside its first row
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")  # half a character, which cannot be written as UTF-8


def rows(stream: IO[bytes], limit: int) -> Iterator[Row | Flaw]:
    """Cut into lines, counted from 1; blank ones and the byte order mark are left out."""
    longest = _BYTES_A_CHARACTER * limit
    for number, line in enumerate(iter(lambda: stream.readline(longest), b""), 1):
        if len(line) == longest and not line.endswith(b"\n"):
            yield Flaw(number, f"longer than {limit:,} characters: split it, or set PACTGRAPH_MAX_DOCUMENT")
            while len(line) == longest and not line.endswith(b"\n"):
                line = stream.readline(longest)
            continue
        stripped = (line.removeprefix(codecs.BOM_UTF8) if number == 1 else line).strip()
        if stripped:
            yield Row(number, stripped)


def _recognises(head: bytes, name: str) -> bool:
    begun = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if name.lower().endswith(_ENDINGS):
        return True
    if not begun.startswith(b"{"):
        return False
    line, newline, _ = begun.partition(b"\n")
    try:
        parse_row(line)
    except ValueError:
        return not newline and bool(_BEGINS_AS_ROW.match(line)) and len(head) >= _LONG
    return True


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


def row_content(row: dict[str, Any], *, path: str) -> Content:
    """Take the document out of a row; what the row says of it goes before what its text says.

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
    said = {field: value.strip() for field, value in row.items() if isinstance(value, str) and value.strip()}
    told = Metadata(
        title=said.get("title"),
        published=iso_date(said.get("published", "")),
        url=said.get("url"),
        language=said.get("language"),
        author=said.get("author"),
    )
    return Content(text, told)


FORMAT = RowsFormat("jsonl", _recognises, rows)
