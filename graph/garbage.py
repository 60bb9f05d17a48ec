"""Python's collector of garbage, kept from looking at the same rows and facts again and again: they hold no cycles."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_RARELY = (50_000, 20, 20)


def collect_rarely() -> None:
    """Let Python look for garbage less often: looking at pages of rows took a tenth of an export."""
    gc.set_threshold(*_RARELY)


@contextmanager
def uncollected() -> Iterator[None]:
    """Let Python not look for garbage: looking at the million objects of a batch took a fifth of a load."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
