"""Couples that each signed on their own, in one sentence: Ⓑ与Ⓑ、Ⓑ与Ⓑ分别签约."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.claims.scene import Outline

_ASIDE = "(?:[（(][^（()）]{0,20}[)）])?"
_COUPLE = re.compile(f"Ⓑ{_ASIDE}(?:与|和|同|跟|携手)Ⓑ")
_COUPLES = re.compile(
    f"(?<![、与和同跟及])(?P<row>Ⓑ{_ASIDE}(?P<joint>与|和|同|跟|携手)Ⓑ{_ASIDE}"
    f"(?:(?:[、，；]|以及|，以及)Ⓑ{_ASIDE}(?P=joint)Ⓑ{_ASIDE}){{1,20}})(?:等)?(?P<rest>[^，。；ⒷⓅⒺ]{{0,12}})$"
)
"""Couples in a row up to the verb, each joined by the same word."""
_EACH = re.compile("分别|各自")


def coupled_zh(outline: Outline, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The couples that stand right before ``end``; "and" joins two so only where each is said to have signed."""
    row = _COUPLES.search(outline.text, start, end)
    if row and (row["joint"] != "和" or _EACH.search(row["rest"])):
        yield from each(outline, _COUPLE, *row.span("row"))


def each(outline: Outline, couple: re.Pattern[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The two of each couple in a row; the pattern of a couple begins and ends with their signs."""
    for found in couple.finditer(outline.text, start, end):
        one, other = outline.at.get(found.start()), outline.at.get(found.end() - 1)
        if one is not None and other is not None and one != other:
            yield one, other
