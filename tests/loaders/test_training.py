"""What is learned from the marked documents is what they mark, and what ships is what they teach."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from loaders.claims.details import WEIGHTS, Candidate, chosen
from loaders.extract import tag
from loaders.training import build_details
from loaders.training.annotated import analysed, marked_scene, read_documents
from loaders.training.build_details import Example, learned

TABLE = """=== zh-Hans | markdown table | 2024-07-02
# [青禾重工|c1]的伙伴

| 对象 | 形式 |
|---|---|
| **[云栖大学|u1]** | 2020年在[济南|t1]签协议{sign c1 u1 date=2020 place=t1} |

- [远山电气|c2]：没有签约。
"""


def test_marks_in_markdown_stand_where_a_reader_sees_the_names(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TABLE, encoding="utf-8")
    (document,) = read_documents([tmp_path / "one.txt"])
    text = analysed(document)
    (words,) = tag([text])
    scene, (claim,) = marked_scene(document, text, words)
    names = [next(iter(cluster.names)) for cluster in scene.clusters]
    assert names == ["青禾重工", "云栖大学", "济南", "远山电气"]
    sentence = text.sentences[claim.sentence]
    assert (sentence.kind, text.plain[sentence.start : sentence.end]) == ("cell", "2020年在济南签协议")
    assert (names[claim.source], names[claim.target], claim.date) == ("青禾重工", "云栖大学", "2020")
    assert claim.place is not None
    assert names[claim.place] == "济南"


@pytest.mark.parametrize(("mark", "why"), [("date=2020-5", "no date"), ("place=t9", "t9 is marked nowhere")])
def test_a_malformed_detail_is_refused(mark: str, why: str, tmp_path: Path) -> None:
    text = f"=== en | wire | 2024-05-17\n[A|c1] and [B|c2] signed.{{sign c1 c2 {mark}}}\n"
    (tmp_path / "one.txt").write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit, match=why):
        list(read_documents([tmp_path / "one.txt"]))


def test_what_was_right_more_often_is_chosen() -> None:
    near, far = Candidate("2020", ("near",)), Candidate("2021", ("far",))
    weights = learned([Example((near, far), (True, False), 1)] * 9 + [Example((far, near), (True, False), 1)])
    assert chosen((far, near), weights) == "2020"


@pytest.mark.slow
def test_the_weights_that_ship_are_those_that_the_marked_documents_teach(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build_details, "WEIGHTS", tmp_path / "details.json")
    build_details.main()
    assert json.loads((tmp_path / "details.json").read_text()) == json.loads(WEIGHTS.read_text())
