"""Company short names as a hint: a hit says that a name may well be a company's, never that it is one."""

from __future__ import annotations

import sys
import zlib
from array import array
from bisect import bisect_left
from functools import cache, lru_cache
from importlib.resources import files

from graph.names.fold import fold


@lru_cache(maxsize=65536)
def is_company_hint(name: str) -> bool:
    """Whether the name is among some 250,000 Chinese company short names and brands.

    The list is kept as 32-bit hashes, so one name in 17,000 that is not on it is taken for one that is.
    """
    keys, wanted = _keys(), key(fold(name))
    place = bisect_left(keys, wanted)
    return place < len(keys) and keys[place] == wanted


def key(folded: str) -> int:
    """The number under which a folded name is kept."""
    return zlib.crc32(folded.encode("utf-8", "surrogatepass"))


@cache
def _keys() -> array[int]:
    keys = array("I")
    keys.frombytes(files("loaders.mentions").joinpath("data", "companies.u32").read_bytes())
    if sys.byteorder == "big":
        keys.byteswap()
    return keys
