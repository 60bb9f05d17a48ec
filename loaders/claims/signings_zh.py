"""Who signed with whom, in a Chinese sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, pairwise, product
from typing import NamedTuple

from loaders.claims.around_zh import (
    ASIDE,
    MANY,
    OWNED,
    WITH,
    WITH_OTHERS,
    Sides,
    Told,
    around,
    cross,
    list_left,
    list_right,
    right_before,
)
from loaders.claims.couples import coupled_zh
from loaders.claims.scene import BODY, LONGEST, PERSON, Outline
from loaders.mentions.lexicon import read_list


class Pair(NamedTuple):
    """Two clusters that signed, and how sure the rule is."""

    one: int
    other: int
    confidence: float


class Formed(NamedTuple):
    """A pair that a text tells by its form: the sentence, the first and the last that tell it, and the two."""

    sentence: int
    told: tuple[int, int]
    pair: Pair


class _Triggers(NamedTuple):
    any: re.Pattern[str]
    hoped: re.Pattern[str]
    undone: re.Pattern[str]
    refused: re.Pattern[str]
    both: re.Pattern[str]
    patterns: tuple[tuple[re.Pattern[str], float], ...]
    over: re.Pattern[str]


@cache
def _triggers() -> _Triggers:
    rows = read_list("loaders.claims", "signings.yaml")["zh"]
    return _Triggers(
        re.compile(f"(?P<sure>{rows['sure']})|(?P<joint>{rows['joint']})|(?P<made>{rows['made']})"),
        re.compile(rows["hoped"].replace(" ", "")),
        re.compile(rows["undone"]),
        re.compile(rows["not_trigger"]),
        re.compile(rows["both"]),
        tuple((re.compile(row["told"]), row["sure"]) for row in rows["patterns"]),
        re.compile(rows["over"]),
    )


_BREAK = re.compile("[。；！？]")
_CLAUSE = re.compile("[，。；：！？]")
_CONFIDENCE = {"sure": 0.9, "made": 0.8, "joint": 0.65}
_DATE = re.compile(
    "(?:(?:19|20)\\d{2}年|今年|去年|昨日|今日|近日|日前)(?:1?\\d月)?(?:\\d{1,2}日)?|1?\\d月\\d{1,2}日"
)
_SUBJECTLESS = re.compile(
    "(?:[^，。；ⒷⓅⒺ]{0,16}，)?(?:公司|我们|咱们|我方|该公司|集团|该集团|该校|学校|该行|该[院所厂局会]|该机构|该企业|该中心|我[院校司]|其|企业|它|昨[日天]|今[日天]|近日|日前|[上本]周[一二三四五六日]?|不久前|早前|翌日|同日|同月|同年|当天|当日|次日|随后|之后|此前|今年|去年|"
    "此外|又|还|已|并|在Ⓒ|于Ⓒ|[^，。；ⒷⓅⒺ与和同]{0,12}?\\d[年月日])*(?:与|和|同(?!日|月|年)|携手|联合|跟)"
)
_AHEAD = re.compile(
    "[^，。；]{0,6}(?:将|拟|计划|希望|期待|有望|可以|愿|应当|会在|未来|今后|预计|力争|争取|下个?[周月]|明[天年]|择日|届时)"
)
_DONE = re.compile("，[^，。；]{0,4}已(?!经营)[^，。；]{0,6}$")
_ITEM = re.compile(
    r"(?:[\s◆◎●■▪•*·、.．\d一二三四五六七八九十（()）]|[—-])*(?P<mark>Ⓑ)(?:[（(][^（()）]{0,40}[)）])?[\s*]*[：:]"
)
_MOST_SIGNERS = 12
_SIGNERS = re.compile(
    "(?:签(?:字|署|约)|参与|合作)(?:各方|双方|三方|方|单位|机构|企业)(?:分别|还|主要)?(?:是|为|有|包括|：)+"
)
_LISTED = re.compile(
    r"[\s*]*(?:[（(]?[一二三四五六七八九十\d]+[)）、.．]|[◆◎●■▪•·*—-]|(?:19|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?\s|1?\d月(?:\d{1,2}日)?\s)"
)
"""How an item of a list or of a chronicle opens: it is about what the text is about."""
_IT = "(?:与|和|同|跟)(?:其(?!他|它|中|余)|之|[它他她]们?|对方|后者|前者|该公司|该校)"
_WITH_IT = re.compile(f"{_IT}[^，。；ⒷⓅ]{{0,12}}(?:，[^，。；ⒷⓅ]{{0,4}})?$")
_ASKED = re.compile("(?:了|过)?(?:[^，。；！？ⒷⓅ]{0,10}(?:吗|么|没有))?？")
"""A signing that is asked about: Ⓑ与Ⓑ签了？"""
_OPEN_QUESTION = re.compile("如何|怎[么样]|为何|为什么|什么|哪|多少|几|谁|何[时以去]")
"""A question that takes the rest for granted: how Ⓑ and Ⓑ came to sign."""
_ALSO = re.compile(
    "(?:^|[，；])(?:据悉，)?(?:同[日时场期]|当[天日]|一[同并]|现场|[此本]次|[与和同](?:其|之|学校|公司)|上述)*(?:签约(?:入驻|落户)?|签署[^，。；ⒷⓅⒺ]{0,10})的?"
    "(?:企业|单位|公司|项目|机构|高校|院校|伙伴)?(?:中)?，?(?:还|另)(?:有|包括)"
)
_WITH_ANOTHER = re.compile("(?:[（(][^（()）]*[)）])?[与同跟和]")
"""Behind those who signed beside others: they did with somebody else."""
_GROUP = re.compile(
    f"(?:^|，)(?:上述|以上|这)?(?P<many>[{MANY[2:]}])家(?:单位|公司|企业|机构)(?!中|里|之)(?:[^，。；ⒷⓅ]{{0,8}})(?:与|同|和|跟)"
)
"""Those that the sentence before names: 三家单位与Ⓑ签约."""
_BRACKETS = re.compile("[（(][^（()）]{0,60}[)）]")
_EITHER = re.compile("与|和|同(?!时|比|样|意|期|步|类|一|日|年|月)|跟|、|及|携手|联合|向")
_OBJECT = re.compile(
    "(?:了)?[^，。；ⒷⓅⒺ]{0,10}?(?:向|对|由|为|给)?(?P<other>Ⓑ)[^，。；ⒷⓅⒺ]{0,14}?(?:订单|合同|协议|大单|合约|备忘录|协定)"
)
_COMMITTEE = re.compile("(?:常委|委员|副?书记)、")
"""Behind a party's committee: a post of somebody who signs for the city that his next post is at."""
_RECEIVED = re.compile(
    "(?P<city>Ⓒ)(?:市委|市政府|市)?(?:副?书记|副?市长)[^，。；ⒷⒸⓅⒺ]{0,12}Ⓟ[^，。；ⒷⓅⒺ]{0,12}(?:会见|会晤|接待|拜会)"
)
"""A city's host who meets a body's people: 双方 are the two."""
_PAPER = re.compile("了?(?:[^，。；ⒷⓅ]{0,16}(?:协议|合同|备忘录|协定|意向书|文件)(?!的)|(?=[，。；！]|$))")
"""Behind the verb: what they signed, or the clause's end; not 签约项目, 签约以来."""
_SOMEBODY_WITH = re.compile(
    "(?:^|[，。；：])[^，。；：ⒷⓅⒺ]{2,12}?(?:分别|先后|陆续|相继|依次|各自)(?:与|和|同|跟)[^，。；：ⒷⓅⒺ]{0,6}$"
)
"""Before a list with which somebody signs who is no body here: 南沙区分别与Ⓑ、Ⓑ签订."""
_WITNESSED = re.compile("(?:^|[，。；：])[^，。；：在于]{0,60}见证了?(?:[此本]次|现场|集中|协议)?$")
"""Before a signing that those who are named only see: Ⓟ、Ⓟ等见证签约."""


