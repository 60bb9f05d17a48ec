"""MinHash (Broder 1997): which documents have nearly the same text, told from a short signature of each.

A text is the set of its runs of five characters. Signatures agree in as many places as two such sets have in
common of all they hold (Jaccard); those that agree in a whole band are worth comparing (Leskovec et al., chapter 3).
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

BANDS = 8
ALIKE = 0.8
"""Share of two signatures' places that agree from which on their texts count as one."""

_ROWS = 8  # places a band
_PLACES = BANDS * _ROWS
_RUN = 5  # characters
_SHORTEST = 100  # characters; what is shorter says too little to be called a reprint
_SAMPLE = 512  # runs: the smallest by hash, as good as all of them and much quicker
_NOT_WORDS = re.compile(r"[\W_]+")
_BASE, _MIX, _MIX2 = (
    np.uint64(value) for value in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
)

Hashes = NDArray[np.uint64]


def _mixed(values: Hashes) -> Hashes:
    """Spread 64-bit values evenly (splitmix64)."""
    values = (values ^ (values >> np.uint64(30))) * _MIX
    values = (values ^ (values >> np.uint64(27))) * _MIX2
    return values ^ (values >> np.uint64(31))


_FACTORS = _mixed(np.arange(1, _PLACES + 1, dtype=np.uint64) * _BASE) | np.uint64(1)


def sign(text: str) -> str | None:
    """Return a text's signature, None for one too short; case, spaces and punctuation make no difference."""
    plain = _NOT_WORDS.sub("", text).lower()
    if len(plain) < _SHORTEST:
        return None
    points = np.frombuffer(plain.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    runs = np.zeros(len(points) - _RUN + 1, dtype=np.uint64)
    for at in range(_RUN):
        runs = runs * _BASE + points[at : at + len(runs)]
    hashes = np.unique(_mixed(runs))[:_SAMPLE]
    lowest = (hashes[:, None] * _FACTORS[None, :] >> np.uint64(32)).min(axis=0)
    return base64.b64encode((lowest >> np.uint64(4)).astype("<u2").tobytes()).decode()


def bands(signature: str) -> list[str]:
    """Return a signature's bands."""
    data = base64.b64decode(signature)
    size = len(data) // BANDS
    return [data[at : at + size].hex() for at in range(0, len(data), size)]


def is_alike(one: str, other: str) -> bool:
    """Whether two signatures are those of nearly the same text."""
    if one == other:
        return True
    a, b = (np.frombuffer(base64.b64decode(signature), dtype="<u2") for signature in (one, other))
    return len(a) == len(b) and bool((a == b).mean() >= ALIKE)


def group(signatures: Mapping[str, str]) -> dict[str, str]:
    """Return for every document that is alike another, directly or through others, the smallest id of those."""
    first: dict[str, str] = {}
    root: dict[str, str] = {}
    for id_ in sorted(signatures):
        root[id_] = first.setdefault(signatures[id_], id_)  # the same signature: no need to compare
    buckets: dict[tuple[int, str], list[str]] = {}
    for signature, id_ in first.items():
        for number, band in enumerate(bands(signature)):
            buckets.setdefault((number, band), []).append(id_)

    def find(id_: str) -> str:
        while root[id_] != id_:
            id_ = root[id_]
        return id_

    for ids in buckets.values():
        for at, one in enumerate(ids):
            for other in ids[:at]:
                a, b = find(one), find(other)
                if a != b and is_alike(signatures[one], signatures[other]):
                    root[max(a, b)] = min(a, b)
    return _of_many((id_, find(id_)) for id_ in signatures)


def _of_many(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found = dict(pairs)
    return {id_: smallest for id_, smallest in found.items() if id_ != smallest}
