"""A sieve leaves out only patterns that cannot match."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.text.sieve import Sieve, needed

PATTERNS = (
    r"\bsign(?:ed|s)\b.{0,9}? with (?:the )?Ⓑ",
    r"(?i:inked|Struck) (?:a )?(?:deal|pact)",
    r"(?:签署|签订)[^，。]{0,9}协议",
    r"(?<=with )Ⓑ|Ⓑ(?! said)",
    r"(?:ab|c)+d?",
    r"[ab]c*",
)


PIECES = (
    "sign",
    "ed",
    "s",
    "with",
    "the",
    "Ⓑ",
    "said",
    "inked",
    "Struck",
    "deal",
    "签署",
    "协议",
    "，",
    "ab",
    "c",
)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"sign(?:ed|s)? with", [{" with"}, {"sign"}]),
        (r"(?:signs?|inked) x", [{" x"}, {"inked", "sign"}]),
        (r"(?i)SIGNED", [{"signed"}]),
        (r"(?:deal)?|(?:pact)*", []),
        (r"(?!deal)pact", [{"pact"}]),
    ],
)
def test_words_that_a_pattern_needs(pattern: str, words: list[set[str]]) -> None:
    assert list(needed(re.compile(pattern))) == words


@given(st.lists(st.sampled_from(PIECES)))
def test_every_rule_that_matches_passes(pieces: list[str]) -> None:
    text = " ".join(pieces) + "".join(pieces)
    patterns = [re.compile(pattern) for pattern in PATTERNS]
    passing = list(Sieve(patterns, lambda pattern: pattern).passing(text))
    assert [p for p in patterns if p.search(text)] == [p for p in passing if p.search(text)]


@pytest.mark.parametrize("text", ["SIGNED", "ſigned", "sıgned", "sİgned"])
def test_letters_that_match_in_any_case_pass(text: str) -> None:
    pattern = re.compile("signed", re.IGNORECASE)
    assert pattern.search(text) is None or list(Sieve([pattern], lambda p: p).passing(text))
