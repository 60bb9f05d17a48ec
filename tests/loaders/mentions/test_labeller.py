"""The labeller finds names that no list holds, and leaves alone what the rules are right about."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from loaders.encoder.pieces import Piece
from loaders.encoder.windows import LABELS, Window
from loaders.mentions.labeller import names
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
