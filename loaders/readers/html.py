"""HTML: what a browser would show of the page, but for its navigation and controls."""

from __future__ import annotations

import html as entities
import re
from dataclasses import dataclass

from loaders.readers.html_metadata import HtmlMetadata
from loaders.readers.html_tokens import Entity, Literal, RawText, Tag, tokens
from loaders.readers.page import Page, finish, title_of
from loaders.text.spanned import BlockKind, Cell, Metadata, Text

_HIDDEN = frozenset(
    (
        *("nav", "footer", "aside", "template", "noscript", "svg", "select", "datalist", "button", "label"),
        *("object", "canvas", "audio", "video", "rt", "rp"),
    )
)
_VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source"),
        *("track", "wbr"),
    )
)
_BLOCK = frozenset(
    (
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
            "dialog",
        ),
        *("dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "head", "header"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav"),
        *("ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
_KIND: dict[str, BlockKind] = {
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    **dict.fromkeys(("td", "th"), "cell"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    "h1": "title",
    "pre": "code",
}
# visibility is no sign: some pages show their text by script
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.I)
_NESTING_SEARCHED = 64  # elements; an inline end tag further away than this closes nothing


def read_html(source: str, start: int = 0, metadata: Metadata | None = None) -> Text:
    """Read the page that begins at ``start``, however broken; ``metadata`` is the front matter's."""
    page = Page()
    reader = HtmlReader(source, page)
    reader.feed(start, len(source))
    visible, blocks = page.close()
    reader.metadata.tell("heading", title_of(visible, blocks) or "")
    return finish(source, visible, blocks, (metadata or Metadata()).over(reader.metadata.build()))


@dataclass(frozen=True, slots=True)
class _Element:
    name: str
    kind: BlockKind
    hidden: bool
    preformatted: bool
    cell: Cell | None = None


class HtmlReader:
    """Writes the visible text of stretches of HTML into a page.

    Elements stay open from one stretch to the next, so that Markdown can feed the pieces it holds.
    """

    def __init__(self, source: str, page: Page) -> None:
        self.metadata = HtmlMetadata()
        self._source = source
        self._page = page
        self._stack = [_Element("", "paragraph", hidden=False, preformatted=False)]
        self._open_count: dict[str, int] = {}
        self._json_ld = False

    @property
    def hidden(self) -> bool:
        """Whether what comes next stands in an element that is not shown."""
        return self._stack[-1].hidden

    def feed(self, start: int, end: int) -> None:
        """Read ``source[start:end]``."""
        for token in tokens(self._source, start, end):
            if isinstance(token, Tag):
                if token.closing:
                    self._close(token)
                else:
                    self._open(token)
            elif isinstance(token, RawText):
                self._raw(token)
            elif not self.hidden:
                self._text(token)

    def _text(self, token: Literal | Entity) -> None:
        if isinstance(token, Entity):
            self._page.replace(token.text, token.start, token.end)
        elif self._stack[-1].preformatted:
            self._page.write(self._source[token.start : token.end], token.start)
        else:
            self._page.flow(self._source, token.start, token.end)

    def _raw(self, token: RawText) -> None:
        content = self._source[token.start : token.end]
        if token.name == "title" and not self.hidden:
            self.metadata.tell("title", entities.unescape(content))
        elif self._json_ld:
            self.metadata.json_ld(content)
        self._json_ld = False

    def _open(self, tag: Tag) -> None:
        name, attributes = tag.name, tag.attributes
        if name in ("meta", "link", "html", "time", "script"):
            self._note(name, attributes)
        parent = self._stack[-1]
        if name in _BLOCK and parent.name == "p":  # a block ends a paragraph that nobody closed
            self._pop()
            parent = self._stack[-1]
        if name == parent.name and name in ("li", "dt", "dd", "td", "th", "tr", "option"):
            self._pop()
            parent = self._stack[-1]
        cell = self._page.table.open(name, attributes) or parent.cell
        if name in _BLOCK and not parent.hidden:
            self._page.block(self._kind(name, parent), cell)
        if name in ("br", "img") and not parent.hidden:
            if name == "br":
                self._page.line_break(tag.start, tag.end)
            else:
                self._page.image()
        if name not in _VOID:
            hidden = parent.hidden or _is_hidden(name, attributes)
            preformatted = parent.preformatted or name == "pre"
            self._stack.append(_Element(name, self._kind(name, parent), hidden, preformatted, cell))
            self._open_count[name] = self._open_count.get(name, 0) + 1

    def _close(self, tag: Tag) -> None:
        name = tag.name
        if self._open_count.get(name):
            if name not in _BLOCK:
                nearest = self._stack[-_NESTING_SEARCHED:]
                while nearest and nearest[-1].name != name and nearest[-1].name not in _BLOCK:
                    nearest.pop()
                if not nearest or nearest[-1].name != name:
                    return
            while self._pop() != name:
                pass
        if name in _BLOCK and not self.hidden:
            self._page.block(self._stack[-1].kind, self._stack[-1].cell)

    def _pop(self) -> str:
        name = self._stack.pop().name
        if name == "table":
            self._page.table.close()
        self._open_count[name] -= 1
        return name

    def _kind(self, name: str, parent: _Element) -> BlockKind:
        if name == "p" and parent.kind not in ("item", "caption"):
            return "paragraph"
        return _KIND.get(name, parent.kind)

    def _note(self, name: str, attributes: dict[str, str]) -> None:
        if name == "meta":
            self.metadata.meta(attributes)
        elif name == "link" and attributes.get("rel", "").lower() == "canonical":
            self.metadata.tell("canonical", attributes.get("href", ""))
        elif name == "html":
            self.metadata.tell("lang", attributes.get("lang") or attributes.get("xml:lang", ""))
        elif name == "time":
            self.metadata.tell("time", attributes.get("datetime", ""))
        elif name == "script":
            self._json_ld = "ld+json" in attributes.get("type", "").lower()


def _is_hidden(name: str, attributes: dict[str, str]) -> bool:
    return name in _HIDDEN or "hidden" in attributes or bool(_NOT_SHOWN.search(attributes.get("style", "")))
