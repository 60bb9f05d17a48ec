"""Bytes into text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

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
_GUESSED = ("gb18030", "big5hkscs", "cp1252")
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH_BYTES = re.compile(rb"[\x80-\xff]")
_USUAL = re.compile(
    r"[\t\n\r\x20-\x7e\xa0-\u024f\u2000-\u206f\u2460-\u25ff\u3000-\u30ff\u4e00-\u9fff\uff00-\uff65]"
)
_MOSTLY = 0.95  # of the characters
_CONTROL = re.compile(r"[\0-\x08\x0e-\x1f\x7f]")
_SIGHT = 4096  # characters; so many tell whether bytes are UTF-16


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, and the encoding taken; ``confidence`` is 1 where nothing was guessed."""

    text: str
    encoding: str
    confidence: float = 1.0


def decode(data: bytes, *, path: str) -> Decoded:
    """Decode a file: by its byte order mark, as it declares, as UTF-8, or as legacy Chinese or Western.

    The byte order mark is no part of the text (what Python calls ``utf-8-sig``), and line breaks stay
    as they are: offsets count the characters of this text. Raises DocumentError for an empty file,
    one that is not text, and one whose encoding cannot be told.
    """
    if not data:
        raise DocumentError(f"{path}: the file is empty; there is nothing to read")
    if reason := binary_reason(data):
        raise DocumentError(f"{path}: {reason}; give a file of text")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, path)
    said = declared(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if said and said != "utf-8":
            return _strictly(data, said, path)
        if (wide := _wide(data)) is not None:
            return Decoded(data.decode(wide, "replace"), wide, 0.9)
        if _is_damaged_utf8(data):
            raise DocumentError(
                f"{path}: byte {error.start} is not UTF-8, though the rest is; save the file again as UTF-8"
            ) from None
        return _guess(data, path)
    if (wide := _wide(data)) is not None:
        return Decoded(data.decode(wide, "replace"), wide, 0.9)
    if said in ("gb18030", "big5hkscs") and not text.isascii() and _is_written_in(data, said):
        return _strictly(data, said, path)
    return Decoded(text, "utf-8")


def binary_reason(data: bytes) -> str | None:
    """Say why these bytes are no text, or None where they may be; the beginning of a file will do."""
    if data.startswith(tuple(mark for mark, _ in _MARKS[1:])) or b"\0" not in data or _wide(data):
        return None
    return f"byte {data.index(0)} is NUL, so this is not text"


def _strictly(data: bytes, encoding: str, path: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"{path}: byte {error.start} is not {encoding}, which the file says it is; save it again as UTF-8"
        ) from None


def declared(data: bytes) -> str | None:
    """Return the encoding that a page or an XML file says it is in, None where it says none that we know."""
    match = _DECLARED.search(data, 0, _HEAD)
    name = match[1].decode("ascii").lower() if match else ""
    return _WIDER.get(name, name) if _CHARSET.fullmatch(name) else None


def _wide(data: bytes) -> str | None:
    """Return the UTF-16 that these bytes are without a byte order mark, None where they are none.

    Text has NULs in it, a byte of every ASCII character, and decodes to usual characters.
    """
    head = data[: 2 * _SIGHT]
    if b"\0" not in head or (len(data) % 2 and len(data) <= len(head)):
        return None
    usual = {}
    for encoding in ("utf-16-le", "utf-16-be"):
        text = codecs.getincrementaldecoder(encoding)("replace").decode(head)
        usual[encoding] = len(_USUAL.findall(text)) / max(1, len(text))
    best = max(usual, key=usual.__getitem__)
    return best if usual[best] >= _MOSTLY else None


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether nearly all bytes above ASCII form UTF-8: a few are damaged, it is no other encoding."""
    high = len(_HIGH_BYTES.findall(data))
    return sum(map(len, _UTF8_SEQUENCE.findall(data))) >= 0.8 * high


def _is_written_in(data: bytes, encoding: str) -> bool:
    """Whether bytes that are UTF-8 too make frequent characters in the encoding that the page declares.

    GB2312 (rows 16 to 55) and Big5 (A440 to C67E) keep their frequent characters apart from the rare.
    """
    try:
        wide = [character for character in data.decode(encoding) if character > "\x7f"]
    except UnicodeDecodeError:
        return False
    plain, low, high = ("gb2312", 0xB0A1, 0xD7F9) if encoding == "gb18030" else ("big5", 0xA440, 0xC67E)
    codes = (int.from_bytes(character.encode(plain, "replace"), "big") for character in wide)
    return sum(low <= code <= high for code in codes) >= 0.9 * len(wide)


def _guess(data: bytes, path: str) -> Decoded:
    from chardet import detect  # heavy, and rarely needed

    found = detect(data, include_encodings=_GUESSED, compat_names=False)
    try:
        text = data.decode(found["encoding"] or "cp1252")
    except UnicodeDecodeError:
        text = "\0"
    if _CONTROL.search(text):
        raise DocumentError(f"{path}: its encoding cannot be told; save it again as UTF-8")
    return Decoded(text, (found["encoding"] or "cp1252").lower(), round(min(found["confidence"], 0.99), 2))
