"""How Chinese tells dates."""

from __future__ import annotations

import re

from loaders.claims.dates.told import (
    Rule,
    Seen,
    days_on,
    iso,
    last_weekday,
    months_on,
    nearest,
    numbered,
    of_week,
    years_on,
)

_NUMERALS = "〇○零一二三四五六七八九"
_TO_DIGITS = str.maketrans(_NUMERALS, "000123456789")
_YEARS = {"今": 0, "去": -1, "前": -2, "明": 1}
_WEEKDAYS = "一二三四五六日天"

_YEAR = rf"(?P<year>(?<!\d)(?:19|20)\d\d|[一二][〇○零九][{_NUMERALS}]{{2}})\s?年"
_RELATIVE = "(?P<relative>今年|去年|前年|明年|同年|当年|翌年|次年)"
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s?月(?![球亮饼子])"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])\s?[日号](?![游间线楼院])"
_ALONE = r"(?<![\d一二三四五六七八九十个第])"


def number(told: str) -> int:
    """Read a number below a hundred.

    >>> [number(told) for told in ("7", "十", "十二", "二十", "三十一")]
    [7, 10, 12, 20, 31]
    """
    if told.isascii():
        return int(told)
    tens, ten, ones = told.rpartition("十")
    many, rest = (int(part.translate(_TO_DIGITS)) if part else 0 for part in (tens, ones))
    return (many or 1) * 10 + rest if ten else rest


def _dated(match: re.Match[str], seen: Seen) -> str | None:
    """8月, 3月22日, 2017年3月, 去年三月, 去年."""
    told = match.groupdict()
    month, day = (number(told[part]) if told.get(part) else None for part in ("month", "day"))
    if told.get("year"):
        return iso(int(told["year"].translate(_TO_DIGITS)), month, day)
    if relative := told.get("relative"):
        if relative[0] in _YEARS:
            year = years_on(seen.published, _YEARS[relative[0]])
        else:
            year = years_on(seen.before, int(relative[0] in "翌次"))
        return iso(int(year), month, day) if year else None
    return nearest(seen.published, month, day) if month else None


def _of_month(match: re.Match[str], seen: Seen) -> str | None:
    """本月, 上月28日, 同月3日."""
    which = match["which"][0]
    month = months_on(seen.before if which in "同当" else seen.published, -(which == "上"))
    return (
        iso(int(month[:4]), int(month[5:]), number(match["day"]) if match["day"] else None) if month else None
    )


def _of_week(match: re.Match[str], seen: Seen) -> str | None:
    """上周三, 上周, as a month."""
    weeks = -(match["which"] == "上")
    if match["weekday"]:
        return of_week(seen.published, min(_WEEKDAYS.index(match["weekday"]), 6), weeks)
    week = days_on(seen.published, 7 * weeks)
    return week and week[:7]


_RULES = (
    ("full", rf"(?:{_YEAR}|{_RELATIVE})\s?{_MONTH}(?:\s?{_DAY})?", _dated),
    ("day", rf"{_ALONE}{_MONTH}\s?{_DAY}", _dated),
    ("month", rf"{_ALONE}{_MONTH}(?!\s?\d)", _dated),
    (
        "full",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<cut>[-/.])(?P<month>1[0-2]|0?[1-9])"
        r"(?:(?P=cut)(?P<day>3[01]|[12]\d|0?[1-9]))?(?!\d)",
        _dated,
    ),
    ("year", f"{_YEAR}|{_RELATIVE}", _dated),
    ("month", rf"(?P<which>本月|上个?月|同月|当月)\s?(?:{_DAY})?", _of_month),
    (
        "word",
        "今[天日早晨晚午]|昨(?![是非])[天日晚夜晨午早]?|前天",
        lambda match, seen: days_on(seen.published, -"今昨前".index(match[0][0])),
    ),
    ("week", f"(?P<which>[上本这])个?(?:周|星期|礼拜)(?:(?P<weekday>[{_WEEKDAYS}])|(?!年))", _of_week),
    (
        "week",
        f"(?<![上下本这每一二两三四五六七八九十几多\\d])(?:周|星期|礼拜)(?P<weekday>[{_WEEKDAYS}])(?=\\W|[上下早晚中在与和签宣说表称])",
        lambda match, seen: last_weekday(seen.published, min(_WEEKDAYS.index(match["weekday"]), 6)),
    ),
    (
        "numbered",
        rf"(?<![月\d{_NUMERALS}十第每]){_DAY}(?![内后前之以常报本元晒期程])",
        lambda match, seen: numbered(seen, number(match["day"])),
    ),
    (
        "ago",
        r"(?<![\d第])(?P<many>\d{1,2}|[一二三四五六七八九十]{1,3})年多?前",
        lambda match, seen: years_on(seen.published, -number(match["many"])),
    ),
    (
        "same",
        "同[日月]|同一天|当[天日晚]",
        lambda match, seen: seen.before and seen.before[: 7 if match[0][-1] == "月" else 10],
    ),
    ("next", "次日|翌日|隔天|隔日|第二天", lambda _, seen: days_on(seen.before, 1)),
)
RULES = tuple(Rule(kind, re.compile(pattern), resolve) for kind, pattern, resolve in _RULES)
