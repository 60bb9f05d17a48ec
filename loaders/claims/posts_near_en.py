"""Posts in English that no phrase as a whole gives away: a title near a person, and the body nearest to the title.

``Rakesh Sharma, Executive Director, Bajaj Auto``, ``As chair of Ⓑ's board, Ⓟ``, ``Ⓟ stepped down from Ⓑ as CEO``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from loaders.claims.scene import Outline
from loaders.mentions.lexicon import alternatives, titles

_REACH = 110  # characters between a person and what is told of it
_CLAUSE = re.compile(r"[.;:!?ⓅⒺ]|\b(?:while|whereas|but|told|met|and (?:said|added|he|she|they))\b")
_PARTED = re.compile(
    r"\b(?:said|says|met|visited|between|against|whose|which|that|than|under|sued|rival|customers?|"
    r"appointed by|named by|reporting to|reports to|like|including|such as|welcomed|thanked)\b",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"(?:[\w&/ -]{0,24},?)?(?: (?:of|at|for|with) (?:the |its )?(?:[a-zA-Z-]+ ){0,5}|, (?:the )?|"
    r" \((?:the )?|\s)[ⒷⓊⒸ]"
)
_NEXT = re.compile(r"(?: of (?:the )?[ⒷⓊ])?,? ?(?:[a-z-]+ ){0,2}(?:(?:Mr|Ms|Mrs|Dr|Prof(?:essor)?)\.? )?Ⓟ")
_OWNED = re.compile(r"[ⒷⓊⒸ](?:['’]s?)?,? (?:[\w-]+ ){0,4}$")


class Near(NamedTuple):
    """Places in an outline: the person's, the employer's sign; the post's name; whether it is a past one."""

    person: int
    employer: int
    title: str
    former: bool


@cache
def title_pattern() -> re.Pattern[str]:
    """A post, in the group ``title``, with what belongs to its name."""
    heads = alternatives(titles().english_heads - {"general", "member", "lead", "fellow"})
    before = alternatives(titles().english_before)
    return re.compile(
        rf"\b(?P<title>(?:(?:{before})[ -]){{0,4}}(?:co-?)?(?:{heads}|board member)s?"
        rf"(?:(?:,? and |, | & )(?:(?:{before})[ -]){{0,4}}(?:co-?)?(?:{heads})s?){{0,3}})(?![\w'’-])",
        re.IGNORECASE,
    )


def near(outline: Outline, place: int) -> Iterator[Near]:
    """The post nearest to the person at ``place``: one behind the name, else one before it."""
    text = outline.text
    end = min(len(text), place + 1 + _REACH)
    stop = _CLAUSE.search(text, place + 1, end)
    yield from _in(text, place, place + 1, stop.start() if stop else end)
    begin = max(0, place - _REACH)
    stops = [match.end() for match in _CLAUSE.finditer(text, begin, place)]
    yield from _in(text, place, stops[-1] if stops else begin, place)


def _in(text: str, person: int, start: int, end: int) -> Iterator[Near]:
    """The post told in a part of a clause: the title nearest to the person, the body that it leans on."""
    found = list(title_pattern().finditer(text, start, end))
    if not found:
        return
    match = found[0] if start > person else found[-1]
    gap = text[person + 1 : match.start()] if start > person else text[match.end() : person]
    if _PARTED.search(gap) or len(gap) > 70 or (start <= person and ", and " in gap):
        return
    if start > person and _NEXT.match(text, match.end()):
        return
    former = re.search(
        r"\b(?:former|ex|then|previously|once|earlier|resigned|retired|stepped down|quit|left|until|used to)\b",
        text[max(start, match.start() - 45) : match.end()],
        re.IGNORECASE,
    )
    if led := _LEADS.match(text, match.end(), end):
        yield Near(person, led.end() - 1, match["title"], former is not None)
    elif owned := _OWNED.search(text, start, match.start()):
        yield Near(person, owned.start(), match["title"], former is not None)
    elif start > person and (headed := re.search(r"[ⒷⓊ]\s*[(:–—-]?\s*$", text[:person][-12:])):
        yield Near(person, max(0, person - 12) + headed.start(), match["title"], former is not None)
    elif start > person and (
        past := re.search(r"[ⒷⓊ](?= as (?:its |the |an? |their )?$)", text[start : match.start()])
    ):
        yield Near(person, start + past.start(), match["title"], former is not None)
