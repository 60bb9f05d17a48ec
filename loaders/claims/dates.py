"""Dates in a sentence, as precise as it tells them, resolved against the day of publication."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from itertools import pairwise

from loaders.text.sieve import Sieve

_ZH = re.compile(
    r"(?=[\d今去前明本上同当])(?:(?P<year>(?:19|20)\d{2})\s?年\s?|(?P<relative>今年|去年|前年|明年|本月|上个?月|同年|同月|当月|同日|当天|当日))?"
    r"(?:(?P<month>1[0-2]|0?[1-9])\s?月(?:(?P<day>3[01]|[12]\d|0?[1-9])\s?[日号])?)?"
)
_YEAR_ZH = re.compile("[一二][〇○零九][〇○零一二三四五六七八九]{2}(?=年)")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_LATER = re.compile(
    "(?:底|初|中|[春夏秋冬]季?|上半年|下半年|第.季度)?"
    "(?:之?前|起|开始|投产|量产|投用|投入|建成|竣工|完工|交付|实现|上市)"
)
_UNTIL = re.compile("(?<!追溯)(?<![回推等])[到至]$")
_ZH_DAY = re.compile(
    "(?P<word>今天|今日|昨天|昨日|前天)|(?P<week>上周|本周|上个?星期)(?P<day>[一二三四五六日天])"
)
_MONTHS = [name.casefold() for name in calendar.month_name[1:]]  # in English, as no locale is set
_MONTH = "(?P<month>" + "|".join(f"{name}|{name[:3]}\\.?" for name in _MONTHS) + "|sept\\.?)"
_EN = Sieve(
    (
        re.compile(
            rf"\b{_MONTH}(?: (?P<day>3[01]|[12]?\d)(?:st|nd|rd|th)?)?,? (?:of )?(?P<relative>this|last) year\b",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\b{_MONTH} (?P<day>3[01]|[12]?\d)(?:st|nd|rd|th)?(?:,? (?P<year>(?:19|20)\d{{2}}))?\b",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\b(?P<day>3[01]|[12]?\d)(?:st|nd|rd|th)? (?:of )?{_MONTH}(?:,? (?P<year>(?:19|20)\d{{2}}))?\b",
            re.IGNORECASE,
        ),
        re.compile(rf"\b{_MONTH},? (?P<year>(?:19|20)\d{{2}})\b", re.IGNORECASE),
        re.compile(r"\b(?P<year>(?:19|20)\d{2})-(?P<number>0[1-9]|1[0-2])-(?P<day>[0-3]\d)\b"),
        re.compile(
            r"\b(?P<year>(?:19|20)\d{2})[/.](?P<number>1[0-2]|0?[1-9])"
            r"(?:[/.](?P<day>3[01]|[12]\d|0?[1-9]))?(?![\d/.])"
        ),
        re.compile(
            r"\b(?:in|since|during|of|early|late|mid-|by) ?(?:the year )?(?P<year>(?:19|20)\d{2})\b",
            re.IGNORECASE,
        ),
    ),
    lambda pattern: pattern,
)
_EN_MONTH = re.compile(
    rf"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Ll]ast|[Tt]his|[Ee]arly|[Ll]ate|[Mm]id-?|of|back in) {_MONTH}\b(?! \d)",
    re.IGNORECASE,
)
_EN_RELATIVE = re.compile(
    r"\b(?P<word>today|yesterday)\b|\b(?P<year>this|last) year\b|\b(?P<month>this|last) month\b"
    r"|\b(?P<which>last|on|this) (?P<day>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    re.IGNORECASE,
)
_WEEKDAYS = [name.casefold() for name in calendar.day_name]
_ZH_WEEKDAYS = "一二三四五六日"


def last_date_in(clause: str, published: str | None, before: str | None = None) -> str | None:
    """The last date that a clause of word-segmented Chinese tells, whose marks are gone; as :func:`date_in`."""
    starts = {match.start() for match in _ZH.finditer(clause) if match[0]}
    starts |= {match.start() for match in _ZH_DAY.finditer(clause)}
    found = None
    for start, end in pairwise([*sorted(starts), len(clause)]):
        found = date_in(clause[max(0, start - 3) : end], published, found or before) or found
    return found


def date_in(sentence: str, published: str | None, before: str | None = None) -> str | None:
    """The first date that a sentence tells, ISO 8601 at its own precision; None where it tells none.

    A day or month without a year, and words such as 去年 or "last Tuesday", count from publication;
    同年, 同月 and 同日 from ``before``, the date told last.
    """
    return _chinese(_arabic(sentence), published, before) or _english(sentence, published)


def _arabic(sentence: str) -> str:
    """The sentence with its years in Arabic digits, as long as before: 二〇〇六年."""
    return _YEAR_ZH.sub(lambda year: year[0].translate(_DIGITS), sentence) if "年" in sentence else sentence


def _chinese(sentence: str, published: str | None, before: str | None = None) -> str | None:
    for match in _ZH.finditer(sentence):
        if not match[0] or _UNTIL.search(sentence, max(0, match.start() - 3), match.start()):
            continue
        if match["year"] and _LATER.match(sentence, match.end()):  # 从2026年起供货
            continue
        year = _year(match["year"], match["relative"], published)
        month, day = match["month"], match["day"]
        relative = match["relative"] or ""
        if relative in ("本月", "上月", "上个月") and published and len(published) >= 7:
            return _last_month(published) if relative[0] == "上" else published[:7]
        if relative[:1] in ("同", "当"):
            if before is None:
                continue
            if relative[1] != "年":
                return before[: 7 if relative[1] == "月" else 10]
            year = int(before[:4])
        if year is None and month and published:
            year = _nearest_year(int(month), published)
        if year is not None:
            return _iso(year, int(month) if month else None, int(day) if day else None)
    today, told = _day(published), _ZH_DAY.search(sentence)
    if today and told:
        if told["word"]:
            return str(today - timedelta(days={"今": 0, "昨": 1, "前": 2}[told["word"][0]]))
        weekday = _ZH_WEEKDAYS.index("日" if told["day"] == "天" else told["day"])
        monday = today - timedelta(days=today.weekday() + (7 if told["week"][0] == "上" else 0))
        return str(monday + timedelta(days=weekday))
    return None


def _english(sentence: str, published: str | None) -> str | None:
    for pattern in _EN.passing(sentence):
        if match := pattern.search(sentence):
            groups = match.groupdict()
            month = int(groups["number"]) if groups.get("number") else _month(groups.get("month"))
            day = int(groups["day"]) if groups.get("day") else None
            year = int(groups["year"]) if groups.get("year") else None
            if year is None and groups.get("relative") and published:
                year = int(published[:4]) - (groups["relative"].casefold() == "last")
            if year is None and month and day and published:
                year = _nearest_year(month, published)
            if year is not None:
                return _iso(year, month, day)
    if (match := _EN_MONTH.search(sentence)) and published and len(published) >= 7:
        month = _month(match["month"]) or 1
        return _iso(int(published[:4]) - (month > int(published[5:7])), month, None)
    today = _day(published)
    if (match := _EN_RELATIVE.search(sentence)) and published:
        if match["year"]:
            return str(int(published[:4]) - (match["year"].casefold() == "last"))
        if match["month"] and len(published) >= 7:
            return published[:7] if match["month"].casefold() == "this" else _last_month(published)
        if today and match["word"]:
            return str(today - timedelta(days=match["word"].casefold() == "yesterday"))
        if today and match["day"]:
            back = (today.weekday() - _WEEKDAYS.index(match["day"].casefold())) % 7
            return str(today - timedelta(days=back or (7 if match["which"].casefold() == "last" else 0)))
    return None


def _year(told: str | None, relative: str | None, published: str | None) -> int | None:
    if told:
        return int(told)
    back = {"今年": 0, "去年": 1, "前年": 2}.get(relative or "")
    return int(published[:4]) - back if published and back is not None else None


def _nearest_year(month: int, published: str) -> int:
    """The year that puts a month before publication, or at most two months behind it."""
    year = int(published[:4])
    if len(published) < 7:
        return year
    ahead = month - int(published[5:7])
    return year - 1 if ahead > 2 else year


def _last_month(published: str) -> str:
    year, month = int(published[:4]), int(published[5:7])
    return f"{year - 1}-12" if month == 1 else f"{year}-{month - 1:02}"


def _month(name: str | None) -> int | None:
    return [month[:3] for month in _MONTHS].index(name[:3].casefold()) + 1 if name else None


def _day(published: str | None) -> date | None:
    return date.fromisoformat(published) if published and len(published) == 10 else None


def _iso(year: int, month: int | None, day: int | None) -> str | None:
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return f"{year}" + (f"-{month:02}" + (f"-{day:02}" if day else "") if month else "")
