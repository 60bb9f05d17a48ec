"""The events on which a document reports, the one that it is about, and the one at which a sentence happens."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from loaders.claims.scene import EVENT, Outline, Scene

_MAIN_ZH = re.compile(
    "Ⓔ[^，。；Ⓟ]{0,24}(?:举办|举行|召开|开幕|启动|落幕|闭幕|拉开|启幕|揭幕|收官|圆满)|Ⓔ，[^。；ⓅⒺ]{0,30}(?:举办|举行|召开|开幕)|"
    "(?:举办|举行|召开|主办|承办|开幕)了?[^，。；Ⓟ的]{0,12}Ⓔ"
)
_RECAP = re.compile(
    "手记|笔记|侧记|现场|观察|组图|图集|图片|图说|花絮|综述|速记|实录|回顾|看点|"
    r"\b(?:diary|notebook|notes|recap|pictures?|photos?|captions?|highlights|takeaways|wrap-?up|round-?up|"
    r"dispatch|report from|scenes from|who came|what was said)\b",
    re.IGNORECASE,
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
    "大会|论坛|峰会|会议|仪式|典礼|活动|会上|节目|现场|圆桌|嘉宾|"
    r"\b(?:event|conference|forum|summit|ceremony|meeting|launch|festival|fair|expo|congress)\b",
    re.IGNORECASE,
)
_TALKS = re.compile("(?:圆桌|论坛|对话|研讨会|座谈会|沙龙|发布会|记者会|说明会|访谈)$")
_REACH = 7
"""For so many sentences "the forum" stands for the event named last, though the document is not about it."""
_LONG = 300
"""A longer sentence that opens a document has lost its stops, and is no heading."""
_OPENING = 4
"""So many sentences behind its title a document says what it is about."""


class Stage(NamedTuple):
    """An event on which the document reports: its cluster and the sentence that first tells of it."""

    event: int
    sentence: int


@dataclass(frozen=True)
class Programme:
    """The events of a document, and when each was named last while its sentences are read in order."""

    scene: Scene

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """The events on which the document reports, not those that it only names in passing."""
        found: dict[int, Stage] = {}
        for outline in self.scene.outlines:
            told = titles(outline) or _STAGED.search(outline.text) or _AT_EVENT.search(outline.text)
            for cluster in outline.clusters(EVENT):
                if cluster not in found and (told or cluster in self.main):
                    found[cluster] = Stage(cluster, outline.number)
        return tuple(found.values())

    @cached_property
    def stage_of(self) -> Mapping[int, int]:
        """By event the sentence that first tells of it."""
        return {stage.event: stage.sentence for stage in self.stages}

    @cached_property
    def _mains(self) -> list[int | None]:
        """For every stage the last event up to it that the document is about."""
        found: list[int | None] = [None]
        for stage in self.stages:
            found.append(stage.event if stage.event in self.main else found[-1])
        return found[1:]

    @cached_property
    def main(self) -> frozenset[int]:
        """The events that the document is about: it opens with one that is held, or names it in its heading."""
        opening = self.scene.outlines[: _OPENING + 1]
        recap = any(titles(outline) and _RECAP.search(outline.text) for outline in opening)
        found = set()
        for outline in opening:
            about = titles(outline) or (
                _MAIN_ZH.search(outline.text) if outline.sentence.chinese else _STAGED.search(outline.text)
            )
            if about or recap:
                found.update(outline.clusters(EVENT))
        return frozenset(found)

    @cached_property
    def held(self) -> frozenset[int]:
        """The events of which the text says that they were held, or whose names say that there was talk."""
        return frozenset(
            stage.event
            for stage in self.stages
            if _STAGED.search(self.scene.outlines[stage.sentence].text)
            or any(_TALKS.search(name) for name in self.scene.clusters[stage.event].names)
        )

    def event_for(self, outline: Outline) -> int | None:
        """The event at which a sentence happens: named in it, else the last one told of before it."""
        named = outline.clusters(EVENT)
        if named and (outline.sentence.chinese or titles(outline) or _AT_EVENT.search(outline.text)):
            return named[0]
        before = bisect_right(self.stages, outline.number, key=attrgetter("sentence"))
        if not before:
            return None
        last, main = self.stages[before - 1], self._mains[before - 1]
        away = outline.number - last.sentence
        return main if main is not None and away > 1 and not again(outline) else last.event

    def goes_on(self, outline: Outline, event: int, last: Outline | None) -> bool:
        """Whether a sentence still is about the event: that of the document, or one named just before (``last``).

        One of which the text told that it was held stays longer than one where somebody said something.
        """
        if last is None or event in self.main:
            return True
        away = outline.number - last.number
        if again(outline) and away <= _REACH:
            return True
        if not outline.sentence.chinese:  # in English one goes on, if at all, in the next sentence
            return away <= 1
        return away <= (_REACH if event in self.held else 2)


def again(outline: Outline) -> bool:
    """Whether the sentence goes on about an event without its name: at the summit."""
    return _AGAIN.search(outline.text) is not None


def titles(outline: Outline) -> bool:
    """Whether it is a heading, or opens the document."""
    opens = outline.number == 0 and len(outline.text) < _LONG
    return outline.sentence.kind in ("title", "heading") or opens
