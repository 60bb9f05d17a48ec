"""What a Chinese sentence says is in which city, and what belongs to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from loaders.claims.scene import BODY, LONGEST, Outline


class Link(NamedTuple):
    """A body (cluster) and its city or its owner (cluster), and how sure the rule is."""

    body: int
    other: int
    confidence: float


_SEAT = "总部(?:也|同|均|都)?(?:位于|设立?在|设于|坐落于?|地处|在|设)"
_FOUNDED = "(?:成立|创立|创办|诞生|创建|组建)于"
_STANDS = (
    f"(?:{_SEAT}|位于|坐落于|坐落在|坐落|设立?在|设于|地处|落户于?|落地于?|扎根于?|建在|落子|{_FOUNDED}|"
    "驻地(?:在|为)|总部(?:是|即|迁至|搬到|迁到|选在|定在|安在|放在)|(?:把|将)总部(?:设|放|安|迁|搬|定)?(?:在|到|至|于)|注册(?:地)?(?:在|于|为)|"
    "(?:家|老家|大本营|本部|办公地|校址|院址|校区|园区|基地)(?:在|位于|设在)|总部(?=[^，。；：ⒷⓅⒺⒸ]{0,6}Ⓒ))"
)
_NEAR = "[^，。；ⓅⒺⒷ与和]{0,4}?"
_ASIDE = "(?:[（(][^（()）]{0,40}[)）])?"
_LOCATED = tuple(
    (re.compile(source), sure)
    for source, sure in (
        (f"(?P<body>Ⓑ){_ASIDE}(?:[^，。；：ⒷⒸⓅⒺ厂店]{{0,8}})?{_STANDS}[^，。；ⒷⓅⒺ]{{0,8}}?(?P<city>Ⓒ)", 0.8),
        (
            f"(?:{_SEAT}|位于|设在|坐落于|来自){_NEAR}(?P<city>Ⓒ)[^，。；ⒷⒸⓅⒺ]{{0,10}}?的[^，。；：ⒷⒸⓅⒺ与和、]{{0,8}}?(?P<body>Ⓑ)",
            0.8,
        ),
        (
            "(?:在|于)(?P<city>Ⓒ)[^，。；ⒷⒸⓅⒺ]{0,4}?(?:出席|参加|召开|举行|举办|主办)了?的?[^，。；ⒷⒸⓅⒺ]{0,8}?(?P<body>Ⓔ)",
            0.7,
        ),
        ("(?:出席|参加|到访|前往|赴)(?P<city>Ⓒ)的?(?P<body>Ⓔ)", 0.7),
        ("(?P<city>Ⓒ)(?P<body>Ⓔ)", 0.7),
        ("(?P<body>Ⓔ)[（(][^（()ⒷⓅⒺ]{0,12}?(?P<city>Ⓒ)[^（()ⒷⓅⒺ]{0,6}[)）]", 0.7),
        (
            "(?P<body>Ⓑ)(?:是|为|系)(?:其|Ⓑ的?)(?P<city>Ⓒ)(?:子公司|分公司|工厂|总部|研发中心|基地|分部|分行|分校|校区)",
            0.7,
        ),
        (
            "(?P<body>Ⓔ)[（(]?[^，。；ⒷⒸⓅⒺ]{0,10}?(?:，[^，。；ⒷⒸⓅⒺ]{0,6})?(?:在|于)(?P<city>Ⓒ)[^，。；ⒷⓅⒺ]{0,14}?(?:举行|举办|召开|开幕|拉开|启幕|揭幕|落幕|闭幕|登场)",
            0.8,
        ),
        (
            "(?:^|[，。；：])(?:[^，。；：ⒷⒸⓅⒺ与和]{0,6}，)?(?P<body>Ⓑ)(?:总公司|本部)?在"
            "[^，。；ⒷⒸⓅⒺ]{0,3}?(?P<city>Ⓒ)[^，。；ⒷⒸⓅⒺ开办举签宣发召说]{0,5}(?=[，。；]|$)",
            0.75,
        ),
        ("(?P<city>Ⓒ)，(?P<body>Ⓑ)(?:总部|大楼|园区|校园|校区)", 0.7),
        ("(?P<body>Ⓑ)的?(?P<city>Ⓒ)总部", 0.65),
        ("(?P<body>Ⓑ)[^，。；：ⒷⒸⓅⒺ]{0,10}Ⓟ，?总部(?:设?在|位于)?(?P<city>Ⓒ)", 0.7),
        (
            "(?:在|于)(?P<city>Ⓒ)[^，。；ⒷⒸⓅⒺ]{0,4}?(?:运行|启用|揭牌|落成|成立|挂牌|建成|投用|投入使用|运营|设立|起家|创立)的(?P<body>Ⓑ)",
            0.75,
        ),
        ("(?P<city>Ⓒ)(?:起家|出身|本地|土生土长)的(?P<body>Ⓑ)", 0.7),
        (
            "(?<![在到赴往])(?P<city>Ⓒ)的(?P<body>Ⓑ)(?!的?(?:工厂|门店|分公司|办事处|基地|项目|业务|市场|客户|办公室|总部大楼|员工|展台|店|分行))",
            0.6,
        ),
        (
            "(?:在|于)[^，。；ⒷⒸⓅⒺ与和]{0,6}?(?P<city>Ⓒ)[^，。；ⒷⒸⓅⒺ]{0,6}?(?:共建|共同建设|联合建设|设立|成立|组建|建立|揭牌|启用|打造|建成|开设|落成|筹建|创办|创立|拥有|设有|建有|另有|还有|运营)"
            "了?[^，。；ⒷⒸⓅⒺ]{0,10}(?P<body>Ⓑ)(?!的|与|和|集团的)",
            0.65,
        ),
        (
            "(?P<body>Ⓑ)(?:[^，。；：ⒷⒸⓅⒺ]{0,8})(?:在|于)(?P<city>Ⓒ)[^，。；ⒷⒸⓅⒺ]{0,8}?"
            "(?:揭牌|启用|落成|成立|建成|投用|投入使用|正式运营|开业|创立|创办|起家|诞生|奠基|动工|开工)"
            "(?!了|的|仪式|[^，。；]{0,12}(?:实验室|中心|研究院|公司|基地|学院|Ⓑ))",
            0.65,
        ),
        ("(?P<body>Ⓑ)[（(][^（()ⒷⓅⒺ]{0,12}?(?P<city>Ⓒ)[^（()ⒷⓅⒺ]{0,6}[)）]", 0.65),
        (
            "(?:^|[，。；：、])(?P<city>Ⓒ)(?:企业|车企|药企|公司|独角兽|老牌企业|科技公司|本土企业|民企|国企|大厂|厂商)(?P<body>Ⓑ)",
            0.7,
        ),
        (
            "(?P<body>Ⓑ)(?:是|为)(?:一家)?(?:总部)?(?:位于|在|设在|来自)?(?P<city>Ⓒ)[^，。；ⒷⒸⓅⒺ]{0,14}?的?[^，。；ⒷⒸⓅⒺ]{0,16}(?:公司|企业|机构|厂商|初创|药企|车企|大学|高校|研究院|银行|集团)(?=[，。；]|$)",
            0.7,
        ),
    )
)
_OWN_SEAT = re.compile(
    f"(?:^|，|；)(?:公司|其|集团|该公司|该校|学校|该院|该机构|企业)?(?:{_SEAT}|总部|位于|坐落于?|坐落在|基地(?:在|位于)?){_NEAR}"
    "(?P<city>Ⓒ)(?!的|[^，。；Ⓑ]{0,10}的Ⓑ)"
)
_NEW_BODY = re.compile(
    "(?:成立|设立|组建|新设|合资)[^，。；]{0,12}(?:公司|企业|实体|联合体)|合营(?:公司|企业)"
)
"""Between a body and a seat: what the two founded sits there."""
_LISTED = re.compile("(?:[（(][^（()）]{0,20}[)）])?、Ⓑ")
_PLANNED = re.compile("(?:即将|计划|拟|有望|将)[^，。；]{0,10}$")
_OWNED = tuple(
    re.compile(source)
    for source in (
        "(?P<unit>Ⓑ)[（(](?:系|为|是)?(?P<owner>Ⓑ)的?(?:旗下|全资|控股|附属)*(?:子公司|公司|品牌|机构)?[)）]?(?<=[司牌构下股资])",
        "(?P<unit>Ⓑ)[（(][^（()）ⒷⓅ]{0,10}?(?:隶属于?|属于?|归属于?)(?P<owner>Ⓑ)[)）]",
        "(?P<unit>Ⓑ)[^，。；ⒷⓅ]{0,16}，后者(?:是|为|系|隶属于?)[^，。；ⒷⓅ]{0,8}(?P<owner>Ⓑ)的?(?:旗下|全资|控股|的)*(?:子公司|公司|品牌|机构|部门|$|(?=[，。；]))",
        "(?P<unit>Ⓑ)[^，。；ⒷⓅ]{0,4}，?(?:其)?母公司(?:是|为|即)?(?P<owner>Ⓑ)",
        "(?P<owner>Ⓑ)(?:旗下|下属|所属|直属|全资|控股|的)*(?:旗下|下属|所属|直属|子公司|控股|全资)(?:的)?[^，。；、ⒷⒸⓅⒺ与和]{0,8}?(?P<unit>Ⓑ)",
        "(?P<unit>Ⓑ)(?:[（(][^（()）]{0,20}[)）])?(?:现|目前|如今|本|也|同样|都)?(?:是|为|系|隶属于?|归属于?|属于|归于?|从属于|挂靠(?:在|于)?)(?P<owner>Ⓑ)"
        "(?:旗下|麾下|体系|的?(?:全资|控股|海外|直属|附属)*(?:子公司|子品牌|品牌|分公司|附属公司|下属公司|下属企业|下属机构|成员企业|事业部|部门|分支|一部分|研究机构|研发机构|研究部门|研发部门)|所有|$|[，。；])",
        "(?:隶属于?|归属于?|从属于|属于|挂靠于?)(?P<owner>Ⓑ)的(?P<unit>Ⓑ)",
        "(?P<owner>Ⓑ)(?:旗下|麾下|名下)?的?(?:[^，。；、ⒷⒸⓅⒺ与和]{0,6})?(?:子公司|子品牌|品牌|分公司|附属公司|全资公司|研究机构|研发机构|智库|研究部门)(?P<unit>Ⓑ)",
        "(?P<owner>Ⓑ)(?:旗下|麾下|名下|集团内)(?:还|也|则|现)*(?:有|拥有|包括|囊括|涵盖)[^，。；ⒷⓅⒺ]{0,8}(?P<unit>Ⓑ)",
        "(?P<unit>Ⓑ)，?(?:这家|一家|作为)?(?P<owner>Ⓑ)(?:旗下|麾下)的?(?:[^，。；ⒷⓅⒺ]{0,10})(?:公司|品牌|机构|平台|企业|部门|研究院)",
        "(?P<unit>Ⓑ)[^，。；ⒷⓅ]{0,6}，?(?:由)?(?P<owner>Ⓑ)全资(?:持有|拥有|所有|控股)",
        "(?P<unit>Ⓑ)(?:[、和与]?Ⓑ)*(?:均|都|同)?(?:为|是|系|隶属于?)(?P<owner>Ⓑ)(?:所属|下属|直属|旗下)",
        "(?P<owner>Ⓑ)的(?P<unit>Ⓑ)(?=[（(]|位于|设在|设于|坐落|总部|成立于|负责人|院长|主任|所长)",
    )
)
_OUR_SCHOOL = re.compile("(?:我校|学校|该校)(?P<unit>Ⓑ)(?!签|合作|与|和)")
_OF_HOUSE = re.compile(
    "(?:^|[，。；：、\\s在让和与由从])(?P<kind>该?[校院]|学校|医院|大学|该?集团|公司|该公司)"
    "(?P<held>下属|下设|所属|直属|旗下|麾下|下面|内设|新设)?的?(?P<unit>Ⓑ)(?!签|合作|与|和|、)"
)
_HOUSES = (
    (("校", "学校", "该校", "大学"), ("大学", "学院", "学校")),
    (("院", "医院", "该院"), ("医院",)),
    (("集团", "该集团"), ("集团",)),
    (("公司", "该公司"), ("公司",)),
)
"""How a text goes on about a body, and how the names of such bodies end."""
_WHOLE, _CLOSE = 300, 14
"""A longer sentence has lost its stops: then only what stands close together belongs together."""
_HAS_CENTER = re.compile(
    "(?P<owner>Ⓑ)(?:还|也|又|已|则|目前)*(?:在|于)[^，。；ⒷⓅⒺ]{0,12}(?:另有|设有|还有|拥有|建有|设立|开设|成立|建立|启用|建成)了?"
    "(?:一[家个座])?[^，。；ⒷⒸⓅⒺ]{0,8}(?P<unit>Ⓑ)"
)
_ITS_UNIT = re.compile(
    "(?P<unit>Ⓑ)(?:[（(][^（()）]{0,20}[)）])?(?:是|为|系|乃)其Ⓒ?(?:全资|控股|旗下|附属|直属|海外|的)*(?:子公司|附属公司|公司|品牌|机构|成员)"
)
_OWN_UNIT = re.compile(
    "(?:其|(?<=[，；、由让交]))(?:全资|控股|旗下|下属)*(?:的)?(?:子公司|旗下|下属|控股)(?!股东)(?:的)?[^，。；、ⒷⒸⓅⒺ与和]{0,6}?(?P<unit>Ⓑ)"
)


def located(outline: Outline, before: int | None = None) -> Iterator[Link]:
    """The cities in which a sentence says that bodies are; ``before`` is whom the sentence before was about."""
    text = outline.text
    if len(text) > LONGEST:
        return
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
        subject = subjects[-1] if subjects else before
        if _NEW_BODY.search(text, max(text.rfind(BODY, 0, match.start()), 0), match.start()):
            continue
        if subject is not None and city is not None:
            yield Link(subject, city, 0.65 if subjects else 0.6)


def _row(outline: Outline, place: int) -> Iterator[int]:
    """The bodies listed behind one with 、 between: all are of one kind."""
    at = place + 1
    while more := _LISTED.match(outline.text, at):
        if more.end() - 1 in outline.at:
            yield outline.at[more.end() - 1]
        at = more.end()


def of_our_school(outline: Outline) -> Iterator[int]:
    """What a text calls its own university's: 我校Ⓑ院长."""
    units = (outline.at.get(match.start("unit")) for match in _OUR_SCHOOL.finditer(outline.text))
    yield from (unit for unit in units if unit is not None)


