"""Settling: within a write, every local id that the write touched gets to the node where it belongs.

What is looked at is the touched ids and what shares a name key, a judgement or a node with them, never the whole
graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from graph import statements
from graph.canonical import NAMES, Called, Naming
from graph.identity import statements as own
from graph.identity.judgements import Judgements
from graph.identity.keys import is_id, keys
from graph.identity.local import Local, by_label
from graph.identity.moving import move
from graph.identity.partition import Partition, partition
from graph.identity.rules import known_for
from graph.model import EXECUTIVE, label_of
from graph.names.authority import Authority

Row = dict[str, Any]


class Steps(Protocol):
    """The statements of one transaction."""

    def ask(self, statement: str, ids: Iterable[str]) -> list[Row]:
        """Return the rows that a statement answers for $ids, however many."""
        ...

    def tell(self, statement: str, **parameters: list[str]) -> list[Row]:
        """Return the rows that a statement answers, run once."""
        ...

    def fetch(self, statement: str, rows: Sequence[Row]) -> list[Row]:
        """Return the rows that a statement answers for $rows, however many."""
        ...

    def run(self, statement: str, rows: Sequence[Row]) -> None:
        """Run a statement on $rows, however many."""
        ...

    def present(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the engine's own names of the nodes that there are of these ids."""
        ...

    def remembered(self, ids: Iterable[str]) -> dict[str, Called]:
        """Return what documents call nodes where no MENTIONS need be read to know."""
        ...

    def make(self, ids: Iterable[str]) -> None:
        """Make nodes of these ids that are to be named later, where there are none."""
        ...

    def relate(self, kind: str, rows: Sequence[Row]) -> None:
        """Make MENTIONS or claims of a type, one for each row: the ids of a source and a target, properties."""
        ...


