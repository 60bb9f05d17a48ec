"""The writer against a bare driver that merges the same rows, and against itself: on every engine.

PACTGRAPH_BENCH_CLAIMS says how many claims are loaded; there is an entity to every five, and a document to twenty.
Only writing is timed, not making the facts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from graph.engines.bolt import Graph
from graph.facts import Facts
from graph.model import label_of
from graph.rows import Rows, rows_of
from graph.writer import DOCUMENTS_PER_BATCH, Writer
from tests.bench._engines import ENGINES, clear, environment, graphs, peak
from tests.bench._facts import CLAIMS, document, documents

TOTAL = int(os.environ.get("PACTGRAPH_BENCH_CLAIMS", "500000"))
WARM = max(TOTAL // 20, 10_000)
FEW, MORE = 10_000, 50_000

BARE_DOCUMENTS = 2500
BARE_ROWS = 10_000
"""What the bare driver is given at a time, and the rows of a statement: it need not keep documents whole."""

_PEAK = "import sys; from tests.bench.writer import load_all; load_all(int(sys.argv[1]))"

Row = Mapping[str, Any]
Write = Callable[[Sequence[Facts]], object]


@dataclass(slots=True)
class Load:
    """What was written in how many seconds."""

    rows: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Rows a second."""
        return self.rows / self.seconds


def run() -> None:
    """Print each measure beside its goal, for each engine that is here."""
    for name, engine in ENGINES.items():
        bare = [
            load(partial(_merge, graph), graph, BARE_DOCUMENTS)
            for _, graph in graphs("writer", {name: engine}, bare=True)
        ]
        for _, graph in graphs("writer", {name: engine}):
            ours = load(partial(replace, graph), graph, DOCUMENTS_PER_BATCH)
            rate = bare[0].rate
            print(
                f"writer, {name}: {TOTAL:,} claims, {ours.rows:,} rows, {ours.rate:,.0f} rows/s; "
                f"bare UNWIND MERGE {rate:,.0f} rows/s; ratio {ours.rate / rate:.2f} (goal 0.9)",
                flush=True,
            )
            _again(name, graph, ours.seconds)
            _memory(name, graph)


