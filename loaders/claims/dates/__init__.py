"""The dates that sentences tell."""

from __future__ import annotations

from loaders.claims.dates import chinese, english
from loaders.claims.dates.told import Anchors, Told

__all__ = ["Told", "dates_in"]

_IN_BOTH = ("full", "day")
"""The kinds of English dates that Chinese sentences hold too."""


def dates_in(
    sentence: str, published: str | None, before: str | None = None, *, is_chinese: bool
) -> list[Told]:
    """The dates that a sentence tells, in order and apart; ``before`` is the date that the text told last.

    A day or month without a year, and words such as 去年 or "last Tuesday", count from publication; 同年, "the same
    day" and their like from what was told before.
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
        here = told[-1].date if told else None
        date = rule.resolve(match, Anchors(published, here or before, here))
        if date is not None:
            told.append(Told(start, end, date, rule.kind))
    return told