def pairs(
    outline: Outline, before: Sequence[int], *, segmented: bool, topic: int | None = None
) -> Iterator[Pair]:
    """The pairs that a sentence says signed.

    ``before`` are the bodies of the sentence before, for 双方 and for a subject left out; ``topic`` is the body
    that the document is about.
    """
    text = outline.text
    if len(text) > LONGEST:
        return
    last: Told | None = None
    for trigger in _triggers().any.finditer(text):
        if _refused(text, trigger):
            continue
        sure = _CONFIDENCE[trigger.lastgroup or "joint"]
        opening, end = _clause(text, trigger, segmented=segmented)
        if couples := list(coupled_zh(outline, opening, trigger.start())):
            yield from (Pair(one, other, sure) for one, other in couples)
            continue
        if with_it := list(_with_it(outline, trigger, opening, before)):
            yield from (Pair(one, other, sure - 0.2) for one, other in with_it)
            continue
        sides = around(outline, trigger, opening, end, last, segmented=segmented)
        if sides and (found := list(cross(outline, sides))):
            last = Told(trigger.end(), [*sides.left, *sides.right] if sides.flat else sides.left)
            yield from (Pair(one, other, sure) for one, other in found)
            continue
        if topic is not None and (item := _item(outline, trigger, opening)) is not None and item != topic:
            yield Pair(min(item, topic), max(item, topic), sure - 0.2)
            continue
        if both := _triggers().both.search(text, opening, trigger.start()):
            ahead = _AHEAD.match(text, both.end())
            if not ahead or _DONE.search(text, ahead.end(), trigger.start()):
                named = _both(outline, trigger, before, topic, both)
                yield from (Pair(one, other, sure - 0.2) for one, other in named)
            continue
        if group := _GROUP.search(text, opening, trigger.start()):
            others = [outline.at[place] for place in list_right(outline, group.end(), trigger.start())]
            if len(before) == MANY.index(group["many"]) and not set(before) & set(others):
                yield from (Pair(one, other, sure - 0.2) for one in before for other in others)
            continue
        if trigger["joint"] is None and (partners := _left_out(outline, trigger, opening)):
            subjects = [topic] if _LISTED.match(text) else [*before[:1], topic]
            for subject in [body for body in subjects if body is not None and body not in partners][:1]:
                yield from (Pair(subject, other, sure - 0.2) for other in partners)
            continue
        beside = list(_by_position(outline, trigger, opening, end))
        if segmented and not beside:
            beside = list(_nearest_two(outline, trigger, opening))
        yield from (Pair(one, other, 0.6) for one, other in beside)
    yield from _otherwise(outline)


