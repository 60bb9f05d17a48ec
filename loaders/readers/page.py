"""A page being read: visible text put together block by block, each character with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.readers.dates import publication_date
from loaders.readers.table import Table, without_layout
from loaders.text.script import is_segmented, language
from loaders.text.spanned import Block, BlockKind, Cell, Metadata, Spanned, SpannedBuilder, Text

_WORD = re.compile(r"[^ \t\n\r\f]+")
FINAL = tuple("。！？；.!?;：:")
"""What ends a sentence."""

_CAPTION_LENGTH = 60


class Page:
    """Collects blocks: text is written into the open one, and :meth:`block` closes it.

    Of several titles the first stays one, the others are headings.
    """

    def __init__(self) -> None:
        self.table = Table()
        self._out = SpannedBuilder()
        self._blocks: list[Block] = []
        self._kind: BlockKind = "paragraph"
        self._start = -1  # where the open block begins; -1 while it is empty
        self._solid = 0  # where its last character that is not white space ends
        self._opening = ""  # its first characters
        self._last = ""  # its last character
        self._source_end = 0
        self._bridged = False
        self._gap: tuple[int, bool] | None = (
            None  # white space to collapse: its offset, whether lines break in it
        )
        self._image = False
        self._after_image = False
        self._titled = False
        self._cell: Cell | None = None

    def block(self, kind: BlockKind = "paragraph", cell: Cell | None = None) -> None:
        """Close the open block; what is written next belongs to one of this kind, in this cell of a table."""
        if self._start >= 0:
            if self._kind == "title":
                self._kind, self._titled = "heading" if self._titled else "title", True
            elif self._kind == "paragraph" and self._after_image and self._is_caption():
                self._kind = "caption"
            self._blocks.append(Block(self._start, self._solid, self._kind, self._cell))
            self._start = -1
            self._after_image = False
        elif self._image:
            self._after_image = True
        self._kind, self._cell, self._gap, self._image = kind, cell, None, False
        self._bridged = False

    def bridge(self, at: int) -> None:
        """Show a bar between the last cell and the next, which begins at ``at`` in the source."""
        self._out.replace(" | ", self._source_end, at)
        self._source_end, self._bridged = at, True

    def flow(self, source: str, start: int, end: int) -> None:
        """Write ``source[start:end]`` with its white space collapsed as browsers do.

        A run of white space is one space at its first character's place; a line break between two
        Chinese characters is nothing (CSS Text, segment break transformation).
        """
        position = start
        for word in _WORD.finditer(source, start, end):
            if word.start() > position:
                self._note_gap(source, position, word.start())
            self.write(word[0], word.start())
            position = word.end()
        if end > position:
            self._note_gap(source, position, end)

    def write(self, text: str, at: int) -> None:
        """Write text that stands literally at this source offset."""
        end = at + len(text)
        self.place(text, range(at, end), range(at + 1, end + 1))

    def replace(self, text: str, start: int, end: int) -> None:
        """Write text that stands for ``source[start:end]``."""
        self.place(text, [start] * len(text), [end] * len(text))

    def place(self, text: str, starts: Sequence[int], ends: Sequence[int]) -> None:
        """Write text whose characters stand at these source offsets."""
        if self._start < 0:  # no block begins with white space
            indent = len(text) - len(text.lstrip())
            text, starts, ends = text[indent:], starts[indent:], ends[indent:]
        if not text:
            return
        self._open(text[0])
        self._out.extend(text, starts, ends)
        if solid := len(text.rstrip()):
            self._solid = self._out.length - len(text) + solid
        if len(self._opening) <= _CAPTION_LENGTH:
            self._opening += text[: _CAPTION_LENGTH + 1]
        self._last = text[-1]
        self._source_end = ends[-1]

    def line_break(self, start: int, end: int) -> None:
        """Write a line break; two in a row part blocks."""
        if self._last == "\n" and self._start >= 0:
            self.block(self._kind, self._cell)
        else:
            self._gap = None
            self.replace("\n", start, end)

    def image(self) -> None:
        """Note an image: where a block holds nothing else, a short paragraph after it is its caption."""
        self._image = True

    def close(self) -> tuple[Spanned, tuple[Block, ...]]:
        """Close the open block; return the visible text and its blocks."""
        self.block()
        return self._out.build(), tuple(without_layout(self._blocks))

    def _open(self, first: str) -> None:
        """Make ready for a block's first character, or write the white space that stands before this one."""
        if self._start < 0:
            if self._out.length and not self._bridged:
                self._out.replace("\n", self._source_end, self._source_end)
            self._start, self._opening, self._last = self._out.length, "", ""
        elif self._gap is not None:
            offset, breaks = self._gap
            if self._last != "\n" and not (breaks and is_wide(self._last) and is_wide(first)):
                self._out.replace(" ", offset, offset + 1)
        self._gap = None

    def _note_gap(self, source: str, start: int, end: int) -> None:
        if self._start >= 0:
            offset, breaks = self._gap or (start, False)
            self._gap = offset, breaks or "\n" in source[start:end]

    def _is_caption(self) -> bool:
        return self._solid - self._start <= _CAPTION_LENGTH and not self._opening.rstrip().endswith(FINAL)


def title_of(visible: Spanned, blocks: tuple[Block, ...]) -> str | None:
    """Return the text of the title block, if there is one."""
    title = next((block for block in blocks if block.kind == "title"), None)
    return " ".join(visible.text[title.start : title.end].split()) if title else None


def finish(source: str, visible: Spanned, blocks: tuple[Block, ...], metadata: Metadata) -> Text:
    """Complete a document's metadata from its text: the language, a date near the top.

    Chinese characters outweigh what a page declares, which templates often get wrong.
    """
    told: str = language(visible.text)
    if told in ("en", "und") and metadata.language and not metadata.language.lower().startswith("zh"):
        told = metadata.language
    published = metadata.published or publication_date(
        visible.text[block.start : block.end] for block in blocks
    )
    metadata = replace(metadata, language=told, published=published)
    return Text(source, visible, blocks, metadata, is_segmented(visible.text))


def is_wide(character: str) -> bool:
    """Whether no space is written between this character and others of its kind."""
    return (
        "\u2e80" <= character <= "\ua4cf"
        or "\uf900" <= character <= "\ufaff"
        or "\uff00" <= character <= "\uff60"
    )
