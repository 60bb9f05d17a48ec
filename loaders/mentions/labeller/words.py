"""The words that the labeller labels, each with its place and what is known of the word alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from graph.names.gazetteer import surnames
from loaders.mentions.english_cues import names
from loaders.mentions.lac import Word
from loaders.mentions.lexicon import kinds, titles, words
from loaders.text.clusters import clusters
from loaders.text.roles import roles

_ENGLISH = re.compile(r"(?:[A-Z]\.)+(?=\W|$)|[^\W\d_]+|\d+(?:[.,]\d+)*|[^\w\s]|_")
_REMEMBERED = 100_000


class Token(NamedTuple):
    """A word of a sentence: ``sentence[start:end] == text``; ``tag`` is its part of speech, "" in English."""

    text: str
    start: int
    end: int
    tag: str = ""


def english_words(sentence: str) -> list[Token]:
    """The words, numbers and signs of an English sentence."""
    return [Token(match[0], match.start(), match.end()) for match in _ENGLISH.finditer(sentence)]


def chinese_words(sentence: str, tagged: Sequence[Word], edges: Iterable[int]) -> list[Token]:
    """The tagger's words, parted where a proposed name begins or ends inside one."""
    cuts = sorted(set(edges))
    found: list[Token] = []
    at = 0
    for word in tagged:
        start, end = word.start, word.start + len(word.text)
        while at < len(cuts) and cuts[at] <= start:
            at += 1
        inner = at
        while inner < len(cuts) and cuts[inner] < end:
            found.append(Token(sentence[start : cuts[inner]], start, cuts[inner], word.tag))
            start = cuts[inner]
            inner += 1
        found.append(Token(sentence[start:end], start, end, word.tag))
    return [token for token in found if token.text.strip()]


def shape(word: str) -> str:
    """How a word is written, runs of three cut to two.

    >>> shape("Huawei"), shape("QatarEnergy"), shape("C919")
    ('Xxx', 'XxxXxx', 'Xdd')
    """
    drawn = re.sub(r"\d", "d", re.sub(r"[A-Z]", "X", re.sub(r"[a-z]", "x", word)))
    return re.sub(r"(.)\1{2,}", r"\1\1", drawn)


@lru_cache(_REMEMBERED)
def english_facts(word: str) -> tuple[str, ...]:
    """What is known of an English word wherever it stands."""
    return tuple(_english_facts(word, word.casefold()))


def _english_facts(word: str, lower: str) -> Iterator[str]:
    yield f"w={lower}"
    yield f"sh={shape(word)}"
    if lower in titles().english_heads:
        yield "post"
    if kind := kinds().english.get(lower):
        yield f"kind={kind}"
    if word[0].isupper() and lower in names().given:
        yield "given"
    if role := roles(word, chinese=False):
        yield f"role={role}"
    yield from clusters(lower)


@lru_cache(_REMEMBERED)
def english_form(word: str) -> tuple[str, ...]:
    """What only the labelled word itself is asked for: its ends, and the lists that hold it."""
    lower = word.casefold()
    found = [f"s3={lower[-3:]}", f"s2={lower[-2:]}", f"p3={lower[:3]}"] if len(lower) > 3 else []
    lists = {
        "noun": names().company_nouns,
        "before": titles().english_before,
        "address": titles().english_address,
        "region": words().regions_english,
        "common": words().common_english,
        "stop": words().stop_english,
    }
    return (*found, *(name for name, listed in lists.items() if lower in listed))


@lru_cache(_REMEMBERED)
def chinese_facts(word: str, tag: str) -> tuple[str, ...]:
    """What is known of a Chinese word wherever it stands."""
    found = [f"w={word}", f"t={tag}", f"e={word[-1]}"]
    if kind := kinds().label_zh(word):
        found.append(f"kind={kind}")
    if role := roles(word, chinese=True):
        found.append(f"role={role}")
    return tuple(found)


@lru_cache(_REMEMBERED)
def chinese_form(word: str) -> tuple[str, ...]:
    """What only the labelled word itself is asked for: its length and ends, and the lists that hold it."""
    found = [f"l={min(len(word), 5)}", f"s={word[0]}"]
    if len(word) > 1:
        found.append(f"e2={word[-2:]}")
    if word[0] in surnames():
        found.append("surname")
    if titles().head.search(word):
        found.append("post")
    if word.isascii():
        found.append(f"sh={shape(word)}")
    if word in words().regions:
        found.append("region")
    return tuple(found)