def also(outline: Outline, host: int) -> Iterator[Pair]:
    """Who signed beside those told of before, with the same ``host``: 同日签约的还有Ⓑ、Ⓑ."""
    told = _ALSO.search(outline.text) if outline.sentence.chinese else None
    if told is None:
        return
    places = list_right(outline, told.end(), len(outline.text))
    if places and _WITH_ANOTHER.match(outline.text, places[-1] + 1):
        return
    for place in places:
        if outline.at[place] != host:
            yield Pair(host, outline.at[place], 0.7)


def deeds(text: str) -> Iterator[re.Match[str]]:
    """The words in an outline that tell of a signing, or of a partnership as formed; none that is hoped for."""
    for trigger in _triggers().any.finditer(text) if len(text) <= LONGEST else ():
        if trigger["joint"] is None and not _refused(text, trigger):
            yield trigger


def is_refused(outline: Outline) -> bool:
    """Whether a Chinese sentence tells of signings as asked about, hoped for or denied, and of none that was done."""
    if outline.text.endswith("？") and not _OPEN_QUESTION.search(outline.text):
        return True
    told = list(_triggers().any.finditer(outline.text)) if len(outline.text) <= LONGEST else []
    return bool(told) and all(_refused(outline.text, trigger) for trigger in told)


def _otherwise(outline: Outline) -> Iterator[Pair]:
    """Pairs told without a signing's verb: Ⓑ成为Ⓑ官方合作伙伴, Ⓑ拿到Ⓑ的合约, 签字方是Ⓑ、Ⓑ和Ⓑ."""
    for signers in _SIGNERS.finditer(outline.text):
        listed = [outline.at[place] for place in list_right(outline, signers.end(), len(outline.text))]
        for a, b in combinations(dict.fromkeys(listed[:_MOST_SIGNERS]), 2):
            yield Pair(a, b, 0.75)
    for pattern, sure in _triggers().patterns:
        for match in pattern.finditer(outline.text):
            ahead = _CLAUSE.split(outline.text[max(0, match.start() - 8) : match.start()])[-1]
            undone = _triggers().undone.match(outline.text, match.end())
            if not undone and not _triggers().over.search(ahead + match[0]):
                sides = (outline.clusters(BODY, *match.span(side)) for side in ("left", "right"))
                yield from (Pair(one, other, sure) for one, other in product(*sides) if one != other)


