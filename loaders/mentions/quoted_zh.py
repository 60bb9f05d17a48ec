"""Names that a Chinese sentence sets in quotation or title marks: events, institutes, laboratories."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.mentions.lexicon import kinds
from loaders.mentions.mention import Mention

_QUOTED = re.compile(r"[《“「『\"]([^《》“”「」『』\"。！？]{2,40})[》”」』\"]")
_EVENT_AHEAD = re.compile(
    "[^，。；]{0,4}?(?:大会|论坛|峰会|发布会|研讨会|活动|展览|大赛|节目|仪式)|"
    "[^，。；：、的了在与和及“”]{0,14}?(?:论坛|峰会|研修班|训练营|庆典|典礼|交流会|双选会|启动礼|博览会|创业大赛)"
)
_EVENT_BEFORE = ("节目", "栏目", "活动", "峰会", "论坛", "大会", "大赛")
_CENTER_AHEAD = re.compile("(?:联合)?(?:实验室|研究院|研究所|研究中心|创新中心|工作站|产业园)")
_CENTER = re.compile(
    "(?:实验室|研究院|研究所|研究中心|创新中心|技术中心|研发中心|数据中心|计算中心|产业园|科技园|创新院|工程院)$"
)
_EVENT = re.compile("(?:论坛|峰会|大会|年会|博览会|研讨会|洽谈会|展览会|交流会|对接会|圆桌会议)$")
_CLAUSE = re.compile("[，的了]|我|参加|出席|举办|召开|股东|代表大会|职工")
"""What a name of an event does not hold: of what is said, and of meetings that bodies hold by law."""
_FEWEST = 6
"""A quoted name of fewer characters (创新中心) is as often only a kind."""


def quoted(sentence: str) -> Iterator[Mention]:
    """Candidates: what is quoted whole, 「智能影像联合实验室」, or with the word behind it, “火眼”实验室."""
    for found in _QUOTED.finditer(sentence):
        name, (start, end) = found[1], found.span()
        before = sentence[max(0, start - 6) : start]
        event, center = _EVENT_AHEAD.match(sentence, end), _CENTER_AHEAD.match(sentence, end)
        title = found[0][0] == "《"
        if before.endswith(_EVENT_BEFORE):
            yield Mention(*found.span(1), "Event", 0.7, "quoted")
        elif center and not title:
            yield Mention(start, center.end(), "Center", 0.7, "quoted")
        elif not title and len(name) >= _FEWEST and _CENTER.search(name) and name not in kinds().generic:
            yield Mention(*found.span(1), "Center", 0.7, "quoted")
        elif not title and len(name) >= _FEWEST and _EVENT.search(name) and not _CLAUSE.search(name):
            yield Mention(*found.span(1), "Event", 0.7, "quoted")
        elif event and not title:
            yield Mention(start, event.end(), "Event", 0.6, "quoted")
