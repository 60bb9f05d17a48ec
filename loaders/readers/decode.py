"""Bytes into text."""

from __future__ import annotations

import codecs
import re

from graph.errors import DocumentError

# utf-32-le comes first: its mark begins with that of utf-16-le
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD = 2048  # bytes in which a page must declare its charset, by the HTML standard 1024
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]{2,20})""", re.I
)
_CHARSET = re.compile(
    r"utf-?8|gb2312|gbk|gb18030|big5(-?hkscs)?|iso-?8859-\d+|windows-125\d|cp125\d|latin-?1", re.I
)
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
}  # what browsers take these names to mean
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH_BYTES = re.compile(rb"[\x80-\xff]")


def decode(data: bytes, *, path: str) -> str:
    """Decode a file: by its byte order mark, else as UTF-8, as it declares, or as legacy Chinese or Western.

    The byte order mark is no part of the text (what Python calls ``utf-8-sig``), and line breaks stay
    as they are: offsets count the characters of this text. Raises DocumentError for an empty file,
    one that is not text, and one whose encoding cannot be told.
    """
    if not data:
        raise DocumentError(f"{path}: the file is empty; there is nothing to read")
    if reason := binary_reason(data):
        raise DocumentError(f"{path}: {reason}; give a text, Markdown, HTML or JSON Lines file")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        declared = _declared(data)
        if declared and declared != "utf-8":
            return _strictly(data, declared, path)
        if _is_damaged_utf8(data):
            raise DocumentError(
                f"{path}: byte {error.start} is not UTF-8, though the rest is; save the file again as UTF-8"
            ) from None
    return _legacy(data, path)


def binary_reason(data: bytes) -> str | None:
    """Say why these bytes are no text, or None where they may be; the beginning of a file will do."""
    if data.startswith(tuple(mark for mark, _ in _MARKS[1:])):
        return None
    if data.startswith(b"%PDF-"):
        return "it is a PDF, which is not read"
    if b"\0" in data:
        return f"byte {data.index(0)} is NUL, so this is not text"
    return None


def _strictly(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"{path}: byte {error.start} is not {encoding}, which the file says it is; save it again as UTF-8"
        ) from None


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data, 0, _HEAD)
    name = match[1].decode("ascii").lower() if match else ""
    return _WIDER.get(name, name) if _CHARSET.fullmatch(name) else None


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether nearly all bytes above ASCII form UTF-8: a few are damaged, it is no other encoding."""
    high = len(_HIGH_BYTES.findall(data))
    return sum(map(len, _UTF8_SEQUENCE.findall(data))) >= 0.8 * high


def _legacy(data: bytes, path: str) -> str:
    """Decode as GB18030, Big5 or Windows-1252, whichever makes the most frequent characters of the bytes.

    GB2312 (rows 16 to 55) and Big5 (A440 to C67E) keep their frequent characters apart from the rare.
    """
    candidates = []
    for encoding, measure, low, high in (
        ("gb18030", "gb2312", 0xB0A1, 0xD7F9),
        ("big5hkscs", "big5", 0xA440, 0xC67E),
    ):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        wide = [character for character in text if character > "\x7f"]
        frequent = sum(low <= _code(character, measure) <= high for character in wide)
        candidates.append((frequent / max(1, len(wide)), text))
    share, text = max(candidates, default=(0.0, ""))
    if share >= 0.5:
        return text
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        raise DocumentError(f"{path}: its encoding cannot be told; save it again as UTF-8") from None


def _code(character: str, encoding: str) -> int:
    return int.from_bytes(character.encode(encoding, "replace"), "big")
