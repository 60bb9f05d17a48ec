"""The labeller finds names that no list holds, and leaves alone what the rules are right about."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from loaders.encoder.pieces import Piece
from loaders.encoder.windows import LABELS, MARKS, Window
from loaders.mentions.labeller import marked, names, united
from loaders.mentions.mention import Mention
from tests.loaders.claims.test_examples import facts_of


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(LABELS[:-1]), st.integers(1, 3)), max_size=12))
def test_marks_tell_the_names_that_they_were_made_of(runs: list[tuple[bool, str, int]]) -> None:
    spans: list[tuple[int, int, str]] = []
    at = 0
    for named, label, length in runs:
        if named:
            spans.append((at * 2, (at + length) * 2 - 1, label))
        at += length
    pieces = [Piece(0, place * 2, place * 2 + 1, 1, first=True) for place in range(at)]
    marks = Window(pieces, {}, frozenset()).marked(spans)
    assert [(name.start, name.end, name.label) for name in names(pieces, marks.tolist(), [1.0] * at)] == spans


@given(
    st.lists(st.tuples(st.sampled_from(["", *LABELS[:-1]]), st.integers(1, 3)), min_size=1, max_size=8),
    st.integers(0, 2**32 - 1),
)
def test_a_whole_name_is_never_cut(runs: list[tuple[str, int]], seed: int) -> None:
    whole: list[Mention] = []
    at = 0
    for label, length in runs:
        if label:
            whole.append(Mention(at, at + length, label, 0.9, "known"))
        at += length
    pieces = [Piece(0, place, place + 1, 1, first=True) for place in range(at)]
    likely = np.log(np.random.default_rng(seed).dirichlet(np.ones(MARKS - 2), at)).astype(np.float32)
    words, likely = united(pieces, likely, whole)
    found = list(names(words, *marked(likely)))
    for name in found:
        for one in whole:
            assert (
                name.end <= one.start
                or one.end <= name.start
                or name.start <= one.start < one.end <= name.end
            )
    for one, other in pairwise(whole):
        if one.end == other.start and one.label == other.label:
            assert not any(name.start < one.end < name.end and name.label == one.label for name in found)


def test_names_that_no_list_holds_are_found_by_what_stands_around_them() -> None:
    said = facts_of(
        "Kelvora signed a supply agreement with Brantmoor Steel, its chief executive Tilda Quarnstrom said."
    )
    assert {entity.name for entity in said.entities} == {"Kelvora", "Brantmoor Steel", "Tilda Quarnstrom"}


def test_the_end_of_an_endless_sentence_is_named_by_the_rules() -> None:
    said = facts_of("Huawei signed an agreement with " + "mill and " * 900 + "Shandong University.")
    assert "Shandong University" in {entity.name for entity in said.entities}


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
