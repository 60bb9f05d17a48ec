"""Events in an English sentence that the words around a name, or plain words alone, tell of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.mentions.gazetteer import Gazetteer
from loaders.mentions.lexicon import words
from loaders.mentions.mention import Mention

_STAGED = re.compile(
    r" (?:\d{4} )?(?:trade fair|trade show|fair|conference|festival|summit|congress|expo|forum|symposium|air ?show)\b"
)
_NUMBERED = re.compile(
    r"COP ?\d\d|[GB]20 [A-Z]\w+|CES 20\d\d|MWC ?(?:20)?\d\d|Expo 20\d\d|"
    r"[A-Z]\w*(?:Expo|Fest|Conf)(?: 20\d\d)?"
)
_RITE = (
    r"(?:ground-? ?breaking|opening|inauguration|launch(?:ing)?|unveiling|commissioning|topping[- ]out|"
    r"foundation[- ]stone|ribbon[- ]cutting|plaque[- ]unveiling|commencement|graduation|award|naming|delivery)"
)
_WHOSE = r"(?:the )?[A-Z][\w.&'’-]*(?: (?:(?:of|and|for|the|&) )?[A-Z(][\w.&'’)-]*){0,7}"
_CEREMONY = re.compile(
    rf"\b{_RITE} ceremony (?:of|for) {_WHOSE}|"
    rf"\b\d+(?:st|nd|rd|th) anniversary(?: of {_WHOSE})?"
    r"(?: celebration)? (?:conference|ceremony|gala|celebrations?|assembly|meeting|concert|banquet|dinner|forum)\b"
)


def event_cued(sentence: str, start: int, end: int) -> bool:
    """Whether a common noun behind the name, or its number, says that it is an event: the EVS36 symposium, CES 2024."""
    return _STAGED.match(sentence, end) is not None or _NUMBERED.fullmatch(sentence, start, end) is not None


def is_edition(name: str, gazetteer: Gazetteer) -> bool:
    """Whether it is a known event's name and where that edition of it is: Web Summit Qatar, SEMICON Southeast Asia."""
    first = next(gazetteer.find_en(name), None) if " " in name else None
    if first is None or first.label != "Event" or first.start > 0 or first.end == len(name):
        return False
    where = name[first.end :].strip()
    city = next(gazetteer.find_en(where), None)
    in_city = city is not None and city.label == "City" and (city.start, city.end) == (0, len(where))
    return in_city or where.casefold() in words().regions_english


def ceremonies(sentence: str) -> Iterator[Mention]:
    """Events that plain words name by whose they are: the opening ceremony of Stargate, the 130th anniversary gala."""
    for match in _CEREMONY.finditer(sentence):
        yield Mention(*match.span(), "Event", 0.95, "ceremony")
