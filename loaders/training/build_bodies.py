"""Build graph/names/data/bodies.tsv from the lists of well-known bodies and events in loaders/training/lists/bodies.

python -m loaders.training.build_bodies     (needs english-words and jieba; of jieba its word list alone)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from graph.names.authority import authority
from graph.names.fold import fold, simplify
from graph.names.gazetteer import cities, given_names, universities
from graph.names.pinyin import has_han
from graph.names.slug import entity_id
from loaders.training.dictionaries import chinese_words, english_words

LISTS = Path(__file__).parent / "lists" / "bodies"
TARGET = Path(__file__).parents[2] / "graph" / "names" / "data" / "bodies.tsv"
_MARK = "~"
_LABELS = frozenset(("Company", "Organization", "Center", "Event"))
_NAMES = frozenset(("nr", "ns", "nt", "nz", "nrt", "nrfg"))
"""Jieba's tags of names: what has another is a word."""
_SHORTEST, _SHORT = 2, 3
"""A name of fewer letters is none; one of fewer than three is as often something else."""


class Row(NamedTuple):
    """A thing and its names, first the English and the Chinese one, of which one may be empty.

    ``marked`` are those that are as often something else; ``known`` things stand in the authority file.
    """

    label: str
    names: tuple[str, ...]
    marked: frozenset[str]
    known: bool = False


def main() -> None:
    """Write the table, one thing a line, sorted; a name that two share is the first one's, or the city's.

    One that is marked for both (Delta, SBI) is nobody's.
    """
    words = _words()
    taken = {fold(name) for thing in authority().by_id.values() for name in thing.all_names()}
    taken.update(
        fold(name)
        for city in cities()
        for name in (city.name_zh, city.name_en, *city.names)
        if name and name not in city.common
    )
    schools = {fold(name) for one in universities() for name in (one.name_zh, one.name_en, *one.names)}
    rows = list(map(_by_authority, _rows()))
    marked = Counter(name for _, name in {(row.names[:2], fold(name)) for row in rows for name in row.marked})
    taken.update(name for name, count in marked.items() if count > 1)
    table = []
    for row in rows:
        own = [
            name if (row.known or fold(name) not in taken) and _is_name(name) else ""
            for name in row.names[:2]
        ]
        own += [name for name in row.names[2:] if fold(name) not in taken and _is_name(name)]
        if not any(own[:2]) or any(fold(name) in schools for name in row.names[:2] if name):
            continue
        kept = dict.fromkeys(name for name in own[2:] if name and name not in own[:2])
        names = [name for name in (*own[:2], *kept) if name]
        taken.update(map(fold, names))
        risky = [
            name
            for name in names
            if name in row.marked or fold(name) in words or (name.isascii() and len(name) < _SHORT)
        ]
        table.append("\t".join((row.label, own[0], own[1], "|".join(kept), "|".join(risky))))
    head = "label\tname_en\tname_zh\tnames\tcommon"
    TARGET.write_text("\n".join([head, *sorted(table), ""]), encoding="utf-8")
    print(f"{len(table)} things in {TARGET}")


def _rows() -> Iterator[Row]:
    for path in sorted(LISTS.glob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            label, english, chinese, others = (*line.split("\t"), "", "", "")[:4]
            if label not in _LABELS:
                raise SystemExit(f"{path}:{number}: {label!r} is no label of these lists")
            told = [simplify(name.strip()) for name in (english, chinese, *others.split("|"))]
            names = tuple(name.removeprefix(_MARK).strip() for name in told)
            yield Row(label, names, frozenset(name[1:].strip() for name in told if name.startswith(_MARK)))


def _by_authority(row: Row) -> Row:
    """The row under the names by which the authority file has the thing, so that both give it one id."""
    found = (authority().find(name, row.label) for name in row.names[:2] if name)
    thing = next((one for one in found if one is not None), None)
    if thing is None or entity_id(thing.label, thing.name) != thing.id:
        return row
    return Row(row.label, (thing.name_en or "", thing.name_zh or "", *row.names[2:]), row.marked, known=True)


def _is_name(name: str) -> bool:
    return len(fold(name)) >= _SHORTEST


def _words() -> frozenset[str]:
    """Words, given names and short Chinese words that are no names: what a company may be called as well; folded."""
    chinese = (
        fold(word)
        for word, _, tag in chinese_words()
        if len(word) <= _SHORT and has_han(word) and tag not in _NAMES
    )
    return frozenset({*english_words(), *given_names(), *chinese})


if __name__ == "__main__":
    main()
