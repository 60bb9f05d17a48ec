"""Markdown: CommonMark with tables, read by markdown-it-py.

Indented code is not read as code: in news texts an indent opens a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from loaders.readers.html import HtmlReader
from loaders.readers.page import Page, finish, title_of
from loaders.text.spanned import BlockKind, Cell, Metadata, Spanned, SpannedBuilder, Text

_LINE = re.compile(r"\r\n|\r|\n")
_KIND: dict[str, BlockKind] = {
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("td", "th"), "cell"),
    "li": "item",
}


def read_markdown(source: str, start: int = 0, metadata: Metadata | None = None) -> Text:
    """Read the Markdown that begins at ``start``; ``metadata`` is what the front matter before it says."""
    page = Page()
    _Walk(source, start, page).run()
    visible, blocks = page.close()
    metadata = metadata or Metadata()
    if metadata.title is None:
        metadata = replace(metadata, title=title_of(visible, blocks))
    return finish(source, visible, blocks, metadata)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table")
    # "inline" is run here, text by text, to learn where its tokens stand; joining them would lose that
    return parser.disable(["code", "inline", "text_join", "fragments_join"])


def _parse_inline(text: str, env: dict[str, Any]) -> list[Token]:
    """Parse a paragraph's text; ``token.meta["at"]`` tells where in it a token's markup begins."""
    parser = _parser()
    state = _PositionedInline(text, parser, env, [])
    parser.inline.tokenize(state)
    for rule in parser.inline.ruler2.getRules(""):
        rule(state)
    return state.tokens


class _PositionedInline(StateInline):
    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        previous = self.tokens[-2] if len(self.tokens) > 1 else None
        token.meta["at"] = self.pos
        if previous and previous.type == "text" and previous.meta["at"] >= self.pos:
            # one of several delimiters in a row, behind which the state moves only after the last
            token.meta["at"] = previous.meta["at"] + len(previous.content)
        return token

    def pushPending(self) -> Token:  # noqa: N802 - the parser's name
        token = super().pushPending()
        # A line break takes spaces off its end, and a link's bracket stands between: step back over them.
        at = self.pos - len(token.content)
        while at > 0 and not self.src.startswith(token.content, at):
            at -= 1
        token.meta["at"] = at
        return token


class _Walk:
    """Walks over the blocks of a document and writes what they show into a page."""

    def __init__(self, source: str, start: int, page: Page) -> None:
        self._source = source
        self._page = page
        self._html = HtmlReader(source, page)
        self._line_starts = [start, *(match.end() for match in _LINE.finditer(source, start)), len(source)]
        self._cursor = start  # where in the source the last text that was found ends
        self._env: dict[str, Any] = {}
        self._tokens = _parser().parse(source[start:], self._env)

    def run(self) -> None:
        """Write it all."""
        around: list[str] = []
        cell: Cell | None = None
        for token in self._tokens:
            if token.nesting > 0:
                around.append(token.tag)
                cell = self._page.table.open(token.tag)
            elif token.nesting < 0:
                if around.pop() == "table":
                    self._page.table.close()
            elif token.type == "html_block":
                first, last = token.map or (0, 0)
                self._html.feed(self._line_starts[first], self._line_starts[last])
            elif self._html.hidden:
                continue
            elif token.type == "inline":
                self._page.block(_kind(around), cell)
                self._inline(token, cell if "table" in around else None)
                self._page.block()
            elif token.type == "fence" and token.content:
                code = self._locate(token.content.rstrip("\n"), token.map[0] + 1 if token.map else 0)
                self._page.block("code")
                self._page.place(code.text, code.starts, code.ends)
                self._page.block()

    def _inline(self, token: Token, cell: Cell | None) -> None:
        if cell and not token.content.strip():
            return
        content = self._locate(token.content, self._first_line(token), in_cell=cell is not None)
        if cell and cell.column > 1:
            self._page.bridge(content.starts[0])
        flat = content.text.replace("\n", " ")  # as code in a line shows it
        for child in _parse_inline(content.text, self._env):
            at = child.meta["at"]
            if child.type == "html_inline":
                start, end = content.span(at, at + len(child.content))
                if self._source[start:end] == child.content:
                    self._html.feed(start, end)
            elif self._html.hidden:
                continue
            elif child.type == "image":
                self._page.image()
            elif child.type in ("softbreak", "hardbreak"):
                self._page.replace("\n", *content.span(at, content.text.index("\n", at) + 1))
            elif child.type == "text_special":
                self._page.replace(child.content, *content.span(at, at + len(child.markup)))
            elif child.content:  # text; a link in angle brackets; code, which may have lost a space
                at += len(child.markup)
                found = flat.find(child.content, at, at + len(child.content) + 2)
                if found < 0:  # a link in angle brackets whose escapes are decoded
                    self._page.replace(child.content, *content.span(at, flat.find(">", at) + 1))
                else:
                    end = found + len(child.content)
                    self._page.place(child.content, content.starts[found:end], content.ends[found:end])

    def _locate(self, content: str, line: int, *, in_cell: bool = False) -> Spanned:
        """Find a block's text in the source, line by line: the parser took marks and indents off.

        A line that cannot be found stands for what is left of its line in the source.
        """
        located = SpannedBuilder()
        line_end = self._cursor
        for number, text in enumerate(content.split("\n"), line):
            begin, end = self._line_starts[number : number + 2]
            if number > line:
                located.replace("\n", line_end, begin)
            line_end = begin + len(self._source[begin:end].rstrip())
            shown = text.strip()
            written = shown.replace("|", "\\|") if in_cell else shown
            if not in_cell and self._source.endswith(shown, begin, line_end):
                found = line_end - len(shown)
            else:
                found = self._source.find(written, max(begin, self._cursor), line_end)
            if not shown or found < 0:
                located.replace(text, max(begin, self._cursor), end)
                self._cursor = line_end = end
            else:
                lead = text[: len(text) - len(text.lstrip())]
                located.replace(lead, begin, found)
                self._cursor = _copy(located, shown, written, found)
                located.replace(text[len(lead) + len(shown) :], self._cursor, end)
        return located.build()

    def _first_line(self, token: Token) -> int:
        """Return the line that a text begins on: lines of rare white space may be gone before it."""
        first, last = token.map or (0, 0)
        opening = token.content.partition("\n")[0].strip()
        for line in range(first, last):
            if self._source.find(opening, self._line_starts[line], self._line_starts[line + 1]) >= 0:
                return line
        return first


def _copy(located: SpannedBuilder, shown: str, written: str, at: int) -> int:
    """Copy text in which a bar is written with a backslash before it; return where it ends in the source."""
    if shown == written:
        located.copy(shown, at)
        return at + len(shown)
    for number, piece in enumerate(shown.split("|")):
        if number:
            located.replace("|", at, at + 2)
            at += 2
        located.copy(piece, at)
        at += len(piece)
    return at


def _kind(around: list[str]) -> BlockKind:
    for tag in reversed(around):
        if tag == "h1":
            return "title"
        if tag in _KIND:
            return _KIND[tag]
    return "paragraph"
