"""Loading many short documents of varied text: against the tagger alone, against itself, with two processes.

PACTGRAPH_BENCH_DOCUMENTS says how many. Extraction is measured in processor time, all else by the clock.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from graph.engines import Connection
from graph.engines.bolt import Graph
from graph.schema import ensure_schema
from graph.writer import Writer
from loaders.extract import tag
from loaders.loading import Way, load
from loaders.pipeline import BATCH_DOCUMENTS, extract_batch
from loaders.readers.sources import Source, find
from loaders.text.analysis import analyse
from loaders.texts import Texts
from tests.bench._corpus import article
from tests.databases import embedded_engine, empty

DOCUMENTS = int(os.environ.get("PACTGRAPH_BENCH_DOCUMENTS", "20000"))
FEW = max(DOCUMENTS // 20, 400)
CHANGED = DOCUMENTS // 100
JOBS = 2

_PEAK = """
import resource, sys
from tests.bench.loading import load_into
load_into(sys.argv[1], sys.argv[2])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def run() -> None:
    """Print each measure beside its goal."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        news, few = (
            _write(folder / kind, range(count)) for kind, count in (("news", DOCUMENTS), ("few", FEW))
        )
        _extraction(few)
        with embedded_engine(folder / "home") as connection:
            _again(connection, news, few, folder / "texts")
            _memory(connection, folder, few, news)


def load_into(home: str, news: str) -> None:
    """Load a folder into the embedded graph of a home."""
    from tests.databases import to

    with Graph(to(Path(home))) as graph:
        _load(graph, Path(news), None, 1)


def _write(folder: Path, numbers: range) -> Path:
    folder.mkdir(exist_ok=True)
    for number in numbers:
        (folder / f"{number}.txt").write_text(article(number), encoding="utf-8")
    return folder


def _extraction(news: Path) -> None:
    sources = [one for one in find([str(news)]) if isinstance(one, Source)]
    batches = [sources[begin : begin + BATCH_DOCUMENTS] for begin in range(0, len(sources), BATCH_DOCUMENTS)]
    extract_batch(batches[0])  # so that models and lists are there
    analysed = [[analyse(source.document()) for source in batch] for batch in batches]
    alone = _seconds(lambda: [list(tag(batch)) for batch in analysed], time.process_time)
    whole = _seconds(lambda: [extract_batch(batch) for batch in batches], time.process_time)
    print(
        f"loading, extraction: {len(sources) / whole:,.0f} documents/s, the tagger alone "
        f"{len(sources) / alone:,.0f}: {alone / whole:.2f} (goal 0.75)"
    )


def _again(connection: Connection, news: Path, few: Path, texts: Path) -> None:
    with Graph(connection) as graph:
        ensure_schema(graph)
        _load(graph, few, None, 1)  # so that the engine is warm
        empty(graph)
        first = _seconds(lambda: _load(graph, news, texts, 1))
        print(f"loading, first: {DOCUMENTS / first:,.0f} documents/s")
        unchanged = _seconds(lambda: _load(graph, news, texts, 1))
        rate = DOCUMENTS / unchanged
        print(f"loading, unchanged: {rate:,.0f} documents/s, {first / unchanged:.0f} times as fast (goal 20)")
        for number in range(CHANGED):
            (news / f"{number}.txt").write_text(article(DOCUMENTS + number), encoding="utf-8")
        edited = _seconds(lambda: _load(graph, news, texts, 1))
        print(f"loading, 1 % changed: {edited:.1f} s, {edited / first:.1%} of the first load (goal 2 %)")
        empty(graph)
        parallel = _seconds(lambda: _load(graph, news, None, JOBS))
        rate = DOCUMENTS / parallel
        print(f"loading, --jobs {JOBS}: {rate:,.0f} documents/s, {first / parallel:.2f} times one (goal 1.7)")
        empty(graph)


def _memory(connection: Connection, folder: Path, few: Path, news: Path) -> None:
    assert connection.home is not None
    peaks = []
    for which in (few, news):
        command = [sys.executable, "-c", _PEAK, str(connection.home), str(which)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        peaks.append(int(done.stdout.split()[-1]))
    print(
        f"loading, memory: {peaks[0]} MB for {FEW:,} documents, {peaks[1]} MB for {DOCUMENTS:,} "
        "besides the engine (goal: flat, 500 MB)"
    )


def _load(graph: Graph, news: Path, texts: Path | None, jobs: int) -> None:
    with Texts(texts or news.parent / "unused") as kept:
        for report in load([str(news)], Writer(graph), Way(jobs, texts=kept if texts else None)):
            assert report.status in ("new", "edited", "unchanged"), report


def _seconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    began = clock()
    work()
    return clock() - began
