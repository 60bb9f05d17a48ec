"""What part a word plays where parties, posts and places are told: a deed, a paper, a hope, a denial, a post.

A role is a letter of ``data/roles.yaml``. Words of one role are much the same to whoever learns from sentences.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

import yaml

_REMEMBERED = 100_000


@cache
def _english() -> Mapping[str, re.Pattern[str]]:
    return {role: re.compile("|".join(words.split()), re.IGNORECASE) for role, words in _rows()["en"].items()}


@cache
def _chinese() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for role, words in _rows()["zh"].items():
        for word in words.split():
            found[word] = found.get(word, "") + role
    return found


def _rows() -> Mapping[str, Mapping[str, str]]:
    rows: dict[str, dict[str, str]] = yaml.safe_load(
        (files("loaders.text") / "data" / "roles.yaml").read_text(encoding="utf-8")
    )
    return rows


@lru_cache(_REMEMBERED)
def roles(word: str, *, chinese: bool) -> str:
    """The letters of a word's roles, in the list's order; "" for most words.

    >>> roles("signed", chinese=False), roles("签署", chinese=True)
    ('V', 'V')
    """
    if not chinese or word.isascii():
        return "".join(role for role, words in _english().items() if words.fullmatch(word))
    known = _chinese()
    if word in known:
        return known[word]
    for length in range(
        len(word) - 1, 1, -1
    ):  # a compound has the roles of its longest known end or beginning
        for part in (word[-length:], word[:length]):
            if part in known:
                return known[part]
    return ""
