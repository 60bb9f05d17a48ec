"""Apache Jena reads what we write, where Java and Maven are."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from filelock import FileLock
from platformdirs import user_cache_path

from graph.engines.neo4j_server.java import find_java
from graph.engines.neo4j_server.release import LONG_TERM
from graph.formats import FORMATS
from tests.graph.exports import by_pyoxigraph, hard, written

POM = Path(__file__).with_name("jena.xml")
RDF = ("turtle", "ntriples", "trig", "nquads", "jsonld")


def test_riot_reads_the_same_from_every_format(tmp_path: Path) -> None:
    java = find_java(LONG_TERM)
    if java is None or shutil.which("mvn") is None:
        pytest.skip("Jena needs Java 17 or newer and Maven")
    files: list[str] = []
    expected: set[tuple[str, ...]] = set()
    for name in RDF:
        data = written(hard(), name).encode()
        file = tmp_path / f"{name}.{FORMATS[name].suffix}"
        file.write_bytes(data)
        files.append(str(file))
        expected |= by_pyoxigraph(data, name)
    command = [
        str(java),
        "-Xmx256m",
        "-cp",
        f"{_jars()}/*",
        "riotcmd.riot",
        "--output=nquads",
        *files,
    ]
    done = subprocess.run(command, capture_output=True, check=False, env=os.environ | {"LC_ALL": "C.UTF-8"})
    # Its exit code tells of warnings too, and U+FFFE, which RDF allows, is worth one to it.
    said = [
        line
        for line in done.stderr.decode().splitlines()
        if not (" INFO " in line or line.startswith("Picked up JAVA_TOOL_OPTIONS"))
    ]
    assert [line for line in said if "Unicode non-character U+FFFE" not in line] == []
    assert by_pyoxigraph(done.stdout, "nquads") == expected


def _jars() -> Path:
    """Return the folder of Jena's jars, fetched into the user's cache if they are not there."""
    jars = user_cache_path("pactgraph") / f"jena-{POM.stat().st_size}"
    jars.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(jars.with_suffix(".lock")):
        if not jars.is_dir():
            draft = jars.with_suffix(".part")
            command = [
                "mvn",
                "-q",
                "-B",
                "-f",
                str(POM),
                "dependency:copy-dependencies",
                f"-DoutputDirectory={draft}",
            ]
            subprocess.run(command, check=True, capture_output=True)
            draft.replace(jars)
    return jars
