"""Groups: which local ids are one node, and the id of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.identity.judgements import Judgements, OnPair
from graph.identity.local import Local
from graph.identity.rules import ENOUGH, SURE, Pair, pairs
from graph.names.authority import Authority


@dataclass(frozen=True, slots=True)
class Decided:
    """A pair, whether it was merged, and why not."""

    pair: Pair
    merged: bool
    why_not: str = ""


@dataclass(frozen=True)
class Partition:
    """``canonical`` holds the node's id for every local id, and for ids that only judgements or authority know."""

    canonical: dict[str, str]
    decided: tuple[Decided, ...] = ()


@dataclass
class _Groups:
    """A union-find over ids that keeps what must stay apart apart."""

    locals_: Mapping[str, Local]
    authority: Authority
    split: dict[str, set[str]] = field(default_factory=dict)
    parent: dict[str, str] = field(default_factory=dict)
    members: dict[str, set[str]] = field(default_factory=dict)
    documents: dict[str, set[str]] = field(default_factory=dict)

    def root(self, id_: str) -> str:
        if id_ not in self.parent:
            self.parent[id_] = id_
            self.members[id_] = {id_}
            local = self.locals_.get(id_)
            self.documents[id_] = set(local.documents) if local else set()
        while self.parent[id_] != id_:
            self.parent[id_] = self.parent[self.parent[id_]]
            id_ = self.parent[id_]
        return id_

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        if first != second:
            self.parent[second] = first
            self.members[first] |= self.members.pop(second)
            self.documents[first] |= self.documents.pop(second)

    def judged_apart(self, one: str, other: str) -> str:
        """Why people or the authority keep two ids apart; empty if they do not."""
        ours, theirs = self.members[self.root(one)], self.members[self.root(other)]
        if any(self.split.get(id_, set()) & theirs for id_ in ours):
            return "a judgement says that they are two"
        if any(self.authority.apart(a, b) for a in ours for b in theirs & self.authority.contested):
            return "the authority says that they are two"
        known = [{id_ for id_ in ids if id_ in self.authority.by_id} for ids in (ours, theirs)]
        if all(known) and known[0] != known[1]:
            return f"the authority knows {min(known[0])} and {min(known[1])} as two"
        return ""

    def apart(self, one: str, other: str) -> str:
        """Why two ids must not be merged by a rule; empty if they may."""
        if why := self.judged_apart(one, other):
            return why
        both = self.documents[self.root(one)] & self.documents[self.root(other)]
        return f"{min(both)} names both as two" if both else ""


def partition(
    locals_: Mapping[str, Local], authority: Authority, judgements: Judgements, ids: Iterable[str] = ()
) -> Partition:
    """Group local ids, and the further ``ids`` that are known without being in any document.

    People's judgements come first, the latest before the others; then the authority; then the rules, the surest
    first.
    """
    groups = _Groups(locals_, authority)
    everything = sorted({*locals_, *ids})
    for id_ in everything:
        groups.root(id_)
    _judge(
        groups,
        [pair for pair in judgements.pairs if pair.one in groups.parent or pair.other in groups.parent],
    )
    proposed = pairs(locals_, authority)
    decided = dict(_unite(groups, [pair for pair in proposed if pair.score >= SURE and not pair.free]))
    weak = [pair for pair in proposed if pair not in decided]
    rivals = _rivals(weak)
    while True:  # what is ambiguous now may not be once its candidates turn out to be one
        before = len(groups.members)
        decided.update(_unite(groups, [pair for pair in weak if not _doubt(groups, pair, rivals)]))
        if len(groups.members) == before:
            break
    for pair in weak:
        if pair not in decided or not decided[pair].merged:
            why_not = groups.apart(pair.one, pair.other) or _doubt(groups, pair, rivals)
            decided[pair] = Decided(pair, groups.root(pair.one) == groups.root(pair.other), why_not)
    canonical = {
        id_: name
        for members in groups.members.values()
        for name in [_name(groups, members)]
        for id_ in members
    }
    return Partition(canonical, tuple(decided[pair] for pair in proposed))


def _judge(groups: _Groups, judged: Sequence[OnPair]) -> None:
    for pair in judged:
        if not pair.same:
            groups.split.setdefault(pair.one, set()).add(pair.other)
            groups.split.setdefault(pair.other, set()).add(pair.one)
            if groups.root(pair.one) == groups.root(pair.other):  # a later judgement joined them
                groups.split[pair.one].discard(pair.other)
                groups.split[pair.other].discard(pair.one)
            continue
        ours, theirs = groups.members[groups.root(pair.one)], groups.members[groups.root(pair.other)]
        if not any(groups.split.get(id_, set()) & theirs for id_ in ours):
            groups.join(pair.one, pair.other)


def _unite(groups: _Groups, wanted: Iterable[Pair]) -> Iterator[tuple[Pair, Decided]]:
    for pair in wanted:
        if groups.root(pair.one) == groups.root(pair.other):
            yield pair, Decided(pair, True)
            continue
        why_not = (groups.judged_apart if pair.rule == "authority" else groups.apart)(pair.one, pair.other)
        if not why_not:
            groups.join(pair.one, pair.other)
        yield pair, Decided(pair, not why_not, why_not)


def _rivals(weak: Iterable[Pair]) -> dict[str, set[str]]:
    """For each id that must have one candidate, its candidates."""
    found: dict[str, set[str]] = {}
    for pair in weak:
        if pair.score >= ENOUGH:
            for id_ in pair.free:
                found.setdefault(id_, set()).add(pair.other if id_ == pair.one else pair.one)
    return found


def _doubt(groups: _Groups, pair: Pair, rivals: Mapping[str, set[str]]) -> str:
    """Why a pair is not sure enough; empty if it is."""
    if pair.score < ENOUGH:
        return f"a score of {pair.score:g} is below {ENOUGH:g}"
    for id_ in pair.free:
        possible = {
            groups.root(rival)
            for rival in rivals[id_]
            if groups.root(rival) == groups.root(id_) or not groups.apart(id_, rival)
        }
        if len(possible) > 1:
            return f"{id_} may be any of {', '.join(sorted(possible))}"
    return ""


def _name(groups: _Groups, members: set[str]) -> str:
    """The authority's id, else the smallest that a document uses, else the smallest."""
    known = members & groups.authority.by_id.keys()
    return min(known or members & groups.locals_.keys() or members)
