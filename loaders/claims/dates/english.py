"""How English tells dates."""

from __future__ import annotations

import calendar
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
from loaders.text.sieve import Sieve

_MONTHS = [name[:3].casefold() for name in calendar.month_name[1:]]  # in English, as no locale is set
_WEEKDAYS = [name.casefold() for name in calendar.day_name]
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MONTH = "(?P<month>" + "|".join(f"{name}|{name[:3]}\\.?" for name in calendar.month_name[1:]) + "|Sept\\.?)"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d-])"
_WEEKDAY = f"(?P<weekday>{'|'.join(_WEEKDAYS)})"


def _number(told: str) -> int:
    return int(told) if told.isdigit() else _NUMBERS.index(told.casefold())


def _dated(match: re.Match[str], seen: Seen) -> str | None:
    """June 2021, 22 March, June this year, 2021."""
    told = match.groupdict()
    month = _MONTHS.index(told["month"][:3].casefold()) + 1 if told.get("month") else None
    day = int(told["day"]) if told.get("day") else None
    year = told.get("year")
    if told.get("relative"):
        base = seen.before if told["relative"].casefold() in ("that", "the same") else seen.published
        year = years_on(base, -(told["relative"].casefold() == "last"))
    if year:
        return iso(int(year), month, day)
    return nearest(seen.published, month, day) if month else None


def _numeric(match: re.Match[str], _: Seen) -> str | None:
    """2021-05-17, 2021/5."""
    return iso(int(match["year"]), int(match["number"]), int(match["day"]) if match["day"] else None)


def _relative_month(match: re.Match[str], seen: Seen) -> str | None:
    """This month, last month, the same month, the following month."""
    which = match["which"].casefold()
    base = seen.published if which in ("this", "last") else seen.before
    return months_on(base, {"last": -1, "the following": 1, "the next": 1}.get(which, 0))


def _relative_year(match: re.Match[str], seen: Seen) -> str | None:
    """This year, last spring, the year before, the following year."""
    which = match["which"].casefold()
    if which in ("this", "last"):
        return years_on(seen.published, -(which == "last"))
    return years_on(seen.before, {"the following": 1, "the next": 1, "a": 1}.get(which, 0))


def _weekday(match: re.Match[str], seen: Seen) -> str | None:
    """Thursday, last Tuesday, Monday last week."""
    weekday = _WEEKDAYS.index(match["weekday"].casefold())
    if match["week"]:
        return of_week(seen.published, weekday, -(match["week"].casefold() == "last"))
    return last_weekday(seen.published, weekday, int((match["which"] or "").casefold() == "last"))


def _numbered(match: re.Match[str], seen: Seen) -> str | None:
    return numbered(seen, int(match["day"]))


_RULES = (
    ("full", rf"\b{_MONTH} {_DAY},? {_YEAR}", _dated),
    ("full", rf"\b{_DAY} (?:of )?{_MONTH},? {_YEAR}", _dated),
    ("full", rf"\b{_MONTH},? (?:of )?{_YEAR}", _dated),
    ("full", rf"\b{_MONTH}(?: {_DAY})?,? (?:of )?(?P<relative>this|last|that|the same) year\b", _dated),
    ("day", rf"\b{_MONTH} {_DAY}\b(?!,? ?(?:19|20)\d\d)", _dated),
    ("day", rf"\b{_DAY} (?:of )?{_MONTH}\b(?!,? (?:19|20)\d\d)", _dated),
    (
        "month",
        r"\b(?:(?:in|since|during|last|this|early|late|mid|of|from|until|by|through|till|end of)[ -]){1,2}"
        rf"(?-i:{_MONTH})\b(?!,? (?:of )?(?:\d|(?:this|last|that|the same) year))",  # not: in march step
        _dated,
    ),
    (
        "full",
        r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)(?P<cut>[-/.])(?P<number>1[0-2]|0?[1-9])"
        r"(?:(?P=cut)(?P<day>3[01]|[12]\d|0?[1-9]))?(?![\d/-])",
        _numeric,
    ),
    ("year", rf"(?<![\d$€£¥.,/-])\b{_YEAR}\b(?!%|,\d)", _dated),
    (
        "word",
        r"\b(?:today|tonight|yesterday|last night|this (?:morning|afternoon|evening|noon))\b",
        lambda match, seen: days_on(seen.published, -(match[0].casefold() in ("yesterday", "last night"))),
    ),
    (
        "week",
        rf"\b(?:(?P<which>last|this|on) )?{_WEEKDAY}s?\b(?: (?:of )?(?P<week>last|this) week\b)?",
        _weekday,
    ),
    (
        "week",
        r"\b(?P<week>last|this) week\b",
        lambda match, seen: (
            (days_on(seen.published, -7 * (match["week"].casefold() == "last")) or "")[:7] or None
        ),
    ),
    ("month", r"\b(?P<which>this|last|that|the same|the following|the next) month\b", _relative_month),
    (
        "year",
        r"\b(?P<which>this|last|that|the same|the following|the next|a) "
        r"(?:year(?! (?:ago|before|earlier))|spring|summer|autumn|fall\b|winter)(?: later)?\b",
        _relative_year,
    ),
    (
        "numbered",
        r"\b(?:on the |on (?=\d)|the (?=\S{3,4}(?! ?\w)))(?P<day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b"
        r"(?! (?:of|floor|anniversary|birthday|day|annual|edition|century|hole|lap)\b)",
        _numbered,
    ),
    (
        "ago",
        rf"\b(?P<many>\d\d?|an?|{'|'.join(_NUMBERS[1:])}) (?P<unit>years?|decades?) ago\b",
        lambda match, seen: years_on(
            seen.published,
            -(1 if match["many"][0] in "aA" else _number(match["many"]))
            * (10 if match["unit"].startswith("decade") else 1),
        ),
    ),
    (
        "same",
        r"\b(?:the same|that(?: same)?) (?:day|morning|afternoon|evening|date)\b",
        lambda _, seen: seen.before,
    ),
    (
        "next",
        r"\b(?:the (?:next|following) (?:day|morning)|the day after|a day later)\b",
        lambda _, seen: days_on(seen.before, 1),
    ),
)


RULES = Sieve(
    (Rule(kind, re.compile(pattern, re.IGNORECASE), resolve) for kind, pattern, resolve in _RULES),
    lambda rule: rule.pattern,
)
