"""The post by which an interviewer addresses whoever answers, as 问：您作为Ⓑ总裁 does before Ⓟ：我们."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.claims.post_zh import Post, clean
from loaders.claims.scene import BODY, Outline
from loaders.claims.we_zh import answering
from loaders.mentions.lexicon import titles

_ADDRESSED = re.compile(
    f"[您你](?:作为|身为|担任|出任|是)(?P<employer>{BODY})的?(?P<title>[^，。；：？！ⒷⒸⓅⒺ的]{{2,14}})(?=[，。；？！]|$)"
)
_REACH = 4
"""So many sentences on, at most, somebody answers."""


def addressed(outlines: Sequence[Outline], number: int) -> Iterator[Post]:
    """The posts that a question tells of the person who answers it."""
    told = _ADDRESSED.search(outlines[number].text)
    employer = outlines[number].at.get(told.start("employer")) if told else None
    if told is None or employer is None or not titles().head.search(told["title"]):
        return
    asked = outlines[number].sentence.block
    for outline in outlines[number + 1 : number + 1 + _REACH]:
        person = answering(outline)
        if person is not None and outline.sentence.block != asked:
            yield Post(person, employer, clean(told["title"]), former=False, confidence=0.7)
            return
