"""The post by which an interviewer addresses whoever answers, as 问：您作为Ⓑ总裁 does before Ⓟ：我们."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.claims.post_zh import Post, clean
from loaders.claims.scene import BODY, PERSON, Outline
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
    asker, asked = answering(outlines[number]), outlines[number].sentence.block
    named = [person for person in outlines[number].clusters(PERSON, 0, told.start()) if person != asker]
    if named:
        yield Post(named[-1], employer, clean(told["title"]), former=False, confidence=0.7)
        return
    for outline in outlines[number + 1 : number + 1 + _REACH]:
        person = answering(outline)
        if person not in (None, asker) and outline.sentence.block != asked:
            yield Post(person, employer, clean(told["title"]), former=False, confidence=0.7)
            return
