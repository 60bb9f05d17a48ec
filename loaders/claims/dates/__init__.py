"""The dates that sentences tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from loaders.claims.dates import chinese, english
from loaders.claims.dates.told import Anchors, Told

__all__ = ["Told", "dates_in", "last_known"]

_JOINT = re.compile(r"\s?(?:to|and|until|[-–—~至到和])\s?")
_IN_BOTH = ("full", "day")
"""The kinds of English dates that Chinese sentences hold too."""


def dates_in(
    sentence: str, published: str | None, before: str | None = None, *, is_chinese: bool
) -> list[Told]:
    """The dates that a sentence tells, in order and apart; ``before`` is the date that the text told last.

    A day or month without a year, and words such as 去年 or "last Tuesday", count from publication; 同年, "the same
    day" and their like from what was told before. Where that is not known, they tell that it is some other date than
    those around it: it is None.
    """
    rules = list(english.RULES.passing(sentence))
    if is_chinese:
        rules = [*chinese.RULES, *(rule for rule in rules if rule.kind in _IN_BOTH)]
    found = []
    for rule in rules:
        group = "told" if "told" in rule.pattern.groupindex else 0
        found += [(*match.span(group), match, rule) for match in rule.pattern.finditer(sentence)]
    found.sort(key=lambda one: (one[0], -one[1]))
    told: list[Told] = []
    last = 0
    for start, end, match, rule in found:
        if start < last:
            continue
        last = end
        here = last_known(told)
        date = rule.resolve(match, Anchors(published, here or before, here))
        told.append(Told(start, end, date, rule.kind))
    return [_of_year(sentence, one, other) for one, other in zip_longest(told, told[1:])]


def last_known(told: Sequence[Told]) -> str | None:
    """The last of these dates that is known."""
    return next((one.date for one in reversed(told) if one.date), None)


def _of_year(sentence: str, one: Told, other: Told | None) -> Told:
    """A date, which without its year takes that of the next one: June 9 to July 10, 2021."""
    if (
        other is not None
        and one.date is not None
        and other.date is not None
        and other.kind == "full"
        and one.kind in ("day", "month")
        and _JOINT.fullmatch(sentence, one.end, other.start)
    ):
        return one._replace(date=other.date[:4] + one.date[4:])
    return one
