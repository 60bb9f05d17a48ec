"""Why two ids are one node, or are not; and what the rules are least sure of. Nothing is written."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph import statements
from graph.canonical import Called
from graph.engines.bolt import Graph, Row
from graph.errors import PactgraphError
from graph.identity import statements as own
from graph.identity.judgements import Judgements, check_pair, claim_key, read_lines
from graph.identity.local import Local, by_label
from graph.identity.partition import Decided, partition
from graph.identity.rules import ENOUGH, SURE
from graph.identity.settling import Settling
from graph.model import CLAIM_TYPES, ENTITY_LABELS
from graph.names.authority import authority
from graph.rows import stored_claim

CHUNK = 1000
SHOWN = 3
"""So many documents of each of two ids are named."""

_DOUBTFUL = 0.4
"""Pairs below this score are not worth a person's time."""


@dataclass(frozen=True, slots=True)
class Step:
    """Two ids, what speaks for their being one, and whether that was enough."""

    one: str
    other: str
    rule: str
    score: float
    because: str
    merged: bool
    why_not: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Whether two ids are one node, why, and by which steps; ``names`` are those that documents use for each."""

    one: str
    other: str
    same: bool
    because: str
    steps: tuple[Step, ...]
    names: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A claim, its ends' ids in the document, and how sure its extractor was."""

    type: str
    source: str
    target: str
    document: str
    quote: str
    confidence: float


