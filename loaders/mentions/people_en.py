"""Which runs of capitals read as a person's name, by the name alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from graph.names.fold import fold
from graph.names.gazetteer import is_pinyin_name
from loaders.mentions.english_cues import names
from loaders.mentions.lexicon import alternatives, read_list, words

_INITIAL = re.compile(r"[A-Z]\.?|(?:[A-Z]\.){2,3}")
_KOREAN_GIVEN = re.compile(r"[A-Z][a-z]{1,5}-[A-Za-z][a-z]{1,5}")
_MORA = r"(?:[kstnhmrgzdbp]?y?[aiueo]|[wjf][aiueo]|sh[aiuo]|ch[aiuo]|ts?su|n(?![aiueoy]))"
_JAPANESE = re.compile(rf"{_MORA}{{2,6}}")
_TELLING = frozenset(
    ("deal", "reed", "read", "young", "good", "long", "new", "day", "may", "short", "small", "chase", "cook")
)
"""Words that are family names beside a given name and a post: Stan Deal."""
_BOUND = re.compile("[-'’]")
_ELIDED = frozenset(("d", "dell"))
_FEWEST = 5
"""A word of so few letters that could be read in Japanese is as often of another language."""


@dataclass(frozen=True, slots=True)
class _Shapes:
    given: frozenset[str]
    surnames: frozenset[str]
    korean: frozenset[str]
    address: frozenset[str]
    never: frozenset[str]
    endings: re.Pattern[str]


@cache
def _shapes() -> _Shapes:
    rows = read_list("loaders.mentions", "people_en.yaml")
    return _Shapes(
        given=frozenset(rows["given"]) | names().given,
        surnames=frozenset(rows["surnames"]),
        korean=frozenset(rows["korean"]),
        address=frozenset(rows["address"]),
        never=frozenset(rows["never"])
        | words().stop_english
        | words().common_english
        | words().regions_english,
        endings=re.compile(f"(?:{alternatives(rows['surname_endings'])})$"),
    )


def is_address(word: str) -> bool:
    """Whether it is a form of address that opens a name: H.E., Shri, Datuk."""
    return word.casefold() in _shapes().address


def is_given(word: str) -> bool:
    """Whether it is a given name that is nothing else."""
    folded = word.casefold()
    forms = (folded, folded.split("-")[0], fold(folded.split("-")[0]))
    return folded not in names().given_doubtful and any(form in _shapes().given for form in forms)


def is_person(tokens: Sequence[str], *, cued: bool) -> bool:
    """Whether it reads as a person's name, by its parts; ``cued`` says that a post stands beside it."""
    return (
        2 <= len(tokens) <= 6
        and all(_capital(token) for token in tokens)
        and all(re.sub("[-.'’]", "", token).isalpha() for token in tokens)
        and not any(token.isupper() and len(token) > 2 and token[-1] != "." for token in tokens)
        and not any(
            token.casefold() in _shapes().never and token not in names().particles
            for token in tokens[1:]
            if not (cued and len(tokens) == 2 and is_given(tokens[0]) and token.casefold() in _TELLING)
        )
        and tokens[0].casefold() not in words().regions_english
        and (cued or is_given(tokens[0]) or _shaped(tokens))
    )


def _capital(token: str) -> bool:
    """Whether it is written as a part of a name is: Sisi, van, el-Sisi, d'Andrade."""
    if token[0].isupper() or token in names().particles:
        return True
    particle = _BOUND.split(token)[0]
    return particle in _ELIDED or particle in names().particles


def _shaped(tokens: Sequence[str]) -> bool:
    """Whether its last name, its initials or its syllables tell: Sharma, K. Krithivasan, Lee Jae-yong."""
    first, last = tokens[0].casefold(), tokens[-1].casefold()
    if len(tokens) > 3 or first in words().common_english:
        return False
    if last in _shapes().surnames or _shapes().endings.search(last):
        return True
    if first in _shapes().korean and len(tokens) == 2 and _KOREAN_GIVEN.fullmatch(tokens[1]):
        return True
    if (
        len(tokens) == 2
        and is_pinyin_name(f"{tokens[1]} {tokens[0]}")
        and ("-" in first or len(first) > _FEWEST)
    ):
        return True  # Fei-Fei Li
    if any(_INITIAL.fullmatch(token) for token in tokens[:-1]):  # Robert M. Davis, K Krithivasan
        if last.endswith(("ing", "ed")):
            return False
        return tokens[-1][1:].islower() and (len(last) > _FEWEST or not _INITIAL.fullmatch(tokens[0]))
    return (
        len(tokens) == 2
        and min(len(first), len(last)) >= _FEWEST
        and all(_JAPANESE.fullmatch(word) for word in (first, last))
    )
