"""Small facts for the tests of the graph, and a graph's content as sets that can be compared."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from graph.engines.bolt import Graph
from graph.facts import Claim, Document, Entity, Facts, Mention
from graph.model import LABEL_BY_KEY


def entity(id_: str, name: str | None = None, *texts: str, **more: Any) -> Entity:
    """Make an entity named in the document by ``texts``; its name is the id's slug unless given."""
    key, _, slug = id_.partition("/")
    mentions = tuple(Mention(start=n, end=n + len(text), text=text) for n, text in enumerate(texts))
    return Entity(id=id_, label=LABEL_BY_KEY[key].name, name=name or slug, mentions=mentions, **more)


def claim(kind: str, source: str, target: str, **more: Any) -> Claim:
    """Make a claim, with a quote unless one is given."""
    quote = more.pop("quote", f"{source} {kind} {target}")
    return Claim(
        type=kind,
        source=source,
        target=target,
        quote=quote,
        start=0,
        end=len(quote),
        confidence=more.pop("confidence", 0.9),
        **more,
    )


def facts(document: str, *said: Entity | Claim, **more: Any) -> Facts:
    """Make what a document says; the ends of its claims need no entity given."""
    entities = {item.id: item for item in said if isinstance(item, Entity)}
    claims = tuple(item for item in said if isinstance(item, Claim))
    for end in (end for item in claims for end in (item.source, item.target, item.place) if end):
        entities.setdefault(end, entity(end))
    return Facts(
        document=Document(id=document, path=document, sha256=sha256(document.encode()).hexdigest(), **more),
        entities=tuple(entities.values()),
        claims=claims,
    )


def content(graph: Graph) -> tuple[frozenset[Any], tuple[Any, ...]]:
    """Return all of a graph but the bookkeeping: its nodes, and its relationships with repetitions."""
    nodes = graph.read("MATCH (n) WHERE NOT n:Graph RETURN labels(n) AS labels, properties(n) AS properties")
    relationships = graph.read(
        "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS type, properties(r) AS properties, b.id AS b"
    )
    return frozenset(_frozen(row) for row in nodes), tuple(sorted(map(_frozen, relationships), key=repr))


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return tuple(sorted((key, _frozen(item)) for key, item in value.items()))
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
