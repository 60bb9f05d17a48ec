"""What loaded documents say, to be compared with what they would say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import product

from graph.batch import IDS_PER_STATEMENT, chunks
from graph.difference import Said as Stored
from graph.engines.bolt import Graph
from graph.facts import Facts
from graph.model import CLAIM_TYPE_BY_NAME
from graph.rows import stored_claim
from graph.statements import STORED_CLAIMS, said, together

Said = Counter[tuple[str, str, str, int, int]]
"""Claims by type, source and target (their ids in the document), start and end."""


def said_in(graph: Graph, documents: Sequence[str]) -> dict[str, Said]:
    """Return the claims that these documents make in the graph, by document; the rejected ones too."""
    found: dict[str, Said] = {document: Counter() for document in documents}
    statements = [said(types) for types in together(graph.connection.engine, STORED_CLAIMS)]
    for statement, ids in product(statements, chunks(documents, IDS_PER_STATEMENT)):
        for row in graph.read(statement, ids=ids):
            for stored, element, _, *said_of in row["said"]:
                kind, source, target, own = stored_claim(Stored(stored, element, *said_of).row)
                found[own["document"]][_key(kind, source, target, own["start"], own["end"])] += 1
    return found


def said_by(facts: Facts) -> Said:
    """Return the claims that facts make."""
    return Counter(_key(one.type, one.source, one.target, one.start, one.end) for one in facts.claims)


def _key(kind: str, source: str, target: str, start: int, end: int) -> tuple[str, str, str, int, int]:
    if CLAIM_TYPE_BY_NAME[kind].symmetric:
        source, target = sorted((source, target))
    return kind, source, target, start, end


def difference(before: Said, after: Said) -> tuple[int, int]:
    """Return how many claims are added, and how many taken away."""
    return (after - before).total(), (before - after).total()
