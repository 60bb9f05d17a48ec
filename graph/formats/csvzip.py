"""CSV in a zip, as ``neo4j-admin database import`` and LOAD CSV take it; README.txt in the zip has the commands."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from graph.model import (
    CLAIM_PROPERTIES,
    DOCUMENT,
    DOCUMENT_PROPERTIES,
    ENTITY_PROPERTIES,
    LOCAL_PROPERTIES,
    MENTIONS,
    MENTIONS_PROPERTIES,
    Property,
)
from graph.pages import CLAIM_FIELDS, MENTION_FIELDS, Document, Pages, Row, ahead

__all__ = ["BETWEEN", "stream"]

BETWEEN = "\x1f"
"""Stands between the members of a list; in a member U+FFFD takes its place."""

_TYPES = {
    "integer": ":long",
    "float": ":double",
    "boolean": ":boolean",
    "strings": ":string[]",
    "integers": ":long[]",
}
_MENTIONS = (*MENTIONS_PROPERTIES, LOCAL_PROPERTIES[0])
_CLAIM = (*CLAIM_PROPERTIES, *LOCAL_PROPERTIES[1:])
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CHUNK = 64 * 1024

_README = """entities.csv and documents.csv are nodes, claims.csv and mentions.csv relationships.
Members of a list are separated by the character U+001F, fields may hold line breaks. Into a new database:

neo4j-admin database import full neo4j --multiline-fields=true --array-delimiter=U+001F \\
  --nodes=entities.csv --nodes=documents.csv --relationships=claims.csv --relationships=mentions.csv

With LOAD CSV, split(row.`aliases:string[]`, '\\u001F') gives a list; where a text holds a backslash before a quotation
mark, the server needs dbms.import.csv.legacy_quote_escaping=false.
"""


def stream(pages: Pages) -> Iterator[bytes]:
    """Yield the zip piece by piece; the graph is read once for each file in it."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        archive.writestr(_info("README.txt"), _README)
        for name, header, rows in _files(pages):
            with archive.open(_info(name), "w", force_zip64=True) as entry:
                text = io.StringIO()
                lines = csv.writer(text, lineterminator="\n")
                lines.writerow(header)
                for page in rows:
                    lines.writerows(page)
                    entry.write(text.getvalue().encode())
                    text.seek(0)
                    text.truncate()
                    yield from sink.full(_CHUNK)
    yield from sink.full(1)


def _files(pages: Pages) -> Iterator[tuple[str, list[str], Iterator[list[Row]]]]:
    """Yield each file's name, header and pages of rows."""
    yield "entities.csv", ["id:ID(Entity)", ":LABEL", *_header(ENTITY_PROPERTIES, "id")], _entities(pages)
    names = [known.name for known in DOCUMENT_PROPERTIES if known.name != "id"]
    yield (
        "documents.csv",
        ["id:ID(Document)", ":LABEL", *_header(DOCUMENT_PROPERTIES, "id")],
        _rows(pages, lambda document: [_document(document, names)]),
    )
    ends = [":START_ID(Entity)", ":END_ID(Entity)", ":TYPE"]
    yield "claims.csv", [*ends, *_header(_CLAIM)], _rows(pages, _claims)
    ends = [":START_ID(Document)", ":END_ID(Entity)", ":TYPE"]
    yield "mentions.csv", [*ends, *_header(_MENTIONS)], _rows(pages, _mentions)


def _entities(pages: Pages) -> Iterator[list[Row]]:
    with ahead(pages.entities()) as found:
        for label, rows in found:
            yield [[row[0], label, *map(_cell, row[1:])] for row in rows]


def _rows(pages: Pages, of: Callable[[Document], Iterable[Row]]) -> Iterator[list[Row]]:
    with ahead(pages.documents()) as found:
        for page in found:
            yield [row for document in page for row in of(document)]


def _document(document: Document, names: Sequence[str]) -> Row:
    return [document.properties["id"], DOCUMENT, *(_cell(document.properties.get(name)) for name in names)]


def _claims(document: Document) -> Iterator[Row]:
    for row in document.claims:
        claim = {"document": document.properties["id"], **dict(zip(CLAIM_FIELDS, row, strict=True))}
        if not claim["rejected"]:
            yield [
                *(claim[name] for name in ("source", "target", "type")),
                *(_cell(claim[known.name]) for known in _CLAIM),
            ]


def _mentions(document: Document) -> Iterator[Row]:
    for row in document.mentions:
        mention = {"document": document.properties["id"], **dict(zip(MENTION_FIELDS, row, strict=True))}
        yield [
            *(mention["document"], mention["entity"], MENTIONS),
            *(_cell(mention[known.name]) for known in _MENTIONS),
        ]


def _header(known: Iterable[Property], *without: str) -> list[str]:
    return [f"{one.name}{_TYPES.get(one.type, '')}" for one in known if one.name not in without]


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return BETWEEN.join(str(member).replace(BETWEEN, "\ufffd") for member in value)
    return value


def _info(name: str) -> zipfile.ZipInfo:
    """Return an entry without the time of day, so that the same graph gives the same bytes."""
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


class _Sink:
    """Takes what zipfile writes, as a stream that cannot go back."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> int:
        self._pieces.append(bytes(data))
        self._size += len(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def full(self, size: int) -> Iterator[bytes]:
        """Yield everything if it is that much."""
        if self._size >= size:
            pieces, self._pieces, self._size = self._pieces, [], 0
            yield b"".join(pieces)
