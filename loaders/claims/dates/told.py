"""A date that words tell, and the days, months and years from which it counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple


class Told(NamedTuple):
    """A date that ``sentence[start:end]`` tells: ISO 8601 at its own precision, and by which kind of words.

    Of the kinds ``full`` tells its year, ``day`` and ``month`` do not; the others are ``year``, ``word`` (yesterday),
    ``week`` (last Tuesday), ``numbered`` (the 13th), ``ago``, and from what was told before ``same`` and ``next``.
    """

    start: int
    end: int
    date: str
    kind: str


class Seen(NamedTuple):
    """From where dates count: the day of publication, and the date told last."""

    published: str | None
    before: str | None


class Rule(NamedTuple):
    """Words that tell a date, and which; None where it cannot be known."""

    kind: str
    pattern: re.Pattern[str]
    resolve: Callable[[re.Match[str], Seen], str | None]


def iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """The date as precise as it is known; None where there is no such day."""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return f"{year:04}" + (f"-{month:02}" + (f"-{day:02}" if day else "") if month else "")


def day_of(told: str | None) -> date | None:
    """The day, where a date tells one."""
    return date.fromisoformat(told) if told and len(told) == 10 else None


def days_on(told: str | None, days: int) -> str | None:
    """So many days later."""
    day = day_of(told)
    return str(day + timedelta(days=days)) if day else None


def months_on(told: str | None, months: int) -> str | None:
    """So many months later, as a month."""
    if told is None or len(told) < 7:
        return None
    count = int(told[:4]) * 12 + int(told[5:7]) - 1 + months
    return iso(count // 12, count % 12 + 1)


def years_on(told: str | None, years: int) -> str | None:
    """So many years later, as a year."""
    return iso(int(told[:4]) + years) if told else None


def last_weekday(told: str | None, weekday: int, back: int = 0) -> str | None:
    """The weekday (Monday is 0) on a day or before it, at least ``back`` days."""
    day = day_of(told)
    return str(day - timedelta(days=back + (day.weekday() - back - weekday) % 7)) if day else None


def of_week(told: str | None, weekday: int, weeks: int) -> str | None:
    """A weekday of the week, or so many weeks later."""
    day = day_of(told)
    return str(day + timedelta(days=weekday - day.weekday() + 7 * weeks)) if day else None


def nearest(published: str | None, month: int, day: int | None = None) -> str | None:
    """The month or day in the year that puts it before publication, or at most a month behind it."""
    if published is None:
        return None
    year = int(published[:4])
    ahead = month - int(published[5:7]) if len(published) >= 7 else 0
    return iso(year - (ahead > 1), month, day)


def numbered(seen: Seen, day: int) -> str | None:
    """The day of the month told last, or the last such day before publication."""
    told = day_of(seen.published)
    if told is None:
        return None
    month = f"{told:%Y-%m}" if day <= told.day else months_on(seen.published, -1)
    return iso(int(month[:4]), int(month[5:]), day) if month else None
