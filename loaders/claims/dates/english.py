"""How English tells dates."""

from __future__ import annotations

import calendar
import re

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
from loaders.text.sieve import Sieve

_NAMES = calendar.month_name[1:]  # in English, as no locale is set
_MONTHS = [name[:3].casefold() for name in _NAMES]
_WEEKDAYS = [name.casefold() for name in calendar.day_name]
_NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip

_SPELLED = "|".join(
    rf"{name}|{name.upper()}|{name[:3]}\b\.?|{name[:3].upper()}\b\.?" for name in (*_NAMES, "Sept")
)
_MONTH = rf"(?P<month>(?-i:{_SPELLED}|Sept\b\.?))"  # may and march are words
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_TO = r"(?:(?:[-–/]| (?:and|to) )(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)?"
_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)\b(?!-\d)"
_RELATIVE = r"(?P<relative>this|last|that|the same|next|the next|the following) year\b"
_WEEKDAY = f"(?P<weekday>{'|'.join(_WEEKDAYS)})"
_ON = rf"(?:\b(?:on )?(?:(?:{'|'.join(_WEEKDAYS)}),? )?(?:the )?)?"
_COMMA = "(?: ?, ?| )"
_ON_BY = {"last": -1, "next": 1, "the next": 1, "the following": 1, "a": 1}
_EARLIER = ("since", "last", "during")


def _dated(match: re.Match[str], anchors: Anchors) -> str | None:
    """June 2021, 22 March, June this year, 2021."""
    told = match.groupdict()
    month = _MONTHS.index(told["month"][:3].casefold()) + 1 if told.get("month") else None
    day = int(told["day"]) if told.get("day") else None
    year = told.get("year")
    if told.get("relative"):
        year = years_on(*_from(told["relative"], anchors))
    if year:
        return iso(int(year), month, day)
    past = any(word in (told.get("when") or "").casefold() for word in _EARLIER)
    return nearest(anchors, month, day, past=past) if month and not told.get("relative") else None


def _numeric(match: re.Match[str], _: Anchors) -> str | None:
    """2021-05-17, 2021/5."""
    return iso(int(match["year"]), int(match["number"]), int(match["day"]) if match["day"] else None)


def _from(which: str, anchors: Anchors) -> tuple[str | None, int]:
    """From where a word counts, and how many on: this, last and next from publication, others from what was told."""
    near = which.casefold() in ("this", "last", "next")
    return anchors.published if near else anchors.before, _ON_BY.get(which.casefold(), 0)


def _weekday(match: re.Match[str], anchors: Anchors) -> str | None:
    """Thursday, last Tuesday, this Friday, Monday last week."""
    weekday, which = _WEEKDAYS.index(match["weekday"].casefold()), (match["which"] or "").casefold()
    if match["week"] or which == "this":
        return of_week(anchors.published, weekday, -((match["week"] or "").casefold() == "last"))
    return last_weekday(anchors.published, weekday, int(which == "last"))


def _ago(match: re.Match[str], anchors: Anchors) -> str | None:
    told = match["many"].casefold()
    many = int(told) if told.isdigit() else 1 if told in ("a", "an") else _NUMBERS.index(told)
    return years_on(anchors.published, -many * (10 if match["unit"].casefold().startswith("decade") else 1))


