"""A mention: a place in the analysed text where something is named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

BODIES = ("Company", "University", "Center", "Organization")
"""The labels of what signs, has posts and parts."""

NESTED = "nested"
"""The rule of a mention that stands inside another one: a city in a university's name."""

FULL = "full"
"""The rule of a mention that is a full name of the document but for the place before it: 科技园公司."""


class Mention(NamedTuple):
    """``plain[start:end]`` names a thing of this label; ``weight`` says how sure the rule ``by`` is, 0 to 1."""

    start: int
    end: int
    label: str
    weight: float
    by: str


def choose(candidates: Iterable[Mention]) -> list[Mention]:
    """The mentions that do not overlap, in order: the longer one wins, then the surer, then the earlier."""
    taken: list[Mention] = []
    covered: set[int] = set()
    for mention in sorted(candidates, key=lambda m: (m.start - m.end, -m.weight, m.start, m.label, m.by)):
        if covered.isdisjoint((mention.start, mention.end - 1)):
            taken.append(mention)
            covered.update(range(mention.start, mention.end))
    return sorted(taken)


def beside(chosen: Sequence[Mention], others: Iterable[Mention]) -> list[Mention]:
    """The mentions chosen, and those of the others that stand where none is chosen; in order."""
    taken = {position for mention in chosen for position in range(mention.start, mention.end)}
    spare = [other for other in choose(others) if taken.isdisjoint(range(other.start, other.end))]
    return sorted([*chosen, *spare])
