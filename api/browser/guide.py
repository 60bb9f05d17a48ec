"""The guide of Neo4j Browser (``:play``): what is in the graph, then each canned query, to run at a click."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from api.browser.runnable import runnable, title
from api.browser.style import colours, words
from graph.model import CLAIM_TYPES, DOCUMENT, DOCUMENT_LABEL, ENTITY_LABELS, MENTIONS
from graph.schema import FULL_TEXT
from queries.catalog import Catalog
from queries.query import Query

_CODE = re.compile("`([^`]+)`")
_CLAIMS = "|".join(kind.name for kind in CLAIM_TYPES)

EVERYTHING = f"MATCH (one)-[claim:{_CLAIMS}]->(other)\nRETURN one, claim, other\nLIMIT 300"
SOURCES = (
    f"MATCH (document:{DOCUMENT})-[mention:{MENTIONS}]->(entity)\nRETURN document, mention, entity\nLIMIT 300"
)
FIND = (
    f"CALL db.index.fulltext.queryNodes('{FULL_TEXT}', '华为') YIELD node, score\n"
    "RETURN node, node.name AS name, score\nORDER BY score DESC, node.id\nLIMIT 25"
)


def guide(catalog: Catalog, address: str) -> str:
    """Return the guide as HTML; ``address`` is the service's own, with a slash at its end."""
    slides = [_contents(address), _relationships(), _looking(), *map(_slide, catalog.values())]
    body = "\n".join(f'<slide class="row-fluid">\n{slide}\n</slide>' for slide in slides)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>pactgraph</title></head>\n<body>\n'
        '<article class="guide">\n<title>pactgraph</title>\n'
        f'<carousel class="deck container-fluid">\n{body}\n</carousel>\n</article>\n</body>\n</html>\n'
    )


def _contents(address: str) -> str:
    fills = colours()
    rows = [
        (f'<span style="color: {fills[label.name]}">●</span> {label.name} {label.name_zh}', label.comment)
        for label in (*ENTITY_LABELS, DOCUMENT_LABEL)
    ]
    return _titled(
        "pactgraph: who signed with whom",
        "<p>Who signed with whom, where, and which sentence says so. One node is one thing, whatever documents "
        "call it. A click puts a frame into the editor, Ctrl+Enter runs it. First give the graph its colours:</p>",
        _code(f":style {address}browser/style.grass"),
        _table(rows),
    )


def _relationships() -> str:
    rows = [
        (f"{words(kind.name)} {kind.name_zh}", f"{', '.join(kind.sources)} → {', '.join(kind.targets)}")
        for kind in CLAIM_TYPES
    ]
    return _titled(
        "What documents claim",
        "<p>A relationship is what one document says: click it to read the sentence (<code>quote</code>), its place in "
        "the document, its date and how sure it is. Two documents that say the same are two relationships.</p>",
        _table(rows),
        "<p>All of it, up to 300:</p>",
        _code(EVERYTHING),
    )


def _looking() -> str:
    return _titled(
        "Where it is said, and finding things by name",
        "<p>Documents and what they mention:</p>",
        _code(SOURCES),
        "<p>Things by any of their names, in any script:</p>",
        _code(FIND),
    )


def _slide(query: Query) -> str:
    return _titled(
        title(query),
        f"<p>{marked(query.description)}</p>",
        _code(runnable(query)),
    )


def _titled(heading: str, *parts: str) -> str:
    return "\n".join([f'<div class="col-sm-12">\n<h3>{escape(heading)}</h3>', *parts, "</div>"])


def marked(text: str) -> str:
    """Return a text as HTML; what stands in backticks is code."""
    return _CODE.sub(r"<code>\1</code>", escape(text))


def _code(text: str) -> str:
    """Return a frame that runs at a click."""
    return (
        '<pre mode="cypher" class="highlight pre-scrollable code runnable standalone-example">'
        f"{escape(text, quote=False)}</pre>"
    )


def _table(rows: list[tuple[str, str]]) -> str:
    return '<table style="margin-bottom: 12px">\n' + "\n".join(_rows(rows)) + "\n</table>"


def _rows(rows: list[tuple[str, str]]) -> Iterator[str]:
    for name, meaning in rows:
        yield f'<tr><th style="text-align: left; padding-right: 20px">{name}</th><td>{escape(meaning)}</td></tr>'
