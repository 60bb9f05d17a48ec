"""Word clusters: groups of English words that are used alike, so that what is learned of one is known of many.

``loaders/training/build_clusters.py`` makes them.
"""

from __future__ import annotations

import lzma
from collections.abc import Mapping
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "clusters.txt.xz"


@cache
def _groups() -> Mapping[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for group, line in enumerate(lzma.decompress(DATA.read_bytes()).decode().splitlines()):
        supergroup, *words = line.split(" ")
        found.update(dict.fromkeys(words, (f"c{group}", f"C{supergroup}")))
    return found


def clusters(word: str) -> tuple[str, ...]:
    """The group and the supergroup of a word in lower case; () for one that is rare.

    >>> clusters("siemens") == clusters("gmbh")
    True
    """
    return _groups().get(word, ())
