"""Gazetteers: cities, universities, well-known bodies, Chinese surnames, pinyin; read when first asked for."""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple, Protocol, TypeVar

from graph.names.fold import fold


class City(NamedTuple):
    """A city; ``common`` are those of its names that are as often something else (Reading, 朝阳)."""

    slug: str
    name_zh: str
    name_en: str
    country: str
    names: tuple[str, ...]
    common: tuple[str, ...]


class University(NamedTuple):
    """A university or college; ``short`` are abbreviations, which other things share (山大, MIT).

    ``name_zh`` or ``name_en`` may be empty, not both. ``city`` is a Chinese name without 市, or empty.
    """

    slug: str
    name_zh: str
    name_en: str
    country: str
    city: str
    names: tuple[str, ...]
    short: tuple[str, ...]


class Body(NamedTuple):
    """A well-known company, organisation, center or recurring event, by its ``label``.

    ``name_zh`` or ``name_en`` may be empty, not both. ``common`` are those names that are as often something else.
    """

    label: str
    name_en: str
    name_zh: str
    names: tuple[str, ...]
    common: tuple[str, ...]


class _Named(Protocol):
    @property
    def name_zh(self) -> str: ...
    @property
    def name_en(self) -> str: ...
    @property
    def names(self) -> tuple[str, ...]: ...


_N = TypeVar("_N", bound=_Named)
_GIVEN = re.compile(r"[a-z]+(?:['’-]?[a-z]+)?")


@cache
def cities() -> tuple[City, ...]:
    """China's cities, and the world's capitals and cities of 150,000 people or more."""
    return tuple(
        City(slug, name_zh, name_en, country, _split(names), _split(common))
        for slug, name_zh, name_en, country, names, common in _rows("cities.tsv")
    )


@cache
def universities() -> tuple[University, ...]:
    """China's universities and colleges, and most of the world's."""
    return tuple(
        University(slug, name_zh, name_en, country, city, _split(names), _split(short))
        for slug, name_zh, name_en, country, city, names, short in _rows("universities.tsv")
    )


@cache
def bodies() -> tuple[Body, ...]:
    """Bodies and events that are often in the news, in both languages."""
    return tuple(
        Body(label, name_en, name_zh, _split(names), _split(common))
        for label, name_en, name_zh, names, common in _rows("bodies.tsv")
    )


@cache
def cities_by_name() -> Mapping[str, City]:
    """Cities by folded name; of namesakes the one whose slug has no suffix. 济南市 is found as 济南."""
    return _by_name(sorted(cities(), key=lambda city: len(city.slug)))


@cache
def universities_by_name() -> Mapping[str, University]:
    """Universities by folded name, abbreviations not among them."""
    return _by_name(universities())


@cache
def surnames() -> frozenset[str]:
    """Chinese surnames in Simplified characters, of one and of two characters."""
    return frozenset(row[0] for row in _rows("surnames.tsv"))


@cache
def pinyin_surnames() -> frozenset[str]:
    """The same surnames as they are spelled in Latin letters, lower case: zeng, ouyang, lyu and lv and lu."""
    return frozenset(spelling for row in _rows("surnames.tsv") for spelling in row[1].split("|"))


@cache
def given_names() -> frozenset[str]:
    """Given names in Latin letters from all over the world, folded; those that are as often words are left out."""
    return _packed("given_names.txt.xz")


@cache
def towns() -> frozenset[str]:
    """Names of the world's smaller places, folded: too many are something else to be taken for a city without a cue."""
    return _packed("towns.txt.xz")


@cache
def pinyin_syllables() -> frozenset[str]:
    """Every syllable of Mandarin in pinyin without tones."""
    return frozenset(row[0] for row in _rows("syllables.tsv"))


def is_pinyin_name(name: str) -> bool:
    """Whether it is written as a Chinese person's name is: a surname, then a given name of one or two syllables.

    >>> is_pinyin_name("Xu Zhijun"), is_pinyin_name("John Smith"), is_pinyin_name("Wang Building")
    (True, False, False)
    """
    surname, _, given = name.strip().partition(" ")
    if not (surname[:1].isupper() and given[:1].isupper() and surname.casefold() in pinyin_surnames()):
        return False
    return is_pinyin_given(given)


def is_pinyin_given(given: str) -> bool:
    """Whether it is one or two syllables of pinyin, joined or with a mark between: Zhijun, Zhi-jun, Ji'an."""
    lower = given.casefold()
    if not _GIVEN.fullmatch(lower):
        return False
    syllables = pinyin_syllables()
    parts = re.split(r"['’-]", lower)
    if len(parts) == 2:
        return all(part in syllables for part in parts)
    return lower in syllables or any(
        lower[:at] in syllables and lower[at:] in syllables for at in range(1, len(lower))
    )


def _by_name(things: Iterable[_N]) -> Mapping[str, _N]:
    found: dict[str, _N] = {}
    for thing in things:
        for name in (thing.name_zh, thing.name_en, *thing.names):
            if name:
                found.setdefault(fold(name), thing)
    return MappingProxyType(found)


def _rows(name: str) -> Iterable[list[str]]:
    """Rows of a table in graph/names/data, without its head."""
    text = files("graph.names").joinpath("data", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.removesuffix("\n").split("\n")[1:]]


def _packed(name: str) -> frozenset[str]:
    """Lines of a packed list in graph/names/data."""
    return frozenset(
        lzma.decompress(files("graph.names").joinpath("data", name).read_bytes()).decode().split("\n")
    )


def _split(names: str) -> tuple[str, ...]:
    return tuple(names.split("|")) if names else ()
