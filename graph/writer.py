"""Writing facts: a document's claims replace what it said before, one transaction for many documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from neo4j import ManagedTransaction

from graph import statements
from graph.canonical import NAMES, Naming, name_all
from graph.engines.bolt import Graph, Row
from graph.facts import Facts
from graph.rows import Rows, rows_of

__all__ = ["DOCUMENTS_PER_BATCH", "Forgotten", "Writer", "Written"]

DOCUMENTS_PER_BATCH = 500
"""How many documents of usual size make a transaction worth its commit and still small."""

ROWS_PER_STATEMENT = 5000
IDS_PER_STATEMENT = 1000

T = TypeVar("T")
Entities = dict[str, set[str]]
"""Ids of entities by label."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a batch did: documents and entities written, claims added and removed, entities that went."""

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

    Every method raises GraphUnavailable, GraphRefused or GraphTimeout.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def documents(self) -> dict[str, str]:
        """Return the fingerprint of every loaded document, by id."""
        return _fingerprints(self.graph.read(statements.ALL_FINGERPRINTS))

    def known(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the fingerprints of those documents that are loaded, by id."""
        known: dict[str, str] = {}
        for chunk in _chunks(ids, IDS_PER_STATEMENT):
            known |= _fingerprints(self.graph.read(statements.FINGERPRINTS, ids=chunk))
        return known

    def replace(self, batch: Sequence[tuple[Facts, str]]) -> Written:
        """Write documents with the fingerprints to record for them, all of them or (on an error) none.

        What a document said before is retracted. Of a document that stands twice the last counts.
        """
        latest = list({facts.document.id: (facts, fingerprint) for facts, fingerprint in batch}.values())
        if not latest:
            return Written()
        rows = rows_of(latest)
        return self.graph.write(lambda transaction: _replace(_Batch(transaction), latest, rows))

    def forget(self, ids: Iterable[str]) -> Forgotten:
        """Retract documents, their claims, and the entities that nothing mentions any more."""
        wanted = list(dict.fromkeys(ids))
        known = self.known(wanted)
        unknown = tuple(id_ for id_ in wanted if id_ not in known)
        if not known:
            return Forgotten(unknown=unknown)
        return self.graph.write(lambda transaction: _forget(_Batch(transaction), list(known), unknown))


def _replace(batch: _Batch, latest: Sequence[tuple[Facts, str]], rows: Rows) -> Written:
    batch.bump_revision()
    loaded = batch.loaded(row["id"] for row in rows.documents)
    touched, claims_removed = batch.retract(loaded)

    mentioned: Entities = {
        label: {row["target"] for row in mentions} for label, mentions in rows.mentions.items()
    }
    before = batch.existing(mentioned)
    batch.put_documents(rows.documents)
    # What exists nowhere else is named from the batch itself; asking the server would only bring it back.
    namings = name_all(entity for facts, _ in latest for entity in facts.entities)
    for label, ids in mentioned.items():
        batch.put_nodes(label, {id_: namings[id_] for id_ in ids - before[label]})
    for label, mentions in rows.mentions.items():
        batch.run(statements.create_mentions(label), mentions)
    for (kind, source, target), claims in rows.claims.items():
        batch.run(statements.create_claims(kind, source, target), claims)

    removed = batch.rename(
        {label: before[label] | touched[label] for label in before.keys() | touched.keys()}
    )
    return Written(
        documents=len(rows.documents),
        entities=sum(len(ids) for ids in mentioned.values()),
        claims_added=sum(len(claims) for claims in rows.claims.values()),
        claims_removed=claims_removed,
        entities_removed=removed,
    )


def _forget(batch: _Batch, ids: list[str], unknown: tuple[str, ...]) -> Forgotten:
    batch.bump_revision()
    loaded = batch.loaded(ids)
    touched, claims_removed = batch.retract(loaded)
    for chunk in _chunks(loaded, IDS_PER_STATEMENT):
        batch.ask(statements.DELETE_DOCUMENTS, ids=chunk)
    return Forgotten(len(loaded), claims_removed, batch.rename(touched), unknown)


class _Batch:
    """The steps of one write transaction."""

    def __init__(self, transaction: ManagedTransaction) -> None:
        self._transaction = transaction

    def ask(self, statement: str, **parameters: Any) -> list[Row]:
        return self._transaction.run(statement, parameters).data()

    def run(self, statement: str, rows: Sequence[Row]) -> None:
        for chunk in _chunks(rows, ROWS_PER_STATEMENT):
            self._transaction.run(statement, rows=chunk).consume()

    def bump_revision(self) -> None:
        self.ask(statements.BUMP_REVISION)

    def loaded(self, ids: Iterable[str]) -> list[str]:
        """Return those documents that are there, seen after the lock was taken."""
        chunks = _chunks(ids, IDS_PER_STATEMENT)
        return [row["id"] for chunk in chunks for row in self.ask(statements.FINGERPRINTS, ids=chunk)]

    def retract(self, documents: Sequence[str]) -> tuple[Entities, int]:
        """Delete what these documents say; return the entities they mentioned, and how many claims went."""
        touched: Entities = defaultdict(set)
        claims = 0
        for chunk in _chunks(documents, IDS_PER_STATEMENT):
            for row in self.ask(statements.MENTIONED, ids=chunk):
                touched[row["label"]].add(row["id"])
            for statement in statements.RETRACT_CLAIMS.values():
                summary = self._transaction.run(statement, ids=chunk).consume()
                claims += summary.counters.relationships_deleted
            self.ask(statements.RETRACT_MENTIONS, ids=chunk)
        return touched, claims

    def existing(self, entities: Entities) -> Entities:
        """Return those of the entities that are there."""
        found: Entities = defaultdict(set)
        for label, ids in entities.items():
            for chunk in _chunks(ids, ROWS_PER_STATEMENT):
                found[label].update(row["id"] for row in self.ask(statements.existing(label), ids=chunk))
        return found

    def put_documents(self, rows: Sequence[Row]) -> None:
        self.run(statements.PUT_DOCUMENTS, rows)

    def put_nodes(self, label: str, namings: dict[str, Naming]) -> None:
        self.run(
            statements.put_nodes(label), [{"id": id_, **namings[id_].properties()} for id_ in sorted(namings)]
        )

    def rename(self, entities: Entities) -> int:
        """Name the entities by the MENTIONS there are now; delete those that have none, return how many."""
        removed = 0
        for label, ids in entities.items():
            for chunk in _chunks(sorted(ids), IDS_PER_STATEMENT):
                namings = self._namings(label, chunk)
                self.put_nodes(label, namings)
                orphans = [id_ for id_ in chunk if id_ not in namings]
                if orphans:
                    self.ask(statements.delete_nodes(label), ids=orphans)
                    removed += len(orphans)
        return removed

    def _namings(self, label: str, ids: Sequence[str]) -> dict[str, Naming]:
        namings: dict[str, Naming] = {}
        for row in self.ask(statements.count_names(label), ids=ids):
            naming = namings.setdefault(row["id"], Naming())
            for kind in NAMES:
                naming.count(kind, row[kind], row["documents"])
        for row in self.ask(statements.collect_aliases(label), ids=ids):
            namings[row["id"]].others.update(text for text in row["found"] if text)
        for row in self.ask(statements.collect_external_ids(label), ids=ids):
            namings[row["id"]].external_ids.update(row["found"])
        return namings


def _fingerprints(rows: Iterable[Row]) -> dict[str, str]:
    return {row["id"]: row["fingerprint"] for row in rows}


def _chunks(values: Iterable[T], size: int) -> Iterator[list[T]]:
    remaining = iter(values)
    while chunk := list(islice(remaining, size)):
        yield chunk
