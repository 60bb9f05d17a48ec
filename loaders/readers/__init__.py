"""Readers: a file becomes text as a reader sees it, with offsets into its decoded source.

What a file is, its content tells, not the ending of its name.
"""

from __future__ import annotations

from dataclasses import replace

from graph.errors import DocumentError
from loaders.readers.decode import decode
from loaders.readers.detect import detect
from loaders.readers.formats import Content, DocumentFormat, Form, recognise
from loaders.readers.front_matter import front_matter
from loaders.readers.html import read_html
from loaders.readers.markdown import read_markdown
from loaders.readers.plain import read_plain
from loaders.text.spanned import Metadata, Text

__all__ = ["Form", "content_of", "detect", "read", "read_content", "read_source"]


def read(data: bytes, *, path: str) -> Text:
    """Read a file; ``path`` is for messages. Raises DocumentError where it is no text or malformed."""
    return read_content(content_of(data, path=path), path=path)


def content_of(data: bytes, *, path: str) -> Content:
    """Take a document out of its file: decode a text, extract that of a PDF or the like. Raises DocumentError."""
    form = recognise(data, path)
    if isinstance(form, DocumentFormat):
        return form.read(data, path)
    decoded = decode(data, path=path)
    return Content(decoded.text, encoding=decoded.encoding, confidence=decoded.confidence)


def read_content(content: Content, *, path: str) -> Text:
    """Read a document's text; what its file says of it goes before what the text says. Raises DocumentError."""
    read = read_source(content.source, path=path, form=content.form)
    return replace(read, metadata=content.told.over(read.metadata))


def read_source(source: str, *, path: str, form: Form | None = None) -> Text:
    """Read decoded text. Raises DocumentError where there is none, and for malformed front matter."""
    if not source.strip():
        raise DocumentError(f"{path}: there is no text in it")
    if form == "plain":
        return read_plain(source)
    front = front_matter(source, path=path)
    start = front.end if front else 0
    metadata = front.metadata if front else Metadata()
    form = form or detect(source, start)
    if form == "html":
        return read_html(source, start, metadata)
    if form == "markdown" or front:
        return read_markdown(source, start, metadata)
    return read_plain(source)
