"""The two sides of a signing in a Chinese sentence: who stands around the verb, and in which list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from loaders.claims.scene import BODY, CITY, Outline


class Sides(NamedTuple):
    """Where the two sides of a signing stand in an outline.

    ``flat`` where all signed with all, ``each`` where the first signed with the first, the second with the second.
    """

    left: Sequence[int]
    right: Sequence[int]
    flat: bool
    each: bool = False


class Told(NamedTuple):
    """Where a sentence has told of a signing, and who its subject was."""

    end: int
    subject: Sequence[int]


WITH = re.compile(
    "与|同(?!时|比|样|行|学|意|期|步|类|一)|跟(?!踪|进|随)|携手|联手|牵手|联合(?!会|国|体|发布|推出|成立|共建|主办)"
)
_AND = re.compile("和|及(?!其|时)|以及")
ASIDE = re.compile("(?:(?<![由对关鉴至])于|在|对|向|来自)$")
OWNED = re.compile("(?:集团)?(?:旗下|下属|所属|的?全资|的?控股)[^，。；、ⒷⒸⓅⒺ与和]{0,8}(?=Ⓑ)")
_ABOUT = re.compile("(?:就|为|围绕|针对|关于|在|于)[^，。；]{1,30}$")
_OFFICE = "[厅局委会府道省县社院所厂部处司行]"
_UNKNOWN_FIRST = re.compile(f"(?<={_OFFICE})(?:、[^，。；：、ⒷⒸⓅⒺ与和在]{{1,9}}{_OFFICE}|、Ⓒ){{0,3}}、(?=Ⓑ)")
"""Members of a list before the first that anybody knows; what does not end as bodies do are fields."""
MANY = "〇一二三四五六七八九"
_GOES_ON = re.compile(
    "[^ⒷⓅⒺ]*[，；](?:并且?|还|又|也|再|另外?|同时|此外|同[日月年]|随后|此后|之后|当[日天]|近日|日前|今年|去年|先后|分别|[在于]Ⓒ|\\d+[年月日]|已|曾)*"
)
"""From one signing to the next of the same subject: Ⓑ与Ⓑ签约，并入股；还同Ⓑ签约."""
_EACH = re.compile("[^，。；ⒷⓅⒺ]{0,12}?(?:分别|各自|依次)[^，。；ⒷⓅⒺ]{0,6}$")
"""Ⓑ、Ⓑ分别与Ⓑ、Ⓑ签约: in the order of the names."""
_ALL = re.compile("[三四五六多]方|(?P<many>[三四五六多])家|共签|互签")
_ALL_SIGN = re.compile("了?(?:一份|一项)?[三四五六多]方")
_APART = re.compile("分别|各自|依次")
_ALL_BEHIND = re.compile("[^。；ⒷⓅ]{0,60}[，》](?P<many>[三四五])方(?:将|共同|一致|约定|携手|计划|同意|联合)")
"""Ⓑ与Ⓑ、Ⓑ订立协议，三方将共同推进."""
_BEFORE, _BEHIND = re.compile("继[^，。；ⒷⓅ]{0,5}$"), re.compile("[^，。；ⒷⓅ]{0,6}(?:之后|以后|后)，")
"""Around those who signed before with the same: 继Ⓑ、Ⓑ之后，又和Ⓑ签约."""
_REACH = 80
WITH_OTHERS = re.compile(
    "(?:等[^，。；：、与和同跟ⒷⓅⒺ]{0,8})?(?:已|也|还|又|分别|先后|近日|日前|昨日|今日)*"
    "(?:与|和|跟|同(?![时日期年月一心]))(?!会|平|其|它|对方|彼此)[^，。；：、ⒷⓅⒺ]{2,16}"
)
"""Between a list and the verb, somebody who is no body here: Ⓑ、Ⓑ等央企与湖北签约."""
_SUBJECT = re.compile(
    "Ⓑ(?:此前|近日|日前|先后|已经?|曾|也|还|又|陆续|相继|今年|去年|当[天日]|同时|随后|目前|近年来)+$"
)
"""In segmented text, whose "with" is gone: Ⓑ此前|ⒷⒷⒷ达成合作."""
_FOUNDS = re.compile("了?(?:成立|共建|设立|组建|创立|打造)(?![^，。；]{0,6}[的方])")
"""Between a verb and a body that is no side: Ⓑ、Ⓑ签约成立Ⓑ."""
_TOGETHER = re.compile("共同|联合|[三四五六多各][方家]|一起|携手|联手")


def around(
    outline: Outline, trigger: re.Match[str], opening: int, end: int, last: Told | None, *, segmented: bool
) -> Sides | None:
    """The two sides around a trigger: a joining word before it, else behind it, else no joining word."""
    text, at = outline.text, trigger.start()
    for pattern in (WITH, _AND):
        for joint in reversed(list(pattern.finditer(text, opening, at))):
            right = list_right(outline, joint.end(), at)
            if right and right_before(text, right[-1], at):
                if WITH_OTHERS.fullmatch(text, right[-1] + 1, at):
                    return None
                joins = pattern is WITH or text[max(0, joint.start() - 1)] in "又也还再"  # 又和Ⓑ签约
                if joins and last and _GOES_ON.fullmatch(text, last.end, joint.start()):
                    return Sides(last.subject, right, flat=False)
                left = list_left(outline, joint.start(), opening, right)
                if left and _BEHIND.match(text, left[-1] + 1) and (lead := _BEFORE.search(text, 0, left[0])):
                    earlier = list_left(outline, lead.start(), 0, [*left, *right], reach=_REACH)
                    return Sides(earlier[:1], [*left, *right], flat=False) if earlier else None
                together = pattern is _AND or _all_sign(text, trigger, opening, left, right)
                each = len(left) == len(right) > 1 and _EACH.match(text, left[-1] + 1, joint.start())
                return Sides(left, right, flat=together, each=bool(each))
    members = list_left(outline, at, opening, [], reach=30, segmented=segmented)
    if members and WITH_OTHERS.fullmatch(text, members[-1] + 1, at):
        return None
    if len(members) > 1 and _ALL.search(text, members[-1], at):
        return Sides(members[:1], members[1:], flat=True)
    if trigger["sure"]:
        for joint in WITH.finditer(text, trigger.end(), end):
            right = list_right(outline, joint.end(), end)
            left = list_left(outline, joint.start(), opening, right) if right else []
            if right and left:
                return Sides(left, right, flat=False)
    behind = list_right(outline, trigger.end(), min(end, trigger.end() + 14))
    by_object = re.fullmatch("(?:签约|签下|携手\\S*|牵手\\S*|联手\\S*)", trigger[0])
    if behind and by_object and not _FOUNDS.match(text, trigger.end()):
        return Sides(list_left(outline, at, opening, behind), behind, flat=False)
    if segmented and (apart := re.search("分别|各自", text[opening:at])):
        left = list_left(outline, opening + apart.start(), opening, [], reach=12, segmented=True)
        return Sides(left, list_right(outline, opening + apart.end(), at), flat=False)
    subject = _SUBJECT.search(text, opening, members[0]) if segmented and members else None
    if subject and subject.start() in outline.at:
        return Sides([subject.start()], members, flat=False)
    if len(members) > 1 and (trigger["sure"] or _TOGETHER.search(text, members[-1], at) or segmented):
        return Sides(members[:1], members[1:], flat=not segmented)
    return None


def _all_sign(
    text: str, trigger: re.Match[str], opening: int, left: Sequence[int], right: Sequence[int]
) -> bool:
    """Whether the two sides sign one agreement all together: 三方协议."""
    at, end = trigger.span()
    counted = _ALL.search(text, right[-1], at)
    # 与Ⓑ、Ⓑ、Ⓑ三家签约, 与Ⓑ等多家签约: they are the other side
    if counted and (counted["many"] is None or MANY.find(counted["many"]) not in (-1, len(right))):
        return True
    behind = None if _APART.search(text, opening, at) else _ALL_BEHIND.match(text, end)
    if behind and MANY.find(behind["many"]) == len(left) + len(right):
        return True
    return _ALL_SIGN.match(text, end) is not None


def right_before(text: str, last: int, at: int) -> bool:
    """Whether nothing but adverbials stands between the right side and the trigger."""
    between = _ABOUT.sub("", text[last + 1 : at])
    return (
        len(between) <= 48
        and between.count("，") <= 1
        and BODY not in re.sub("[（(][^（()）]*[)）]", "", between)
    )


def list_right(outline: Outline, start: int, end: int) -> list[int]:
    """Places of the bodies listed from ``start`` on; words that describe the first may stand before it."""
    text = outline.text
    lead = re.compile("(?:[^，。；：、ⒷⒸⓅⒺ与和]{0,6}Ⓒ)?[^，。；：、ⒷⒸⓅⒺ与和]{0,14}").match(text, start, end)
    at = lead.end() if lead else start
    if lead and (unknown := _UNKNOWN_FIRST.match(text, at, end)):
        at = unknown.end()
    places: list[int] = []
    while at < end and text[at] == BODY:
        if owned := OWNED.match(text, at + 1, end):  # 宝钢集团旗下的宝钢资源公司: the unit signs
            at = owned.end()
        if at in outline.at:
            places.append(at)
        aside = re.compile(r"(?:[（(][^（()）]{0,40}[)）])?(?:等[^，。；、ⒷⓅ与]{0,6}?)?").match(text, at + 1)
        at = aside.end() if aside else at + 1
        joint = re.compile(
            r"\s?(?:(?:、[^，。；：、ⒷⒸⓅⒺ与和在]{2,10}|、Ⓒ){0,3}(?:、|和|及|以及)|，(?=Ⓑ))(?:[^，。；：、ⒷⒸⓅⒺ与和]{0,10}?)?(?=Ⓑ)"
        ).match(text, at, end)
        if joint is None:
            break
        places += [i for i in range(at, joint.end()) if text[i] == CITY and i in outline.at]
        at = joint.end()
    return places


def list_left(
    outline: Outline,
    end: int,
    opening: int,
    right: Sequence[int],
    reach: int = 60,
    *,
    segmented: bool = False,
) -> list[int]:
    """Places of the bodies that are the subject: listed right before ``end``, else the nearest subject further left."""
    text = outline.text
    bodies = [i for i in sorted(outline.at) if opening <= i < end and text[i] == BODY and i not in right]
    others = {outline.at[i] for i in right}
    bodies = [i for i in bodies if outline.at[i] not in others and not ASIDE.search(text, max(0, i - 3), i)]
    if not bodies or end - bodies[-1] > reach:
        return []
    members = [bodies[-1]]
    for place in reversed(bodies[:-1]):
        between = text[place + 1 : members[0]]
        between = re.sub(r"^[（(][^（()）]*[)）]", "", between)
        if not re.fullmatch(r"\s?(?:、|和|及|以及|与)\s?[^，。；：、ⒷⒸⓅⒺ]{0,8}|\s", between) and not (
            segmented and not between
        ):
            break
        members.insert(0, place)
    return members


def cross(outline: Outline, sides: Sides) -> Iterator[tuple[int, int]]:
    """Every member of one side with every member of the other, or each with its own; in one flat list, all with all."""
    one = list(dict.fromkeys(outline.at[i] for i in sides.left))
    other = list(dict.fromkeys(outline.at[i] for i in sides.right))
    if sides.each and len(one) == len(other):
        yield from ((a, b) for a, b in zip(one, other, strict=True) if a != b)
        return
    if sides.flat and len(one) + len(other) > 2:
        yield from combinations(list(dict.fromkeys([*one, *other])), 2)
        return
    for a in one:
        for b in other:
            if a != b:
                yield a, b
