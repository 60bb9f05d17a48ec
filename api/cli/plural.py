"""How many of a thing, in words."""

from __future__ import annotations


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return how many there are of a thing: 1 claim, 2 claims."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
