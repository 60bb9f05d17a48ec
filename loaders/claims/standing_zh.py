"""People who stand for their houses in a signing: 达文来访，与校长杨丹签署备忘录."""

from __future__ import annotations

import re
from collections.abc import Mapping

from loaders.claims.posts_bare_zh import is_pure
from loaders.claims.scene import BODY, PERSON, Outline

_POST = re.compile("[^，。；：！？、与和及同跟由向ⒷⓅⒸⒺ（()）]{2,14}$")
_HOUSE = re.compile(f"{BODY}[^，。；：！？ⒷⓅⒸⒺ]{{0,30}}$")
_REACH = 40


def standing(outline: Outline, homes: Mapping[int, int]) -> Outline | None:
    """The outline in which everybody whose house is known is drawn as that house; None where nobody is.

    ``homes`` is the one body (cluster) at which a person (cluster) has a post.
    """
    edits: list[tuple[int, int, str, int]] = []
    for place, cluster in sorted(outline.at.items()):
        if outline.text[place] != PERSON or (home := homes.get(cluster)) is None:
            continue
        start = _start(outline, place, home)
        if not edits or start >= edits[-1][1]:
            edits.append((start, place + 1, BODY, home))
    return outline.redrawn(edits) if edits else None


def _start(outline: Outline, place: int, home: int) -> int:
    """Where what names the person begins: at their house before their post, else at the post."""
    window = max(0, place - _REACH)
    house = _HOUSE.search(outline.text, window, place)
    if house and outline.at.get(house.start()) == home:
        return house.start()
    post = _POST.search(outline.text, window, place)
    if post is None:
        return place
    for at in range(post.start(), place - 1):
        if is_pure(outline.text[at:place]):
            return at
    return place
