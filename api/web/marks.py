"""A text with the sentences that claims rest on, and the names in it, marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from api.web.html import Html, tag, together


def marked(
    text: str,
    said: Sequence[Mapping[str, Any]],
    mentions: Sequence[Mapping[str, Any]],
    link: Callable[[str], str],
) -> Html:
    """Return the text as HTML; places are ``start`` and ``end`` in it, and may lie in each other or cross.

    ``link`` gives the address of an entity's page. The first piece of each claim's sentence has the id ``at-START``.
    """
    spans = [(one["start"], min(one["end"], len(text)), None) for one in said]
    names = [(one["start"], min(one["end"], len(text)), one["entity"]["id"]) for one in mentions]
    claimed = _depth(spans, len(text))
    named: list[tuple[int, int, str]] = []
    for start, end, id_ in sorted(names, key=lambda one: (one[0], -one[1])):
        if start < end and (not named or start >= named[-1][1]):  # of names that cross, the first and longest
            named.append((start, end, id_))
    cuts = sorted({0, len(text), *claimed, *(place for start, end, _ in named for place in (start, end))})
    anchors = {start for start, _, _ in spans}
    id_at = {start: id_ for start, _, id_ in named}
    ends = {start: end for start, end, _ in named}
    pieces: list[Html] = []
    depth, name, until = 0, "", 0
    for first, last in pairwise(cuts):
        depth += claimed.get(first, 0)
        if first in id_at:
            name, until = id_at[first], ends[first]
        piece: str = text[first:last]
        if first < until:
            piece = tag("a", piece, href=link(name))
        anchor = f"at-{first}" if first in anchors else None
        pieces.append(tag("mark", piece, id=anchor) if depth else together(piece))
    return together(*pieces)


def _depth(spans: Sequence[tuple[int, int, None]], length: int) -> dict[int, int]:
    """Return by place how many more spans there are from it on, or fewer."""
    change: dict[int, int] = {}
    for start, end, _ in spans:
        if start < end <= length:
            change[start] = change.get(start, 0) + 1
            change[end] = change.get(end, 0) - 1
    return change
