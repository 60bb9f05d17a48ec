"""GraphML, for Gephi, yEd, networkx: entities and documents as nodes, claims and MENTIONS as edges.

Lists are JSON in a string, since GraphML has none. XML cannot hold control characters: U+FFFD stands in their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from graph.facts import dump_rows
from graph.formats.exporter import Exporter
from graph.model import (
    CLAIM_PROPERTIES,
    DOCUMENT,
    DOCUMENT_PROPERTIES,
    ENTITY_PROPERTIES,
    LOCAL_PROPERTIES,
    MENTIONS,
    MENTIONS_PROPERTIES,
    Property,
)
from graph.pages import CLAIM_FIELDS, ENTITY_FIELDS, MENTION_FIELDS, Document, Row

__all__ = ["GraphMl"]

_TYPES = {"integer": "long", "float": "double", "boolean": "boolean"}
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


class GraphMl(Exporter):
    """A node's ``label`` is its name, which Gephi shows; its ``kind``, and an edge's, is the label or type.

    The id of a document's node begins with ``document/``, so that it is no entity's.
    """

    def begin(self) -> str:
        """Return the keys: the name and type of every property of nodes and edges."""
        nodes = {"label": "string", "kind": "string", **_keys((*ENTITY_PROPERTIES, *DOCUMENT_PROPERTIES))}
        edges = {"kind": "string", **_keys((*CLAIM_PROPERTIES, *MENTIONS_PROPERTIES, *LOCAL_PROPERTIES))}
        keys = [
            f'<key id="{part}_{name}" for="{part}" attr.name="{name}" attr.type="{type_}"/>\n'
            for part, known in (("node", nodes), ("edge", edges))
            for name, type_ in known.items()
        ]
        return "".join([_HEAD, *keys, '<graph edgedefault="directed">\n'])

    def entities(self, label: str, rows: Iterable[Row]) -> str:
        """Return a page of entities."""
        return "".join(_node(row[0], label, zip(ENTITY_FIELDS, row, strict=True), row[1]) for row in rows)

    def document(self, document: Document) -> Iterable[str]:
        """Return a document, with the edges that it states."""
        return (_document(document),)

    def end(self) -> str:
        """Return what closes the graph."""
        return "</graph>\n</graphml>\n"


def _document(document: Document) -> str:
    properties = document.properties
    node = f"document/{properties['id']}"
    known = [(one.name, properties.get(one.name)) for one in DOCUMENT_PROPERTIES]
    parts = [_node(node, DOCUMENT, known, properties["name"])]
    source = ("document", properties["id"])
    for mention in document.mentions:
        fields = [source, *list(zip(MENTION_FIELDS, mention, strict=True))[1:]]
        parts.append(_edge(node, mention[0], MENTIONS, fields))
    for row in document.claims:
        claim = dict(zip(CLAIM_FIELDS, row, strict=True))
        if claim.pop("rejected"):
            continue
        ends = (claim.pop("source"), claim.pop("target"), claim.pop("type"))
        parts.append(_edge(*ends, [source, *claim.items()]))
    return "".join(parts)


def _node(id_: str, kind: str, fields: Iterable[tuple[str, Any]], label: str) -> str:
    data = _data("node", [("label", label), ("kind", kind), *fields])
    return f"<node id={_attribute(id_)}>{data}</node>\n"


def _edge(source: str, target: str, kind: str, fields: Sequence[tuple[str, Any]]) -> str:
    data = _data("edge", [("kind", kind), *fields])
    return f"<edge source={_attribute(source)} target={_attribute(target)}>{data}</edge>\n"


def _data(part: str, fields: Iterable[tuple[str, Any]]) -> str:
    return "".join(
        [f'<data key="{part}_{name}">{_text(value)}</data>' for name, value in fields if value is not None]
    )


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        value = dump_rows(value)
    # A bare carriage return would come back as a line feed.
    return escape(_NO_XML.sub("\ufffd", str(value)), {"\r": "&#13;"})


def _attribute(value: str) -> str:
    return quoteattr(_NO_XML.sub("\ufffd", value), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _keys(known: Iterable[Property]) -> dict[str, str]:
    return {one.name: _TYPES.get(one.type, "string") for one in known}