def _clause(text: str, trigger: re.Match[str], *, segmented: bool) -> tuple[int, int]:
    """The sentence's part around a trigger; segmented text without its marks is cut where a date opens anew."""
    at = trigger.start()
    opening = max((m.end() for m in _BREAK.finditer(text, 0, at)), default=0)
    closing = _BREAK.search(text, trigger.end())
    end = closing.start() if closing else len(text)
    if segmented:
        dates = [m.start() for m in _DATE.finditer(text, opening, at)]
        opening = next((date for date in reversed(dates) if text.count(BODY, date, at) > 1), opening)
        following = _DATE.search(text, trigger.end(), end)
        end = following.start() if following else end
    return opening, end


def _both(
    outline: Outline, trigger: re.Match[str], before: Sequence[int], topic: int | None, both: re.Match[str]
) -> list[tuple[int, int]]:
    """Who 双方 are: the two bodies named in the sentence so far, in the one before, or one and the topic; so 三方.

    Who receives a body's people at a city's town hall is the city; a party's committee is nobody.
    """
    at, word = trigger.start(), both[0]
    text = outline.text
    office = {place for place in outline.at if _COMMITTEE.match(text, place + 1)}
    own = list(
        dict.fromkeys(
            outline.at[i] for i in sorted(outline.at) if i < at and text[i] == BODY and i not in office
        )
    )
    count = {"三": 3, "四": 4}.get(word[0], 2)
    for bodies in (own, list(dict.fromkeys([*own, *before])), list(dict.fromkeys(before))):
        if len(bodies) in {2, count} or (word == "各方" and 2 < len(bodies) < 7):
            return list(combinations(sorted(bodies), 2))
    if len(own) == 1 and count == 2 and (host := _RECEIVED.search(text, 0, at)):
        city = outline.at.get(host.start("city"))
        they_sign = "，" not in text[both.end() : at] and _PAPER.match(text, trigger.end())
        return [(min(own[0], city), max(own[0], city))] if city is not None and they_sign else []
    if len(own) == 1 and topic is not None and topic != own[0] and count == 2:
        return [(min(own[0], topic), max(own[0], topic))]
    return []


def _item(outline: Outline, trigger: re.Match[str], opening: int) -> int | None:
    """The only body of a list's item, at its head: ◆Ⓑ：今年5月签订备忘录; it signed with whom the text is about."""
    head = _ITEM.match(outline.text)
    bodies = set(outline.clusters(BODY, opening, trigger.end())) | set(outline.clusters(BODY, 0, opening))
    place = head.end("mark") - 1 if head else -1
    own = {outline.at[place]} if place in outline.at else set()
    aliases = set(outline.clusters(BODY, place + 1, head.end())) if head else set()
    return next(iter(own), None) if own and not bodies - own - aliases else None


def _nearest_two(outline: Outline, trigger: re.Match[str], opening: int) -> Iterator[tuple[int, int]]:
    """In segmented text, whose "and" is gone: the two bodies named last before the verb, no person between."""
    text, at = outline.text, trigger.start()
    start = max(opening, at - 50, *(i + 1 for i in outline.at if i < at and text[i] == PERSON), 0)
    near = list(dict.fromkeys(reversed(outline.clusters(BODY, start, at))))
    if len(near) > 1 and not trigger["joint"]:
        yield near[1], near[0]


