"""The labeller finds names that no list holds, and leaves alone what the rules are right about."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from loaders.mentions.labeller.features import labels_of, spans_of
from loaders.mentions.labeller.words import Token, chinese_words, english_words, shape
from loaders.mentions.lac import Word, tagger
from tests.loaders.claims.test_examples import facts_of

LABELS = st.sampled_from(["Company", "City", "Executive"])


@given(st.lists(st.tuples(st.booleans(), LABELS, st.integers(1, 3)), max_size=12))
def test_labels_tell_the_spans_that_they_were_made_of(runs: list[tuple[bool, str, int]]) -> None:
    tokens: list[Token] = []
    spans: list[tuple[int, int, str]] = []
    for named, label, length in runs:
        start = len(tokens) * 2
        tokens += [Token("x", at * 2, at * 2 + 1) for at in range(len(tokens), len(tokens) + length)]
        if named:
            spans.append((start, len(tokens) * 2 - 1, label))
    assert list(spans_of(tokens, labels_of(tokens, spans))) == spans


@given(st.text(max_size=80))
def test_words_stand_where_they_say(text: str) -> None:
    for token in english_words(text):
        assert text[token.start : token.end] == token.text


@given(st.text("中国山东大学与浪潮集团签约，。 A1", min_size=1, max_size=40), st.sets(st.integers(0, 40)))
def test_a_chinese_word_is_parted_where_a_name_ends_and_nothing_is_lost(text: str, edges: set[int]) -> None:
    (tagged,) = tagger().tag([text])
    found = chinese_words(text, tagged, edges)
    assert all(text[token.start : token.end] == token.text for token in found)
    assert "".join(token.text for token in found).split() == text.split() or "".join(
        token.text for token in found
    ).replace(" ", "") == text.replace(" ", "")
    assert not any(token.start < edge < token.end for token in found for edge in edges)


def test_a_word_parted_by_two_names_keeps_its_tag() -> None:
    assert chinese_words("山东浪潮", [Word("山东浪潮", "ORG", 0)], [2]) == [
        Token("山东", 0, 2, "ORG"),
        Token("浪潮", 2, 4, "ORG"),
    ]


def test_shapes_are_short() -> None:
    assert [shape(word) for word in ("Huawei", "QatarEnergy", "C91", "华为")] == [
        "Xxx",
        "XxxXxx",
        "Xdd",
        "华为",
    ]


def test_names_that_no_list_holds_are_found_by_what_stands_around_them() -> None:
    said = facts_of(
        "Kelvora signed a supply agreement with Brantmoor Steel, its chief executive Tilda Quarnstrom said."
    )
    assert {entity.name for entity in said.entities} == {"Kelvora", "Brantmoor Steel", "Tilda Quarnstrom"}


def test_a_name_of_the_users_authority_file_is_found(tmp_path: Path) -> None:
    file, text = tmp_path / "authority.yaml", tmp_path / "one.txt"
    file.write_text("- {id: company/quiet-water, names: [Quiet Water]}\n", encoding="utf-8")
    text.write_text("Behind the old mill lies Quiet Water.", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "from api.cli import main; main()", "extract", str(text)],
        env=os.environ | {"PACTGRAPH_AUTHORITY": str(file)},
        capture_output=True,
        check=True,
    )
    assert [entity["id"] for entity in json.loads(done.stdout)["entities"]] == ["company/quiet-water"]
