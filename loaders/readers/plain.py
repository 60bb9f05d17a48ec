"""Plain text: what a reader sees is the source itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from loaders.readers.dates import publication_date
from loaders.readers.page import finish, title_of
from loaders.text.script import columns
from loaders.text.spanned import Block, Cell, Metadata, Spanned, Text

_LINE = re.compile(r"[^\r\n]*[^\s][^\r\n]*")
_BLANK = re.compile(r"(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)")
_ITEM = re.compile(
    r"[^\S\r\n]*(?:[-*+•●■◆▪·–][^\S\r\n]+|(?:\d{1,3}[.)、）]|[(（]\d{1,3}[)）])[^\S\r\n]*)(?=\S)"
)
_TAB = re.compile(r"\t")
_PARTICULAR = re.compile(r"[^\s：:，。,.][^：:，。,.\r\n]{0,24}[：:][^\S\r\n]*\S")
"""A line that tells a particular, as 地址：…; those between two blank lines are no wrapped sentence."""
_RULE = re.compile(r"[\s\-=_*~—－]+")
_FINAL = re.compile(r"[。！？；.!?;,，、：:…][”’」』）)\"'\]】]*\s*$")
_DOTTED_END = re.compile(r"\b(?:Inc|Ltd|Co|Corp|U\.S)\.$")

_HEADING_WIDTH = 80  # columns; a Chinese character takes two
_WRAPPED_WIDTH = 160  # no text is wrapped at more columns than this


@dataclass(frozen=True, slots=True)
class _Line:
    begin: int  # where the line does; its text begins at ``start``
    start: int
    end: int
    width: int  # columns
    final: bool  # ends as sentences do
    item: bool


def read_plain(source: str, start: int = 0, metadata: Metadata | None = None) -> Text:
    """Read plain text from ``start``.

    Blank lines part blocks. Lines of cells parted by tabs are a table. Where lines are wrapped at a width,
    those between blank lines are one block, else each is one. Short lines that do not end as sentences do
    are headings; the first line of the document, if it is such a line, is the title.
    """
    groups = _groups(source, start)
    blocks: list[Block] = []
    wrapped = _is_wrapped(groups)
    row = 0
    for group in groups:
        if rows := _rows(source, group):
            blocks.extend(_cells(rows, row + 2))
            row += 1 + len(rows)
            continue
        told = sum(_PARTICULAR.match(source, line.start, line.end) is not None for line in group)
        for first, last in _paragraphs(group, wrapped and 3 * told < 2 * len(group)):
            blocks.append(_block(source, first, last, is_first=not blocks))
    blocks = _without_lone_title(blocks)
    visible = Spanned.of(source)
    metadata = metadata or Metadata()
    if metadata.title is None:
        metadata = replace(metadata, title=title_of(visible, tuple(blocks)))
    return finish(source, visible, tuple(blocks), metadata)


def _groups(source: str, start: int) -> list[list[_Line]]:
    """Cut into lines that hold something, grouped by the blank lines between them."""
    groups: list[list[_Line]] = []
    end = start
    for match in _LINE.finditer(source, start):
        if _RULE.fullmatch(match[0]):
            continue
        line = _line(source, match)
        if not groups or _BLANK.search(source, end, match.start() + 1):
            groups.append([])
        groups[-1].append(line)
        end = match.end()
    return groups


def _line(source: str, match: re.Match[str]) -> _Line:
    text = match[0]
    start = match.start() + len(text) - len(text.lstrip())
    end = match.start() + len(text.rstrip())
    tail = source[max(start, end - 12) : end]
    final = bool(_FINAL.search(tail)) and not _DOTTED_END.search(tail)
    return _Line(
        match.start(), start, end, columns(source[start:end]), final, bool(_ITEM.match(source, start, end))
    )


def _is_wrapped(groups: list[list[_Line]]) -> bool:
    """Whether lines break at a width and not at the end of sentences.

    Most lines that another follows then come close to the longest, and do not end a sentence.
    """
    inner = [line for group in groups for line in group[:-1] if not line.item]
    if len(inner) < 2:
        return False
    longest = max(line.width for group in groups for line in group)
    full = sum(line.width >= 0.6 * longest for line in inner)
    final = sum(line.final for line in inner)
    return 30 <= longest <= _WRAPPED_WIDTH and full >= 0.7 * len(inner) and final <= 0.4 * len(inner)


def _paragraphs(group: list[_Line], wrapped: bool) -> list[tuple[_Line, _Line]]:
    """Return the first and last line of each paragraph."""
    paragraphs: list[tuple[_Line, _Line]] = []
    for line in group:
        if wrapped and paragraphs and not line.item:
            paragraphs[-1] = paragraphs[-1][0], line
        else:
            paragraphs.append((line, line))
    return paragraphs


def _rows(source: str, group: list[_Line]) -> list[list[tuple[int, int]]]:
    """Where the cells of each line stand if tabs part them, as many in most; none where it is no table."""
    rows = []
    for line in group:
        tabs = (tab.start() for tab in _TAB.finditer(source, line.begin, line.end))
        stops = [line.begin - 1, *tabs, line.end]
        rows.append([_stripped(source, begin + 1, end) for begin, end in pairwise(stops)])
    widths = Counter(map(len, rows))
    widest = max(widths)
    named = any(source[start:end].endswith((":", "：")) for (start, end), *_ in rows)
    return [] if named or min(widths) < 2 or 2 * widths[widest] < len(rows) or len(rows) < 2 else rows


def _stripped(source: str, start: int, end: int) -> tuple[int, int]:
    left = len(source[start:end]) - len(source[start:end].lstrip())
    return start + left, start + max(left, len(source[start:end].rstrip()))


def _cells(rows: list[list[tuple[int, int]]], first: int) -> Iterator[Block]:
    """The cells of a table whose first row has this number."""
    for row, cells in enumerate(rows, first):
        for column, (start, end) in enumerate(cells, 1):
            if start < end:
                yield Block(start, end, "cell", Cell(row, column))


def _block(source: str, first: _Line, last: _Line, *, is_first: bool) -> Block:
    if first.item and (mark := _ITEM.match(source, first.start, first.end)):
        return Block(mark.end(), last.end, "item")
    if first is last and not first.final and first.width <= _HEADING_WIDTH:
        is_date = publication_date([source[first.start : first.end]]) is not None
        return Block(first.start, first.end, "paragraph" if is_date else "title" if is_first else "heading")
    return Block(first.start, last.end, "paragraph")


def _without_lone_title(blocks: list[Block]) -> list[Block]:
    """Take a title that nothing follows for what it is: a short text."""
    if len(blocks) == 1 and blocks[0].kind == "title":
        return [replace(blocks[0], kind="paragraph")]
    return blocks
