"""A date that words tell, and the days, months and years from which it counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple


class Told(NamedTuple):
    """A date that ``sentence[start:end]`` tells: ISO 8601 at its own precision, and by which kind of words.

    It is None where it counts from a day that is not known.

    The kinds: ``full`` with its year (2017, last year), ``day`` and ``month`` without, ``year``, ``word`` (yesterday),
    ``week`` (last Tuesday), ``numbered`` (the 13th), ``ago``, and from what was told before ``same`` and ``next``.
    """

    start: int
    end: int
    date: str | None
    kind: str


class Anchors(NamedTuple):
    """From where dates count: the day of publication, the date told last, and that told last in the same sentence."""

    published: str | None
    before: str | None
    here: str | None


class Rule(NamedTuple):
    """Words that tell a date, its group ``told`` where there is one, and which date; None where it cannot be known."""

    kind: str
    pattern: re.Pattern[str]
    resolve: Callable[[re.Match[str], Anchors], str | None]


def iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """The date as precise as it is known; None where there is no such day."""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return f"{year:04}" + (f"-{month:02}" + (f"-{day:02}" if day else "") if month else "")


def days_on(told: str | None, days: int) -> str | None:
    """So many days later."""
    day = _day(told)
    return _moved(day, days) if day else None


def week_on(told: str | None, weeks: int) -> str | None:
    """The month of the day so many weeks later: which day of the week is not told."""
    day = days_on(told, 7 * weeks)
    return day and day[:7]


def months_on(told: str | None, months: int) -> str | None:
    """So many months later, as a month."""
    if not told or len(told) < 7:
        return None
    count = int(told[:4]) * 12 + int(told[5:7]) - 1 + months
    return iso(count // 12, count % 12 + 1)


def years_on(told: str | None, years: int) -> str | None:
    """So many years later, as a year."""
    return iso(int(told[:4]) + years) if told else None


def last_weekday(told: str | None, weekday: int, back: int = 0) -> str | None:
    """The weekday (Monday is 0) on a day or before it, at least ``back`` days."""
    day = _day(told)
    return _moved(day, -back - (day.weekday() - back - weekday) % 7) if day else None


def of_week(told: str | None, weekday: int, weeks: int) -> str | None:
    """A weekday of the week, or so many weeks later."""
    day = _day(told)
    return _moved(day, weekday - day.weekday() + 7 * weeks) if day else None


def nearest(anchors: Anchors, month: int, day: int | None = None, *, past: bool = False) -> str | None:
    """A month or day without its year: nearest to the month told in the same sentence, else about publication.

    That is the last one, or the coming one where it is but a month ahead and need not be ``past``.
    """
    if anchors.here and len(anchors.here) >= 7 and not past:
        ahead = month - int(anchors.here[5:7])
        return iso(int(anchors.here[:4]) + (ahead < -6) - (ahead > 6), month, day)
    if not anchors.published:
        return None
    year = int(anchors.published[:4])
    if len(anchors.published) < 7:
        return iso(year, month, day)
    now = int(anchors.published[5:7])
    coming = (month - now) % 12 == 1 and not past
    return iso(year + (coming and now == 12) - (month > now and not coming), month, day)


def numbered(anchors: Anchors, day: int) -> str | None:
    """The day of a month that is nearest to the day told in the same sentence, else the last one before publication."""
    about, published = _day(anchors.here), _day(anchors.published)
    if about is None and anchors.here and len(anchors.here) == 7:
        return iso(int(anchors.here[:4]), int(anchors.here[5:]), day)
    around = about or published
    if around is None:
        return None
    months = (months_on(str(around), by) for by in (-2, -1, 0, 1))
    days = (iso(int(month[:4]), int(month[5:]), day) for month in months if month)
    found = [one for one in map(_day, days) if one is not None and (about or one <= around)]
    return str(min(found, key=lambda one: abs(one - around))) if found else None


def _day(told: str | None) -> date | None:
    """The day, where a date tells one that there is."""
    try:
        return date.fromisoformat(told) if told and len(told) == 10 else None
    except ValueError:
        return None


def _moved(day: date, days: int) -> str | None:
    """So many days later; None beyond the calendar."""
    try:
        return str(day + timedelta(days=days))
    except OverflowError:
        return None
