"""How Chinese tells dates."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.names.numerals import DAY, MONTH, NUMERALS, TO_DIGITS, counted
from loaders.claims.dates.told import (
    Anchors,
    Rule,
    days_on,
    iso,
    last_weekday,
    months_on,
    nearest,
    numbered,
    of_week,
    week_on,
    years_on,
)

_YEARS = {"今": 0, "去": -1, "前": -2, "明": 1}
_WEEKDAYS = "一二三四五六日天"

_YEAR = rf"(?<![\d.])(?P<year>(?:1[6-9]|20)\d\d|[一二][〇○零九][{NUMERALS}]{{2}})\s?年"
_SHORT_YEAR = r"(?<![\d.])(?P<short>[012]\d)\s?年"
_RELATIVE = (
    "(?P<relative>今年|去年|(?<![目此之以日])前年|明年|(?<![合不共协会相])同年(?![龄限级代轻])|当年|翌年"
    "|(?<![首本此这每一二三四五六七八九十两几多])次年)"
)
_MONTH = rf"(?P<month>1[0-2]|0?[1-9]|{MONTH})\s?月(?![球亮饼子])"
_TO = r"(?:\s?[-–—~至到、和]\s?\d{1,2})?"
_DAY = (
    rf"(?:(?P<day>3[01]|[12]\d|0?[1-9]){_TO}\s?[日号]|(?P<day_zh>{DAY})\s?日)"
    "(?![游间线楼院])"
)
_WEEKDAY = rf"(?:\s?[（(](?:周|星期)[{_WEEKDAYS}][)）])?"
_ALONE = r"(?<![\d一二三四五六七八九十个第年])"


def _day_number(told: Mapping[str, str | None]) -> int | None:
    day = told.get("day") or told.get("day_zh")
    return counted(day) if day else None


def _dated(match: re.Match[str], anchors: Anchors) -> str | None:
    """8月, 3月22日, 2017年3月, 去年三月, 去年."""
    told = match.groupdict()
    month, day = counted(told["month"]) if told.get("month") else None, _day_number(told)
    if told.get("year") or told.get("short"):
        return iso(int((told["year"] or f"20{told['short']}").translate(TO_DIGITS)), month, day)
    if relative := told.get("relative"):
        if relative[0] in _YEARS:
            year = years_on(anchors.published, _YEARS[relative[0]])
        else:
            year = years_on(anchors.before, int(relative[0] in "翌次"))
        return iso(int(year), month, day) if year else None
    return nearest(anchors, month, day) if month else None


def _of_month(match: re.Match[str], anchors: Anchors) -> str | None:
    """本月, 上月28日, 同月3日."""
    which = match["which"][0]
    month = months_on(anchors.before if which in "同当" else anchors.published, -(which == "上"))
    return iso(int(month[:4]), int(month[5:]), _day_number(match.groupdict())) if month else None


def _of_week(match: re.Match[str], anchors: Anchors) -> str | None:
    """上周三, 上周."""
    weeks = -(match["which"] == "上")
    if match["weekday"]:
        return of_week(anchors.published, min(_WEEKDAYS.index(match["weekday"]), 6), weeks)
    return week_on(anchors.published, weeks)


_RULES = (
    ("full", rf"(?:{_YEAR}|{_SHORT_YEAR}|{_RELATIVE})\s?{_MONTH}(?:\s?{_DAY})?{_WEEKDAY}", _dated),
    ("day", rf"{_ALONE}{_MONTH}\s?{_DAY}{_WEEKDAY}", _dated),
    ("month", rf"{_ALONE}{_MONTH}(?!\s?\d)", _dated),
    ("year", f"{_YEAR}|{_RELATIVE}", _dated),
    (
        "month",
        rf"(?P<which>(?<![日成])本月(?![均薪])|(?<![线会台])上个?月(?![活均])|(?<![合不共协会相])同月|当月)\s?(?:{_DAY})?",
        _of_month,
    ),
    (
        "word",
        r"(?<!如)今(?:[天日早晨晚午](?!本|头条)|[（(]\d{1,2}[)）][天日早晨晚午])|昨(?:[（(]\d{1,2}[)）])?(?![是非])[天日晚夜晨午早]?|"
        "(?<![目此之以日年天月大于])前天(?![津气])",
        lambda match, anchors: days_on(anchors.published, -"今昨前".index(match[0][0])),
    ),
    (
        "week",
        f"(?P<which>(?<![加会台线础以])上|(?<![成基资])本|这)个?(?:周(?![边期转刊密鸿])|星期|礼拜)(?:(?P<weekday>[{_WEEKDAYS}])(?![家个名位])|(?!年))",
        _of_week,
    ),
    (
        "week",
        f"(?<![上下本这每一二两三四五六七八九十几多\\d])(?:周|星期|礼拜)(?P<weekday>[{_WEEKDAYS}])"
        r"(?=\W|$|[上下早晚中在与和签宣说表称])",
        lambda match, anchors: last_weekday(anchors.published, min(_WEEKDAYS.index(match["weekday"]), 6)),
    ),
    (
        "numbered",
        rf"(?<![月\d{NUMERALS}十第每.近续去])(?:{_DAY})(?<!号)(?![内后前之以常报本元晒期程年均涨跌])",
        lambda match, anchors: numbered(anchors, _day_number(match.groupdict()) or 0),
    ),
    (
        "ago",
        r"(?<![\d一二三四五六七八九十百千几第.])"
        r"(?P<many>\d{1,2}|[一两二三四五六七八九]|[二三四五六七八九]?十[一二三四五六七八九]?)[多余]?年多?[以之]?前",
        lambda match, anchors: years_on(anchors.published, -counted(match["many"])),
    ),
    (
        "same",
        "(?<![合不共协会相])同(?:日(?!本)|一天)|(?<!担)当(?:天(?!津)|日(?![本常])|晚)",
        lambda _, anchors: days_on(anchors.before, 0),
    ),
    (
        "next",
        "(?<![首本此这每一二三四五六七八九十两几多])次日(?![本程出])|翌日|隔天|隔日|第二天",
        lambda _, anchors: days_on(anchors.before, 1),
    ),
)
RULES = tuple(Rule(kind, re.compile(pattern), resolve) for kind, pattern, resolve in _RULES)
