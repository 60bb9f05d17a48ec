"""Dates: those that a sentence tells, and which of them is a signing's."""

from __future__ import annotations

from loaders.claims.dates import chinese, english
from loaders.claims.dates.told import Seen, Told

__all__ = ["Told", "dates_in"]


def dates_in(
    sentence: str, published: str | None, before: str | None = None, *, is_chinese: bool
) -> list[Told]:
    """The dates that a sentence tells, in order and apart; ``before`` is the date that the text told last.

    A day or month without a year, and words such as 去年 or "last Tuesday", count from publication; 同年, "the same
    day" and their like from what was told before.
    """
    rules = chinese.RULES if is_chinese else english.RULES.passing(sentence)
    found = [(match, rule) for rule in rules for match in rule.pattern.finditer(sentence)]
    found.sort(key=lambda one: (one[0].start(), -one[0].end()))
    told: list[Told] = []
    end = 0
    for match, rule in found:
        if match.start() < end:
            continue
        end = match.end()
        date = rule.resolve(match, Seen(published, told[-1].date if told else before))
        if date is not None:
            told.append(Told(match.start(), end, date, rule.kind))
    return told
