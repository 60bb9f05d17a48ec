"""Finding a Java that a version of Neo4j runs on."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from graph.engines.neo4j_server.release import Release


def find_java(release: Release) -> Path | None:
    """Return the ``java`` of the first Java in JAVA_HOME, on the PATH or in the usual folders that will do."""
    for home in java_homes():
        java = home / "bin" / "java"
        if java.is_file() and _version(home) in release.java:
            return java
    return None


def java_homes() -> Iterator[Path]:
    """Where a Java may be, the user's own choice first."""
    if os.environ.get("JAVA_HOME"):
        yield Path(os.environ["JAVA_HOME"])
    on_path = shutil.which("java")
    if on_path is not None:
        yield Path(on_path).resolve().parents[1]
    yield from sorted(Path("/usr/lib/jvm").glob("*"))
    yield from sorted(Path("/Library/Java/JavaVirtualMachines").glob("*/Contents/Home"))
    yield from sorted(Path.home().glob(".sdkman/candidates/java/*"))


def _version(home: Path) -> int | None:
    """Return the major version that stands in a Java's ``release`` file."""
    try:
        release = (home / "release").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    found = re.search(r'^JAVA_VERSION="(\d+)', release, re.MULTILINE)
    return int(found[1]) if found else None
