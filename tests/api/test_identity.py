"""People's say in identity on the command line, and what becomes of ids that were merged."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from api import names
from api.settings import Settings
from graph.engines import Connection
from graph.engines.bolt import Graph
from graph.identity.judgements import FILE, load_judgements
from graph.writer import Writer
from tests.api.client import Client
from tests.api.commands import Run
from tests.graph.samples import claim, entity, facts

LONG, SHORT, INTEL = "company/hoperun", "company/runhe", "company/intel"
DOCUMENTS = [
    facts(
        "a.txt",
        entity(LONG, "江苏润和软件股份有限公司", aliases=("Hoperun",), name_zh="江苏润和软件"),
        claim("SIGNED_WITH", LONG, INTEL, confidence=0.6),
        given=False,
    ),
    facts("b.txt", entity(SHORT, "润和"), claim("SIGNED_WITH", SHORT, "company/siemens"), given=False),
]


@pytest.fixture
def client_of_graph(connection: Connection, settings: Settings) -> Iterator[Client]:
    with Client(connection, settings) as opened:
        yield opened


@pytest.fixture
def judged(
    on_graph: Run,
    graph: Graph,
    connection: Connection,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Path]:
    """The folder of the judgements of commands on the graph of DOCUMENTS."""
    home = connection.home or tmp_path
    monkeypatch.setenv("PACTGRAPH_HOME", str(home))
    (home / FILE).unlink(missing_ok=True)
    Writer(graph, load_judgements(home)).replace([(one, one.fingerprint()) for one in DOCUMENTS])
    yield home
    (home / FILE).unlink(missing_ok=True)


@pytest.mark.parametrize(
    "asked", [f"/queries/partners_of?organization={SHORT}", "/ask?q=who signed with 润和?"]
)
@pytest.mark.usefixtures("judged")
def test_what_was_merged_a_moment_ago_is_found_by_the_names_that_it_had(
    asked: str, on_graph: Run, client_of_graph: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "RELOAD_SHARE", 1e9)
    client_of_graph.warm()
    assert on_graph("merge", LONG, SHORT).code == 0
    rows = client_of_graph.get(asked).json()["rows"]
    assert {row["partner"]["id"] for row in rows} == {INTEL, "company/siemens"}


def test_merge_split_and_why(judged: Path, on_graph: Run, client_of_graph: Client) -> None:
    ran = on_graph("why", LONG, SHORT)
    assert (ran.code, ran.out) == (0, "")
    assert "They are two: they have no name in common." in ran.err

    assert on_graph("merge", LONG, SHORT).code == 0
    ran = on_graph("why", SHORT, LONG, "--format", "json")
    assert json.loads(ran.out)["same"] is True
    assert [step["rule"] for step in json.loads(ran.out)["steps"]] == ["judgement"]

    moved = client_of_graph.get(f"/entities/{SHORT}/claims?limit=5")
    assert (moved.status_code, moved.headers["location"]) == (308, f"/entities/{LONG}/claims?limit=5")
    assert client_of_graph.get(f"/entities/{SHORT}").headers["location"] == f"/entities/{LONG}"
    rows = client_of_graph.get(f"/queries/partners_of?organization={SHORT}").json()["rows"]
    assert {row["partner"]["id"] for row in rows} == {INTEL, "company/siemens"}

    assert on_graph("split", LONG, SHORT).code == 0
    assert client_of_graph.get(f"/entities/{SHORT}").status_code == 200
    assert (judged / FILE).read_text() == (
        "- {merge: [company/hoperun, company/runhe]}\n- {split: [company/hoperun, company/runhe]}\n"
    )


@pytest.mark.usefixtures("judged")
def test_a_merge_of_what_is_not_there_or_of_another_label_says_so(on_graph: Run) -> None:
    ran = on_graph("merge", LONG, "company/nobody")
    assert ran.code == 2
    assert "Nothing in the graph has the id 'company/nobody'" in ran.err
    assert "have two labels" in on_graph("merge", LONG, "city/jinan").err


@pytest.mark.usefixtures("judged")
def test_a_malformed_file_is_told_by_its_line(judged: Path, on_graph: Run) -> None:
    (judged / FILE).write_text("- {merge: [company/a, company/b]}\n- {join: [company/a, company/b]}\n")
    ran = on_graph("merge", LONG, SHORT)
    assert ran.code == 2
    assert f"{FILE}, line 2: " in ran.err


def test_what_review_rejects_stays_rejected(
    judged: Path,
    on_graph: Run,
    graph: Graph,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    listed = json.loads(on_graph("review", "--format", "json", "--limit", "1").out)
    assert [(row["what"], row["one"], row["sure"]) for row in listed] == [("SIGNED_WITH", LONG, 0.6)]
    answers = iter(["?", "r", "q"])
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(answers))
    told = on_graph("review").err
    assert "'?' is none of the four." in told
    assert "1 judged" in told
    assert "reject: {document: a.txt" in (judged / FILE).read_text()
    for _ in range(2):
        assert graph.read(f"MATCH (a {{id: '{INTEL}'}})-[s:SIGNED_WITH]-() RETURN count(s) AS n") == [
            {"n": 0}
        ]
        Writer(graph).forget(["a.txt"])
        Writer(graph).replace([(DOCUMENTS[0], "again")])
