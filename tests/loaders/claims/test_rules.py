"""Every rule reads the outline that stands beside it as its example."""

from __future__ import annotations

import re
from typing import Any

import pytest

from loaders.claims import posts_en
from loaders.mentions.lexicon import read_list

RULES: list[dict[str, Any]] = read_list("loaders.claims", "posts_en.yaml")["rules"]


@pytest.mark.parametrize("number", range(len(RULES)), ids=[rule["like"] for rule in RULES])
def test_a_rule_reads_its_example(number: int) -> None:
    pattern: re.Pattern[str] = posts_en.rules().rules[number].pattern
    assert pattern.search(RULES[number]["like"])