class _Looking:
    """The statements of a look at the graph."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def tell(self, statement: str, **parameters: list[str]) -> list[Row]:
        return self._graph.read(statement, **parameters)

    def ask(self, statement: str, ids: Iterable[str]) -> list[Row]:
        every = list(ids)
        chunks = (every[at : at + CHUNK] for at in range(0, len(every), CHUNK))
        return [row for chunk in chunks for row in self._graph.read(statement, ids=chunk)]

    def fetch(self, statement: str, rows: Sequence[Row]) -> list[Row]:
        chunks = (rows[at : at + CHUNK] for at in range(0, len(rows), CHUNK))
        return [row for chunk in chunks for row in self._graph.read(statement, rows=list(chunk))]

    def present(self, ids: Iterable[str]) -> dict[str, str]:
        return {
            id_: element
            for label, chunk in by_label(ids)
            for row in self.ask(statements.existing(label), chunk)
            for id_, element, _ in row["found"]
        }

    def remembered(self, ids: Iterable[str]) -> dict[str, Called]:  # noqa: ARG002 - as the protocol has it
        return {}

    def _refuse(self, *_: object, **__: object) -> None:
        raise AssertionError("a look changes nothing")

    run = make = relate = _refuse


def recorded(graph: Graph) -> Judgements:
    """The judgements that a graph was made with."""
    rows = graph.read(own.RECORDED)
    return read_lines(rows[0]["judgements"] or ()) if rows else Judgements()


def known_ids(graph: Graph, one: str, other: str) -> dict[str, str]:
    """The nodes of two ids of one label. Raises PactgraphError for one that is none or that nothing has."""
    check_pair(one, other, "these ids")
    settling = Settling(_Looking(graph), authority(), Judgements())
    settling.locate((one, other))
    nodes = {}
    for id_ in (one, other):
        node = settling.found[id_]
        if node is None:
            raise PactgraphError(
                f"Nothing in the graph has the id {id_!r}: GET /entities?q= and `pactgraph query` show ids"
            )
        nodes[id_] = node
    return nodes


def why(graph: Graph, one: str, other: str) -> Why:
    """Say whether two ids are one node, and why. Raises PactgraphError for an id that the graph does not have."""
    nodes = known_ids(graph, one, other)
    judgements = recorded(graph)
    settling = Settling(_Looking(graph), authority(), judgements)
    found, locals_ = settling.compare((one, other))
    names = {id_: tuple(sorted(locals_[id_].names)) if id_ in locals_ else () for id_ in (one, other)}
    edges = [_step(decided, locals_) for decided in found.decided]
    edges += [
        Step(pair.one, pair.other, "judgement", 1.0, "a person said so", pair.same, "", ())
        for pair in judgements.pairs
    ]
    if nodes[one] == nodes[other]:
        path = _path(one, other, [edge for edge in edges if edge.merged])
        return Why(one, other, True, f"both are {nodes[one]}", path, names)
    direct = tuple(edge for edge in edges if {edge.one, edge.other} == {one, other})
    return Why(one, other, False, _why_not(direct, locals_.get(one), locals_.get(other)), direct, names)


def doubtful_merges(graph: Graph) -> list[Step]:
    """Pairs that no person has judged, those first of which the rules are least sure."""
    judgements = recorded(graph)
    settling = Settling(_Looking(graph), authority(), judgements)
    nodes = [row["id"] for label in ENTITY_LABELS for row in graph.read(own.all_ids(label.name))]
    settling.read(nodes)
    everything = set(settling.called)
    locals_ = settling.evidence(everything)
    found = partition(locals_, authority(), judgements, everything)
    judged = {frozenset((pair.one, pair.other)) for pair in judgements.pairs}
    open_ = [
        _step(decided, locals_)
        for decided in found.decided
        if _DOUBTFUL <= decided.pair.score < SURE
        and frozenset((decided.pair.one, decided.pair.other)) not in judged
    ]
    return sorted(open_, key=lambda step: (abs(step.score - ENOUGH), step.one, step.other))


def doubtful_claims(graph: Graph, limit: int) -> list[Doubtful]:
    """Claims that no person has judged, those first of which their extractors were least sure."""
    judged = recorded(graph).claims
    found: list[Doubtful] = []
    for kind in CLAIM_TYPES:
        for row in graph.read(own.least_sure(kind.name), count=limit + len(judged)):
            type_, source, target, said = stored_claim(row)
            if claim_key(said["document"], type_, source, target) not in judged:
                found.append(
                    Doubtful(type_, source, target, said["document"], said["quote"], said["confidence"])
                )
    found.sort(key=lambda claim: (claim.confidence, claim.document, claim.type, claim.source, claim.target))
    return found[:limit]


def _step(decided: Decided, locals_: Mapping[str, Local]) -> Step:
    pair = decided.pair
    documents = [
        document
        for id_ in (pair.one, pair.other)
        if id_ in locals_
        for document in sorted(locals_[id_].documents)[:SHOWN]
    ]
    return Step(
        *(pair.one, pair.other, pair.rule, pair.score, pair.because, decided.merged, decided.why_not),
        documents=tuple(dict.fromkeys(documents)),
    )


def _path(one: str, other: str, edges: Sequence[Step]) -> tuple[Step, ...]:
    """The fewest steps from one id to the other."""
    near: dict[str, list[Step]] = {}
    for edge in edges:
        near.setdefault(edge.one, []).append(edge)
        near.setdefault(edge.other, []).append(edge)
    came: dict[str, tuple[Step, ...]] = {one: ()}
    queue = deque([one])
    while queue and other not in came:
        at = queue.popleft()
        for edge in near.get(at, ()):
            to = edge.other if edge.one == at else edge.one
            if to not in came:
                came[to] = (*came[at], edge)
                queue.append(to)
    return came.get(other, ())


def _why_not(direct: Sequence[Step], one: Local | None, other: Local | None) -> str:
    for step in direct:
        if step.rule == "judgement":
            return "a judgement says that they are two"
        if step.why_not:
            return step.why_not
    if one is None or other is None:
        return "no document names one of them"
    for local in (one, other):
        if local.given:
            return f"{local.id} came with facts, whose ids stand: only a judgement or the authority file merges it"
    if not one.keys & other.keys:
        return "they have no name in common"
    if one.employers and other.employers:
        return f"their employers differ: {', '.join(sorted(one.employers))}; {', '.join(sorted(other.employers))}"
    return "their names are not written alike, or nothing but the name speaks for it"
