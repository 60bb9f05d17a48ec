"""Name keys: things of one label that share none are never compared by the rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from graph.model import CITY, EXECUTIVE, LABEL_BY_NAME
from graph.names.fold import fold, simplify
from graph.names.forms import core
from graph.names.gazetteer import is_pinyin_name, pinyin_syllables
from graph.names.pinyin import has_han, is_han, syllables
from graph.names.slug import entity_id, person_id

SOUND, ELSEWHERE = "=", "@"
"""How the second part of a key begins that is no id but a sound, or an identifier elsewhere."""

_LEAST_SYLLABLES = 3
"""Shorter sounds are shared by chance."""
_SHORTEST_LATIN = 3
_HOLDING = re.compile("(?<=..)(?:控股|集团)+$")
"""What English names of companies say as Holding or Group, and ``core`` takes off there."""


def keys(label: str, names: Iterable[str], external_ids: Iterable[str] = ()) -> frozenset[str]:
    """The keys of a thing by its names and its identifiers elsewhere (``company/@wikidata:Q160120``).

    A key is the id that a document would give a thing of this label which it calls so (a person without
    employer), or for bodies the sound of a Chinese name, which an English text may spell: ``company/=jinanlixia``.
    Cities have no others: their lists know them, and what these do not know is too often something else.
    """
    elsewhere = frozenset(f"{LABEL_BY_NAME[label].key}/{ELSEWHERE}{id_}" for id_ in external_ids)
    if label == CITY.name:
        return elsewhere
    return elsewhere.union(*(_keys(label, name) for name in names))


def is_id(key: str) -> bool:
    """Whether a key is an id that a document may give."""
    return not key.partition("/")[2].startswith((SOUND, ELSEWHERE))


def is_sound(key: str) -> bool:
    """Whether a key is a sound."""
    return key.partition("/")[2].startswith(SOUND)


@lru_cache(maxsize=65536)
def _keys(label: str, name: str) -> tuple[str, ...]:
    return tuple(_person(name) if label == EXECUTIVE.name else _body(label, name))


def _person(name: str) -> Iterator[str]:
    """A full name's key; a surname alone has none. A Chinese name may stand with the given name first."""
    if has_han(name):
        if len(name) > 1:
            yield person_id(name, None)
        return
    words = name.split()
    if len(words) > 1:
        yield person_id(name, None)
        turned = " ".join(reversed(words))
        if is_pinyin_name(turned) and not is_pinyin_name(name):
            yield person_id(turned, None)


def _body(label: str, name: str) -> Iterator[str]:
    stem = core(name, label)
    length = len(fold(stem))
    if length < (2 if has_han(stem) else _SHORTEST_LATIN):
        return
    yield entity_id(label, name)
    sound = _sound(_HOLDING.sub("", simplify(stem)))
    if sound:
        yield f"{LABEL_BY_NAME[label].key}/{SOUND}{sound}"


def _sound(stem: str) -> str | None:
    """The pinyin of a Chinese name, or a Latin name that is pinyin throughout; None for short ones and others."""
    if is_han(stem):
        return "".join(syllables(stem)) if len(stem) >= _LEAST_SYLLABLES else None
    latin = fold(stem)
    return latin if latin.isascii() and _most_syllables(latin) >= _LEAST_SYLLABLES else None


def _most_syllables(latin: str) -> int:
    """Into how many syllables of pinyin the letters can be cut, 0 if they cannot."""
    known = pinyin_syllables()
    most = [0] + [-1] * len(latin)
    for end in range(1, len(latin) + 1):
        parts = (most[start] for start in range(max(0, end - 6), end) if latin[start:end] in known)
        most[end] = max((part + 1 for part in parts if part >= 0), default=-1)
    return max(0, most[-1])
