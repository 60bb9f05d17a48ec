"""Who speaks and who is present, and at which event."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.claims import speech_en
from loaders.claims.occasion import Programme, again
from loaders.claims.rows import row_before
from loaders.claims.scene import EVENT, PERSON, Draft, Outline
from loaders.mentions.lexicon import titles

_SAYS_ZH = re.compile(
    r"^(?:[（(][^（()）]{0,20}[)）])?"
    r"(?:[^，。；！？：ⒷⓅⒺ]{0,14}|[^。；！？ⓅⒺ]{0,24}(?:时|中|上|后|，)|以[^。；！？ⓅⒺ]{2,40}为[题主]题?)?"
    r"(?:表示|指出|认为|强调|谈到|介绍|透露|坦言|回忆|解释|补充|致辞|发言|发表|演讲|分享|提出|称|说|建议|呼吁|"
    r"预测|形容|总结|宣布|提到|回应|分析|告诉|证实|直言|重申|对谈|对话|讲话|作(?:了|(?:大会)?(?:主旨|主题|专题)?(?:报告|演讲|发言))|主讲|致词|致[^，。；ⒷⓅⒺ]{1,4}[辞词]|开讲|登台|"
    r"断言|感慨|抛出|主张|警告|表达|阐述|讲述|点评|坚称|放话|喊话)"
)
_SAYS_AT_ZH = re.compile(
    "^[^。；！？Ⓟ]{0,40}(?:在|于)[^，。；ⓅⒷ]{0,12}Ⓔ[^，。；ⓅⒷ]{0,8}"
    "(?:表示|指出|认为|强调|致辞|致词|发言|发表|演讲|讲话|分享|提出|称|说|宣布|证实|透露|呼吁|介绍|对谈|对话|作了|作主旨|做主旨)|"
    "^[^。；！？Ⓟ]{0,30}(?:出席|参加|亮相|现身)[^，。；ⓅⒷ]{0,12}Ⓔ?[^，。；ⓅⒷ]{0,6}[并且，](?:[^，。；ⓅⒷ]{0,10})(?:致辞|致词|发言|演讲|讲话|发表|表示|指出|分享|说)|"
    "^[^。；！？Ⓟ]{0,16}(?:出席|参加|参与|亮相|做客)[^，。；ⓅⒷ]{0,12}Ⓔ[^，。；ⓅⒷ]{0,6}(?:时|期间|后|上|，)[^。；Ⓟ]{0,14}"
    "(?:表示|说|指出|强调|发言|致辞|演讲|透露|宣布|称)|"
    "^[^，。；！？ⓅⒷ]{0,12}Ⓔ(?:上|中|期间)?(?:发表|致辞|致词|演讲|作主旨|做主旨|发言)|"
    "^[^。；！？Ⓟ]{0,16}[与和]Ⓟ[^，。；Ⓟ]{0,6}(?:对谈|对话)"
)
_ELSEWHERE_ZH = re.compile(
    "^[^。；！？Ⓟ]{0,24}(?:受访|采访|专访|曾(?:经)?(?:公开)?(?:表示|说|指出|透露)|此前(?:表示|回应|曾)|回应称)"
)
_CLAUSE = 120
"""A sentence of segmented text that is longer has lost its stops."""
_NEAR = 40
"""So many characters from an event somebody is still said to speak there, where stops are lost."""
_SPOKE_TOO_ZH = re.compile("(?<!到场)(?:对话|发言|演讲|致[辞词]|分享|登台|对谈)的(?:还|分别)?(?:有|包括)")
_OBJECT_ZH = re.compile("[了与向对]|感谢|祝贺|转达")
"""Before a person who is no subject."""
_STOP_ZH = re.compile("[。；]|Ⓟ的")
_ROW_GAP = 64
_ROW_ZH = re.compile("(?:[（(][^（()）]{0,20}[)）])?(?:、|和|与|及|以及)[^，。；！？：Ⓔ]{0,40}")
_BARE_ROW_ZH = re.compile("Ⓑ[^，。；：ⒷⓅⒺ]{2,12}")
"""Between two of a row in segmented text, which has lost its marks."""
_COLON_ZH = re.compile("^(?:[（(][^（()）]{0,30}[)）])?[：:]")
_QUOTED_BY_ZH = re.compile("[”」』][，。]?(?:[^，。；ⓅⒺ]{0,30})$")
_ATTEND_ZH = re.compile(
    "出席|参加|参与了|见证|列席|莅临|到场|与会|亮相|现身|露面|露了面|露脸|助阵|捧场|观礼|在座|到了?现场|在现场|在场|"
    "台下(?:还有|坐着|有)|受邀前来|应邀前来|剪彩|揭幕|主持(?=[^，。；Ⓟ]{0,8}(?:式|会|论坛|对话|圆桌|典礼)|[，。；]|$)"
)
_MET_ZH = re.compile("合影|交谈|握手|同台|同框|会面|会晤|致意|参观|逛展|巡馆")
_SHOWN_ZH = re.compile(
    "^(?:图|圖)[\\d一二三四五六七八九十]|^[·•▪※◆-]?\\s?Ⓟ(?:[（(][^（()）]{0,20}[)）])?[，、]|[；。]Ⓟ，[^，。；Ⓟ]{0,16}[；。]|"
    "在展台|在展位|在现场|走上台|上台|登台|落座|坐在|台下|第一排|前排|领奖|颁奖|签字|揭牌|剪彩|交换|鼓掌|陪同|现场"
)
_AWAY_ZH = re.compile(
    "没有到|没有出席|未出席|未到场|没来|缺席|未能|此前|曾(?:经|任|在|于)|去年|前年|当年|资料图|创立于|毕业于|出生|前身|(?:19|20)\\d\\d年(?![^，。；]{0,6}Ⓔ)"
)
_AMONG_ZH = re.compile(
    "[^，。；]{0,30}(?:嘉宾|领导|人员|代表|专家|的)(?:还|主要|分别)?(?:有|包括|为|是)?[：:]?"
)
_THIS_ZH = re.compile("本[次届场]|此[次届场]|这[次届场]|该|上述|当[天日]")
_THING_ZH = re.compile(
    "了?[^，。；ⓅⒺ]{0,24}?(?P<kind>仪式|典礼|论坛|峰会|大会|年会|发布会|会议|活动|晚宴|展览|会谈|签约|签署|会)(?=[，。；等并及和与]|$)"
)
_CAME_ZH = re.compile("到会|出席|与会|参会|到场|嘉宾(?!.{0,6}[说谈])")
_ENTRY_ZH = re.compile("[\\W\\d_]*Ⓟ(?=[，（(：])")
_ABSENCE = 30
"""Characters behind a name in which a sentence says that they did not come."""
_ABSENT_ZH = re.compile("没有到|未到|未出席|没有出席|缺席|因故")
_GONE_ZH = re.compile(
    "(?:未能|没能|没有|未)(?:出席|到场|到会|参加|前来|成行)(?!的)|没有到(?![位达])|缺席(?![^，。]{0,6}的)"
)


def speeches(programme: Programme) -> Iterator[Draft]:
    """SPEAKS_AT and ATTENDED claims; who speaks at an event is not also said to attend it."""
    scene = programme.scene
    last: dict[int, Outline] = {}
    spoke: set[tuple[int, int]] = set()
    attended: list[Draft] = []
    heading: Outline | None = None
    for outline in scene.outlines:
        heading = outline if outline.sentence.kind == "heading" else heading
        event = programme.event_for(outline)
        for named in outline.clusters(EVENT):
            last[named] = outline
        if event is None or not programme.goes_on(outline, event, last.get(event)):
            continue
        sure = 0.85 if event in outline.at.values() or again(outline) else 0.7
        told = [*speakers(outline)]
        if event in programme.main and not outline.sentence.chinese:
            told += speech_en.programmed(outline)
        if scene.document.text.segmented:
            told = [person for person in told if _beside(outline, person, event)]
        for person in told:
            last[event] = outline
            if (person, event) not in spoke:
                spoke.add((person, event))
                yield Draft("SPEAKS_AT", person, event, outline.number, sure)
        attended.extend(
            Draft("ATTENDED", person, event, outline.number, sure)
            for person in attendees(outline, next(iter(scene.clusters[event].names)))
            if not scene.document.text.segmented or _beside(outline, person, event)
        )
        if event in programme.main:
            attended.extend(
                Draft("ATTENDED", person, event, outline.number, 0.7) for person in listed(outline, heading)
            )
            attended.extend(Draft("ATTENDED", person, event, outline.number, 0.5) for person in seen(outline))
    found = set(spoke)
    for draft in attended:
        if (draft.source, draft.target) not in found:
            found.add((draft.source, draft.target))
            yield draft


def _beside(outline: Outline, person: int, event: int) -> bool:
    """Whether a person stands near the event where no stop parts what a text says."""
    places = [at for at, cluster in outline.at.items() if cluster == event]
    return len(outline.text) < _CLAUSE or any(
        abs(at - place) < _NEAR for at, cluster in outline.at.items() if cluster == person for place in places
    )


def speakers(outline: Outline) -> Iterator[int]:
    """The people who are quoted in a sentence."""
    if not outline.sentence.chinese:
        yield from speech_en.speakers(outline)
        return
    text = outline.text
    for place, cluster in outline.at.items():
        if text[place] != PERSON:
            continue
        behind, before = text[place + 1 :], text[:place]
        if (EVENT not in text and _ELSEWHERE_ZH.match(behind)) or _is_absent(text, place):
            continue
        if (
            _SAYS_ZH.match(behind)
            or _SAYS_AT_ZH.match(behind)
            or (place < 30 and _COLON_ZH.match(behind))
            or _QUOTED_BY_ZH.search(before)
        ):
            yield cluster
            yield from _in_row(outline, place)
    if others := _SPOKE_TOO_ZH.search(text):
        stop = _STOP_ZH.search(text, others.end())
        yield from outline.clusters(PERSON, others.end(), stop.start() if stop else len(text))


def _in_row(outline: Outline, place: int) -> Iterator[int]:
    """Who stands in one row before a speaker: Ⓑ总裁Ⓟ、Ⓑ董事长Ⓟ先后致辞."""
    yield from (outline.at[other] for other in row_before(outline, place, _joins_row, _ROW_GAP))


def _joins_row(between: str) -> bool:
    bare = _BARE_ROW_ZH.fullmatch(between) and titles().head.search(between)
    return bool(bare or _ROW_ZH.fullmatch(between))


def _elsewhere(outline: Outline, attended: re.Match[str], event: str) -> bool:
    """Whether what they attended is another thing than the event told of: a signing, where that is a forum."""
    thing = _THING_ZH.match(outline.text, attended.end())
    return (
        EVENT not in outline.text
        and thing is not None
        and not _THIS_ZH.search(thing[0])
        and thing["kind"] not in ("活动", "会议", "会")
        and not event.endswith(thing["kind"])
    )


def listed(outline: Outline, heading: Outline | None) -> Iterator[int]:
    """Who heads an entry under a heading that says who came: 到会企业界人士."""
    if heading is None or not _CAME_ZH.search(heading.text) or not outline.sentence.chinese:
        return
    if (entry := _ENTRY_ZH.match(outline.text)) and not _ABSENT_ZH.search(outline.text):
        place = entry.end() - 1
        if place in outline.at:
            yield outline.at[place]


def attendees(outline: Outline, event: str | None = None) -> Iterator[int]:
    """The people whom a sentence says were present at the event of this name."""
    if not outline.sentence.chinese:
        yield from speech_en.attendees(outline)
        return
    text = outline.text
    if EVENT in text and (met := _MET_ZH.search(text)):
        yield from outline.clusters(PERSON, 0, met.end())
        return
    found = list(_ATTEND_ZH.finditer(text))
    if not found or (event is not None and _elsewhere(outline, found[0], event)):
        return
    away = absent(outline)
    among = _AMONG_ZH.match(text, found[0].end())
    before = outline.clusters(PERSON, 0, found[0].start())
    behind = outline.clusters(PERSON, found[0].end())
    if before and not (among and behind):
        later = (one for match in found[1:] for one in _of_clause(outline, match.start()))
        yield from (one for one in (*before, *later) if one not in away)
    if among or not before:
        yield from (one for one in behind if one not in away)


def _of_clause(outline: Outline, end: int) -> list[int]:
    """The people who are the subject of the clause that ends with a verb."""
    start = outline.text.rfind("，", 0, end) + 1
    return [] if _OBJECT_ZH.search(outline.text, start, end) else outline.clusters(PERSON, start, end)


def absent(outline: Outline) -> set[int]:
    """The people of whom a Chinese sentence says that they did not come."""
    text = outline.text
    return {cluster for at, cluster in outline.at.items() if text[at] == PERSON and _is_absent(text, at)}


def _is_absent(text: str, place: int) -> bool:
    """Whether a sentence says of the person that it names at a place that they did not come."""
    following = text.find(PERSON, place + 1, place + _ABSENCE)
    gone = _GONE_ZH.search(text, place, following if following > 0 else place + _ABSENCE)
    return gone is not None and EVENT not in text[gone.end() : gone.end() + _ABSENCE]


def seen(outline: Outline) -> Iterator[int]:
    """The people whom a sentence of a report on an event shows there, by naming them at all."""
    if not outline.sentence.chinese:
        yield from speech_en.seen(outline)
    elif _SHOWN_ZH.search(outline.text) and not _AWAY_ZH.search(outline.text):
        yield from outline.clusters(PERSON)
