"""Writing facts: a document's claims replace what it said before, one transaction for many documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from neo4j import ManagedTransaction

from graph import statements
from graph.batch import IDS_PER_STATEMENT, Batch, chunks
from graph.canonical import call_all
from graph.difference import compare
from graph.engines.bolt import Graph
from graph.facts import Facts
from graph.garbage import uncollected
from graph.identity.judgements import Judgements, read_lines
from graph.identity.local import by_label
from graph.identity.statements import RECORDED
from graph.model import MENTIONS
from graph.reprints import link, linked_with
from graph.rows import Rows, rows_of

__all__ = ["DOCUMENTS_PER_BATCH", "Forgotten", "Writer", "Written"]

DOCUMENTS_PER_BATCH = 500
"""How many documents of usual size make a transaction worth its commit and still small."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a batch did: documents written and entities they name, claims added and removed, entities that went.

    A claim that an edited document makes as before is neither added nor removed, one that it makes otherwise is both.
    """

    documents: int = 0
    entities: int = 0
    claims_added: int = 0
    claims_removed: int = 0
    entities_removed: int = 0


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What went with the documents that were forgotten; ``unknown`` are the ids that no document had."""

    documents: int = 0
    claims_removed: int = 0
    entities_removed: int = 0
    unknown: tuple[str, ...] = ()


class Writer:
    """Writes to a graph whose schema is there (``ensure_schema``).

    ``judgements`` are brought into the graph with the next write; without any the graph keeps those that it has.
    Every method raises GraphUnavailable, GraphRefused or GraphTimeout.
    """

    def __init__(self, graph: Graph, judgements: Judgements | None = None) -> None:
        self.graph = graph
        self._judgements = judgements

    def documents(self) -> dict[str, str]:
        """Return the fingerprint of every loaded document, by id."""
        return {row["id"]: row["fingerprint"] for row in self.graph.read(statements.ALL_FINGERPRINTS)}

    def known(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the fingerprints of those documents that are loaded, by id."""
        known: dict[str, str] = {}
        for chunk in chunks(ids, IDS_PER_STATEMENT):
            for row in self.graph.read(statements.FINGERPRINTS, ids=chunk):
                known.update(row["found"])
        return known

    def judgements(self) -> Judgements:
        """Return the judgements that are in force: those given, else the graph's."""
        if self._judgements is not None:
            return self._judgements
        return read_lines([line for row in self.graph.read(RECORDED) for line in row["judgements"] or ()])

    def replace(self, batch: Sequence[tuple[Facts, str]]) -> Written:
        """Write documents with the fingerprints to record for them, all of them or (on an error) none.

        What a document said before is retracted. Of a document that stands twice the last counts.
        """
        latest = list({facts.document.id: (facts, fingerprint) for facts, fingerprint in batch}.values())
        if not latest:
            return Written()
        with uncollected():
            return self.graph.write(lambda transaction: _replace(self._batch(transaction), latest))

    def forget(self, ids: Iterable[str]) -> Forgotten:
        """Retract documents, their claims, and the entities that nothing mentions any more."""
        wanted = list(dict.fromkeys(ids))
        known = self.known(wanted)
        unknown = tuple(id_ for id_ in wanted if id_ not in known)
        if not known:
            return Forgotten(unknown=unknown)
        return self.graph.write(lambda transaction: _forget(self._batch(transaction), list(known), unknown))

    def settle(self) -> None:
        """Bring judgements and authority into the graph, if they are not what it was made with."""
        self.graph.write(lambda transaction: self._batch(transaction).end())

    def _batch(self, transaction: ManagedTransaction) -> Batch:
        return Batch(transaction, self.graph.connection.engine, self._judgements)


def _replace(batch: Batch, latest: Sequence[tuple[Facts, str]]) -> Written:
    loaded = batch.loaded(facts.document.id for facts, _ in latest)
    linked = linked_with(batch, loaded)
    stored = batch.said(loaded)

    settling = batch.settling
    named = {entity.id for facts, _ in latest for entity in facts.entities}
    settling.locate(named)
    nodes = {local: node for local in named if (node := settling.found[local]) not in (None, local)}
    rows = rows_of(latest, nodes, batch.judgements)
    change = compare(stored, rows, batch.given(loaded))
    batch.apply(change)
    called = call_all((facts for facts, _ in latest), change.unchanged)
    batch.add(called, {local: nodes[local] for local in called.keys() & nodes.keys()})
    batch.put_documents(rows.documents)
    link(batch, {facts.document.id: facts.document.minhash for facts, _ in latest}, linked)
    # What exists nowhere else is named from the batch itself; asking the server would only bring it back.
    new = {local: what for local, what in called.items() if settling.found[local] is None}
    for label, ids in by_label(new):
        batch.put_nodes(label, {id_: new[id_].properties() for id_ in ids})
    batch.relate(MENTIONS, change.mentions)
    for kind, claims in sorted(change.claims.items()):
        batch.relate(kind, claims)
    settling.add(new)

    rewritten = sum(one.kind != MENTIONS for one, _ in change.rewritten)
    removed = batch.end(called.keys() | change.touched, new.keys())
    return Written(
        documents=len(rows.documents),
        entities=len(named),
        claims_added=rewritten + sum(len(claims) for claims in change.claims.values()),
        claims_removed=rewritten + sum(one.kind != MENTIONS for one in change.gone),
        entities_removed=removed,
    )


def _forget(batch: Batch, ids: list[str], unknown: tuple[str, ...]) -> Forgotten:
    loaded = batch.loaded(ids)
    linked = linked_with(batch, loaded)
    claims_removed = 0
    for chunk in chunks(loaded, DOCUMENTS_PER_BATCH):  # what they say is held in memory
        change = compare(batch.said(chunk), Rows(), batch.given(chunk))
        batch.apply(change)
        claims_removed += sum(one.kind != MENTIONS for one in change.gone)
    batch.ask(statements.DELETE_DOCUMENTS, loaded)
    link(batch, {}, linked)
    return Forgotten(len(loaded), claims_removed, batch.end(), unknown)
