"""Readers: a file becomes text as a reader sees it, with offsets into its decoded source.

What a file is, its content tells, not the ending of its name.
"""

from __future__ import annotations

from graph.errors import DocumentError
from loaders.readers.decode import decode
from loaders.readers.detect import Format, detect
from loaders.readers.front_matter import front_matter
from loaders.readers.html import read_html
from loaders.readers.markdown import read_markdown
from loaders.readers.plain import read_plain
from loaders.text.spanned import Metadata, Text

__all__ = ["Format", "detect", "read", "read_source"]


def read(data: bytes, *, path: str) -> Text:
    """Read a file; ``path`` is for messages. Raises DocumentError where it is no text or malformed."""
    return read_source(decode(data, path=path), path=path)


def read_source(source: str, *, path: str) -> Text:
    """Read decoded text. Raises DocumentError where there is none, and for malformed front matter."""
    if not source.strip():
        raise DocumentError(f"{path}: there is no text in it")
    front = front_matter(source, path=path)
    start = front.end if front else 0
    metadata = front.metadata if front else Metadata()
    form = detect(source, start)
    if form == "html":
        return read_html(source, start, metadata)
    if form == "markdown" or front:
        return read_markdown(source, start, metadata)
    return read_plain(source)
