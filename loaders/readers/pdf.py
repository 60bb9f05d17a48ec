"""PDF, by pypdf: its text with lines put together to paragraphs. Offsets count in that text.

A PDF knows lines, not paragraphs. A line as wide as the page's text goes on in the next one.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from graph.errors import DocumentError
from loaders.readers.formats import Content, DocumentFormat
from loaders.readers.page import FINAL, is_wide
from loaders.text.script import columns
from loaders.text.spanned import Metadata

if TYPE_CHECKING:
    from pypdf import PdfReader

# What it says of a PDF's flaws comes to the user, if the PDF cannot be read, as our error.
logging.getLogger("pypdf").addHandler(logging.NullHandler())
logging.getLogger("pypdf").propagate = False

_FULL = 0.8  # of the page's widest line
_FEWEST_PAGES = 3  # on which a line at a page's edge must stand to be a header or footer
_DIGITS = re.compile(r"\d+")
_HYPHENATED = re.compile(r"[a-z]-$")
_NO_TITLE = re.compile(r"untitled|microsoft word\b.*|.*\.(?:docx?|indd|pdf|pptx?)|", re.I)
_UNENCODABLE = re.compile(r"[\0\ud800-\udfff]")


def read(data: bytes, path: str) -> Content:
    """Take the text out of it. Raises DocumentError, also where there is none: scans hold but images."""
    from pypdf import PdfReader  # heavy, and rarely needed
    from pypdf.errors import DependencyError, FileNotDecryptedError, WrongPasswordError

    try:
        reader = PdfReader(io.BytesIO(data))
        pages = [_lines(page.extract_text()) for page in reader.pages]
        told = _metadata(reader)
    except (FileNotDecryptedError, WrongPasswordError, DependencyError):
        raise DocumentError(f"{path}: the PDF is protected by a password; save it without one") from None
    except Exception as error:  # of whatever kind: pypdf meets broken files with errors of many
        raise DocumentError(f"{path}: the PDF is damaged: {str(error) or type(error).__name__}") from None
    text = "\n\n".join(_paragraphs(_without_edges(pages)))
    if not text:
        raise DocumentError(f"{path}: the PDF holds no text; scanned pages have to go through OCR first")
    return Content(text, told, "plain")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in _UNENCODABLE.sub("", text).splitlines()]


def _without_edges(pages: list[list[str]]) -> list[list[str]]:
    """Leave out headers and footers: first or last lines that stand, but for numbers, on most pages."""
    inner = [[line for line in page if line] for page in pages]
    seen = Counter(
        edge for page in inner for edge in {_DIGITS.sub("0", line) for line in (*page[:1], *page[-1:])}
    )
    often = {line for line, times in seen.items() if times >= max(_FEWEST_PAGES, len(pages) / 2)}

    def is_edge(page: list[str], at: int) -> bool:
        return at in (0, len(page) - 1) and _DIGITS.sub("0", page[at]) in often

    kept = (
        [line for at, line in enumerate(page) if not line or not is_edge(page, at)]
        for page in map(_trim, pages)
    )
    return list(kept)


def _trim(page: list[str]) -> list[str]:
    solid = [at for at, line in enumerate(page) if line]
    return page[solid[0] : solid[-1] + 1] if solid else []


def _paragraphs(pages: Iterable[list[str]]) -> list[str]:
    paragraphs: list[str] = []
    goes_on = False
    for page in pages:
        widest = max(map(columns, page), default=0)
        for line in page:
            if not line:
                goes_on = False
            elif goes_on:
                paragraphs[-1] = _join(paragraphs[-1], line)
            else:
                paragraphs.append(line)
            goes_on = bool(line) and columns(line) >= _FULL * widest
        goes_on = goes_on and not paragraphs[-1].endswith(FINAL)
    return paragraphs


def _join(before: str, line: str) -> str:
    if _HYPHENATED.search(before) and line[0].islower():
        return before[:-1] + line
    if is_wide(before[-1]) and is_wide(line[0]):
        return before + line
    return f"{before} {line}"


def _metadata(reader: PdfReader) -> Metadata:
    """Return what the PDF says of itself; a date is when it was made, not when it was published."""
    said = reader.metadata
    if said is None:
        return Metadata()
    title, author = (
        " ".join(_UNENCODABLE.sub("", str(value)).split()) if value else ""
        for value in (said.title, said.author)
    )
    return Metadata(title=None if _NO_TITLE.fullmatch(title) else title, author=author or None)


FORMAT = DocumentFormat("pdf", lambda head, _: head.lstrip().startswith(b"%PDF-"), read)
