"""The law that every reader keeps: each visible character is what its place in the source shows."""

from __future__ import annotations

import html
from itertools import pairwise
from urllib.parse import unquote

from loaders.text.spanned import Text


def assert_faithful(text: Text) -> None:
    visible = text.visible
    assert len(visible.text) == len(visible.starts) == len(visible.ends)
    for character, start, end in zip(visible.text, visible.starts, visible.ends, strict=True):
        assert 0 <= start <= end <= len(text.source)
        assert _shows(text.source[start:end], character), (character, start, end, text.source[start:end])
    assert all(before <= after for before, after in pairwise(visible.starts))
    assert all(before <= after for before, after in pairwise(visible.ends))
    position = 0
    for block in text.blocks:
        assert position <= block.start < block.end <= len(visible.text)
        piece = visible.text[block.start : block.end]
        assert piece == piece.strip()
        position = block.end


def _shows(written: str, character: str) -> bool:
    if character == "\n":
        return (
            not written or written.isspace() or "\n" in written or "\r" in written or "<br" in written.lower()
        )
    if (
        character == " " and written and not written.strip(" \t\r\n|:-")
    ):  # a bar between cells is shown with spaces
        return True
    return (
        written in (character, f"\\{character}")
        or character in html.unescape(written)
        or character in unquote(written)
    )
