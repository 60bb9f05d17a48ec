"""Which names of a document are apart, since the text says that one thing is a unit of the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_UNIT_OF = re.compile(
    r",? (?:which )?(?:is |was )?(?:an?|the) (?:[\w-]+ ){0,4}"
    r"(?:unit|subsidiary|division|arm|branch|affiliate|part|brand|daughter) of (?:the )?"
)
_IS = re.compile("(?:[（(][^（()）]*[)）])?(?:现)?(?:是|为|系|隶属于?|属于)[^，。；]{0,6}?")
_A_UNIT = re.compile(
    "(?:集团)?(?:的|旗下|下属|控股|全资|直属)+(?:子公司|分公司|附属公司|公司|成员企业|子品牌|机构|企业)"
)


def parted(plain: str, named: Sequence[tuple[int, int, int]]) -> set[frozenset[int]]:
    """The pairs of things, of which one is a unit of the other: Embrapa Soja, a unit of Embrapa.

    ``named`` holds where things are named, in order: beginning, end, and the thing's number.
    """
    return {
        frozenset((one, other))
        for (_, end, one), (start, stop, other) in pairwise(named)
        if one != other
        and (
            _UNIT_OF.fullmatch(plain, end, start)
            or (_IS.fullmatch(plain, end, start) and _A_UNIT.match(plain, stop))
        )
    }
