"""Every rule reads the outline that stands beside it as its example."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from loaders.claims import places_en, posts_en, signings_en
from loaders.mentions.lexicon import read_list


def _rules() -> Iterator[tuple[str, re.Pattern[str]]]:
    lists = read_list("loaders.claims", "signings_en.yaml")
    made = signings_en.rules()
    for rows, sieve in (
        (read_list("loaders.claims", "posts_en.yaml")["rules"], posts_en.rules()),
        (lists["pairs"], made.pairs),
        (lists["sided"], made.sided),
        (lists["following"], made.following),
        (lists["both"], made.both),
    ):
        for row, rule in zip(rows, sieve.rules, strict=True):
            yield row["like"], rule.pattern  # type: ignore[attr-defined]
    places = read_list("loaders.claims", "places_en.yaml")
    for row in (*places["located"], *places["events"], *places["parts"]):
        yield row["like"], places_en.filled(row["told"], places["words"])


@pytest.mark.parametrize(("like", "pattern"), [pytest.param(*rule, id=rule[0]) for rule in _rules()])
def test_a_rule_reads_its_example(like: str, pattern: re.Pattern[str]) -> None:
    assert pattern.search(like)
