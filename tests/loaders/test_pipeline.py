"""Loading, from files to answers, on every engine; the five real sources where they are there."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.service import Answer, Service
from graph.engines import Connection
from graph.engines.bolt import Graph, Reader
from graph.facts import Facts
from graph.writer import Writer
from loaders.loading import Report, Way, load
from loaders.pipeline import Extracted, extract_batch, extract_paths
from loaders.readers.sources import Source
from queries.catalog import catalog

SOURCES = Path(__file__).parents[3] / "shared" / "sources"
SAMPLES = Path(__file__).parents[2] / "loaders" / "samples"

needs_sources = pytest.mark.skipif(not SOURCES.is_dir(), reason="the five real sources are not here")


def statuses(reports: list[Report]) -> dict[str | None, str]:
    return {report.id or report.path: report.status for report in reports}


def partners(connection: Connection, question: str) -> set[str]:
    async def answer() -> Answer:
        async with Reader(connection) as reader:
            asked = await Service(reader, catalog(), timeout=10.0).ask(question, 50)
            assert asked.answer is not None, asked
            return asked.answer

    rows = asyncio.run(answer()).rows.rows
    assert all(row["evidence"] for row in rows)
    return {row[side]["id"] for row in rows for side in ("organization", "partner")}


@needs_sources
def test_the_main_question_on_the_real_sources(graph: Graph, connection: Connection) -> None:
    reports = list(load([str(SOURCES)], Writer(graph)))
    assert {report.status for report in reports} == {"new"}
    for question in ("who partnered in Jinan", "谁在济南签约了"):
        assert partners(connection, question) == {
            "company/huawei",
            "company/jinan-lixia",
            "company/shandong-energy",
            "company/shandong-heavy-industry",
            "university/shandong-university",
        }


def test_the_same_bytes_again_write_nothing(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("华为与浙江大学签署合作协议。", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Siemens signed an agreement with Intel.", encoding="utf-8")
    writer = Writer(graph)
    assert statuses(list(load([str(tmp_path)], writer))) == {"a.txt": "new", "b.txt": "new"}
    before = graph.read("MATCH (g:Graph) RETURN g.revision AS revision")
    assert statuses(list(load([str(tmp_path)], writer))) == {"a.txt": "unchanged", "b.txt": "unchanged"}
    assert graph.read("MATCH (g:Graph) RETURN g.revision AS revision") == before


def test_an_edited_document_replaces_what_it_said(graph: Graph, tmp_path: Path) -> None:
    document = tmp_path / "a.txt"
    document.write_text("华为与浙江大学签署合作协议。", encoding="utf-8")
    list(load([str(document)], Writer(graph)))
    document.write_text("华为与复旦大学签署合作协议。", encoding="utf-8")
    assert statuses(list(load([str(document)], Writer(graph)))) == {"a.txt": "edited"}
    rows = graph.read("MATCH (a)-[s:SIGNED_WITH]->(b) RETURN b.id AS id")
    assert rows == [{"id": "university/fudan-university"}]
    assert graph.read("MATCH (u:University) RETURN count(u) AS count") == [{"count": 1}]


def test_a_dry_run_writes_nothing(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("华为与浙江大学签署合作协议。", encoding="utf-8")
    assert statuses(list(load([str(tmp_path)], Writer(graph), Way(dry_run=True)))) == {"a.txt": "new"}
    assert graph.read("MATCH (d:Document) RETURN count(d) AS count") == [{"count": 0}]


def test_what_cannot_be_read_is_told_and_the_rest_loads(graph: Graph, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    good = json.dumps({"id": "good", "text": "Siemens signed an agreement with Intel."})
    claim = {
        "type": "MARRIED",
        "source": "company/a",
        "target": "company/b",
        "quote": "x",
        "start": 0,
        "end": 1,
    }
    sha = "0" * 64
    bad = json.dumps(
        {"document": {"id": "bad", "path": "bad", "sha256": sha}, "claims": [claim | {"confidence": 1}]}
    )
    rows.write_text(f"{good}\n{{not json\n{bad}\n", encoding="utf-8")
    reports = list(load([str(rows), str(tmp_path / "missing.txt")], Writer(graph)))
    assert [(report.status, report.line) for report in reports] == [
        ("new", None),
        ("failed", 2),
        ("failed", 3),
        ("failed", None),
    ]
    assert "MARRIED" in (reports[2].reason or "")
    assert graph.read("MATCH (d:Document) RETURN d.id AS id") == [{"id": "good"}]


def test_extracted_facts_load_as_documents_do(graph: Graph, tmp_path: Path) -> None:
    facts = tmp_path / "facts.jsonl"
    found = [one for one in extract_paths([str(SAMPLES)]) if isinstance(one, Facts)]
    facts.write_text("".join(one.model_dump_json() + "\n" for one in found), encoding="utf-8")
    list(load([str(facts)], Writer(graph)))
    from_facts = graph.read("MATCH (a)-[s]->(b) RETURN a.id AS a, type(s) AS t, b.id AS b ORDER BY a, t, b")
    list(load([str(SAMPLES)], Writer(graph)))
    assert (
        graph.read("MATCH (a)-[s]->(b) RETURN a.id AS a, type(s) AS t, b.id AS b ORDER BY a, t, b")
        == from_facts
    )


def test_more_jobs_give_the_same_facts() -> None:
    assert list(extract_paths([str(SAMPLES)], jobs=2)) == list(extract_paths([str(SAMPLES)]))


def test_every_quote_stands_in_its_source() -> None:
    for found in extract_paths([str(SAMPLES)]):
        assert isinstance(found, Facts)
        source = Path(found.document.path).read_text(encoding="utf-8")
        for claim in found.claims:
            if found.document.path.endswith(".txt"):
                assert source[claim.start : claim.end] == claim.quote
        for mention in (mention for entity in found.entities for mention in entity.mentions):
            if found.document.path.endswith(".txt"):
                assert source[mention.start : mention.end] == mention.text


NAMES = st.sampled_from(
    ["华为", "浙江大学", "徐直军", "Siemens", "Xu Zhijun", "济南", "世界人工智能大会", "Co., Ltd.", "董事长"]
)
WORDS = st.sampled_from(
    [
        "与",
        "签署",
        "、",
        "，",
        "。",
        "（",
        "）",
        "“",
        "》",
        " signed ",
        " and ",
        ", CEO of ",
        "\n",
        "\u200b",
        "的",
        "出席",
    ]
)


@settings(max_examples=60)
@given(st.lists(NAMES | WORDS | st.text(max_size=6), max_size=40))
def test_any_text_gives_facts_that_stand_in_it(pieces: list[str]) -> None:
    text = "".join(pieces).replace("\0", "").encode("utf-8", "ignore").decode()
    (found,) = extract_batch([Source("a", "a", "document", text.encode(), "a")])
    if isinstance(found, Extracted):
        assert all(0 <= claim.start < claim.end <= len(text) for claim in found.facts.claims)
    else:
        assert "extraction broke" not in found.reason
