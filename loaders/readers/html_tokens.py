"""HTML cut into tokens, each with its place in the source.

After the tokenizer of the HTML standard, and like it never at a loss: whatever is no markup is text.
Time is linear in the source.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

RAW = frozenset(("script", "style", "title", "textarea", "xmp", "noframes", "iframe", "noembed", "plaintext"))

_TEXT = re.compile(r"[^<&]+")
_ENTITY = re.compile(r"&(?:#\d{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?")
_MARKUP = re.compile(r"<(?P<slash>/?)(?P<name>[A-Za-z][^\s/<>]*)|<(?:!|\?|/)")
_ATTRIBUTE = re.compile(
    r"""[\s/]*(?:(?P<close>>)|(?P<name>[^\s/>][^\s/>=]*)"""
    r"""(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s>]*)))?)"""
)


@dataclass(frozen=True, slots=True)
class Literal:
    """Text that stands in the source as it is."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entity:
    """A character reference, and what it stands for."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A start or end tag; names are in lower case."""

    start: int
    end: int
    name: str
    closing: bool
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RawText:
    """The content of an element whose content is no markup, such as a script."""

    start: int
    end: int
    name: str


Token = Literal | Entity | Tag | RawText


def tokens(source: str, start: int, end: int) -> Iterator[Token]:
    """Cut ``source[start:end]``; comments, doctypes and processing instructions give nothing."""
    position = start
    last_close = source.rfind(">", start, end)
    quotes = True  # whether attribute values may hold ">"
    while position < end:
        if text := _TEXT.match(source, position, end):
            yield Literal(position, text.end())
            position = text.end()
        elif source[position] == "&":
            entity = _entity(source, position, end)
            yield entity
            position = entity.end
        elif position > last_close or not (found := _MARKUP.match(source, position, end)):
            yield Literal(position, position + 1)
            position += 1
        elif not found["name"]:
            position = _past_invisible(source, position, end)
        else:
            attributes, close = _attributes(source, found.end(), end) if quotes else ({}, -1)
            if close < 0:
                # A quote that never closes has swallowed the tag's end. Browsers drop all the rest, we only
                # the tag; quotes are not trusted again, or every later tag might be read to the end too.
                quotes, close = False, source.find(">", position, end) + 1
            name = found["name"].lower()
            yield Tag(position, close, name, bool(found["slash"]), attributes)
            position = close
            if name in RAW and not found["slash"]:
                close = _raw_end(source, name, position, end)
                yield RawText(position, close, name)
                position = close


def _entity(source: str, position: int, end: int) -> Literal | Entity:
    match = _ENTITY.match(source, position, end)
    decoded = html.unescape(match[0]) if match else ""
    if not match or decoded == match[0]:
        return Literal(position, position + 1)
    return Entity(position, match.end(), decoded)


def _past_invisible(source: str, position: int, end: int) -> int:
    """Return where a comment, doctype or processing instruction ends; an open comment hides all the rest."""
    if not source.startswith("<!--", position):
        return source.find(">", position, end) + 1
    close = source.find("-->", position + 2, end)
    return end if close < 0 else close + 3


def _attributes(source: str, position: int, end: int) -> tuple[dict[str, str], int]:
    """Read a tag's attributes, and where it ends: -1 where it never does."""
    attributes: dict[str, str] = {}
    while match := _ATTRIBUTE.match(source, position, end):
        position = match.end()
        if match["close"]:
            return attributes, position
        value = match["double"] or match["single"] or match["bare"] or ""
        attributes.setdefault(match["name"].lower(), html.unescape(value))
    return attributes, -1


def _raw_end(source: str, name: str, position: int, end: int) -> int:
    if name == "plaintext":
        return end
    match = re.compile(rf"</{name}(?=[\s/>])", re.I).search(source, position, end)
    return match.start() if match else end
