"""The embedded graph as one file: whole, made while a load runs, and put back."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from graph.engines.bolt import Graph
from graph.engines.embedded.backup import backup, restore
from graph.errors import GraphRefused, PactgraphError
from graph.facts import Facts
from graph.schema import ensure_schema
from graph.writer import Writer
from tests.databases import embedded_engine, end, to
from tests.graph.samples import claim, content, facts

pytestmark = pytest.mark.embedded

BATCH = 10


def batch(number: int) -> list[tuple[Facts, str]]:
    pairs = [(f"company/a{number}", f"university/u{other}") for other in range(BATCH)]
    return [
        (facts(f"{number}/{other}.txt", claim("SIGNED_WITH", *pair)), "") for other, pair in enumerate(pairs)
    ]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Make a home with an engine, a text and a judgement."""
    path = tmp_path_factory.mktemp("home")
    with embedded_engine(path) as connection, Graph(connection) as graph:
        ensure_schema(graph)
        (path / "texts").mkdir()
        (path / "texts" / "a").write_text("济南")
        (path / "judgements.yaml").write_text("- one\n")
        yield path


@pytest.mark.slow
def test_what_a_load_has_written_is_in_whole_batches_and_can_be_put_back(home: Path, tmp_path: Path) -> None:
    during, last = tmp_path / "during.zip", tmp_path / "last.zip"
    stop = threading.Event()
    loaded = 0

    def load() -> None:
        nonlocal loaded
        with Graph(to(home)) as graph:
            while not stop.is_set():
                Writer(graph).replace(batch(loaded))
                loaded += 1

    loader = threading.Thread(target=load)
    loader.start()
    try:
        while not loaded:
            time.sleep(0.01)
        backup(home, during)
    finally:
        stop.set()
        loader.join()
    with Graph(to(home)) as graph:
        after = content(graph)
    backup(home, last)

    counts = []
    for file in (during, last):
        other = tmp_path / f"{file.stem}-home"
        restore(other, file)
        with Graph(to(other)) as graph:
            rows = graph.read(
                "MATCH ()-[r:SIGNED_WITH]->() RETURN split(r.document, '/')[0] AS batch, count(r) AS n"
            )
            assert {row["n"] for row in rows} <= {BATCH}, "half a batch"
            assert ensure_schema(graph) is not None
            counts.append(len(rows))
            if file is last:
                assert content(graph) == after
        end(other, signal.SIGKILL)
    assert 0 < counts[0] <= counts[1] == loaded
    assert (other / "texts" / "a").read_text() == "济南"
    assert (other / "judgements.yaml").read_text() == "- one\n"


def test_restoring_takes_the_place_of_what_was_there_under_those_who_are_connected(
    home: Path, tmp_path: Path
) -> None:
    file = tmp_path / "graph.zip"
    with Graph(to(home)) as graph:
        Writer(graph).replace(batch(0))
        backup(home, file)
        before = content(graph)
        Writer(graph).replace([(facts("later.txt"), "")])
        (home / "texts" / "later").write_text("later")
        restore(home, file)
        assert content(graph) == before
    assert not (home / "texts" / "later").exists()
    assert not list(home.glob("restore-*"))


@pytest.mark.parametrize("damage", ["no zip", "another zip", "cut"])
def test_a_file_that_is_no_backup_changes_nothing(home: Path, tmp_path: Path, damage: str) -> None:
    file = tmp_path / "file.zip"
    if damage == "no zip":
        file.write_text("no zip")
    elif damage == "another zip":
        with ZipFile(file, "w") as archive:
            archive.writestr("graph.zip", "")
    else:
        backup(home, file)
        file.write_bytes(file.read_bytes()[:-500])
    with Graph(to(home)) as graph:
        before = content(graph)
        with pytest.raises(PactgraphError, match="no whole backup"):
            restore(home, file)
        assert content(graph) == before


def test_a_backup_that_cannot_be_written_leaves_nothing(home: Path, tmp_path: Path) -> None:
    with pytest.raises(GraphRefused, match="cannot write the backup"):
        backup(home, tmp_path / "no" / "folder.zip")
    assert not list(tmp_path.iterdir())
