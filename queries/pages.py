"""Pages of a list that is at hand: keyset paging for what the index finds, as the statements do it for rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from queries.cursor import make_cursor, read_cursor

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of a list's items, how many it holds in all, and the cursor of the next page, None on the last."""

    items: tuple[T, ...]
    total: int
    next: str | None


def page(
    items: Sequence[T],
    key: Callable[[T], Sequence[Any]],
    limit: int,
    made_for: tuple[str, Mapping[str, Any]],
    cursor: str = "",
) -> Page[T]:
    """The first ``limit`` items, or those behind a cursor; items are in the order of their keys, which all differ.

    ``made_for`` is the name and the parameters of the list. Raises BadCursor.
    """
    after = read_cursor(*made_for, cursor) if cursor else None
    left = items if after is None else [item for item in items if list(key(item)) > after]
    shown = left[:limit]
    following = make_cursor(*made_for, key(shown[-1])) if len(left) > limit else None
    return Page(tuple(shown), len(items), following)
