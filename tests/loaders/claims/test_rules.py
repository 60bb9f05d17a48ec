"""Every rule reads the outline that stands beside it as its example."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from loaders.claims import places_en, posts_en, signings_en
from loaders.mentions.lexicon import read_list

LISTS = {
    "posts_en.yaml": ("rules",),
    "signings_en.yaml": ("pairs", "sided", "following", "both"),
    "places_en.yaml": ("located", "events", "parts"),
}


def _likes() -> Iterator[tuple[str, str, int, str]]:
    for file, names in LISTS.items():
        lists = read_list("loaders.claims", file)
        for name in names:
            for number, row in enumerate(lists[name]):
                yield file, name, number, row["like"]


@pytest.mark.parametrize(
    ("file", "name", "number", "like"), [pytest.param(*like, id=like[3]) for like in _likes()]
)
def test_a_rule_reads_its_example(file: str, name: str, number: int, like: str) -> None:
    assert _pattern(file, name, number).search(like)


def _pattern(file: str, name: str, number: int) -> re.Pattern[str]:
    if file == "posts_en.yaml":
        return posts_en.rules().rules[number].pattern
    if file == "signings_en.yaml":
        rule: signings_en.Rule = getattr(signings_en.rules(), name).rules[number]
        return rule.pattern
    places = read_list("loaders.claims", file)
    return places_en.filled(places[name][number]["told"], places["words"])
