"""The steps of one write transaction, from the lock that it takes to the names that it leaves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar
from weakref import proxy

from neo4j import ManagedTransaction

from graph import statements
from graph.canonical import NAMES, Called
from graph.difference import Change, Said
from graph.engines import Engine
from graph.engines.bolt import Row, as_row
from graph.identity import statements as identity
from graph.identity.judgements import Judgements, OnPair, read_lines
from graph.identity.keys import keys
from graph.identity.local import by_label
from graph.identity.moving import put_claims
from graph.identity.settling import Settling
from graph.model import DOCUMENT, ENTITY_LABELS, MENTIONS, label_of
from graph.names.authority import authority
from graph.rows import stored_claim

ROWS_PER_STATEMENT = 5000
IDS_PER_STATEMENT = 1000

RULES = 1
"""The version of the rules of identity: a graph that was made with another is settled anew."""

T = TypeVar("T")


class Batch:
    """One transaction. Making it bumps the graph's revision, which takes the lock."""

    def __init__(
        self, transaction: ManagedTransaction, engine: Engine, judgements: Judgements | None
    ) -> None:
        self._transaction = transaction
        self._engine = engine
        self._gone: dict[str, set[str]] = {}
        self._nodes: set[str] = set()  # whose MENTIONS have to be read to name them
        self._added: Mapping[str, Called] = {}
        # By id, the engine's own names of nodes that were seen in this transaction, and what an entity's node holds.
        self._documents: dict[str, str] = {}
        self._given: dict[str, bool] = {}
        self._elements: dict[str, str] = {}
        self._properties: dict[str, Row] = {}
        (record,) = self.tell(statements.BUMP_REVISION)
        self._made_with = record["identity"]
        self._lines: tuple[str, ...] = tuple(record["judgements"] or ())
        self.judgements = _read(self._lines) if judgements is None else judgements
        # A cycle would leave a hundred thousand objects of a batch to the collector.
        self.settling = Settling(proxy(self), authority(), self.judgements)

    def tell(self, statement: str, **parameters: Any) -> list[Row]:
        """Return the rows that a statement answers, run once."""
        return [as_row(record) for record in self._transaction.run(statement, parameters)]

    def ask(self, statement: str, ids: Iterable[str]) -> list[Row]:
        """Return the rows that a statement answers for $ids, however many."""
        return [row for chunk in chunks(ids, IDS_PER_STATEMENT) for row in self.tell(statement, ids=chunk)]

    def fetch(self, statement: str, rows: Sequence[Row]) -> list[Row]:
        """Return the rows that a statement answers for $rows, however many."""
        return [row for chunk in chunks(rows, IDS_PER_STATEMENT) for row in self.tell(statement, rows=chunk)]

    def run(self, statement: str, rows: Sequence[Row]) -> None:
        """Run a statement on $rows, however many."""
        for chunk in chunks(rows, ROWS_PER_STATEMENT):
            self._transaction.run(statement, rows=chunk).consume()
            chunk.clear()  # the driver's results, which hold parameters, are left to the collector

    def loaded(self, ids: Iterable[str]) -> list[str]:
        """Return those documents that are there, seen after the lock was taken."""
        wanted = list(ids)
        for row in self.ask(
            statements.DOCUMENTS_THERE, [id_ for id_ in wanted if id_ not in self._documents]
        ):
            for id_, element, given in row["found"]:
                self._documents[id_], self._given[id_] = element, given
        return [id_ for id_ in wanted if id_ in self._documents]

    def given(self, documents: Iterable[str]) -> dict[str, bool]:
        """Return of loaded documents whether their facts were given."""
        return {id_: self._given[id_] for id_ in documents}

    def present(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the engine's own names of the nodes that there are of these ids."""
        wanted = set(ids)
        self._look_up(wanted - self._properties.keys())
        return {id_: self._elements[id_] for id_ in wanted if id_ in self._properties}

    def _look_up(self, ids: Iterable[str]) -> None:
        for label, chunk in by_label(ids):
            for row in self.ask(statements.existing(label), chunk):
                for id_, element, properties in row["found"]:
                    self._elements[id_], self._properties[id_] = element, properties

    def put_documents(self, rows: Sequence[Row]) -> None:
        """Make documents of these properties, or give those that exist these and no others."""
        self._documents.update(self._put(DOCUMENT, rows))

    def put_nodes(self, label: str, properties: Mapping[str, Row]) -> None:
        """Make nodes of these properties, by id, or give those that exist these and no others."""
        rows = [{"id": id_, **properties[id_]} for id_ in sorted(properties)]
        changed = [row for row in rows if row != self._properties.get(row["id"])]
        self._elements.update(self._put(label, changed))
        self._properties.update((row["id"], row) for row in changed)

    def _put(self, label: str, rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
        for chunk in chunks(rows, ROWS_PER_STATEMENT):
            for row in self.tell(statements.put_nodes(label), rows=chunk):
                yield from row["found"]
            chunk.clear()

    def make(self, ids: Iterable[str]) -> None:
        """Make nodes of these ids that are to be named later, where there are none."""
        wanted = set(ids)
        for label, missing in by_label(wanted - self.present(wanted).keys()):
            self.put_nodes(label, {id_: {} for id_ in missing})

    def add(self, called: Mapping[str, Called], nodes: Mapping[str, str]) -> None:
        """Take note of what the batch's MENTIONS call local ids, and of those whose nodes have other ids."""
        self._added = called
        self._nodes.update(nodes.values())

    def remembered(self, ids: Iterable[str]) -> dict[str, Called]:
        """Return what documents call nodes, this batch's among them, where no MENTIONS need be read to know."""
        found: dict[str, Called] = {}
        for id_ in self.present(ids).keys() - self._nodes:
            if called := Called.remembered(self._properties[id_]):
                if id_ in self._added:
                    called.include(self._added[id_])
                found[id_] = called
        return found

    def relate(self, kind: str, rows: Sequence[Row]) -> None:
        """Make MENTIONS or claims of a type, one for each row: the ids of a source and a target, properties."""
        ends, entities = {row["source"] for row in rows}, {row["target"] for row in rows}
        if kind == MENTIONS:
            self.loaded(ends)
        else:
            entities |= ends
        self._look_up(entities - self._elements.keys())
        sources, targets = self._documents if kind == MENTIONS else self._elements, self._elements
        between = [
            {
                "source": sources[row["source"]],
                "target": targets[row["target"]],
                "properties": row["properties"],
            }
            for row in rows
        ]
        self.run(statements.relate(kind), between)

    def said(self, documents: Sequence[str], types: Sequence[str] = statements.SAID) -> list[Said]:
        """Return what documents say by these types of relationships; MENTIONS' entities are found from then on."""
        found: list[Said] = []
        for those in statements.together(self._engine, types):
            for row in self.ask(statements.said(those), documents):
                for kind, element, node, source, target, properties in row["said"]:
                    one = Said(kind, element, source, target, properties)
                    found.append(one)
                    if kind == MENTIONS:
                        self._elements[target] = node
                        self.settling.place(one.place[1], target)
        return found

    def apply(self, change: Change) -> None:
        """Bring an edit's change into what is there already; what comes anew is the caller's to relate."""
        for mention in change.left:
            self._leave(mention)
        self._delete(change.gone)
        self._rewrite(change.rewritten)

    def _delete(self, said: Sequence[Said]) -> None:
        for types in statements.together(self._engine):
            for chunk in chunks((one for one in said if one.kind in types), IDS_PER_STATEMENT):
                self.tell(
                    statements.delete_said(types),
                    documents=sorted({one.properties["document"] for one in chunk}),
                    elements=[one.element for one in chunk],
                )

    def _rewrite(self, rewritten: Sequence[tuple[Said, Row]]) -> None:
        for types in statements.together(self._engine):
            for chunk in chunks((row for row in rewritten if row[0].kind in types), IDS_PER_STATEMENT):
                self.tell(
                    statements.rewrite_said(types),
                    documents=sorted({said["document"] for _, said in chunk}),
                    elements=[one.element for one, _ in chunk],
                    said={one.element: said for one, said in chunk},
                )

    def _leave(self, mention: Said) -> None:
        """Take note that a document calls a local id so no more."""
        local, called = mention.place[1], mention.properties
        names = {*(called.get(kind) for kind in NAMES), *called["aliases"], *called["texts"]} - {None, ""}
        self._gone.setdefault(local, set()).update(keys(label_of(local), names, called["external_ids"]))
        self._nodes.add(mention.target)

    def end(self, mentioned: Collection[str] = (), new: Collection[str] = ()) -> int:
        """Settle identities, and name what was touched; return how many nodes went because nothing mentions them.

        ``mentioned`` are the local ids that the batch mentions; the ``new`` ones among them have their names.
        """
        touched = {*mentioned, *self._judge()}
        self.settling.settle(touched, self._gone, new)
        named = {node for id_ in mentioned if id_ not in new and (node := self.settling.found[id_])}
        return self._rename(named | self._nodes | self.settling.moved)

    def _judge(self) -> set[str]:
        """Bring judgements and authority up to date; return the local ids that this may concern."""
        made_with, lines = f"{RULES} {authority().fingerprint}", tuple(self.judgements.lines())
        if (made_with, lines) == (self._made_with, self._lines):
            return set()
        touched: set[str] = set()
        if lines != self._lines:
            touched |= self._rejudge(lines)
        if made_with != self._made_with:
            touched |= self._everything()
        self.tell(identity.RECORD, identity=made_with, judgements=list(lines))
        return touched

    def _rejudge(self, lines: Sequence[str]) -> set[str]:
        same = next(
            (n for n, (old, new) in enumerate(zip(self._lines, lines, strict=False)) if old != new), None
        )
        start = min(len(self._lines), len(lines)) if same is None else same
        changed = [*_read(self._lines[start:]).entries, *_read(tuple(lines[start:])).entries]
        pairs = {id_ for entry in changed if isinstance(entry, OnPair) for id_ in (entry.one, entry.other)}
        documents = {entry.document for entry in changed if not isinstance(entry, OnPair)}
        claims = self.said(sorted(documents), statements.STORED_CLAIMS)
        self._delete(claims)
        rows = [one.row for one in claims]
        put_claims(self, rows, {}, self.judgements)
        return pairs.union(*(stored_claim(row)[1:3] for row in rows))

    def _everything(self) -> set[str]:
        """Forget what is derived, and return all local ids."""
        for label in ENTITY_LABELS:
            self.settling.read(row["id"] for row in self.tell(identity.all_ids(label.name)))
        for statement in identity.FORGET_ALL:
            self.tell(statement)
        self.settling.forget()
        return set(self.settling.called)

    def _rename(self, nodes: set[str]) -> int:
        """Name nodes by the MENTIONS there are now; delete those that have none, return how many."""
        removed = 0
        self.settling.read(nodes)
        for label, ids in by_label(nodes):
            named = self.settling.named(ids)
            self.put_nodes(label, named)
            orphans = [id_ for id_ in ids if id_ not in named]
            self.ask(statements.delete_nodes(label), orphans)
            removed += len(orphans)
        return removed


class Chunk(list[T]):
    """Some of the values, told by their number alone.

    The driver spells out every parameter of a statement for its debug log, even where nobody reads that: it took a
    twentieth of a load.
    """

    def __repr__(self) -> str:
        return f"<{len(self)} values>"


def chunks(values: Iterable[T], size: int) -> Iterator[Chunk[T]]:
    """The values in lists of at most this many."""
    remaining = iter(values)
    while chunk := Chunk(islice(remaining, size)):
        yield chunk


@lru_cache(maxsize=8)
def _read(lines: tuple[str, ...]) -> Judgements:
    return read_lines(lines)