def of_house(outline: Outline) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Where what belongs to a body told of before stands (学校热带作物学院, 集团旗下的Ⓑ), and how its name ends.

    Of a company only what it is said to hold: 公司Ⓑ says nothing.
    """
    for match in _OF_HOUSE.finditer(outline.text):
        place = match.start("unit")
        ends = next((ends for kinds, ends in _HOUSES if match["kind"] in kinds), None)
        held = match["held"] or (
            place in outline.at and outline.mentions[place].label in ("University", "Center")
        )
        if ends and held and place in outline.at:
            yield place, ends


def owned(outline: Outline) -> Iterator[Link]:
    """The units that a sentence says belong to a body."""
    text = outline.text
    if len(text) > LONGEST:
        return
    whole = len(text) > _WHOLE
    for pattern in _OWNED:
        for match in pattern.finditer(text):
            if whole and len(match[0]) > _CLOSE:
                continue
            unit, owner = outline.at.get(match.start("unit")), outline.at.get(match.start("owner"))
            if unit is not None and owner is not None and unit != owner:
                yield Link(unit, owner, 0.8)
                yield from (Link(more, owner, 0.75) for more in _row(outline, match.start("unit")))
    for match in _HAS_CENTER.finditer(text):
        unit, owner = outline.at.get(match.start("unit")), outline.at.get(match.start("owner"))
        center = outline.mentions[match.start("unit")].label == "Center"
        if unit is not None and owner is not None and unit != owner and center:
            yield Link(unit, owner, 0.65)
    for match in [*_OWN_UNIT.finditer(text), *_ITS_UNIT.finditer(text)]:
        subjects, unit = outline.clusters(BODY, 0, match.start()), outline.at.get(match.start("unit"))
        owner = subjects[-1 if whole else 0] if subjects else None
        if owner is not None and unit is not None and owner != unit:
            yield Link(unit, owner, 0.65)
