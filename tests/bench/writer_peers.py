"""The writer against those of neo4j-graphrag and neomodel, which get the same rows, on a Neo4j with APOC.

Each peer has an environment of its own, made once beside the home; it is slow, so it writes a tenth of what the
writer's bench does (PACTGRAPH_BENCH_CLAIMS), and so does ours.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from graph.engines import Connection
from graph.engines.neo4j_server import server
from graph.engines.neo4j_server.jars import missing
from graph.engines.neo4j_server.release import LONG_TERM
from graph.facts import Facts
from graph.model import DOCUMENT, MENTIONS, label_of
from graph.rows import Rows, rows_of
from graph.writer import DOCUMENTS_PER_BATCH
from tests.bench._engines import environment, graphs
from tests.bench._facts import document, documents
from tests.bench.writer import TOTAL, Load, count, load, node, replace
from tests.databases import neo4j_server, to_server

SIZE = TOTAL // 10
WARM = 50
"""Documents that warm the server up."""

SCRIPTS = Path(__file__).parent / "peers"
GOALS = {"graphrag_writer": 2.5, "neomodel_writer": 5.0}


def run() -> None:
    """Print rows per second of ours and of each peer, and their ratio."""
    engine = {"neo4j-apoc": _server}
    ours = [
        load(partial(replace, graph), graph, DOCUMENTS_PER_BATCH, SIZE)
        for _, graph in graphs("writer_peers", engine)
    ]
    for peer, goal in GOALS.items():
        for _, graph in graphs("writer_peers", engine, bare=True):
            theirs = _measure(peer, graph.connection)
            print(
                f"writer, {SIZE:,} claims (a tenth): {ours[0].rate:,.0f} rows/s; {peer} {theirs.rate:,.0f} rows/s; "
                f"ratio {ours[0].rate / theirs.rate:.2f} (goal {goal})",
                flush=True,
            )


@contextmanager
def _server(folder: Path) -> Iterator[Connection | str]:
    """Offer a Neo4j that has the procedures which neo4j-graphrag's writer calls."""
    if (lacking := missing(LONG_TERM)) is not None:
        yield lacking
        return
    fetch = [
        "mvn",
        "-q",
        "-B",
        "-Dstyle.color=never",
        "-f",
        str(SCRIPTS / "apoc.xml"),
        "dependency:copy-dependencies",
    ]
    subprocess.run([*fetch, f"-DoutputDirectory={folder / 'plugins'}"], check=True)
    settings = ("dbms.security.procedures.unrestricted=apoc.*",)
    with neo4j_server(folder, settings=settings) as running:
        yield to_server(running.uri, server.USERNAME, running.password)


def _measure(peer: str, connection: Connection) -> Load:
    rows = rows_of(_fingerprinted(documents(SIZE)))
    warm = rows_of(_fingerprinted(map(document, range(WARM))))
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in ("warm.json", "rows.json")]
        for file, found in zip(files, (warm, rows), strict=True):
            file.write_text(json.dumps(_plain(found)), encoding="utf-8")
        command = [_python(peer), str(SCRIPTS / f"{peer}.py"), *map(str, files)]
        done = subprocess.run(
            command, env=environment(connection), stdout=subprocess.PIPE, text=True, check=True
        )
    return Load(count(rows), float(done.stdout.split()[-1]))


def _python(peer: str) -> str:
    """Return the interpreter of the peer's own environment, which is made where there is none."""
    folder = Path(os.environ.get("PACTGRAPH_HOME", ".pactgraph"), "bench", peer)
    if not folder.is_dir():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        install = [str(folder / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, "-r", str(SCRIPTS / f"{peer}.txt")], check=True)
    return str(folder / "bin" / "python")


def _fingerprinted(found: Iterable[Facts]) -> Iterator[tuple[Facts, str]]:
    return ((facts, facts.document.sha256) for facts in found)


def _plain(rows: Rows) -> tuple[list[Any], list[Any]]:
    """Return nodes and relationships as ``peers/rows.py`` has them."""
    nodes = {row["target"]: (label_of(row["target"]), node(row)) for row in rows.mentions}
    relationships = [
        (MENTIONS, (DOCUMENT, row["source"]), (label_of(row["target"]), row["target"]), row["properties"])
        for row in rows.mentions
    ]
    relationships += [
        (kind, *((label_of(row[end]), row[end]) for end in ("source", "target")), row["properties"])
        for kind, claims in rows.claims.items()
        for row in claims
    ]
    return [*((DOCUMENT, row) for row in rows.documents), *nodes.values()], relationships
