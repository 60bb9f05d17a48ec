"""Who can be a side of a signing: a city that signs as one, and no center that is opened."""

from __future__ import annotations

import re
from dataclasses import replace

from loaders.claims.scene import BODY, CITY, Outline
from loaders.mentions.bodies_zh import lists

_JOINTS = tuple("与和同跟、及")
PLACED = re.compile("(?:[在于赴到自]|来自|抵达|访问|位于)$")
_OPENED = re.compile(
    "(?:为|共建|共同建设|成立|设立|组建|启用|打造|建设|筹建|合建|揭牌|授牌|建立)了?(?:的|新的|首个)?[^，。；：、ⒷⓅⒸⒺ与和]{0,6}$"
)
_COUNTRY = 8
"""Characters before a city that may name its country: 与意大利Ⓒ签署."""
_THING = "某"
"""Stands for what is no side; as long as a sign is."""


def drawn(outline: Outline, plain: str) -> Outline:
    """The outline in which a city beside a joining word is a body, and a center that is opened is none.

    ``plain`` is the document's text: a city signs by the name of its government, 群山市.
    """
    text = list(outline.text)
    for place, mention in outline.mentions.items():
        if text[place] == CITY and plain[mention.end - 1] == "市" and _is_side(outline.text, place):
            text[place] = BODY
        elif text[place] == BODY and mention.label == "Center" and _OPENED.search(outline.text[:place][-16:]):
            text[place] = _THING
    changed = "".join(text)
    return outline if changed == outline.text else replace(outline, text=changed)


def _is_side(text: str, place: int) -> bool:
    """Whether a city stands where a party does: 与群山市、Ⓑ签署; not 在群山市与Ⓑ签署."""
    before = text[max(0, place - _COUNTRY) : place]
    of_country = any(
        before.endswith(country) and before[: -len(country)].endswith(_JOINTS)
        for country in lists().countries
    )
    joined = of_country or before.endswith(_JOINTS) or text[place + 1 : place + 2] in _JOINTS
    return joined and not PLACED.search(text, max(0, place - 3), place)
