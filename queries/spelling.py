"""Spelling: the entity that a name with a slip of the pen in it means, where it can mean no other.

A slip is one letter added, lost, changed or swapped with its neighbour, two in a long name; in a Chinese name a
character written for another that sounds alike. What may as well be the name of something that the graph does not hold
is no slip: a place or university that the gazetteers know, another number, what reads as pinyin (Suzhou is not Fuzhou).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.names.gazetteer import pinyin_syllables
from graph.names.pinyin import is_han, syllables
from queries.called import listed
from queries.link import Entry, Index

_SHORTEST, _LONG, _SHORTEST_ZH = 6, 12, 4
_NUMBER = re.compile(r"\d+")


def slipped(key: str, index: Index) -> tuple[Entry, ...]:
    """The entities of the one name that this folded name is a slip of; none where there is no such name, or more."""
    if listed(key) or reads_as_pinyin(key):
        return ()
    meant = {entry.id: entry for name in _like(key, index) for entry in index.called(name)}
    return tuple(meant.values()) if len(meant) == 1 else ()


def reads_as_pinyin(key: str) -> bool:
    """Whether Latin letters fall into syllables of Mandarin.

    >>> reads_as_pinyin("jinnan"), reads_as_pinyin("micorsoft")
    (True, False)
    """
    reached = {0}
    for end in range(1, len(key) + 1):
        if any(key[start:end] in pinyin_syllables() for start in reached if start >= end - 6):
            reached.add(end)
    return bool(key) and len(key) in reached


def _like(key: str, index: Index) -> Iterator[str]:
    if is_han(key):
        if len(key) >= _SHORTEST_ZH:
            sound = syllables(key)
            for name in index.spellings(key[0], len(key)):
                people = all(entry.label == "Executive" for entry in index.called(name))
                if not people and is_han(name) and syllables(name) == sound:
                    yield name
        return
    from rapidfuzz.distance import OSA

    if len(key) < _SHORTEST - 1 or not key.isascii():
        return
    most = 2 if len(key) >= _LONG else 1
    for length in range(max(_SHORTEST, len(key) - most), len(key) + most + 1):
        for name in index.spellings(key[0], length):
            allowed = 2 if length >= _LONG else 1
            if OSA.distance(key, name, score_cutoff=allowed) <= allowed and _NUMBER.findall(
                key
            ) == _NUMBER.findall(name):
                yield name
