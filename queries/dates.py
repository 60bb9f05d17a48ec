"""Dates in questions: a day, month or year, a range of years, since when, until when; in English and Chinese."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from graph.names.numerals import TO_DIGITS

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
_YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"
_DATE = re.compile(
    rf"(?P<year>{_YEAR})(?:-(?P<month>\d\d?)(?:-(?P<day>\d\d?))?(?!\d)|\s*年(?:度|(?P<month_zh>\d\d?)月份?(?:(?P<day_zh>\d\d?)[日号號])?)?)?"
    rf"|\b(?:(?P<day_en>\d\d?)(?:st|nd|rd|th)?\s+)?(?P<month_en>{_MONTH})\b\.?,?\s+(?:of\s+)?(?P<year_en>{_YEAR})"
    r"|\b(?P<ago>last|this)\s+year\b|(?P<ago_zh>[前去今])年"
    rf"|\b(?P<month_us>{_MONTH})\b\.?\s+(?P<day_us>\d\d?)(?:st|nd|rd|th)?,?\s+(?P<year_us>{_YEAR})",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:-|–|—|~|～|\.\.|至|到|\b(?:and|to|till|until|through)\b)\s*", re.IGNORECASE)
_BEFORE_RANGE = re.compile(r"(?:\b(?:between|from|in)\s+|[自从從])$", re.IGNORECASE)
_AFTER_RANGE = re.compile(r"\s*(?:之?[间間]|期[间間])")
_SINCE = r"以[来來]|至今|到(?:现在|現在|今天|目前)|起|[开開]始|以[后後]"
_CUES = (
    (
        "since",
        r"(?:\b(?:since|starting\s+(?:in|from)|as\s+of)\s+|自[从從]?|[从從])$",
        rf"(?:{_SINCE}|之[后後])?",
    ),
    ("since", r"(?:\bfrom\s+)?$", rf"\s*(?:{_SINCE}|on(?:wards?)?\b|(?:or|and)\s+(?:later|after)\b)"),
    ("after", r"\b(?:(?:after|later\s+than)\s+|post[-–\s])$", r""),
    ("after", r"$", r"\s*(?:之[后後]|[后後])"),
    ("until", r"(?:\b(?:until|till|up\s+to)\s+|截至|截止)$", r"(?:[为為]?止)?"),
    ("before", r"\b(?:before|prior\s+to)\s+$", r""),
    ("before", r"$", r"\s*(?:以前|之前|前)"),
    ("in", r"(?:\bthe\s+year\s+)?$", r"(?:期?[间間]|[里裡裏內内])?"),
)
"""What a date means by the words before it and after it; the first that fits."""

_COMPILED = tuple((kind, re.compile(before, re.I), re.compile(after, re.I)) for kind, before, after in _CUES)
_AGO = {"this": 0, "今": 0, "last": 1, "去": 1, "前": 2}
"""How many years lie between today's and one that is named from today."""

_WIDE = {ord("０") + digit: ord("0") + digit for digit in range(10)}

_NUMERALS = re.compile(r"[一二][〇零一二三四五六七八九]{3}(?=年)")
"""A year that is written out, character by character: 二〇二一年."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A time that a text names: from ``first`` to ``last``, both ISO 8601 and within; None is an open end.

    ``start`` and ``end`` are where it stands in the text, with the words that belong to it ("since 2020").
    """

    start: int
    end: int
    first: str | None
    last: str | None


def dates(text: str) -> Iterator[Dated]:
    """The times that a text names, in their order."""
    text = _NUMERALS.sub(lambda year: year[0].translate(TO_DIGITS), text.translate(_WIDE))
    found = list(_DATE.finditer(text))
    number = 0
    while number < len(found):
        date, number = found[number], number + 1
        following = found[number] if number < len(found) else None
        if following and _joined(text, date, following):
            number += 1
            yield _range(text, date, following)
        else:
            yield _one(text, date)


def _joined(text: str, first: re.Match[str], last: re.Match[str]) -> bool:
    """Whether two dates are the ends of a range: "2020 and 2022" only behind "between"."""
    between = _BETWEEN.fullmatch(text, first.end(), last.start())
    if between is None or _iso(first) > _iso(last):
        return False
    return "and" not in between[0].casefold() or text[: first.start()].casefold().rstrip().endswith("between")


def _range(text: str, first: re.Match[str], last: re.Match[str]) -> Dated:
    before = _BEFORE_RANGE.search(text[: first.start()])
    after = _AFTER_RANGE.match(text, last.end())
    return Dated(
        before.start() if before else first.start(),
        after.end() if after else last.end(),
        _iso(first),
        _iso(last),
    )


def _one(text: str, date: re.Match[str]) -> Dated:
    value = _iso(date)
    for kind, before, after in _COMPILED:
        left, right = before.search(text[: date.start()]), after.match(text, date.end())
        if left is None or right is None:
            continue
        first, last = {
            "since": (value, None),
            "after": (_beside(value, 1), None),
            "until": (None, value),
            "before": (None, _beside(value, -1)),
            "in": (value, value),
        }[kind]
        return Dated(left.start(), right.end(), first, last)
    raise AssertionError("the last cue fits everywhere")


def _beside(value: str, step: Literal[-1, 1]) -> str:
    """The year, month or day behind one (1), or before it (-1); itself if it is no day of a calendar.

    >>> _beside("2021", 1), _beside("2021-01", -1), _beside("2020-02-28", 1)
    ('2022', '2020-12', '2020-02-29')
    """
    year, *rest = map(int, value.split("-"))
    if not rest:
        return str(year + step)
    if len(rest) == 1:
        month = year * 12 + rest[0] - 1 + step
        return f"{month // 12}-{month % 12 + 1:02}"
    try:
        return (datetime.date.fromisoformat(value) + datetime.timedelta(days=step)).isoformat()
    except ValueError:
        return value


def _iso(date: re.Match[str]) -> str:
    parts = date.groupdict()
    if (ago := parts["ago"] or parts["ago_zh"]) is not None:
        return str(datetime.datetime.now(datetime.UTC).year - _AGO[ago.casefold()])
    year = parts["year"] or parts["year_en"] or parts["year_us"]
    named = parts["month_en"] or parts["month_us"]
    month = _MONTHS.index(named[:3].casefold()) + 1 if named else parts["month"] or parts["month_zh"]
    day = parts["day"] or parts["day_zh"] or parts["day_en"] or parts["day_us"]
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])
