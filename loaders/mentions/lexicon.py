"""The lists that the rules for names read: endings, posts, places that are no cities."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml


def alternatives(words: Iterable[str]) -> str:
    """A regular expression that matches any of the words, longer ones first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


@cache
def read_list(package: str, name: str) -> Any:
    """Read a YAML list that stands in a package's ``data`` folder."""
    text = (files(package) / "data" / name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - safe


def filled(pattern: str, parts: Mapping[str, str]) -> str:
    """A pattern with what its names in braces stand for; other braces stay.

    >>> filled("{deed} .{0,9} with", {"deed": "signed|inked"})
    'signed|inked .{0,9} with'
    """
    for name, part in parts.items():
        pattern = pattern.replace(f"{{{name}}}", part)
    return pattern


_BRACKETED = re.compile(r"[（(][^（()）]*[)）]$")


_REMEMBERED = 65536
"""Names whose labels are kept: a text asks for the same words again and again."""


@dataclass(frozen=True, slots=True, eq=False)
class Kinds:
    """How endings tell a name's label, in Chinese and English; see ``data/kinds.yaml``."""

    longest: int
    weak: tuple[str, ...]
    weak_english: frozenset[str]
    label_by_ending: Mapping[str, str]
    english: Mapping[str, str]
    phrases: tuple[tuple[str, str], ...]
    generic: frozenset[str]
    generic_english: frozenset[str]
    gatherings: tuple[str, ...]

    @lru_cache(maxsize=_REMEMBERED)  # noqa: B019 - there is one for the life of the process
    def label_zh(self, name: str) -> str | None:
        """The label that a Chinese name's ending tells; a closing bracket is looked past."""
        bare = _BRACKETED.sub("", name) if name.endswith((")", "）")) else name
        for length in range(min(self.longest, len(bare)), 0, -1):
            if (label := self.label_by_ending.get(bare[-length:])) is not None:
                return label
        return None

    def is_weak(self, name: str) -> bool:
        """Whether the ending is a trade's (软件, energy), which many words have that name nobody."""
        if name.isascii():
            return (re.findall(r"[^\W_]+", name.casefold()) or [""])[-1] in self.weak_english
        return name.endswith(self.weak)

    @lru_cache(maxsize=_REMEMBERED)  # noqa: B019
    def label_en(self, name: str) -> str | None:
        """The label that an English name's head tells: a phrase in it, else its last word."""
        plain = re.sub(r"\s*\([^()]*\)", "", name.casefold())
        padded = f" {plain} "
        if plain.endswith(self.gatherings):  # the University of Oulu Energy Forum
            return "Event"
        for phrase, label in self.phrases:
            if f" {phrase} " in padded:
                return label
        words = re.findall(r"[^\W_]+(?:'s)?", re.split(r" (?:of|for) ", plain)[0]) or [""]
        return self.english.get(words[-1]) or self.english.get((re.findall(r"[^\W_]+", plain) or [""])[-1])


@cache
def kinds() -> Kinds:
    """The endings that ship with pactgraph."""
    rows = read_list("loaders.mentions", "kinds.yaml")
    generic = rows["generic"]
    labels = {label: row for label, row in rows.items() if label not in ("generic", "trades")}
    by_ending = {ending: label for label, row in labels.items() for ending in row["zh"]}
    by_ending |= dict.fromkeys(rows["trades"]["zh"], "Company")
    return Kinds(
        weak=tuple(rows["trades"]["zh"]),
        weak_english=frozenset(rows["trades"]["en"]),
        longest=max(map(len, by_ending)),
        label_by_ending=by_ending,
        english={word: label for label, row in labels.items() for word in row["en"]}
        | dict.fromkeys(rows["trades"]["en"], "Company"),
        phrases=tuple(
            (phrase, label) for label, row in labels.items() for phrase in row.get("en_contains", ())
        ),
        generic=frozenset(generic["zh"]),
        generic_english=frozenset(generic["en"]),
        gatherings=tuple(f" {word}" for word in labels["Event"]["en_last"]),
    )


@dataclass(frozen=True, slots=True)
class Titles:
    """Posts that people hold; see ``data/titles.yaml``."""

    head: re.Pattern[str]
    former: re.Pattern[str]
    address: frozenset[str]
    english_heads: frozenset[str]
    english_before: frozenset[str]
    english_former: frozenset[str]
    english_address: frozenset[str]


@cache
def titles() -> Titles:
    """The posts that ship with pactgraph."""
    rows = read_list("loaders.mentions", "titles.yaml")
    zh, en = rows["zh"], rows["en"]
    return Titles(
        head=re.compile(f"(?:首席[^\\W\\d_]{{2,5}}官|{alternatives(zh['heads'])})$"),
        former=re.compile(f"^(?:{alternatives(zh['former'])})"),
        address=frozenset(zh["address"]),
        english_heads=frozenset(en["heads"]),
        english_before=frozenset(en["before"]),
        english_former=frozenset(en["former"]),
        english_address=frozenset(en["address"]),
    )


@dataclass(frozen=True, slots=True)
class Words:
    """Words that look like names and are none; see ``data/words.yaml``."""

    regions: frozenset[str]
    regions_english: frozenset[str]
    stop_english: frozenset[str]
    common_english: frozenset[str]
    calendar_english: frozenset[str]
    bound_pairs: frozenset[str]
    of_heads: frozenset[str]
    given_english: frozenset[str]


@cache
def words() -> Words:
    """The words that ship with pactgraph."""
    rows = read_list("loaders.mentions", "words.yaml")
    return Words(**{name: frozenset(rows[name]) for name in Words.__dataclass_fields__})
