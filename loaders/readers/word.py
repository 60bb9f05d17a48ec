"""Word (.docx, ECMA-376): its paragraphs, a blank line between them; a table's rows are lines of cells parted by tabs.

Offsets count in that text.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from xml.parsers import expat

from graph.errors import DocumentError
from loaders.readers.formats import Content, DocumentFormat
from loaders.readers.table import reach
from loaders.text.spanned import Metadata

_LOCAL_FILE = b"PK\x03\x04"
_ENCRYPTED = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an OLE container, in which Office keeps what has a password
)
_MAIN = re.compile(
    rb'PartName="/([^"]+)"\s+ContentType="[^"]*wordprocessingml\.document\.(?:macroEnabled\.)?main\+xml"'
)
_PART_AT_MOST = 200_000_000  # bytes; a part that expands to more is no document
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
_HIDDEN = frozenset(("del", "moveFrom", "Fallback"))
_WORD = "wordprocessingml"


def read(data: bytes, path: str) -> Content:
    """Take the paragraphs out of it; deleted text and field codes are left out. Raises DocumentError."""
    if data.startswith(_ENCRYPTED):
        raise DocumentError(
            f"{path}: it is protected by a password or an older Word file; save it as plain .docx"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            main = _MAIN.search(_part(archive, "[Content_Types].xml"))
            paragraphs = _paragraphs(_part(archive, main[1].decode() if main else "word/document.xml"))
            told = _properties(archive)
    except KeyError as error:
        raise DocumentError(f"{path}: it is no Word document: {error.args[0]}") from None
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise DocumentError(f"{path}: the Word document is damaged: {error}") from None
    except expat.ExpatError as error:
        raise DocumentError(f"{path}: the Word document is damaged: {error}") from None
    return Content("\n\n".join(paragraphs), told, "plain")


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        data = stream.read(_PART_AT_MOST + 1)
    if len(data) > _PART_AT_MOST:
        raise ValueError(f"{name} expands to more than {_PART_AT_MOST // 1_000_000} MB")
    return data


class _Cell(list[str]):
    """The paragraphs of a table's cell, which may reach over several columns."""

    span = 1


_Rows = list[list[_Cell]]


def _paragraphs(xml: bytes) -> list[str]:
    """Walk the document; a paragraph inside another's text box comes before it."""
    done: list[str] = []
    open_: list[list[str]] = []
    tables: list[_Rows] = []
    around: list[str] = []

    def place() -> list[str]:
        return tables[-1][-1][-1] if tables and tables[-1] and tables[-1][-1] else done

    def start(name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        around.append(local)
        if local == "p":
            open_.append([])
        elif local == "tbl":
            tables.append([])
        elif local == "tr" and tables:
            tables[-1].append([])
        elif local == "tc" and tables and tables[-1]:
            tables[-1][-1].append(_Cell())
        elif local == "gridSpan" and isinstance(cell := place(), _Cell):
            said = next((value for key, value in attributes.items() if key.endswith(" val")), "")
            cell.span = reach(said)
        elif open_ and local in _BREAKS and _HIDDEN.isdisjoint(around):
            open_[-1].append(_BREAKS[local])

    def end(_: str) -> None:
        local = around.pop()
        if local == "p" and (text := "".join(open_.pop()).strip()):
            place().append(text)
        elif local == "tbl":
            rows = tables.pop()
            place().extend(_written(rows))

    def characters(text: str) -> None:
        if open_ and around[-1] == "t" and _HIDDEN.isdisjoint(around):
            open_[-1].append(text)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = characters
    parser.Parse(xml, True)
    return done


def _written(rows: _Rows) -> list[str]:
    """A table as one paragraph, a line a row; one that lays a page out, with cells of several, as its paragraphs."""
    cells = [cell for row in rows for cell in row]
    if len(rows) < 2 or any(len(cell) > 1 or "\t" in "".join(cell) for cell in cells):
        return [paragraph for cell in cells for paragraph in cell]
    lines = ("".join(" ".join(cell).replace("\n", " ") + "\t" * cell.span for cell in row) for row in rows)
    return ["\n".join(line.removesuffix("\t") for line in lines if line.strip())]


def _local(name: str) -> str:
    """Return the name of an element of Word's own, or of mark-up compatibility; of another nothing."""
    namespace, _, local = name.rpartition(" ")
    return local if _WORD in namespace or "markup-compatibility" in namespace else ""


def _properties(archive: zipfile.ZipFile) -> Metadata:
    """Return what the core properties say; a date is when it was made, not when it was published."""
    said: dict[str, str] = {}
    name = ""

    def start(element: str, _: dict[str, str]) -> None:
        nonlocal name
        name = element.rpartition(" ")[2]

    def characters(text: str) -> None:
        said[name] = said.get(name, "") + text

    if "docProps/core.xml" not in archive.namelist():
        return Metadata()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.CharacterDataHandler = start, characters
    parser.Parse(_part(archive, "docProps/core.xml"), True)
    value = {key: text.strip() for key, text in said.items() if text.strip()}
    return Metadata(title=value.get("title"), language=value.get("language"), author=value.get("creator"))


def _recognises(head: bytes, name: str) -> bool:
    if head.startswith(_LOCAL_FILE):
        office = b"[Content_Types].xml" in head or b"_rels/.rels" in head
        return office and (b"word/" in head or name.lower().endswith(".docx"))
    return head.startswith(_ENCRYPTED) and name.lower().endswith((".docx", ".doc"))


FORMAT = DocumentFormat("word", _recognises, read)
