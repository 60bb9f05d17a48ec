"""What a peer's script is given: files of rows, the first to warm the server up with, and where the server is."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import neo4j

URI, USER, PASSWORD = (os.environ[f"NEO4J_{name}"] for name in ("URI", "USERNAME", "PASSWORD"))

Node = tuple[str, dict[str, Any]]
"""A label, properties with ``id``."""

Relationship = tuple[str, list[str], list[str], dict[str, Any]]
"""A type, label and id of the source and of the target, properties."""


def measure(write: Callable[[list[Node], list[Relationship]], object]) -> None:
    """Print how many seconds it took to write the last file, into a graph that was emptied."""
    for file in sys.argv[1:]:
        nodes, relationships = json.loads(Path(file).read_text(encoding="utf-8"))
        with neo4j.GraphDatabase.driver(URI, auth=(USER, PASSWORD)) as driver:
            driver.execute_query("MATCH (n) WHERE NOT n:Graph DETACH DELETE n")
        began = time.perf_counter()
        write(nodes, relationships)
        seconds = time.perf_counter() - began
    print(seconds)
