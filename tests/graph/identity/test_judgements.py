"""The file of judgements: what is written can be read, and what cannot is told by its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import GraphRefused, PactgraphError
from graph.identity.judgements import (
    FILE,
    Judgements,
    OnClaim,
    OnPair,
    append_judgements,
    load_judgements,
    read_judgements,
    read_lines,
)

ENTRIES = (
    OnPair("executive/li-ying", "executive/li-ying-huawei", same=True),
    OnPair("company/a", "company/b", same=False),
    OnClaim("新闻: 1.txt", "WORKS_FOR", "executive/李颖", "company/a", right=False),
    OnClaim("b", "SIGNED_WITH", "company/a", "company/b", right=True),
)


def test_what_is_appended_is_read_again(tmp_path: Path) -> None:
    home = tmp_path / "new"
    assert load_judgements(home) == Judgements()
    append_judgements(home, ENTRIES[:1])
    append_judgements(home, ENTRIES[1:])
    assert load_judgements(home).entries == ENTRIES
    assert read_lines(load_judgements(home).lines()).entries == ENTRIES
    assert (home / FILE).read_text(encoding="utf-8").splitlines()[1:3] == [
        "- {split: [company/a, company/b]}",
        "- {reject: {document: '新闻: 1.txt', type: WORKS_FOR, source: executive/李颖, target: company/a}}",
    ]


def test_a_line_that_a_person_left_open_is_closed_before_more_is_written(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("# mine\n- merge: [company/a, company/b]")
    append_judgements(tmp_path, ENTRIES[:1])
    assert len(load_judgements(tmp_path).entries) == 2


def test_what_the_graph_refuses_is_not_kept(tmp_path: Path) -> None:
    append_judgements(tmp_path, ENTRIES[:1])

    def refuse(all_: Judgements) -> None:
        assert all_.entries == ENTRIES
        raise GraphRefused("read-only")

    with pytest.raises(GraphRefused):
        append_judgements(tmp_path, ENTRIES[1:], first=refuse)
    assert load_judgements(tmp_path).entries == ENTRIES[:1]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("- {merge: [company/a, company/b]}\n- {merge: [a, b", 2, "no YAML"),
        ("merge: [company/a, company/b]", 1, "not a list"),
        ("# one\n\n- {merge: [company/a]}", 3, "is no judgement"),
        ("- {merge: [company/a, company/b], on: 1}", 1, "is no judgement"),
        ("- {split: [company/a, city/b]}", 1, "two labels"),
        ("- {split: [company/a, company/a]}", 1, "stands twice"),
        ("- {split: [firm/a, company/b]}", 1, "'firm/a' is no id"),
        ("- {reject: {document: a, type: SIGNED_WITH, source: company/a}}", 1, "has document, type, source, target"),
        ("- {confirm: {document: a, type: MARRIED, source: company/a, target: company/b}}", 1, "'MARRIED' is none of"),
    ],
)  # fmt: skip
def test_what_is_malformed_is_told_by_its_line(text: str, line: int, what: str) -> None:
    with pytest.raises(PactgraphError) as error:
        read_judgements(text)
    assert f"{FILE}, line {line}" in str(error.value)
    assert what in str(error.value)
