"""Commands, run in this process; the fixtures ``run`` and ``on_graph`` are in conftest.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Ran(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Ran]