def load(write: Write, graph: Graph, size: int, claims: int = TOTAL) -> Load:
    """Write everything into an empty graph whose server has been warmed up, by edits too."""
    for batch in _batches(documents(WARM), size):
        write(batch)
    write([document(number, version=1) for number in range(0, WARM // CLAIMS, 10)])
    clear(graph)
    done = Load()
    for batch in _batches(documents(claims), size):
        rows = rows_of((facts, facts.document.sha256) for facts in batch)
        done.rows += count(rows)
        done.seconds += _seconds(partial(write, batch))
    return done


def count(rows: Rows) -> int:
    """Return how many nodes and relationships the rows are."""
    entities = {row["target"] for row in rows.mentions}
    return len(rows.documents) + len(entities) + len(rows.mentions) + sum(map(len, rows.claims.values()))


def _again(name: str, graph: Graph, first: float) -> None:
    """Load what is there already, then with a hundredth of it changed."""
    unchanged = sum(
        _seconds(partial(replace, graph, batch)) for batch in _batches(documents(TOTAL), DOCUMENTS_PER_BATCH)
    )
    print(
        f"writer, {name}: unchanged, {first / unchanged:.0f} times as fast as the first load (goal 20)",
        flush=True,
    )
    changed = [document(number, version=1) for number in range(0, TOTAL // CLAIMS, 100)]
    edited = sum(_seconds(partial(replace, graph, batch)) for batch in _batches(changed, DOCUMENTS_PER_BATCH))
    print(
        f"writer, {name}: 1 % changed, {edited:.2f} s, with asking for the others "
        f"{(edited + unchanged) / first:.1%} of the first load (goal 2 %)",
        flush=True,
    )


def _memory(name: str, graph: Graph) -> None:
    """Load few, more, all in processes of their own, which tell the most memory that they took."""
    peaks = {}
    for claims in (FEW, MORE, TOTAL):
        clear(graph)
        command = [sys.executable, "-c", _PEAK, str(claims)]
        done = subprocess.run(
            command, env=environment(graph.connection), capture_output=True, text=True, check=True
        )
        peaks[claims] = int(done.stdout)
    told = ", ".join(f"{megabytes} MB for {claims:,} claims" for claims, megabytes in peaks.items())
    print(f"writer, {name}: peak memory {told} (goal: flat)")


def load_all(claims: int) -> None:
    """Print how many megabytes this process has had at most after it loaded so many claims.

    The table of pinyin is read first. It is the same for one name and for all, but a load reads it with the first name
    that it compares with one that the graph holds, and FEW claims are a single batch, which finds none there.
    """
    from api.settings import read_settings
    from graph.names.pinyin import syllables

    syllables("济南")
    with Graph(read_settings().connect()) as graph:
        for batch in _batches(documents(claims), DOCUMENTS_PER_BATCH):
            replace(graph, batch)
    print(peak())


def replace(graph: Graph, batch: Sequence[Facts]) -> None:
    """Load as the commands do: what is there already is left alone."""
    writer = Writer(graph)
    known = writer.known(facts.document.id for facts in batch)
    changed = [facts for facts in batch if known.get(facts.document.id) != facts.document.sha256]
    writer.replace([(facts, facts.document.sha256) for facts in changed])


def _merge(graph: Graph, batch: Sequence[Facts]) -> None:
    """Write what the writer writes, as one would by hand: every node and relationship merged, on one label by id.

    A document mentions an entity once, so MENTIONS need no key; a claim's is its document and place there.
    """
    for statement, rows in _merging(rows_of((facts, facts.document.sha256) for facts in batch)):
        for begin in range(0, len(rows), BARE_ROWS):
            chunk = rows[begin : begin + BARE_ROWS]
            graph.write(lambda transaction, s=statement, c=chunk: transaction.run(s, rows=c).consume())  # type: ignore[misc]


def _merging(rows: Rows) -> Iterator[tuple[str, list[Row]]]:
    yield "UNWIND $rows AS row MERGE (d:Document {id: row.id}) SET d += row", [*rows.documents]
    for label, mentions in _grouped(rows.mentions, lambda row: label_of(row["target"])):
        nodes = {row["target"]: node(row) for row in mentions}
        yield f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n += row", list(nodes.values())
        yield (
            f"UNWIND $rows AS row MATCH (d:Document {{id: row.source}}) MATCH (n:{label} {{id: row.target}}) "
            "MERGE (d)-[m:MENTIONS]->(n) SET m = row.properties",
            mentions,
        )
    for kind, claims in rows.claims.items():
        for (a, b), found in _grouped(claims, lambda row: (label_of(row["source"]), label_of(row["target"]))):
            yield (
                f"UNWIND $rows AS row MATCH (a:{a} {{id: row.source}}) MATCH (b:{b} {{id: row.target}}) "
                f"MERGE (a)-[r:{kind} {{document: row.properties.document, start: row.properties.start}}]->(b) "
                "SET r += row.properties",
                found,
            )


def node(mention: Row) -> Row:
    """Return what one document's MENTIONS tells of the node."""
    said = mention["properties"]
    names = {name: said.get(name) for name in ("name", "name_zh", "name_en", "aliases", "external_ids")}
    return {"id": mention["target"], **names}


def _grouped(rows: Iterable[Row], key: Callable[[Row], Any]) -> Iterator[tuple[Any, list[Row]]]:
    groups: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    yield from groups.items()


def _batches(found: Iterable[Facts], size: int) -> Iterator[list[Facts]]:
    remaining = iter(found)
    while batch := list(islice(remaining, size)):
        yield batch


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
