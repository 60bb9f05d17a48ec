"""Who signed with whom, in an English sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

from loaders.claims.scene import BODY, UNKNOWN, Outline
from loaders.claims.signings_zh import Pair
from loaders.mentions.lexicon import read_list

_MEMBER = r"(?:the |its |Chinese |local |tech giant |technology company )?[ⒷⓊ](?:'s|’s)?(?: \([^()]{0,40}\))?"
_LIST = rf"{_MEMBER}(?:(?:, (?:and |as well as )?| and | & | as well as | along with | plus ){_MEMBER})*"


class _Rule(NamedTuple):
    """A pattern with the groups ``left``, ``right`` and ``trigger``; in a flat list all sign with all."""

    pattern: re.Pattern[str]
    confidence: float
    flat: bool = False


class _Rules(NamedTuple):
    pairs: tuple[_Rule, ...]
    both: re.Pattern[str]
    hoped: re.Pattern[str]
    undone: re.Pattern[str]


@cache
def _rules() -> _Rules:
    rows = read_list("loaders.claims", "signings.yaml")["en"]
    verb, deed, paper, pair = rows["verb"], rows["deed"], rows["paper"], rows["pair_verb"]
    left, right = f"(?P<left>{_LIST})", f"(?P<right>{_LIST})"
    gap, short, near = "[^.;:]{0,110}?", "[^.;:]{0,50}?", "[^.;:ⒷⓊ]{0,60}?"
    aside = "(?:,[^,.;]{0,60},)?"
    of = r"\b(?:with|between)"
    noun = "partnership|agreement|memorandum|cooperation|collaboration|deal|contract|alliance"
    sources: tuple[tuple[str, float, bool], ...] = (
        (rf"{left}{gap}\b(?P<trigger>{verb})\b[^.;:]{{0,90}}?\b(?:{paper})\b{near}{of} {right}", 0.9, False),
        (rf"{left}{gap}\b(?P<trigger>{deed})\b[^.;:]{{0,60}}?\bwith {right}", 0.85, False),
        (rf"{left}{gap}\b(?P<trigger>{pair}) with {right}", 0.8, False),
        (rf"(?P<left>{_MEMBER}) (?P<trigger>{noun}) with {right}", 0.7, False),
        (rf"\b(?P<trigger>(?:signed|concluded|reached) by) {left} (?:with|and) {right}", 0.85, False),
        (
            rf"{left} and {right}{aside}{short}\b(?P<trigger>{verb})\b[^.;:]{{0,90}}?\b(?:{paper})\b",
            0.85,
            True,
        ),
        (rf"{left} and {right} (?P<trigger>{pair})\b", 0.75, True),
        (rf"\b(?P<trigger>{paper})\b{near}\b(?:between|by) {left}(?:,)? and {right}", 0.75, False),
        (
            rf"(?P<trigger>(?:signing|contract|handshake){near}) (?:between|of|by) {left} and {right}",
            0.8,
            False,
        ),
    )
    both = (
        r"\b(?:the (?:two|three|four) "
        r"(?:companies|sides|parties|organi[sz]ations|universities|firms|partners|institutions)"
        r"|both (?:sides|parties|companies)|the (?:companies|parties|pair|partners)|they)\b"
        rf"{short}\b(?P<trigger>{deed}|{verb})\b[^.;:]{{0,60}}?\b(?:{paper})\b"
    )
    return _Rules(
        tuple(_Rule(re.compile(source, re.IGNORECASE), sure, flat) for source, sure, flat in sources),
        re.compile(both, re.IGNORECASE),
        re.compile(rows["hoped"], re.IGNORECASE),
        re.compile(rows["undone"], re.IGNORECASE),
    )


def pairs(outline: Outline, before: Sequence[int]) -> Iterator[Pair]:
    """The pairs that a sentence says signed; ``before`` are the bodies of the sentence before."""
    text = outline.text
    found = False
    for rule in _rules().pairs:
        for match in rule.pattern.finditer(text):
            if not _undone(text, match):
                crossed = list(_crossed(outline, match, flat=rule.flat))
                found = found or bool(crossed)
                yield from (Pair(one, other, rule.confidence) for one, other in crossed)
    told = None if found or len(set(before)) != 2 else _rules().both.search(text)
    if told and not _undone(text, told):
        one, other = sorted(set(before))
        yield Pair(one, other, 0.65)


def _crossed(outline: Outline, match: re.Match[str], *, flat: bool) -> Iterator[tuple[int, int]]:
    left, right = _members(outline, match, "left"), _members(outline, match, "right")
    if flat and len(left) > 1:
        yield from combinations(dict.fromkeys([*left, *right]), 2)
    else:
        yield from ((one, other) for one in left for other in right if one != other)


def _undone(text: str, match: re.Match[str]) -> bool:
    """Whether the deed is hoped for, planned, denied or over."""
    at = match.start("trigger")
    clause = text[max(0, at - 60) : at]
    return bool(_rules().hoped.search(clause) or _rules().undone.match(text, match.end()))


def _members(outline: Outline, match: re.Match[str], group: str) -> list[int]:
    start, end = match.span(group)
    places = (i for i in range(start, end) if outline.text[i] in (BODY, UNKNOWN))
    return list(dict.fromkeys(outline.at[i] for i in places if i in outline.at))
