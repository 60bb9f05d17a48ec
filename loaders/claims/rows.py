"""People who stand in one row, of whom a sentence tells the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from loaders.claims.scene import PERSON, Outline


def row_before(outline: Outline, place: int, joins: Callable[[str], object], reach: int) -> Iterator[int]:
    """Where the people stand who are in one row before the one at ``place``, from the last to the first.

    ``joins`` tells whether what stands between two of them leaves them in one row; they are no more than ``reach``
    characters apart.
    """
    last = place
    while (other := outline.text.rfind(PERSON, max(0, last - reach), last)) >= 0:
        if other not in outline.at or not joins(outline.text[other + 1 : last]):
            return
        yield other
        last = other
