"""Build graph/names/data/surnames.tsv and syllables.tsv from the list beside this script and pypinyin.

python -m loaders.training.build_surnames
"""

from __future__ import annotations

from pathlib import Path

from pypinyin import lazy_pinyin
from pypinyin.constants import PINYIN_DICT
from pypinyin.contrib.tone_convert import to_normal

from graph.names.pinyin import person, split_person

SOURCE = Path(__file__).parent / "lists" / "surnames.txt"
TARGET = Path(__file__).parents[2] / "graph" / "names" / "data"
NO_SYLLABLES = frozenset(("ng", "hng", "hm", "m", "n", "ê", "eng", "kei", "tei", "dia", "fiao", "nou", "yo"))
"""Interjections and dialect: they stand in no name."""


def main() -> None:
    """Write each surname with the spellings of its own reading, and every syllable of the standard language."""
    lines = [line for line in SOURCE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    surnames = sorted({surname for line in lines for surname in line.split()})
    rows = [f"{surname}\t{'|'.join(_spellings(_reading(surname)))}" for surname in surnames]
    _write("surnames.tsv", "surname\tpinyin", rows)
    syllables = {spelling for one in _syllables() for spelling in _spellings(one)}
    _write("syllables.tsv", "syllable", sorted(syllables))


def _reading(surname: str) -> str:
    """Read as a surname is: 单 is Shan, 曾 is Zeng."""
    name = surname + "一"
    if split_person(name)[0] != surname:
        return "".join(lazy_pinyin(surname))
    return person(name).split(" ")[0].casefold()


def _spellings(syllable: str) -> list[str]:
    """Lü is written Lyu in passports, Lv on keyboards, Lu by those who drop the dots."""
    stem = syllable.replace("ü", "v")
    if stem[:2] in ("lv", "nv"):
        return [stem[0] + vowel + stem[2:] for vowel in ("yu", "v", "u")]
    if stem[:3] in ("lyu", "nyu"):
        return [stem[0] + vowel + stem[3:] for vowel in ("yu", "v", "u")]
    return [stem]


def _syllables() -> set[str]:
    """Read from the commonest reading of every character of GB 2312, which leaves rare dialect readings out."""
    found: set[str] = set()
    for point in PINYIN_DICT:
        character = chr(point)
        try:
            character.encode("gb2312")
        except UnicodeEncodeError:
            continue
        found.update(to_normal(reading) for reading in lazy_pinyin(character))
    return {one for one in found if one.isascii() or "ü" in one} - NO_SYLLABLES


def _write(name: str, head: str, rows: list[str]) -> None:
    (TARGET / name).write_text("\n".join([head, *rows, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
