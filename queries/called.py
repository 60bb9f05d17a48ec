"""What an entity is called: the folded names and short forms by which the index of names finds it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from graph.names.authority import authority
from graph.names.fold import fold
from graph.names.forms import core
from graph.names.gazetteer import (
    bodies,
    cities,
    cities_by_name,
    pinyin_surnames,
    towns,
    universities,
    universities_by_name,
)
from graph.names.pinyin import has_han

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d年?(?!\d)")
_LEGAL = re.compile(
    r"[., ](?:\w{1,4}|company|corporation|limited|incorporated|holdings?|group)\.?$|[司团份]$", re.IGNORECASE
)
"""Where a name may end with a legal form: tells most names at once from those that do not."""

_GOVERNMENT = re.compile(r"(?:Municipal|Provincial|People's) (?=Government)|(?P<zh>[市省区县州])人民(?=政府)")
"""What is left out where a government is named in short: 济南市政府."""

_SHORTEST_EVENT = 3
"""Characters that are left of an event's name without its year, at least."""

_KIND_OF_EVENT = re.compile(
    r" (?:Conference|Congress|Convention|Exhibition|Expo|Fair|Forum|Summit|Symposium)$"
    r"|(?:[大年]会|[大年]會|峰会|峰會|论坛|論壇|(?:博览|展览|研讨)会|(?:博覽|展覽|研討)會)$",
    re.IGNORECASE,
)
"""The word for what kind of event it is."""

_HOSTS = ("Company", "Organization", "Center")


def keys(id_: str, names: Collection[str]) -> set[str]:
    """The folded names: those that documents use, and those by which the authority file knows the entity."""
    known = authority().by_id.get(id_)
    return {fold(name) for name in (*names, *(known.all_names() if known else ()))} - {""}


def short_keys(id_: str, label: str, names: Collection[str]) -> set[str]:
    """The folded short forms of a name, which other things may share.

    They are names without a legal form, what the gazetteers know it by besides, the surname of a person unless it is a
    Chinese one, an event's name with its year elsewhere or without it, a company's event without the word for its kind.
    """
    return {fold(name) for name in _short(id_, label, names)} - {""}


def _short(id_: str, label: str, names: Collection[str]) -> Iterator[str]:
    yield from _gazetteer().get(id_, ())
    for name in names:
        if label in ("Company", "Organization", "Center", "Event"):
            yield from _bodies().get((label, fold(name)), ())
        if label in ("Company", "Organization") and _LEGAL.search(name):
            yield core(name, label)
        if label == "Organization" and (shorter := _GOVERNMENT.sub(r"\g<zh>", name)) != name:
            yield shorter
        if label == "University" and (short := _of_china(name)):
            yield short
        if label == "Executive" and name.isascii() and " " in name.strip():
            surname = name.split()[-1]
            if len(surname) > 2 and surname.casefold() not in pinyin_surnames():
                yield surname
        if label == "Event" and (own := _own_name(rest := _YEAR.sub("", name))):
            yield own
        if label == "Event" and (year := _YEAR.search(name)):
            if rest:  # people say "the 2018 forum" and "the forum 2018"
                yield from (rest + year[0][:4], year[0][:4] + rest, f"{year[0][:4]}年{rest}")
            if len(fold(rest)) >= _SHORTEST_EVENT:
                yield rest


def listed(key: str) -> bool:
    """Whether the gazetteers or the authority file know something by this folded name."""
    return key in cities_by_name() or key in universities_by_name() or authority().find(key) is not None


def _own_name(name: str) -> str:
    """What is left of an event's name without its kind, if a known company's name begins it: Huawei Connect."""
    own, cut = _KIND_OF_EVENT.subn("", name.strip())
    words = own if has_han(own) else own.split()
    begins = ("".join(words[:length]) for length in range(1, len(words)))
    if not cut or not any(authority().find(begin, "Company") for begin in begins):
        return ""
    key = fold(own)
    return "" if listed(key) or any((label, key) in _bodies() for label in _HOSTS) else own


@cache
def _gazetteer() -> Mapping[str, tuple[str, ...]]:
    """Further names of cities and universities by id."""
    known = {f"city/{city.slug}": (city.name_zh, city.name_en, *city.names) for city in cities()}
    known |= {
        f"university/{one.slug}": (one.name_zh, one.name_en, *one.names, *one.short) for one in universities()
    }
    return {id_: tuple(filter(None, names)) for id_, names in known.items()}


@cache
def _bodies() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Further names of well-known bodies, by their label and each folded name."""
    return {
        (body.label, fold(name)): (body.name_en, body.name_zh, *body.names)
        for body in bodies()
        for name in (body.name_en, body.name_zh, *body.names)
        if name
    }


@cache
def _of_china(name: str) -> str:
    """What stands before "University" in the name of one in China, if that is no place: Tsinghua, Fudan."""
    short = name.removesuffix(" University")
    if short == name or " " in short:
        return ""
    known = universities_by_name().get(fold(name))
    places = cities_by_name().keys() | towns() | _PROVINCES
    return short if known is not None and known.country == "CN" and fold(short) not in places else ""


_PROVINCES = {
    *(
        "anhui",
        "fujian",
        "gansu",
        "guangdong",
        "guangxi",
        "guizhou",
        "hainan",
        "hebei",
        "heilongjiang",
        "henan",
    ),
    *(
        "hubei",
        "hunan",
        "jiangsu",
        "jiangxi",
        "jilin",
        "liaoning",
        "ningxia",
        "qinghai",
        "shaanxi",
        "shandong",
    ),
    *("shanxi", "sichuan", "tibet", "xinjiang", "yunnan", "zhejiang", "china", "taiwan"),
}