_RULES = (
    ("full", rf"{_ON}\b{_MONTH} {_DAY}{_TO}{_COMMA}(?:of )?(?:{_YEAR}|{_RELATIVE})", _dated),
    ("full", rf"{_ON}\b{_DAY}{_TO} (?:of )?{_MONTH}{_COMMA}(?:of )?(?:{_YEAR}|{_RELATIVE})", _dated),
    ("full", rf"\b{_MONTH}{_COMMA}(?:of )?(?:{_YEAR}|{_RELATIVE})", _dated),
    ("full", rf"\b{_YEAR} {_MONTH}(?: {_DAY}\b(?!\w)|(?= ?[,.;)]|$))", _dated),
    ("day", rf"{_ON}\b{_MONTH} {_DAY}\b(?![,.]?\d)", _dated),
    ("day", rf"{_ON}\b{_DAY} (?:of )?{_MONTH}(?!\w)", _dated),
    (
        "month",
        r"\b(?P<when>(?:(?:in|since|during|last|this|early|late|mid|of|from|until|by|through|till|end of)[ -]){1,2})"
        rf"(?P<told>{_MONTH})(?!\w)",
        _dated,
    ),
    (
        "full",
        r"(?<![\d/.\-])(?P<year>(?:19|20)\d\d)(?P<cut>[-/.])(?P<number>1[0-2]|0?[1-9])(?P=cut)"
        r"(?P<day>3[01]|[12]\d|0?[1-9])(?![\d/\-])",
        _numeric,
    ),
    (
        "full",
        r"(?<![\d/.\-])(?P<year>(?:19|20)\d\d)[-/](?P<number>1[0-2]|0?[1-9])(?P<day>)"
        r"(?![\d/\-]| (?:season|academic|school|financial|fiscal)|\s?(?:学年|赛季|年度|财年))",
        _numeric,
    ),
    ("year", r"(?<![\d$€£¥.,/\-])\b(?P<year>(?:19|20)\d\d)\b(?!%|[,.\-/]\d)", _dated),
    (
        "word",
        r"\b(?:today|tonight|yesterday|last night|this (?:morning|afternoon|evening|noon))\b",
        lambda match, anchors: days_on(
            anchors.published, -(match[0].casefold() in ("yesterday", "last night"))
        ),
    ),
    (
        "week",
        rf"(?<!next )(?<!every )(?<!each )\b(?:(?P<which>last|this|on) )?{_WEEKDAY}\b(?!\.\w| next)"
        r"(?: (?:of )?(?P<week>last|this) week\b)?",
        _weekday,
    ),
    (
        "week",
        r"\b(?P<week>last|this) week\b",
        lambda match, anchors: week_on(anchors.published, -(match["week"].casefold() == "last")),
    ),
    (
        "month",
        r"\b(?:(?P<which>this|last|that|the same|the following|the next) month|(?P<later>a) month later)\b",
        lambda match, anchors: months_on(*_from(match["which"] or match["later"], anchors)),
    ),
    (
        "year",
        rf"\b(?:{_RELATIVE}|(?P<season>this|last) (?:spring|summer|autumn|fall|winter)\b|(?P<later>a) year later\b)",
        lambda match, anchors: years_on(
            *_from(match["relative"] or match["season"] or match["later"], anchors)
        ),
    ),
    (
        "numbered",
        r"\b(?:on (?:the )?(?P<day>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b(?! ?[\"“]?(?-i:[A-Z])|-)"
        r"|the (?P<alone>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)(?= ?[,.;:)]|$))"
        r"(?! (?:of|floor|anniversary|birthday|day|annual|edition|century|hole|lap)\b)",
        lambda match, anchors: numbered(anchors, int(match["day"] or match["alone"])),
    ),
    (
        "ago",
        rf"(?<![\d.,-])\b(?P<many>\d\d?|an?|{'|'.join(_NUMBERS[1:])}) (?P<unit>years?|decades?) ago\b",
        _ago,
    ),
    (
        "same",
        r"\b(?:the same|that(?: same)?) (?:day|morning|afternoon|evening|date)\b",
        lambda _, anchors: days_on(anchors.before, 0),
    ),
    (
        "next",
        r"\b(?:the (?:next|following) (?:day|morning)|the day after(?! tomorrow)|a day later)\b",
        lambda _, anchors: days_on(anchors.before, 1),
    ),
)
RULES = Sieve(
    # ASCII, since else the dotless ı counts as an i
    (Rule(kind, re.compile(pattern, re.IGNORECASE | re.ASCII), resolve) for kind, pattern, resolve in _RULES),
    lambda rule: rule.pattern,
)
