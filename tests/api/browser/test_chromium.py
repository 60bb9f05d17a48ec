"""The real Neo4j Browser in a headless Chromium: log in, play the guide, ask, read the names off the drawn graph.

Where no Chromium or no Neo4j is, these are skipped in a line, in CI as well: neither can be fetched without rights on
the machine. The picture is left in pytest's folder; docs/browser.png is the same of the samples.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn

from api.app import create_app
from api.settings import Settings
from graph.engines import Connection
from graph.engines.bolt import Graph
from graph.engines.neo4j_server import server
from graph.engines.neo4j_server.jars import missing
from graph.engines.neo4j_server.release import CURRENT, LONG_TERM, Release
from graph.schema import ensure_schema
from tests.api.browser.page import chromium, open_page
from tests.databases import neo4j_server, to_server
from tests.queries.world import load

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]

IN_JINAN = {"Huawei", "Shandong Energy", "Shandong Heavy Industry", "Shandong University"}


@pytest.mark.parametrize("release", [pytest.param(LONG_TERM, id="5.26"), pytest.param(CURRENT, id="current")])
def test_a_person_plays_the_guide_and_reads_names_off_the_graph(release: Release, tmp_path: Path) -> None:
    executable = chromium()
    lacking = missing(release) or (None if executable else "no Chromium on the PATH")
    if lacking is not None or executable is None:
        pytest.skip(f"no Neo4j Browser {release.version} to look at: {lacking}")
    with (
        neo4j_server(tmp_path / "neo4j", release) as running,
        _serving(to_server(running.uri, server.USERNAME, running.password)) as address,
        open_page(executable) as browser,
    ):
        host = running.uri.removeprefix("bolt://")
        browser.connect(f"{running.browser}?connectURL=bolt://{server.USERNAME}@{host}", running.password)

        # Without any set-up: captions are names.
        browser.run(f":play {address}/browser/guide.html")
        browser.run_frame("Who partnered in Jinan")
        assert _whole(browser.names(), IN_JINAN) == IN_JINAN
        assert browser.relationships() == {"SIGNED_WITH"}

        browser.run(f":style {address}/browser/style.grass")
        browser.run(f":play {address}/browser/guide.html")
        browser.run_frame("Who partnered in Jinan")
        assert browser.names() == IN_JINAN
        assert "signed with 2022" in browser.relationships()
        assert "Heavy signed." in browser.point_at("signed with 2021")
        browser.shoot(tmp_path / "browser.png")


def _whole(captions: set[str], names: set[str]) -> set[str]:
    """Return captions as the names that they abbreviate: on small nodes Browser makes three words ``Shandong In…``."""
    return {next((name for name in names if _abbreviates(caption, name)), caption) for caption in captions}


def _abbreviates(caption: str, name: str) -> bool:
    words = iter(name.split())
    return all(any(word.startswith(part) for word in words) for part in caption.rstrip("…").split())


@contextmanager
def _serving(connection: Connection) -> Iterator[str]:
    """Serve the small graph of the queries' tests; the address by which Browser may play guides."""
    with Graph(connection) as graph:
        ensure_schema(graph)
        load(graph)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        app = create_app(Settings(_env_file=None), connection)
        service = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=service.run, kwargs={"sockets": [listener]})
        thread.start()
        while not service.started and thread.is_alive():
            time.sleep(0.05)
        try:
            yield f"http://localhost:{listener.getsockname()[1]}"
        finally:
            service.should_exit = True
            thread.join()
