"""CSV with a column of text: a document in each row, or, with TAB, semicolon or bar between them, in each line."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from typing import IO

from graph.errors import DocumentError
from graph.facts import dump_rows
from loaders.readers.decode import Decoded, decode
from loaders.readers.formats import Flaw, Row, RowsFormat

_COLUMNS = {
    "id": ("id", "document_id", "doc_id", "编号"),
    "path": ("path", "file"),
    "text": ("text", "content", "body", "article", "正文", "内容", "內容", "文本"),
    "title": ("title", "headline", "标题", "標題"),
    "published": (
        "published",
        "date",
        "published_at",
        "publish_date",
        "pubdate",
        "日期",
        "发布日期",
        "發布日期",
    ),
    "url": ("url", "link", "链接", "網址", "网址"),
    "language": ("language", "lang", "语言", "語言"),
    "author": ("author", "byline", "作者"),
}
_DELIMITERS = ",;\t|"
_HEAD = 65536  # bytes; so many tell the encoding
_FIELDS_AT_MOST = 200


def rows(stream: IO[bytes], limit: int) -> Iterator[Row | Flaw]:
    """Read the rows, each at the line it begins on. A quote that never closes ends the file there."""
    head = stream.read(_HEAD)
    try:
        decoded = decode(_whole_lines(head), path="")
    except DocumentError as error:
        yield Flaw(None, str(error).removeprefix(": "))
        return
    columns, delimiter = _columns(decoded.text.partition("\n")[0]) or ({}, ",")
    if "text" not in columns:
        yield Flaw(None, f"no column is named {' or '.join(_COLUMNS['text'][:2])}")
        return
    csv.field_size_limit(limit + 1)
    reader = csv.reader(_lines(head, stream, decoded), delimiter=delimiter)
    line = 1
    try:
        for number, fields in enumerate(reader):
            begun, line = line, reader.line_num + 1
            if number and any(field.strip() for field in fields):
                row = {name: fields[at] for name, at in columns.items() if at < len(fields)}
                yield Row(begun, dump_rows(row).encode("utf-8", "surrogatepass"))
    except (csv.Error, UnicodeDecodeError) as error:
        yield Flaw(line, f"the table cannot be read any further: {error}")


def _recognises(head: bytes, name: str) -> bool:
    if name.lower().endswith((".csv", ".tsv")):
        return True
    try:
        first = decode(_whole_lines(head[:_HEAD]), path="").text.partition("\n")[0]
    except DocumentError:
        return False
    found = _columns(first)
    return found is not None and "text" in found[0] and len(found[0]) > 1


def _columns(header: str) -> tuple[dict[str, int], str] | None:
    """Return the place of each column that we know, and the delimiter with which most are found."""
    best: tuple[dict[str, int], str] | None = None
    for delimiter in _DELIMITERS:
        names = [name.strip().strip('"').strip().lower() for name in header.split(delimiter)]
        if len(names) > _FIELDS_AT_MOST:
            continue
        places = {
            field: next(names.index(name) for name in known if name in names)
            for field, known in _COLUMNS.items()
            if any(name in names for name in known)
        }
        if places and (best is None or len(places) > len(best[0])):
            best = places, delimiter
    return best


def _whole_lines(head: bytes) -> bytes:
    """Return the beginning up to its last line break, so that no character is cut in two."""
    end = head.rfind(b"\n") + 1
    return head[:end] if end and len(head) >= _HEAD else head


def _lines(head: bytes, stream: IO[bytes], decoded: Decoded) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(decoded.encoding)()
    rest = ""
    chunk = head.removeprefix(codecs.BOM_UTF8) if decoded.encoding == "utf-8" else head
    while chunk:
        text = rest + decoder.decode(chunk)
        *whole, rest = text.split("\n")
        yield from (f"{line}\n" for line in whole)
        chunk = stream.read(_HEAD)
    rest += decoder.decode(b"", final=True)
    if rest:
        yield rest


FORMAT = RowsFormat("csv", _recognises, rows)
