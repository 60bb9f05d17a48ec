"""RSS and Atom: a document in each item. Its text is what the item holds; offsets count in that."""

from __future__ import annotations

import codecs
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import IO, cast

from graph.facts import dump_rows
from loaders.readers.decode import declared
from loaders.readers.formats import Flaw, Row, RowsFormat

_ROOT = re.compile(rb"<(?:\w+:)?(?:rss|RDF|feed)[\s>]")
_NAMESPACES = (b"<rss", b"http://purl.org/rss/1.0/", b"http://www.w3.org/2005/Atom")

_TEXT = ("encoded", "content", "description", "summary")  # the first that says something
_TITLE = ("title",)
_PUBLISHED = ("pubdate", "published", "date", "updated", "issued")
_ID = ("guid", "id", "about", "link")
_AUTHOR = ("creator", "author")
_CHUNK = 65536


def rows(stream: IO[bytes], limit: int) -> Iterator[Row | Flaw]:
    """Read the items in order, one in memory at a time."""
    parser: ET.XMLPullParser[ET.Element] = ET.XMLPullParser(["start", "end"])
    decoder: codecs.IncrementalDecoder | None = None
    number = size = 0
    around: list[ET.Element] = []
    language: str | None = None
    try:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if not number and not around:
                decoder = _decoder(chunk)
            parser.feed(decoder.decode(chunk) if decoder else chunk)
            for event, element in cast("Iterator[tuple[str, ET.Element]]", parser.read_events()):
                name = _name(element)
                if event == "start":
                    around.append(element)
                    language = language or element.get("{http://www.w3.org/XML/1998/namespace}lang")
                    continue
                around.pop()
                if name == "language" and element.text:
                    language = language or element.text.strip()
                elif name in ("item", "entry"):
                    number += 1
                    size = 0
                    yield _row(element, number, language)
                    if around:
                        around[-1].remove(element)
            if size > 12 * limit:
                yield Flaw(
                    number + 1, f"an item is longer than {limit:,} characters; set PACTGRAPH_MAX_DOCUMENT"
                )
                return
        parser.close()
    except (ET.ParseError, LookupError, ValueError) as error:
        yield Flaw(number + 1, f"the feed is malformed behind its item {number}: {error}")


def _decoder(head: bytes) -> codecs.IncrementalDecoder | None:
    """Return what decodes a feed in a Chinese or other legacy encoding, of which the XML parser knows none."""
    encoding = declared(head)
    return (
        None if encoding is None or encoding.startswith("utf") else codecs.getincrementaldecoder(encoding)()
    )


def _recognises(head: bytes, _: str) -> bool:
    begun = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return (
        begun.startswith(b"<")
        and _ROOT.search(begun, 0, 4096) is not None
        and b"<html" not in begun[:4096].lower()
        and any(name in begun for name in _NAMESPACES)
    )


def _row(item: ET.Element, number: int, language: str | None) -> Row | Flaw:
    found: dict[str, str] = {}
    for child in item:
        name = _name(child)
        value = _value(child)
        if name == "link":
            value = child.get("href") or value
            if child.get("rel", "alternate") != "alternate":
                continue
        if value:
            found.setdefault(name, value)
    about = next((value for key, value in item.attrib.items() if key.endswith("}about")), None)
    if about:
        found["about"] = about
    row = {
        "id": _first(found, _ID),
        "text": _first(found, _TEXT),
        "title": _first(found, _TITLE),
        "published": _first(found, _PUBLISHED),
        "url": found.get("link"),
        "language": language,
        "author": _first(found, _AUTHOR),
    }
    if row["text"] is None:
        return Flaw(number, "the item holds no text, only a link to it")
    return Row(number, dump_rows({name: value for name, value in row.items() if value}).encode())


def _value(element: ET.Element) -> str | None:
    """Return an element's text; XHTML inside it as the markup that it is, a person's name alone."""
    if len(element) == 0:
        return (element.text or "").strip() or None
    person = next((child for child in element if _name(child) == "name"), None)
    if person is not None:
        return (person.text or "").strip() or None
    return "".join(ET.tostring(child, encoding="unicode", method="html") for child in element).strip()


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2].lower()


def _first(found: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((found[name] for name in names if name in found), None)


FORMAT = RowsFormat("feed", _recognises, rows)
