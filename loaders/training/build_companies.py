"""Build loaders/mentions/data/companies.u32 from the public list of company short names.

python -m loaders.training.build_companies DATA_FOLDER     (the folder that holds companies/)
"""

from __future__ import annotations

import sys
from array import array
from pathlib import Path

from graph.names.fold import fold
from graph.names.gazetteer import cities
from loaders.mentions.companies import key
from loaders.mentions.lac import tagger

TARGET = Path(__file__).parents[1] / "mentions" / "data" / "companies.u32"
SHORTEST = 2
NAMES = frozenset(("ORG", "nt", "nz"))


def main(data: Path) -> None:
    """Write the sorted keys of the names that are no ordinary words."""
    lines = (data / "companies" / "short_names.txt").read_text(encoding="utf-8").splitlines()
    names = sorted({fold(line) for line in lines} - {fold(city.name_zh) for city in cities()})
    names = [name for name in names if len(name) >= SHORTEST]
    kept = sorted({key(name) for name, ordinary in zip(names, _ordinary(names), strict=True) if not ordinary})
    numbers = array("I", kept)
    if sys.byteorder == "big":
        numbers.byteswap()
    TARGET.write_bytes(numbers.tobytes())
    print(f"{len(numbers)} of {len(lines)} names in {TARGET}")


def _ordinary(names: list[str]) -> list[bool]:
    """Whether each name is a dictionary's word that the tagger, seeing it alone, takes for no organisation."""
    lac = tagger()
    known = [name in lac.cutter.words or name in lac.cutter.ids for name in names]
    tagged = lac.tag([name if is_known else "" for name, is_known in zip(names, known, strict=True)])
    return [
        is_known and not any(word.tag in NAMES for word in words)
        for is_known, words in zip(known, tagged, strict=True)
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
