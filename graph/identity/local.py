"""A local id and everything by which the rules compare it with others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from graph.identity.keys import keys
from graph.model import label_of


@dataclass(frozen=True)
class Local:
    """What the loaded documents say of one local id.

    ``called`` are the names that they give it, ``names`` those and every other text that stands for it.
    ``given``: a document came as facts, whose ids stand. ``employers``, ``events`` and ``context`` (the bodies that
    its documents name too) are ids of nodes, and known for people alone.
    """

    id: str
    label: str
    called: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    external_ids: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    given: bool = False
    employers: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    context: frozenset[str] = frozenset()

    @cached_property
    def keys(self) -> frozenset[str]:
        """Its name keys; none where no rule may merge it."""
        return frozenset() if self.given else keys(self.label, self.names, self.external_ids)

    def named(self, key: str) -> str:
        """The name behind one of its keys; of several the smallest."""
        return min(name for name in self.names if key in keys(self.label, (name,)))


def by_label(ids: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Ids by label, in order, so that every write takes its steps in one order."""
    grouped: dict[str, list[str]] = defaultdict(list)
    for id_ in sorted(set(ids)):
        grouped[label_of(id_)].append(id_)
    yield from sorted(grouped.items())
