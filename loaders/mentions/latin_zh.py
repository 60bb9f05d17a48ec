"""Names in Latin letters in a Chinese sentence: runs of capitals, and which of them are people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.names.fold import fold
from graph.names.gazetteer import towns
from loaders.mentions import people_en
from loaders.mentions.english_cues import names
from loaders.mentions.events_en import is_edition
from loaders.mentions.gazetteer import Gazetteer
from loaders.mentions.lexicon import kinds, titles, words
from loaders.mentions.mention import Mention

_LETTER = "A-Za-zÀ-ɏ"
_TOKEN = re.compile(f"[{_LETTER}0-9][{_LETTER}0-9&.'’+-]*")
_PERSONAL = re.compile(
    " ?(?:教授|先生|女士|博士|院士|"
    "说|表示|称|认为|指出|强调|坦言|直言|致辞|演讲|出席|现任|出任|担任|接任|上任|签字|握手|合影|"
    "[（(](?:原|前|现任?)?[^（()）]{0,24}(?:CEO|CTO|CFO|COO|长|席|裁|理|人|任|官|表|队|授)[)）])"
)
_POSTS = frozenset(
    ("CEO", "CTO", "CFO", "COO", "CIO", "CMO", "CSO", "MD", "VP", "SVP", "EVP", "Mr.", "Ms.", "Dr.")
)
"""Posts that a Chinese text writes in Latin letters: a name ends before one and begins behind it."""
_SEATED = re.compile("(?:总部|位于|设在|设于|坐落在?|落户|来自|[位在赴])(?:[^，。；、]{0,4}[国洲的])? ?$")
CODE = re.compile(r"[A-Z]\d{3,4}[A-Za-z]*|[A-Z]{2,4}-?\d{1,4}[A-Z]?")
"""A plane, a car, a chip: C919, ARJ21, GB200; no company."""
_MOST_WORDS = 5


def latin(sentence: str, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Candidates: people behind a post or by their given name; what the others are, their neighbours must tell."""
    for start, end in _runs(sentence):
        name = sentence[start:end]
        tokens = name.split(" ")
        if is_edition(name, gazetteer):
            yield Mention(start, end, "Event", 0.95, "edition")
        elif len(tokens) > 1 and _is_person(sentence, start, end, tokens):
            yield Mention(start, end, "Executive", 0.85, "post")
        elif _SEATED.search(sentence[max(0, start - 10) : start]) and fold(name) in towns():
            yield Mention(start, end, "City", 0.7, "seat")
        elif CODE.fullmatch(name):
            continue
        elif len(tokens) > 1 or (len(name) > 1 and name.casefold() not in words().common_english):
            yield Mention(start, end, "Unknown", 0.3, "capital")


def _runs(sentence: str) -> Iterator[tuple[int, int]]:
    """Spans of words with a capital, one space between; particles (van, de) may stand inside."""
    first = last = -1
    pending = 0
    for token in _TOKEN.finditer(sentence):
        start, end = token.start(), token.start() + len(token[0].rstrip(".'’-"))
        if token[0] in _POSTS:
            if first >= 0:
                yield first, last
            first, pending = -1, 0
            continue
        goes_on = first >= 0 and sentence[last:start] == " "
        if goes_on and token[0] in names().particles and pending == 0:
            pending = 1
            continue
        joins = first >= 0 and (goes_on or (pending and sentence[last:start].count(" ") == 2))
        if first >= 0 and not (joins and token[0][0].isupper()):
            yield first, last
            first = -1
        pending = 0
        if token[0][0].isupper() or (token[0][0].isdigit() and any(c in "&" for c in token[0])):
            first = start if first < 0 else first
            last = end
    if first >= 0:
        yield first, last


def _is_person(sentence: str, start: int, end: int, tokens: list[str]) -> bool:
    if len(tokens) > _MOST_WORDS or kinds().label_en(" ".join(tokens)) or any(t.isdigit() for t in tokens):
        return False
    before = sentence[max(0, start - 12) : start].rstrip(" ：:")
    cued = titles().head.search(before) is not None or _PERSONAL.match(sentence, end) is not None
    given = tokens[0].casefold() in words().given_english
    return given or cued or people_en.is_person(tokens, cued=False)
