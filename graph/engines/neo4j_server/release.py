"""The versions of Neo4j that pactgraph is tested on; ``docker/pom.xml`` is where they are pinned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

__all__ = ["CURRENT", "LONG_TERM", "RELEASES", "Release", "Series", "shipped"]

Series = Literal["long-term", "current"]


@dataclass(frozen=True, slots=True)
class Release:
    """A version, the major versions of Java that it runs on, its main class, and what it asks of the JVM."""

    series: Series
    version: str
    java: tuple[int, ...]
    main: str
    jvm: tuple[str, ...] = ()


def shipped(name: str) -> Path:
    """Return a file of ``docker/``, which a wheel carries inside this package."""
    inside = Path(__file__).parent / "docker" / name
    return inside if inside.exists() else Path(__file__).parents[3] / "docker" / name


def _pinned(series: Series) -> str:
    found = re.search(rf"<neo4j\.{series}>(.+?)</", shipped("pom.xml").read_text(encoding="utf-8"))
    assert found is not None, f"docker/pom.xml pins no {series} version"  # noqa: S101 - we ship it
    return found[1]


LONG_TERM: Final = Release(
    "long-term", _pinned("long-term"), (17, 21), "org.neo4j.server.CommunityEntryPoint"
)
CURRENT: Final = Release(
    "current",
    _pinned("current"),
    (21, 25),
    "org.neo4j.server.Neo4jCommunity",
    ("--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"),
)
RELEASES: Final[dict[Series, Release]] = {"long-term": LONG_TERM, "current": CURRENT}
