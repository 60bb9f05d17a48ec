"""Who speaks and who is present, and at which event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from loaders.claims import speech_en
from loaders.claims.scene import EVENT, PERSON, Draft, Outline, Scene

_SAYS_ZH = re.compile(
    r"^(?:[（(][^（()）]{0,20}[)）])?"
    r"(?:[^，。；！？：ⒷⓅⒺ]{0,14}|[^。；！？ⓅⒺ]{0,24}(?:时|中|上|后|，))?"
    r"(?:表示|指出|认为|强调|谈到|介绍|透露|坦言|回忆|解释|补充|致辞|发言|发表|演讲|分享|提出|称|说|建议|呼吁|"
    r"预测|形容|总结|宣布|提到|回应|分析|告诉|证实|直言|重申|对谈|对话|讲话|作报告|作了|主讲|致词|开讲|登台|"
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
_MAIN_ZH = re.compile(
    "Ⓔ[^，。；Ⓟ]{0,24}(?:举办|举行|召开|开幕|启动|落幕|闭幕|拉开)|Ⓔ，[^。；ⓅⒺ]{0,30}(?:举办|举行|召开|开幕)|"
    "(?:举办|举行|召开|主办|承办|开幕)了?[^，。；Ⓟ的]{0,12}Ⓔ"
)
_ROW_GAP = 64
_ROW_ZH = re.compile("(?:[（(][^（()）]{0,20}[)）])?(?:、|和|与|及|以及)[^，。；！？：Ⓔ]{0,40}")
_COLON_ZH = re.compile("^(?:[（(][^（()）]{0,30}[)）])?[：:]")
_QUOTED_BY_ZH = re.compile("[”」』][，。]?(?:[^，。；ⓅⒺ]{0,30})$")
_ATTEND_ZH = re.compile(
    "出席|参加|参与了|见证|列席|莅临|到场|与会|亮相|现身|露面|露了面|露脸|助阵|捧场|观礼|在座|到了?现场|在现场|在场|"
    "台下(?:还有|坐着|有)|受邀前来|应邀前来|剪彩|揭幕|主持(?=[^，。；Ⓟ]{0,8}(?:式|会|论坛|对话|圆桌|典礼))"
)
_MET_ZH = re.compile("合影|交谈|握手|同台|同框|会面|会晤|致意|参观|逛展|巡馆")
_AMONG_ZH = re.compile(
    "^[^，。；]{0,30}(?:嘉宾|领导|人员|代表|专家|的)(?:还|主要|分别)?(?:有|包括|为|是)?[：:]?"
)
_THIS_ZH = re.compile("本[次届场]|此[次届场]|这[次届场]|该|上述|当[天日]")
_THING_ZH = re.compile(
    "了?[^，。；ⓅⒺ]{0,24}?(?P<kind>仪式|典礼|论坛|峰会|大会|年会|发布会|会议|活动|晚宴|展览|会谈|签约|签署|会)(?=[，。；等并及和与]|$)"
)
_STAGED = re.compile(
    "举办|举行|召开|开幕|启动|开播|开讲|落幕|闭幕|拉开|主办|承办|"
    r"\b(?:held|hosts?|hosted|kicked off|kicks off|took place|opened|opens|opening|concluded|ended|"
    r"closed|takes place|taking place|"
    r"organi[sz]ed|convened|gathered|attended|started|began|ran|spoke|speakers?|panell?ists?|keynote)\b",
    re.IGNORECASE,
)
_AT_EVENT = re.compile(
    "(?:在|于|出席|参加)[^，。；]{0,12}Ⓔ|Ⓔ[^，。；ⒷⓅ]{0,6}(?:上|期间|现场|中)|"
    r"\b(?:at|during|to|attended|addressing|of|for|in) (?:the |this year's )?[^.;ⓅⒷ]{0,20}Ⓔ",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    "大会|论坛|峰会|会议|仪式|活动|会上|节目|现场|圆桌|嘉宾|"
    r"\b(?:event|conference|forum|summit|ceremony|meeting|launch)\b",
    re.IGNORECASE,
)


_TALKS = re.compile("(?:圆桌|论坛|对话|研讨会|座谈会|沙龙|发布会|记者会|说明会|访谈)$")
_REACH = 7
"""For so many sentences "the forum" stands for the event named last, though the document is not about it."""


class Stage(NamedTuple):
    """An event on which the document reports: its cluster and the sentence that first tells of it."""

    event: int
    sentence: int


_CAME_ZH = re.compile("到会|出席|与会|参会|到场|嘉宾(?!.{0,6}[说谈])")
_ENTRY_ZH = re.compile("[\\W\\d_]*Ⓟ(?=[，（(：])")
_ABSENT_ZH = re.compile("没有到|未到|未出席|没有出席|缺席|因故")


def stages(scene: Scene) -> list[Stage]:
    """The events on which the document reports, not those that it only names in passing."""
    found: dict[int, Stage] = {}
    for outline in scene.outlines:
        for place, cluster in outline.at.items():
            if (
                outline.text[place] == EVENT
                and cluster not in found
                and (_STAGED.search(outline.text) or _AT_EVENT.search(outline.text) or _titled(outline))
            ):
                found[cluster] = Stage(cluster, outline.number)
    return list(found.values())


def _titled(outline: Outline) -> bool:
    """Whether it is a title that names what is reported on: in Chinese one that opens a document, with one event."""
    if outline.sentence.kind not in ("title", "heading"):
        return False
    return not outline.sentence.chinese or (outline.number == 0 and outline.text.count(EVENT) == 1)


def event_for(outline: Outline, stages: list[Stage]) -> int | None:
    """The event at which a sentence happens: named in it, else the last one told of before it."""
    named = outline.clusters(EVENT)
    if named and (outline.sentence.chinese or _AT_EVENT.search(outline.text)):
        return named[0]
    before = [stage for stage in stages if stage.sentence <= outline.number]
    return before[-1].event if before else None


def speeches(scene: Scene) -> Iterator[Draft]:
    """SPEAKS_AT and ATTENDED claims; who speaks at an event is not also said to attend it."""
    told = stages(scene)
    main = _main(scene, told)
    held = {
        stage.event
        for stage in told
        if _STAGED.search(scene.outlines[stage.sentence].text)
        or any(_TALKS.search(name) for name in scene.clusters[stage.event].names)
    }
    last: dict[int, Outline] = {}
    spoke: set[tuple[int, int]] = set()
    attended: list[Draft] = []
    heading: Outline | None = None
    for outline in scene.outlines:
        heading = outline if outline.sentence.kind == "heading" else heading
        event = event_for(outline, told)
        again = _AGAIN.search(outline.text) is not None
        for named in outline.clusters(EVENT):
            last[named] = outline
        if event is None or not _goes_on(
            outline, last.get(event), main=event in main, held=event in held, again=again
        ):
            continue
        sure = 0.85 if event in outline.at.values() or again else 0.7
        for person in speakers(outline):
            last[event] = outline
            if (person, event) not in spoke:
                spoke.add((person, event))
                yield Draft("SPEAKS_AT", person, event, outline.number, sure)
        attended.extend(
            Draft("ATTENDED", person, event, outline.number, sure)
            for person in attendees(outline, next(iter(scene.clusters[event].names)))
        )
        if event in main:
            attended.extend(
                Draft("ATTENDED", person, event, outline.number, 0.7) for person in listed(outline, heading)
            )
        if event in main and not outline.sentence.chinese:
            attended.extend(
                Draft("ATTENDED", person, event, outline.number, 0.5) for person in speech_en.seen(outline)
            )
    seen = set(spoke)
    for draft in attended:
        if (draft.source, draft.target) not in seen:
            seen.add((draft.source, draft.target))
            yield draft


def _main(scene: Scene, told: list[Stage]) -> frozenset[int]:
    """The events that the document is about: it opens with one that is held, or names it in its heading."""
    return frozenset(
        stage.event
        for stage in told
        for outline in scene.outlines[: min(5, stage.sentence + 3)]
        if stage.event in outline.at.values()
        and (
            _MAIN_ZH.search(outline.text)
            or outline.sentence.kind == "heading"
            or _titled(outline)
            or (not outline.sentence.chinese and _STAGED.search(outline.text))
        )
    )


def _goes_on(outline: Outline, last: Outline | None, *, main: bool, held: bool, again: bool) -> bool:
    """Whether a sentence still is about the event: that of the document, or one named just before.

    One of which the text told that it was ``held`` stays longer than one where somebody said something.
    """
    if last is None or main:
        return True
    away = outline.number - last.number
    if (
        not outline.sentence.chinese
    ):  # in English one goes on, if at all, in the next sentence or with "the summit"
        return away <= 1 or (again and away <= _REACH)
    return away <= (_REACH if held else 2) or (again and away <= _REACH)


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
        if EVENT not in text and _ELSEWHERE_ZH.match(behind):
            continue
        if (
            _SAYS_ZH.match(behind)
            or _SAYS_AT_ZH.match(behind)
            or (place < 30 and _COLON_ZH.match(behind))
            or _QUOTED_BY_ZH.search(before)
        ):
            yield cluster
            yield from _in_row(outline, place)


def _in_row(outline: Outline, place: int) -> Iterator[int]:
    """Who stands in one row before a speaker: Ⓑ总裁Ⓟ、Ⓑ董事长Ⓟ先后致辞."""
    last = place
    while (other := outline.text.rfind(PERSON, max(0, last - _ROW_GAP), last)) >= 0:
        if other not in outline.at or not _ROW_ZH.fullmatch(outline.text, other + 1, last):
            return
        yield outline.at[other]
        last = other


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
    match = _ATTEND_ZH.search(text)
    if match is None:
        return
    if event is not None and _elsewhere(outline, match, event):
        return
    among = _AMONG_ZH.match(text, match.end())
    before = outline.clusters(PERSON, 0, match.start())
    behind = outline.clusters(PERSON, match.end())
    if before and not (among and behind):
        yield from before
    if among or not before:
        yield from behind