def _by_position(
    outline: Outline, trigger: re.Match[str], opening: int, end: int
) -> Iterator[tuple[int, int]]:
    """The sides of a signing that no wording gives away: the bodies that stand before the verb, else around it.

    An owner beside its unit, what stands in brackets and where it was done are no sides.
    """
    if trigger["joint"]:
        return
    text, at = outline.text, trigger.start()
    brackets = [m.span() for m in _BRACKETS.finditer(text, opening, end)]
    sides = [
        place
        for place in sorted(outline.at)
        if opening <= place < at
        and text[place] == BODY
        and not ASIDE.search(text, max(0, place - 3), place)
        and not OWNED.match(text, place + 1)
        and not any(a <= place < b for a, b in brackets)
    ]
    near = [place for place in sides if at - place < 70]
    if near and (
        WITH_OTHERS.fullmatch(text, near[-1] + 1, at) or _SOMEBODY_WITH.search(text, opening, near[0])
    ):
        return
    joints = [m.start() for m in _EITHER.finditer(text, opening, at)]
    if len(near) > 1:
        cut = next((j for j in reversed(joints) if near[0] < j < near[-1]), None)
        if cut is not None:
            left = [place for place in near if place < cut][-1:]
            yield from cross(outline, Sides(left, [place for place in near if place > cut], flat=False))
    elif len(near) == 1 and trigger["sure"] and (object_ := _OBJECT.match(text, trigger.end())):
        other = object_.start("other")
        if other in outline.at and outline.at[other] != outline.at[near[0]]:
            yield outline.at[near[0]], outline.at[other]


def _with_it(
    outline: Outline, trigger: re.Match[str], opening: int, before: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Ⓑ、Ⓑ与其签约: those with whom the clause before is about; Ⓑ收购Ⓑ，并与其签约: the first with the last."""
    text = outline.text
    it = _WITH_IT.search(text, opening, trigger.start())
    if it is None or BODY not in text[: it.start()]:
        return
    members = list_left(outline, it.start(), 0, [])
    if not members or "，" in text[members[-1] : it.start()]:
        own = outline.clusters(BODY, 0, it.start())[:1]
        others = [body for body in outline.clusters(BODY, 0, it.start()) if body not in own][-1:]
    else:
        own = [outline.at[place] for place in members]
        stops = [0, *(stop.end() for stop in _CLAUSE.finditer(text, 0, members[0]))]
        clauses = (outline.clusters(BODY, start, end) for start, end in pairwise([*stops, members[0]]))
        same = re.search(_IT, text[: members[0]])  # who Ⓑ dealt with, with whom others do too
        others = [] if same else next((b[:1] for b in reversed(list(clauses)) if set(b) - set(own)), [])
    rest = [body for body in before if body not in own]
    others = others or (rest[:1] if "也" in text[: it.start()] else rest[-1:])
    yield from ((one, other) for one in own for other in others if one != other)


def _left_out(outline: Outline, trigger: re.Match[str], opening: int) -> list[int]:
    """The partners of a subject that the clause leaves out or calls 公司: 同日与Ⓑ签署, 公司与Ⓑ签署."""
    text, at = outline.text, trigger.start()
    if BODY in text[:opening] or not _SUBJECTLESS.match(text, opening):
        return []
    for joint in WITH.finditer(text, opening, at):
        right = list_right(outline, joint.end(), at)
        if right and right_before(text, right[-1], at):
            return [outline.at[place] for place in right]
    return []


_DENIED = re.compile(
    "[^。；，”』」ⒷⓅ]{0,16}[”』」][^。；ⒷⓅ]{0,30}?(?:(?:并未|从未|没有)(?:签[署订约]|达成)|不属实|无此事|子虚乌有)|"
    "(?:公司|双方|对方)?(?:则|均|都)?回应称?(?:消息)?不属实"
)
"""Behind a signing that is only told to be denied: “Ⓑ与Ⓑ签约”一条，双方并未签署任何文件."""


def _refused(text: str, trigger: re.Match[str]) -> bool:
    start = max((m.end() for m in _CLAUSE.finditer(text, 0, trigger.start())), default=0)
    behind = (_triggers().undone, _DENIED)
    if _triggers().refused.match(text, trigger.start()) or any(p.match(text, trigger.end()) for p in behind):
        return True
    hoped = _triggers().hoped.search(text[start : trigger.start()])
    asked = _ASKED.match(text, trigger.end()) and not _OPEN_QUESTION.search(text)
    return hoped is not None or bool(asked) or _WITNESSED.search(text, 0, trigger.start()) is not None