@dataclass
class Settling:
    """What is known of identities in one transaction.

    ``called``: what documents call the local ids that were read, and their nodes. ``found``: for every id that was
    looked for its node, None for nowhere.
    """

    steps: Steps
    authority: Authority
    judgements: Judgements
    called: dict[str, Called] = field(default_factory=dict)
    found: dict[str, str | None] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)
    _merged: dict[str, str] = field(default_factory=dict)
    _of: dict[str, set[str]] = field(default_factory=dict)
    _plain: dict[str, Local] = field(default_factory=dict)
    _on: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def forget(self) -> None:
        """Take it that no id is merged and no name key stored."""
        self._merged.clear()
        self._of.clear()

    def locate(self, ids: Iterable[str]) -> None:
        """Find the nodes of ids: themselves, or what they were merged into."""
        unknown = set(ids) - self.found.keys()
        self.found.update((id_, id_) for id_ in self.steps.present(unknown))
        for row in self.steps.ask(own.MERGED_INTO, sorted(unknown - self.found.keys())):
            self._merged[row["id"]] = self.found[row["id"]] = row["into"]
        self.found.update(dict.fromkeys(unknown - self.found.keys()))

    def place(self, local: str, node: str) -> None:
        """Take it that a local id is on a node, as a MENTIONS says."""
        self.found[local] = node
        if local != node:
            self._merged[local] = node

    def add(self, called: Mapping[str, Called]) -> None:
        """Take what the batch calls local ids that are nowhere else."""
        for local, what in called.items():
            self.called[local] = what
            self._plain.pop(local, None)
            self.found[local] = what.node
            self._on[what.node].add(local)

    def read(self, nodes: Iterable[str]) -> None:
        """Read what documents call the local ids of these nodes."""
        unknown = set(nodes) - self._on.keys()
        remembered = self.steps.remembered(unknown)
        self.add(remembered)
        unknown -= remembered.keys()
        rows = [
            {"id": id_, "element": element} for id_, element in sorted(self.steps.present(unknown).items())
        ]
        called: dict[str, Called] = {}
        for row in self.steps.fetch(statements.COLLECT_NAMES, rows):
            local = called.setdefault(row["local"], Called(row["id"]))
            local.given = local.given or row["given"] > 0
            for kind in NAMES:
                local.naming.count(kind, row[kind], row["documents"])
            local.naming.others.update(text for texts in row["others"] for text in texts if text)
            local.naming.external_ids.update(*row["external_ids"])
        for id_ in unknown:
            self._on[id_] = set()
        self.add(called)
        self._merged.update((local, what.node) for local, what in called.items() if local != what.node)

    def named(self, nodes: Iterable[str]) -> dict[str, Row]:
        """The properties that nodes which were read should have; a node that nothing mentions is missing."""
        named: dict[str, Row] = {}
        for node in nodes:
            locals_ = self._on.get(node, set())
            if locals_ == {node}:
                named[node] = self.called[node].properties()
            elif locals_:
                naming = Naming()
                for local in locals_:
                    naming.include(self.called[local].naming)
                named[node] = naming.properties()
        return named

    def settle(self, touched: Iterable[str], gone: Mapping[str, set[str]], new: Collection[str]) -> None:
        """Move what belongs elsewhere now.

        ``gone`` are keys by which documents called local ids before; ``new`` are those that nothing mentioned.
        """
        start = {*touched, *gone}
        self.locate(start)
        self.read(node for id_ in start if (node := self.found[id_]) is not None)
        together = self._closure(start, self._index(start, gone, new))
        people = {id_ for id_ in together if label_of(id_) == EXECUTIVE.name}
        if moves := self._arrange(together - people):
            near = [
                row["id"]
                for label, locals_ in by_label(moves)
                for row in self.steps.fetch(own.people_near(label), self._rows(locals_))
            ]
            people |= self._closure(set(near) - people)
        self._arrange(people)

    def _rows(self, locals_: Iterable[str]) -> list[Row]:
        return [{"local": local, "node": self.called[local].node} for local in sorted(locals_)]

    def _index(self, touched: Iterable[str], gone: Mapping[str, set[str]], new: Collection[str]) -> set[str]:
        """Bring the name keys of touched local ids up to date; return those that they have or had."""
        wanted: dict[str, frozenset[str]] = {}
        possible: dict[str, set[str]] = {}
        for local in touched:
            now = self._local(local)
            wanted[local] = now.keys - {local}
            before = () if local in new else keys(now.label, now.names, now.external_ids)
            possible[local] = {*now.keys, *before, *gone.get(local, ())} - {local}
        self._read_names(key for found in possible.values() for key in found)
        changed: set[str] = set()
        for local, found in possible.items():
            for key in found:
                if (local in self._of[key]) != (key in wanted[local]):
                    self._of[key] ^= {local}
                    changed.add(key)
        rows = [{"id": key, "of": sorted(self._of[key])} for key in sorted(changed) if self._of[key]]
        self.steps.run(own.PUT_NAMES, rows)
        self.steps.ask(own.DELETE_NAMES, sorted(key for key in changed if not self._of[key]))
        return {key for found in possible.values() for key in found}

    def _read_names(self, wanted: Iterable[str]) -> None:
        unknown = sorted(set(wanted) - self._of.keys())
        self._of.update((key, set()) for key in unknown)
        for row in self.steps.ask(own.CALLED_SO, unknown):
            self._of[row["id"]] = set(row["of"])

    def _closure(self, start: Iterable[str], start_keys: Iterable[str] = ()) -> set[str]:
        """The ids, and all that may have to do with them."""
        found: set[str] = set()
        queue, more_keys = set(start), set(start_keys)
        while queue:
            self.locate(queue)
            nodes = {node for id_ in queue if (node := self.found[id_]) is not None}
            self.read(nodes)
            found |= queue
            fellows = {local for node in nodes for local in self._on[node]}
            wanted = {partner for id_ in queue | fellows for partner in self._partners(id_)} | fellows
            shared = more_keys | queue | {key for local in fellows for key in self._local(local).keys}
            self._read_names(shared)
            wanted |= {local for key in shared for local in self._of[key]}
            ids = {key for key in shared if is_id(key)}
            self.locate(ids)
            wanted |= {id_ for id_ in ids if self.found[id_] is not None}
            queue, more_keys = wanted - found, set()
        return found

    def _partners(self, id_: str) -> Iterator[str]:
        yield from self.judgements.partners.get(id_, ())
        if known := self.authority.by_id.get(id_):
            yield from known.same_as
        if id_ in self.called and (said := known_for(self._local(id_), self.authority)):
            yield said[0].id

    def _local(self, id_: str) -> Local:
        """What names and identifiers alone tell of a local id."""
        if id_ not in self._plain:
            called = self.called.get(id_)
            naming = called.naming if called else Naming()
            names = frozenset(name for counts in naming.names.values() for name in counts)
            self._plain[id_] = Local(
                id_,
                label_of(id_),
                called=names,
                names=names | naming.others,
                external_ids=frozenset(naming.external_ids),
                given=called is not None and called.given,
            )
        return self._plain[id_]

    def compare(self, ids: Iterable[str]) -> tuple[Partition, dict[str, Local]]:
        """Group ids and all that may have to do with them, as they are settled; nothing is changed."""
        found = self._closure(ids)
        locals_ = self.evidence(found)
        return partition(locals_, self.authority, self.judgements, found), locals_

    def evidence(self, ids: Iterable[str]) -> dict[str, Local]:
        """The local ids among these that documents mention, with what the rules compare."""
        plain = {id_: self._local(id_) for id_ in ids if id_ in self.called}
        sharing: dict[str, set[str]] = defaultdict(set)
        for local in plain.values():
            for key in (local.id, *local.keys):
                sharing[key].add(local.id)
        close = {id_ for found in sharing.values() if len(found) > 1 for id_ in found}
        known: dict[str, dict[str, Any]] = defaultdict(dict)
        for label, locals_ in by_label(close):
            asked = {"documents": own.documents_of(label)}
            if label == EXECUTIVE.name:
                asked |= {"employers": own.EMPLOYERS, "events": own.EVENTS, "context": own.context_of()}
            for name, statement in asked.items():
                for row in self.steps.fetch(statement, self._rows(locals_)):
                    known[row["local"]][name] = frozenset(row["found"])
        return plain | {id_: replace(plain[id_], **found) for id_, found in known.items()}

    def _arrange(self, ids: Iterable[str]) -> set[str]:
        """Group ids, move those whose node is another now, and return them."""
        everything = set(ids)
        if not everything:
            return set()
        self.locate(everything)
        locals_ = self.evidence(everything)
        canonical = partition(locals_, self.authority, self.judgements, everything).canonical
        self._remember(everything, canonical, {canonical[id_] for id_ in locals_})
        moves = {id_: canonical[id_] for id_ in locals_ if canonical[id_] != self.called[id_].node}
        if moves:
            places = {local: self.called[local].node for local in moves}
            move(self.steps, places, moves, self.judgements)
            for local, node in moves.items():
                self.moved |= {self.called[local].node, node}
                self._on[self.called[local].node].discard(local)
                self._on[node].add(local)
                self.called[local].node = self.found[local] = node
        return set(moves)

    def _remember(self, ids: Iterable[str], canonical: Mapping[str, str], present: set[str]) -> None:
        """Keep the ids that were merged away known, and no others."""
        wanted = {id_: canonical[id_] for id_ in ids if canonical[id_] in present and canonical[id_] != id_}
        rows = [
            {"id": id_, "into": into} for id_, into in sorted(wanted.items()) if self._merged.get(id_) != into
        ]
        self.steps.run(own.PUT_MERGED, rows)
        over = sorted(id_ for id_ in ids if id_ in self._merged and id_ not in wanted)
        self.steps.ask(own.DELETE_MERGED, over)
        self._merged.update(wanted)
        for id_ in over:
            del self._merged[id_]
