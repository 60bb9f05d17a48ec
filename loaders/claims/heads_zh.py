"""What a Chinese list item, a section or a table's row is about: the bodies that its head names and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from loaders.claims import signings_zh
from loaders.claims.scene import BODY, CITY, Outline

_ALONE = re.compile(
    r"[\W\d_年月日ⒷⒸ]*[ⒷⒸ](?:\s?[（(][^（()）]{0,40}[)）])?(?P<more>\s*(?:[×xX✕＋+&／/→—–-]|与|和|、|携手|牵手)\s*[ⒷⒸ]){0,3}[\W_]*"
)
_BETWEEN = re.compile("[×xX✕＋+&／/与和、→]|携手|牵手")
_LONGEST = 60
_STRENGTH = 0.65


class Head(NamedTuple):
    """The bodies (clusters) that a head names, and the number of its outline."""

    bodies: tuple[int, ...]
    outline: int


def heads(outlines: Sequence[Outline]) -> list[Head | None]:
    """For every outline the head under which it stands; None where there is none.

    A heading's reaches to the next heading, an item's over the paragraph behind it, a cell's over its row.
    """
    found: list[Head | None] = []
    head: Head | None = None
    until: int | None = None
    for outline in outlines:
        kind, block = outline.sentence.kind, outline.sentence.block
        own = _bodies(outline) if outline.sentence.chinese else ()
        if own and kind in ("heading", "item", "cell"):
            head = Head(own, outline.number)
            until = block + 1 if kind == "item" else None
        elif (
            kind in ("heading", "item", "title")
            or (kind == "cell") != _in_table(outlines, head)
            or (until is not None and block > until)
        ):
            head = None
        found.append(head if head and head.outline != outline.number else None)
    return found


def _in_table(outlines: Sequence[Outline], head: Head | None) -> bool:
    return head is not None and outlines[head.outline].sentence.kind == "cell"


def _bodies(outline: Outline) -> tuple[int, ...]:
    """The bodies that an outline names if it names nothing else: ◆ 2021/05 Ⓑ（Ⓑ）, 1. Ⓑ × Ⓑ."""
    if len(outline.text) > _LONGEST or not _ALONE.fullmatch(outline.text):
        return ()
    signs = [place for place in sorted(outline.at) if outline.text[place] in (BODY, CITY)]
    paired = _BETWEEN.search(re.sub("[（(].*?[)）]", "", outline.text)) is not None
    named = tuple(dict.fromkeys(outline.at[place] for place in signs))
    return named if paired or CITY not in outline.text else ()


def pairs(outline: Outline, head: Head, topic: int | None) -> Iterator[signings_zh.Pair]:
    """Who signed, by a sentence that leaves it to its head: the two named there, or the one and the topic."""
    sides = head.bodies if len(head.bodies) == 2 else (head.bodies[0], topic)
    if sides[0] == sides[1] or None in sides:
        return
    one, other = sorted(side for side in sides if side is not None)
    for deed in signings_zh.deeds(outline.text):
        named = set(outline.clusters(BODY, 0, deed.start()))
        if named <= {one, other}:
            yield signings_zh.Pair(one, other, _STRENGTH)
            return
