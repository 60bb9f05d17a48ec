"""What a Chinese sentence says is in which city, and what belongs to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from loaders.claims.scene import BODY, Outline


class Link(NamedTuple):
    """A body (cluster) and its city or its owner (cluster), and how sure the rule is."""

    body: int
    other: int
    confidence: float


_SEAT = "总部(?:也|同|均|都)?(?:位于|设立?在|设于|坐落于?|地处|在|设)"
_FOUNDED = "(?:成立|创立|创办|诞生|创建|组建)于"
_STANDS = f"(?:{_SEAT}|位于|坐落于|坐落在|坐落|设立?在|设于|地处|落户于?|落地于?|扎根|建在|{_FOUNDED})"
_NEAR = "[^，。；ⓅⒺⒷ与和]{0,4}?"
_ASIDE = "(?:[（(][^（()）]{0,40}[)）])?"
_LOCATED = tuple(
    (re.compile(source), sure)
    for source, sure in (
        (f"(?P<body>Ⓑ){_ASIDE}(?:[^，。；：ⒷⒸⓅⒺ]{{0,8}})?{_STANDS}[^，。；ⒷⓅⒺ]{{0,8}}?(?P<city>Ⓒ)", 0.8),
        (f"(?:{_SEAT}|位于|设在|坐落于|来自){_NEAR}(?P<city>Ⓒ)[^，。；ⒷⒸⓅⒺ]{{0,10}}?的(?P<body>Ⓑ)", 0.8),
        (
            "(?:^|[，。；：])(?:[^，。；：ⒷⒸⓅⒺ与和]{0,6}，)?(?P<body>Ⓑ)(?:总公司|本部)?在"
            "[^，。；ⒷⒸⓅⒺ]{0,3}?(?P<city>Ⓒ)[^，。；ⒷⒸⓅⒺ]{0,5}(?=[，。；]|$)",
            0.75,
        ),
        (
            "(?:在|于)(?P<city>Ⓒ)[^，。；ⒷⒸⓅⒺ]{0,4}?(?:运行|启用|揭牌|落成|成立|挂牌|建成|投用|投入使用|运营|设立|起家|创立)的(?P<body>Ⓑ)",
            0.75,
        ),
        ("(?P<city>Ⓒ)(?:起家|出身|本地|土生土长)的(?P<body>Ⓑ)", 0.7),
        (
            "(?<![与和、在到赴往])(?P<city>Ⓒ)的(?P<body>Ⓑ)(?=[（(，。；、]|已|也|与|和|宣布|表示|的?创始人|董事长|总裁|首席)",
            0.6,
        ),
    )
)
_OWN_SEAT = re.compile(
    f"(?:，|；)(?:公司|其|集团|该公司)?{_SEAT}{_NEAR}(?P<city>Ⓒ)(?!的|[^，。；Ⓑ]{{0,10}}的Ⓑ)"
)
_PLANNED = re.compile("(?:即将|计划|拟|有望|将)[^，。；]{0,10}$")
_OWNED = tuple(
    re.compile(source)
    for source in (
        "(?P<owner>Ⓑ)(?:旗下|下属|所属|直属|全资|控股|的)*(?:旗下|下属|所属|直属|子公司|控股|全资)(?:的)?[^，。；、ⒷⒸⓅⒺ与和]{0,8}?(?P<unit>Ⓑ)",
        "(?P<unit>Ⓑ)(?:是|为|系|隶属于?|属于)(?P<owner>Ⓑ)(?:旗下|的?(?:全资|控股)?子公司|的?子品牌|$|[，。；])",
    )
)
_OWN_UNIT = re.compile(
    "其(?:全资|控股|旗下|下属)*(?:的)?(?:子公司|旗下|下属|控股)(?:的)?[^，。；、ⒷⒸⓅⒺ与和]{0,6}?(?P<unit>Ⓑ)"
)


def located(outline: Outline) -> Iterator[Link]:
    """The cities in which a sentence says that bodies are."""
    text = outline.text
    for pattern, sure in _LOCATED:
        for match in pattern.finditer(text):
            body, city = outline.at.get(match.start("body")), outline.at.get(match.start("city"))
            verb = min(match.start("body"), match.start("city")) + 1
            planned = _PLANNED.search(text, max(0, match.start() - 8), match.start()) or _PLANNED.search(
                text[verb : max(match.start("city"), match.start("body"))]
            )
            if body is not None and city is not None and not (planned and sure > 0.6):
                yield Link(body, city, sure)
    for match in _OWN_SEAT.finditer(text):
        subjects, city = outline.clusters(BODY, 0, match.start()), outline.at.get(match.start("city"))
        if subjects and city is not None:
            yield Link(subjects[-1], city, 0.65)


def owned(outline: Outline) -> Iterator[Link]:
    """The units that a sentence says belong to a body."""
    text = outline.text
    for pattern in _OWNED:
        for match in pattern.finditer(text):
            unit, owner = outline.at.get(match.start("unit")), outline.at.get(match.start("owner"))
            if unit is not None and owner is not None and unit != owner:
                yield Link(unit, owner, 0.8)
    for match in _OWN_UNIT.finditer(text):
        subjects, unit = outline.clusters(BODY, 0, match.start()), outline.at.get(match.start("unit"))
        if subjects and unit is not None and subjects[0] != unit:
            yield Link(unit, subjects[0], 0.65)
