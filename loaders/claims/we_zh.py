"""Who 我们 is where an interview or a record of talks tells who speaks: 烽火通信总裁蓝海：我们拿下了…的订单."""

from __future__ import annotations

import re
from typing import NamedTuple

from loaders.claims.scene import BODY, Outline

_SPEAKER = re.compile("[^。；！？：ⒸⓅⒺ]{0,30}(?P<speaker>Ⓟ)(?:[（(][^（()）]{0,30}[)）])?[：:]")
_WE = re.compile(
    "我们(?![俩几的不])|咱们(?![的不])|我[司方校行院](?![便向的])|(?:^|(?<=[，。；\\s]))学校(?=[与和同]Ⓑ)|我公司(?!的)"
)


_SAYS = re.compile("表示|说|称(?!“)|透露|指出|介绍|认为")
_COMPANY = re.compile(
    "(?:^|(?<=[，。；：、\\s与和同及由是对向为因]))本?公司(?![^，。；ⒷⓅ]{0,4}(?:章程|股票|股份|法|治理))"
)


class Speaker(NamedTuple):
    """Who speaks in a paragraph, from the sentence on that their name opens."""

    block: int
    person: int


def speaker(outline: Outline, before: Speaker | None) -> Speaker | None:
    """Who says a sentence; ``before`` said the one before it."""
    block = outline.sentence.block
    if (person := answering(outline)) is not None:
        return Speaker(block, person)
    return before if before is not None and before.block == block else None


def answering(outline: Outline) -> int | None:
    """The person (cluster) whose name opens what they say."""
    named = _SPEAKER.match(outline.text)
    return outline.at.get(named.start("speaker")) if named else None


def drawn(outline: Outline, home: int) -> Outline | None:
    """The outline in which a speaker's "we" is drawn as their house (cluster); None where there is none."""
    edits = [(*match.span(), BODY, home) for match in _WE.finditer(outline.text)]
    return outline.redrawn(edits) if edits else None


def named(outline: Outline, company: int) -> Outline:
    """The outline in which 公司 is drawn as the company (cluster) that the text calls so; not where another speaks."""
    said = _SAYS.search(outline.text)
    if said and set(outline.clusters(BODY, 0, said.start())) - {company}:
        return outline
    edits = [(*match.span(), BODY, company) for match in _COMPANY.finditer(outline.text)]
    return outline.redrawn(edits) if edits else outline
