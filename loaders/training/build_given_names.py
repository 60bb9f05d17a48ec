"""Build graph/names/data/given_names.txt.xz from Faker's name lists of the world and the United States census.

python -m loaders.training.build_given_names
"""

from __future__ import annotations

import lzma
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module, resources
from pathlib import Path

import faker.providers.person as persons

from graph.names.fold import fold
from graph.names.gazetteer import cities, towns
from loaders.training.dictionaries import english_words

TARGET = Path(__file__).parents[2] / "graph" / "names" / "data" / "given_names.txt.xz"
_NAME = re.compile(r"[^\W\d_]{3,}(?:[-'’][^\W\d_]+)*")


def main() -> None:
    """Write the given names, folded: common ones of the census, and others' that are no word and no city but a town."""
    words = english_words()
    places = {fold(name) for city in cities() for name in (city.name_en, *city.names)} - towns()
    american = {fold(name) for name in _census()}
    world = {fold(name) for name in _faker() if _NAME.fullmatch(name) and name[0].isupper()}
    names = sorted(name for name in american | (world - words - places) if name.isascii() and len(name) > 2)
    TARGET.write_bytes(lzma.compress("\n".join(names).encode(), preset=9))
    print(f"{len(names)} names in {TARGET}")


def _census() -> Iterator[str]:
    for name in ("dist.female.first", "dist.male.first"):
        rows = resources.files("names").joinpath(name).read_text(encoding="ascii").splitlines()
        yield from (row.split()[0].title() for row in rows)


def _faker() -> Iterator[str]:
    for locale in pkgutil.iter_modules(persons.__path__):
        provider = import_module(f"{persons.__name__}.{locale.name}").Provider
        for attribute in dir(provider):
            held = getattr(provider, attribute)
            if "first" in attribute and not callable(held):
                yield from _flat(held)


def _flat(held: object) -> Iterator[str]:
    """Faker holds names in lists, as keys of weights, in pairs of scripts, or with their readings."""
    if isinstance(held, str):
        yield held.strip()
    elif isinstance(held, dict | list | tuple | set):
        for one in held:
            yield from _flat(one)


if __name__ == "__main__":
    main()
