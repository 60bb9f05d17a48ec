"""What is in which city and what belongs to whom, in an English sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from operator import itemgetter

from loaders.claims.scene import BODY, CITY, EVENT, LONGEST, UNKNOWN, Outline
from loaders.mentions.lexicon import read_list
from loaders.text.sieve import Sieve

_SHAPES = {
    "body": "(?P<body>[ⒷⓊ])",
    "event": "(?P<body>Ⓔ)",
    "city": "(?P<city>Ⓒ)",
    "owner": "(?P<owner>[ⒷⓊ])",
    "unit": "(?P<units>[ⒷⓊ])",
    "units": r"(?P<units>[ⒷⓊ](?:(?: \([^()]{0,30}\))?(?:, [^.;:,ⒷⓊⓅⒺ]{0,40})?(?:, | and |, and )(?:the )?[ⒷⓊ]){0,20})",
}
_UNSURE = re.compile(
    r"\b(?:will|would|could|may|might|plans? to|hopes? to|expected to|to be|set to|not|no longer|"
    r"formerly|bid|want(?:s|ed)?)\b"
)


@cache
def _located() -> Sieve[tuple[re.Pattern[str], float]]:
    rows = read_list("loaders.claims", "places_en.yaml")
    rules = [*rows["located"], *rows["events"]]
    return Sieve(((filled(row["told"], rows["words"]), row["sure"]) for row in rules), itemgetter(0))


@cache
def _parts() -> Sieve[re.Pattern[str]]:
    rows = read_list("loaders.claims", "places_en.yaml")
    return Sieve((filled(row["told"], rows["words"]) for row in rows["parts"]), lambda pattern: pattern)


def filled(told: str, words: Mapping[str, str]) -> re.Pattern[str]:
    """A rule of ``data/places_en.yaml`` as the pattern that it stands for."""
    for parts in (words, words, _SHAPES):  # words may hold other words
        for name, part in parts.items():
            told = told.replace(f"{{{name}}}", part)
    return re.compile(told)


def located(outline: Outline) -> Iterator[tuple[int, int, float]]:
    """Body, city and confidence for every body that a sentence says is in a city."""
    if CITY not in outline.text or len(outline.text) > LONGEST:
        return
    text = outline.text
    for pattern, sure in _located().passing(text):
        for match in pattern.finditer(text):
            body, city = outline.at.get(match.start("body")), outline.at.get(match.start("city"))
            told = text[match.start("body")] == EVENT or not _UNSURE.search(match[0])
            if body is not None and city is not None and told:
                yield body, city, sure


def owned(outline: Outline) -> Iterator[tuple[int, int]]:
    """Unit and owner, for every unit or brand that a sentence says belongs to a body."""
    if len(outline.at) < 2 or len(outline.text) > LONGEST:
        return
    for pattern in _parts().passing(outline.text):
        for match in pattern.finditer(outline.text):
            owner = outline.at.get(match.start("owner"))
            if owner is None or _UNSURE.search(match[0]):
                continue
            start, end = match.span("units")
            for place in range(start, end):
                if outline.text[place] in (BODY, UNKNOWN) and place in outline.at:
                    yield outline.at[place], owner
