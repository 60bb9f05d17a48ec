"""The server's jars, from Maven Central into the user's cache."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from filelock import FileLock
from platformdirs import user_cache_path

from graph.engines.neo4j_server.java import find_java
from graph.engines.neo4j_server.release import Release, shipped
from graph.errors import GraphUnavailable


def missing(release: Release) -> str | None:
    """Return what is missing to run this version here, None if nothing is."""
    if find_java(release) is None:
        wanted = " or ".join(map(str, release.java))
        return f"no Java {wanted} (looked in JAVA_HOME, on the PATH and in the usual folders)"
    if not jars(release).is_dir() and shutil.which("mvn") is None:
        return "no Maven (mvn) on the PATH"
    return None


def jars(release: Release) -> Path:
    """Where this version's jars are once they have been fetched."""
    return user_cache_path("pactgraph") / f"neo4j-{release.version}"


def fetch_jars(release: Release) -> Path:
    """Return the folder of this version's jars, fetched if they are not there.

    Raises GraphUnavailable if Maven is missing or cannot reach its repository.
    """
    folder = jars(release)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.with_name(f"{folder.name}.lock")):
        if folder.is_dir():
            return folder
        with tempfile.TemporaryDirectory(dir=folder.parent) as draft:
            command = ["mvn", "-q", "-B", "-Dstyle.color=never", "-f", str(shipped("pom.xml"))]
            command += [
                f"-Dneo4j.version={release.version}",
                "dependency:copy-dependencies",
                "-DincludeScope=runtime",
                f"-DoutputDirectory={draft}/lib",
            ]
            try:
                done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
            except OSError as error:
                raise GraphUnavailable(
                    f"Neo4j {release.version} needs Maven to be fetched: {error}"
                ) from error
            if done.returncode != 0:
                raise GraphUnavailable(
                    f"Maven could not fetch Neo4j {release.version}:\n{done.stdout.strip()[-2000:]}"
                )
            Path(draft, "lib").replace(folder)
    return folder
