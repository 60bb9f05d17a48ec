"""Loading under faults: killed at any moment, or two at once, on every engine.

``make test-all`` kills as often as it takes to be sure; ``make test`` a few times.
"""

from __future__ import annotations

import os
import random
import signal
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.engines import Connection
from graph.engines.bolt import Graph
from graph.said import said_in
from graph.writer import Writer
from loaders import pipeline
from loaders.loading import Way, load
from loaders.texts import Texts
from tests.databases import empty
from tests.graph.samples import content

KILLS = int(os.environ.get("PACTGRAPH_TEST_KILLS", "4"))
NAMES = ["浙江大学", "复旦大学", "Intel", "山东大学", "Siemens", "比亚迪", "清华大学", "阿里巴巴"]

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="processes are forked, so that they start at once"
)


def write(folder: Path, version: int) -> Path:
    folder.mkdir(exist_ok=True)
    for number, name in enumerate(NAMES):
        partner = NAMES[(number + version) % len(NAMES)]
        text = f"华为与{name}、{partner}签署合作协议。徐直军在济南出席了世界人工智能大会。"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


def run(folder: Path, graph: Graph, texts: Texts) -> None:
    assert {one.status for one in load([str(folder)], Writer(graph), Way(texts=texts))} <= {
        "new",
        "edited",
        "unchanged",
    }


def fork(work: Callable[[], Any]) -> int:
    """Run ``work`` in a process that has everything imported; its id."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # numpy has threads of its own, which do nothing now
        process = os.fork()
    if process == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return process


def started(folder: Path, connection: Connection, home: Path) -> int:
    def work() -> None:
        with Graph(connection) as graph, Texts(home) as texts:
            run(folder, graph, texts)

    return fork(work)


def seen(graph: Graph) -> dict[str, tuple[Any, ...]]:
    """Return what each document says and names, as a reader sees it."""
    rows = graph.read(
        "MATCH (d:Document) OPTIONAL MATCH (d)-[m:MENTIONS]->(n) "
        "RETURN d.id AS id, d.fingerprint AS version, count(m) AS named, collect(n.id) AS names"
    )
    said = said_in(graph, [row["id"] for row in rows])
    return {
        row["id"]: (row["version"], row["named"], sorted(row["names"]), sorted(said[row["id"]].items()))
        for row in rows
    }


def test_a_load_that_is_killed_leaves_whole_documents_and_goes_on(
    graph: Graph, connection: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "BATCH_DOCUMENTS", 1)
    home = tmp_path / "texts"
    folder = write(tmp_path / "news", 2)
    clean, whole = {}, {}
    with Texts(home) as texts:
        for version in (2, 1):
            empty(graph)
            began = time.monotonic()
            run(write(folder, version), graph, texts)
            took = time.monotonic() - began
            clean[version], whole[version] = content(graph), seen(graph)
    random_ = random.Random(1)
    for kill in range(KILLS):
        version = 2 - kill % 2
        process = started(write(folder, version), connection, home)
        time.sleep(random_.uniform(0, took))
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        for document, found in seen(graph).items():
            assert found in (whole[1][document], whole[2][document])
        with Texts(home) as texts:
            run(folder, graph, texts)
            assert content(graph) == clean[version]
            for kept in texts.all(whole[version]):
                assert kept.content is not None
                assert kept.content.source == (folder / kept.id).read_text(encoding="utf-8")


def test_a_reader_beside_a_load_sees_whole_documents(
    graph: Graph, connection: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "BATCH_DOCUMENTS", 1)
    folder = write(tmp_path / "news", 1)
    with Texts(tmp_path / "texts") as texts:
        run(folder, graph, texts)
    whole = _glance(graph)
    empty(graph)
    process = started(folder, connection, tmp_path / "texts")
    sights = []
    while os.waitpid(process, os.WNOHANG) == (0, 0):
        sights.append(_glance(graph))
    assert all(sight.items() <= whole.items() for sight in sights)
    assert len({len(sight) for sight in sights}) > 1
    assert _glance(graph) == whole


def _glance(graph: Graph) -> dict[str, tuple[int, int]]:
    """Return how much each document names and says, in one look."""
    rows = graph.read(
        "MATCH (d:Document) OPTIONAL MATCH (d)-[m:MENTIONS]->(n) "
        "OPTIONAL MATCH (n)-[s:SIGNED_WITH|ATTENDED {document: d.id}]->() "
        "RETURN d.id AS id, count(DISTINCT m) AS named, count(DISTINCT s) AS said"
    )
    return {row["id"]: (row["named"], row["said"]) for row in rows}


def test_two_loads_at_once_are_one_after_the_other(
    graph: Graph, connection: Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "BATCH_DOCUMENTS", 2)
    ours, theirs = write(tmp_path / "ours", 1), write(tmp_path / "theirs", 1)
    (theirs / "9.txt").write_text("华为与华东师范大学签署合作协议。", encoding="utf-8")
    (theirs / "3.txt").write_text("华为与浙江大学签署合作协议。", encoding="utf-8")
    orders = []
    for folders in ((ours, theirs), (theirs, ours)):
        empty(graph)
        for folder in folders:
            with Texts(tmp_path / "texts") as texts:
                run(folder, graph, texts)
        orders.append(_without_paths(graph))
    for _ in range(2):
        empty(graph)
        processes = [started(folder, connection, tmp_path / "texts") for folder in (ours, theirs)]
        assert [os.waitpid(process, 0)[1] for process in processes] == [0, 0]
        assert _without_paths(graph) in orders


def _without_paths(graph: Graph) -> Any:
    """Return the graph's content; of documents with equal bytes either's path may stand there."""
    graph.write(lambda transaction: transaction.run("MATCH (d:Document) SET d.path = d.id").consume())
    return content(graph)
