"""What loading keeps, tells and takes away besides the graph itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.engines.bolt import Graph
from graph.errors import GraphRefused
from graph.writer import Writer
from loaders.loading import Report, Way, forget, load, reextract
from loaders.texts import Texts
from tests.graph.samples import content

SIGNED = "华为与浙江大学签署合作协议。"
OTHER = "Siemens signed an agreement with Intel."


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(SIGNED, encoding="utf-8")
    (folder / "b.txt").write_text(OTHER, encoding="utf-8")
    return folder


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    return Texts(tmp_path / "texts")


def run(folder: Path, graph: Graph, way: Way) -> dict[str | None, Report]:
    return {report.id or report.path: report for report in load([str(folder)], Writer(graph), way)}


def statuses(folder: Path, graph: Graph, way: Way) -> dict[str | None, str]:
    return {id_: report.status for id_, report in run(folder, graph, way).items()}


def text_of(texts: Texts, document: str) -> str | None:
    kept = texts.get(document)
    return kept.content.source if kept and kept.content else None


def test_texts_are_kept_as_long_as_their_documents_are(graph: Graph, news: Path, texts: Texts) -> None:
    run(news, graph, Way(texts=texts))
    assert text_of(texts, "a.txt") == SIGNED
    (news / "a.txt").write_text(OTHER, encoding="utf-8")
    run(news, graph, Way(texts=texts))
    assert text_of(texts, "a.txt") == OTHER
    forget(["a.txt"], Writer(graph), texts)
    assert texts.get("a.txt") is None
    assert text_of(texts, "b.txt") == OTHER


def test_texts_can_be_turned_off_and_on(graph: Graph, news: Path, texts: Texts, tmp_path: Path) -> None:
    off = Texts(tmp_path / "texts", keep=False)
    run(news, graph, Way(texts=off))
    assert text_of(texts, "a.txt") is None
    assert statuses(news, graph, Way(texts=texts)) == {"a.txt": "unchanged", "b.txt": "unchanged"}
    assert text_of(texts, "a.txt") == SIGNED
    assert text_of(off, "a.txt") is None


def test_a_folder_that_cannot_hold_texts_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "texts").write_text("in the way")
    with pytest.raises(GraphRefused, match="PACTGRAPH_KEEP_TEXTS"):
        Texts(tmp_path / "texts").current({"a": "b"})


def test_what_is_gone_is_told_and_retracted_only_when_asked(graph: Graph, news: Path, texts: Texts) -> None:
    run(news, graph, Way(texts=texts))
    (news / "a.txt").unlink()
    gone = run(news, graph, Way(texts=texts))["a.txt"]
    assert (gone.status, gone.path) == ("gone", str(news / "a.txt"))
    assert graph.read("MATCH (d:Document) RETURN d.id AS id ORDER BY id") == [
        {"id": "a.txt"},
        {"id": "b.txt"},
    ]
    would = run(news, graph, Way(texts=texts, dry_run=True, forget_gone=True))["a.txt"]
    assert (would.status, would.removed) == ("gone", 1)
    assert statuses(news, graph, Way(texts=texts, forget_gone=True)) == {
        "a.txt": "forgotten",
        "b.txt": "unchanged",
    }
    assert graph.read("MATCH (d:Document) RETURN d.id AS id") == [{"id": "b.txt"}]
    assert statuses(news, graph, Way(texts=texts)) == {"b.txt": "unchanged"}


def test_what_cannot_be_read_any_more_is_not_gone(graph: Graph, news: Path, texts: Texts) -> None:
    rows = [json.dumps({"id": id_, "text": OTHER}) for id_ in ("one", "two", "three")]
    (news / "rows.jsonl").write_text("\n".join(rows), encoding="utf-8")
    (news / "renamed.json").write_text(json.dumps({"text": OTHER}), encoding="utf-8")
    run(news, graph, Way(texts=texts))
    (news / "rows.jsonl").write_text("\n".join([rows[0], "{broken"]), encoding="utf-8")
    (news / "a.txt").write_bytes(b"%PDF-1.7 broken")
    (news / "renamed.json").write_text(json.dumps({"content": OTHER}), encoding="utf-8")
    reports = run(news, graph, Way(texts=texts, forget_gone=True))
    assert {report.status for report in reports.values()} == {"unchanged", "failed", "skipped"}
    (news / "rows.jsonl").write_text(rows[0], encoding="utf-8")
    reports = run(news, graph, Way(texts=texts, forget_gone=True))
    assert {id_ for id_, report in reports.items() if report.status == "forgotten"} == {"two", "three"}


def test_a_dry_run_says_what_would_change(graph: Graph, news: Path, texts: Texts) -> None:
    run(news, graph, Way(texts=texts))
    before = content(graph)
    (news / "a.txt").write_text(SIGNED.replace("浙江大学", "浙江大学、复旦大学"), encoding="utf-8")
    (news / "b.txt").unlink()
    (news / "c.txt").write_text(OTHER, encoding="utf-8")
    reports = run(news, graph, Way(texts=texts, dry_run=True))
    told = {id_: (report.status, report.added, report.removed) for id_, report in reports.items()}
    assert told == {"a.txt": ("edited", 2, 1), "b.txt": ("gone", None, 1), "c.txt": ("new", 1, 0)}
    assert content(graph) == before
    assert text_of(texts, "a.txt") == SIGNED


def test_stopping_leaves_what_is_whole_and_names_the_rest(graph: Graph, tmp_path: Path, texts: Texts) -> None:
    rows = [json.dumps({"id": f"d{n:03}", "text": OTHER}) for n in range(450)]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows), encoding="utf-8")
    answers = iter([False, True])
    way = Way(texts=texts, stop=lambda: next(answers, False))
    reports = list(load([str(tmp_path / "rows.jsonl")], Writer(graph), way))
    assert [report.status for report in reports] == ["new"] * 200 + ["missing"] * 250
    assert graph.read("MATCH (d:Document) RETURN count(d) AS n") == [{"n": 200}]
    assert set(statuses(tmp_path / "rows.jsonl", graph, Way(texts=texts)).values()) == {"unchanged", "new"}


def test_a_file_never_takes_the_place_of_another_of_the_same_load(graph: Graph, tmp_path: Path) -> None:
    for folder in ("one", "other"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(f"{OTHER} {folder}", encoding="utf-8")
        (tmp_path / folder / "same.txt").write_text(OTHER, encoding="utf-8")
    folders = [str(tmp_path / "one"), str(tmp_path / "other")]
    *loaded, refused, same = load(folders, Writer(graph))
    assert [report.status for report in loaded] == ["new", "new"]
    assert (refused.status, refused.id) == ("failed", "a.txt")
    assert f"{tmp_path / 'one' / 'a.txt'} has the id a.txt too" in str(refused.reason)
    assert same.status != "failed"


def test_a_row_that_comes_again_is_a_newer_version(graph: Graph, tmp_path: Path) -> None:
    for day in ("1", "2"):
        (tmp_path / f"{day}.jsonl").write_text(
            json.dumps({"id": "x", "text": f"{OTHER} {day}"}), encoding="utf-8"
        )
    assert "failed" not in {report.status for report in load([str(tmp_path)], Writer(graph))}
    assert graph.read("MATCH (d:Document) RETURN d.id AS id") == [{"id": "x"}]


def test_new_rules_read_old_documents(graph: Graph, news: Path, texts: Texts) -> None:
    run(news, graph, Way(texts=texts))
    before = content(graph)
    graph.write(lambda transaction: transaction.run("MATCH ()-[s:SIGNED_WITH]->() DELETE s").consume())
    (news / "a.txt").unlink()  # the text that is kept will do
    facts = {"document": {"id": "facts", "path": "facts", "sha256": "0" * 64}, "claims": []}
    (news / "facts.jsonl").write_text(json.dumps(facts), encoding="utf-8")
    run(news, graph, Way(texts=texts))
    forget(["facts"], Writer(graph), texts)
    would = list(reextract(texts, Writer(graph), Way(dry_run=True)))
    assert [(report.id, report.status, report.added) for report in would] == [
        ("a.txt", "edited", 1),
        ("b.txt", "edited", 1),
    ]
    assert content(graph) != before
    list(reextract(texts, Writer(graph), Way()))
    assert content(graph) == before
    assert [report.status for report in reextract(texts, Writer(graph), Way())] == ["unchanged"] * 2


def test_only_documents_whose_text_is_kept_are_extracted_again(
    graph: Graph, news: Path, texts: Texts
) -> None:
    run(news, graph, Way(texts=texts))
    (news / "b.txt").write_text(SIGNED, encoding="utf-8")
    run(news, graph, Way())  # elsewhere: the text that is kept here is that of the version before
    reports = list(reextract(texts, Writer(graph), Way(), ["a.txt", "b.txt", "none"]))
    assert [(report.id or report.path, report.status) for report in reports] == [
        ("none", "failed"),
        ("a.txt", "unchanged"),
        ("b.txt", "skipped"),
    ]
