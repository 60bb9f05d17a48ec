"""Binding: the values that a query's parameters take, from the texts that a user gave."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any

from graph.model import ENTITY_LABELS
from graph.names.fold import fold
from queries.errors import AmbiguousName, BadValue, MissingParameter, UnknownName, UnknownParameter
from queries.link import Entry, Index
from queries.query import Parameter, Query

MAX_COUNT = 1000
"""The most that a count can be."""

_YEAR = re.compile(r"[0-9]{4}")
_TIME = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-3][0-9])?)?")
_RANGE = re.compile(
    rf"({_TIME.pattern})?\s*(?:\.\.\.?|-|–|—|~|～|to|至|到)\s*({_TIME.pattern})?", re.IGNORECASE
)
_DAY = len("2021-06-17")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


PATTERNS: Mapping[str, re.Pattern[str]] = {"year": _YEAR, "date": _DATE}
"""By type of parameter what its values look like; a range is written in many ways."""


def bind(query: Query, given: Mapping[str, str], index: Index) -> dict[str, Any]:
    """A value for every parameter of the query, None for an optional one that is not given.

    Entities become ids. Raises UnknownParameter, MissingParameter, BadValue, UnknownName or AmbiguousName.
    """
    for name in given:
        if name not in query.by_name:
            raise UnknownParameter(query.name, name, list(query.by_name))
    return {parameter.name: _value(query, parameter, given, index) for parameter in query.parameters}


def link(parameter: Parameter, name: str, index: Index) -> Entry:
    """The one entity that a name means here. Raises UnknownName or AmbiguousName."""
    found = index.find(name, parameter.labels)
    if not found:
        raise UnknownName(parameter.name, name, parameter.type, index.near(name, parameter.labels))
    if len(found) > 1:
        raise AmbiguousName(parameter.name, name, found)
    return found[0]


def read_value(parameter: Parameter, text: str) -> str | int:
    """The value of a parameter that names no entity. Raises BadValue.

    A range is ``2018..2022``, or ``2018`` where it is one year; its ends may be months or days (``2021-01..2021-06``),
    and an open end is 0000 or 9999.
    """
    if parameter.type == "label":
        return _label(parameter, text)
    if parameter.allowed:
        for allowed in parameter.allowed:
            if allowed.casefold() == text.strip().casefold():
                return allowed
        raise BadValue(parameter, text, f"one of {', '.join(parameter.allowed)}")
    if parameter.type == "year":
        return _matching(parameter, text, _YEAR, "a year of four digits")
    if parameter.type == "date":
        return _date(parameter, text)
    if parameter.type == "range":
        return _range(parameter, text)
    if parameter.type == "count":
        return _count(parameter, text)
    return text


def complete(query: Query, values: Mapping[str, str | int]) -> dict[str, Any]:
    """These values, the defaults of parameters that have one, and None for the rest."""
    return {
        parameter.name: values.get(
            parameter.name, None if parameter.default is None else read_value(parameter, parameter.default)
        )
        for parameter in query.parameters
    }


def _value(query: Query, parameter: Parameter, given: Mapping[str, str], index: Index) -> str | int | None:
    text = given.get(parameter.name, "")
    if not text.strip():
        if parameter.required:
            raise MissingParameter(query.name, parameter)
        if parameter.default is None:
            return None
        text = parameter.default
    return link(parameter, text, index).id if parameter.labels else read_value(parameter, text)


def _date(parameter: Parameter, text: str) -> str:
    expected = "a date such as 2022-06-17, 2022-06 or 2022"
    value = _matching(parameter, text, _DATE, expected)
    _day(parameter, text, value + "-01-01"[len(value) - 4 :], expected)
    return value


def _day(parameter: Parameter, text: str, day: str, expected: str) -> None:
    """Raise BadValue unless the calendar has this day."""
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        raise BadValue(parameter, text, expected) from None


def _label(parameter: Parameter, text: str) -> str:
    wanted = fold(text)
    for label in ENTITY_LABELS:
        if label.name in parameter.allowed and wanted in {fold(name) for name in label.called}:
            return label.name
    raise BadValue(parameter, text, f"one of {', '.join(parameter.allowed)}")


def _range(parameter: Parameter, text: str) -> str:
    expected = "a year of four digits, or a range of years or months such as 2018..2022, 2018.. or ..2022-06"
    found = _RANGE.fullmatch(text.strip())
    for day in (text.strip(),) if found is None else found.groups():
        if day and len(day) == _DAY:
            _day(parameter, text, day, expected)
    if found is None or not any(found.groups()):
        return _matching(parameter, text, _TIME, expected)
    first, last = found[1] or "0000", found[2] or "9999"
    if first > f"{last}~":
        raise BadValue(parameter, text, f"a range: it ends before it begins; {expected}")
    return first if first == last else f"{first}..{last}"


def _count(parameter: Parameter, text: str) -> int:
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and 1 <= int(digits[:9]) <= MAX_COUNT):
        raise BadValue(parameter, text, f"a whole number from 1 to {MAX_COUNT}")
    return int(digits)


def _matching(parameter: Parameter, text: str, pattern: re.Pattern[str], expected: str) -> str:
    if not pattern.fullmatch(text.strip()):
        raise BadValue(parameter, text, expected)
    return text.strip()
