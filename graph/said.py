"""What loaded documents say, to be compared with what they would say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from graph.engines.bolt import Graph
from graph.facts import Facts
from graph.model import CLAIM_TYPES

Said = Counter[tuple[str, str, str, int, int]]
"""Claims by type, source, target, start and end."""

CLAIMS = {
    kind.name: (
        f"MATCH (a)-[r:{kind.name}]->(b)\n"
        "WHERE r.document IN $ids\n"
        "RETURN r.document AS document, a.id AS source, b.id AS target, r.start AS start, r.end AS end"
    )
    for kind in CLAIM_TYPES
}
"""By type of claim."""


def said_in(graph: Graph, documents: Sequence[str]) -> dict[str, Said]:
    """Return the claims that these documents make in the graph, by document."""
    said: dict[str, Said] = {document: Counter() for document in documents}
    for kind, statement in CLAIMS.items() if documents else ():
        for row in graph.read(statement, ids=list(documents)):
            said[row["document"]][kind, row["source"], row["target"], row["start"], row["end"]] += 1
    return said


def said_by(facts: Facts) -> Said:
    """Return the claims that facts make."""
    return Counter((one.type, one.source, one.target, one.start, one.end) for one in facts.claims)


def difference(before: Said, after: Said) -> tuple[int, int]:
    """Return how many claims are added, and how many taken away."""
    return (after - before).total(), (before - after).total()
