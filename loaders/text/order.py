"""Things that stand in a text's order, found by where they begin."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import Protocol, TypeVar

_start = attrgetter("start")


class Placed(Protocol):
    """A word, a mention: something with a place in a text."""

    @property
    def start(self) -> int: ...  # noqa: D102


P = TypeVar("P", bound=Placed)


def beginning(things: Sequence[P], start: int, end: int) -> Sequence[P]:
    """Those of the things, which are in the text's order, that begin from ``start`` on and before ``end``."""
    return things[bisect_left(things, start, key=_start) : bisect_left(things, end, key=_start)]
