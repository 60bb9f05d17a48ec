"""The commands: data on stdout, words on stderr, exit codes that scripts can rely on."""

from __future__ import annotations

import csv
import io
import json
import re
import signal
import socket
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from api.cli.screen import line
from graph.engines import Connection
from graph.engines.bolt import Graph
from graph.schema import SCHEMA_VERSION
from loaders.loading import Report
from tests.api.client import Client
from tests.api.commands import Ran, Run
from tests.databases import empty
from tests.graph.samples import claim, content, facts
from tests.queries.world import HEAVY, JINAN, UNIVERSITY, documents, load


@pytest.fixture
def on_world(on_graph: Run, graph: Graph) -> Run:
    load(graph)
    return on_graph


@pytest.mark.parametrize("question", ["who partnered in Jinan", "誰在濟南簽約了？"])
def test_ask_prints_partners_with_the_sentences_that_say_so(on_world: Run, question: str) -> None:
    ran = on_world("ask", question)
    assert ran.code == 0
    reading, how = ran.err.splitlines()
    assert reading in ("Who partnered in Jinan", "谁在济南签约")
    assert how.startswith("  partners_in_city, city = ")
    assert "(city/jinan)" in how
    assert "Shandong Energy 山东能源" in ran.out
    assert "“Huawei and Shandong University signed in Jinan.”" in ran.out
    assert "A signing in Jinan, 2022-06-18 (a.txt)" in ran.out
    assert "Sailun" not in ran.out


def test_ask_as_json_is_what_the_api_answers(on_world: Run, client: Client) -> None:
    ran = on_world("ask", "who partnered in Jinan", "--format", "json")
    assert json.loads(ran.out) == client.get("/ask?q=who partnered in Jinan").json()


def test_ask_refuses_what_it_does_not_understand(on_world: Run) -> None:
    ran = on_world("ask", "who partnered in Jinnan")
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean Jinan (city/jinan)?" in ran.err
    assert "who partnered in Jinan" in ran.err


def test_ask_of_an_empty_graph_says_what_to_do(on_graph: Run) -> None:
    ran = on_graph("ask", "who partnered in Jinan")
    assert (ran.code, ran.out) == (2, "")
    assert "pactgraph load" in ran.err


def test_names_are_shown_in_the_language_asked_for(on_world: Run) -> None:
    question = ("ask", "who partnered in Jinan", "--format", "csv")
    assert "Shandong University,university/" in on_world(*question, "--lang", "en").out
    assert "山东大学,university/" in on_world(*question, "--lang", "zh").out
    arguments = ("query", "partners_in_city", "-p", "city=Jinan", "--format", "csv", "--lang", "zh")
    assert "山东大学,university/" in on_world(*arguments).out


def test_query_prints_rows_for_programs(on_world: Run) -> None:
    arguments = ("query", "partners_in_city", "--param", "city=济南")
    assert json.loads(on_world(*arguments, "--format", "json").out)["parameters"]["city"] == JINAN
    lines = on_world(*arguments, "--format", "jsonl").out.splitlines()
    assert json.loads(lines[0])["partner"]["id"] == UNIVERSITY
    rows = list(csv.DictReader(io.StringIO(on_world(*arguments, "--format", "csv").out)))
    assert rows[2]["partner_id"] == HEAVY


def test_query_says_where_rows_are_missing(on_world: Run) -> None:
    ran = on_world("query", "partners_in_city", "city=Jinan", "--limit", "1")
    assert "1 of 3 rows" in ran.err
    ran = on_world("query", "partners_in_city", "-p", "city=Shenzhen")
    assert (ran.code, ran.out, ran.err) == (0, "", "Nothing in the graph says so.\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("query", "partners_in_city"), "needs the parameter city"),
        (("query", "partners_in_city", "-p", "city=Jinnan"), "did you mean Jinan"),
        (("query", "posts_of", "-p", "person=王伟"), "executive/wang-wei-sailun"),
        (("query", "partners_in_town"), "did you mean partners_in_city"),
        (("query", "partners_in_city", "-p", "Jinan"), "is not name=value"),
        (("query", "partners_in_city", "city=Jinan", "-p", "city=Jinan"), "given twice"),
        (("query", "partners_in_city", "-p", "city=Jinan", "--limit", "0"), "--limit"),
        (("ask",), "Missing argument"),
        (("ask", "who", "--lang", "de"), "--lang"),
        (("load",), "give paths, or --samples"),
        (("serve", "--host", "0.0.0.0"), "PACTGRAPH_TOKEN"),
        (("nonsense",), "nonsense"),
    ],
)
def test_wrong_usage_is_2_and_says_what_is_wrong(
    on_world: Run, arguments: tuple[str, ...], words: str
) -> None:
    ran = on_world(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("command", ["ask who", "query documents", "status", "migrate", "forget a", "load ."])
def test_a_database_that_is_away_is_3(run: Run, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    ran = run(*command.split())
    assert (ran.code, ran.out) == (3, "")
    assert "NEO4J_URI" in ran.err


def test_queries_lists_the_catalogue_without_a_database(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    assert "partners_in_city" in run("queries").out
    assert {
        "query": "posts_of",
        "parameters": ["person", "[when]", "[role]", "[kind]", "[organization]"],
        "question": "posts of Xu Zhijun",
    } in json.loads(run("queries", "--format", "json").out)


def test_forget_retracts_and_says_what_it_did_not_find(on_world: Run) -> None:
    ran = on_world("forget", "b.txt", "nothing.txt")
    assert ran.code == 1
    assert "'nothing.txt'" in ran.err
    assert "Shandong Energy" not in on_world("ask", "who partnered in Jinan").out
    assert "did you mean a.txt" in on_world("forget", "./a.txt").err
    assert on_world("forget", "a.txt").code == 0


def test_status_counts(on_world: Run, connection: Connection) -> None:
    status = json.loads(on_world("status", "--format", "json").out)
    assert (status["engine"], status["SIGNED_WITH"], status["Document"]) == (connection.engine, 5, 3)


def test_migrate_makes_the_schema_current_and_says_so(on_world: Run, graph: Graph, client: Client) -> None:
    def set_schema(version: int | None) -> None:
        statement = "MATCH (g:Graph) SET g.schema = $version"
        graph.write(lambda transaction: transaction.run(statement, version=version).consume())

    try:
        for before, said in (
            (None, "had no schema"),
            (1, "had schema 1"),
            (SCHEMA_VERSION, "which is current"),
        ):
            set_schema(before)
            assert client.get("/readyz").status_code == (200 if before == SCHEMA_VERSION else 503)
            ran = on_world("migrate")
            assert (ran.code, ran.out) == (0, "")
            assert said in ran.err
            assert client.get("/readyz").status_code == 200
        set_schema(SCHEMA_VERSION + 1)
        ran = on_world("migrate")
        assert (ran.code, ran.out) == (3, "")
        assert "newer pactgraph" in ran.err
    finally:
        set_schema(SCHEMA_VERSION)


def test_load_reports_each_document_and_goes_on_past_a_bad_one(on_graph: Run, tmp_path: Path) -> None:
    good = [said.model_dump_json() for said in documents()]
    bad = good[0].replace('"a.txt"', '"bad.txt"').replace("SIGNED_WITH", "MARRIED")
    source = tmp_path / "facts.jsonl"
    source.write_text("\n".join([good[0], bad, *good[1:]]), encoding="utf-8")
    report = tmp_path / "report.jsonl"

    dry = on_graph("load", str(source), "--dry-run")
    assert (dry.code, dry.err.splitlines()[-1]) == (1, "Would load: 3 new, 1 failed, claims 16 added.")
    ran = on_graph("load", str(source), "--report", str(report))
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines()[-1] == "Loaded: 3 new, 1 failed."
    assert "MARRIED" in ran.err
    statuses = [json.loads(line)["status"] for line in report.read_text(encoding="utf-8").splitlines()]
    assert statuses == ["new", "failed", "new", "new"]
    assert "Shandong Energy" in on_graph("ask", "who partnered in Jinan").out
    assert "3 unchanged" in on_graph("load", str(source)).err


def test_a_stopped_load_says_what_is_missing_and_goes_on(on_graph: Run, tmp_path: Path) -> None:
    rows = [
        facts(f"d{n}", claim("SIGNED_WITH", "company/a", "company/b")).model_dump_json() for n in range(500)
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(rows), encoding="utf-8")
    command = [sys.executable, "-c", "from api.cli import main; main()", "load", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as load:
        assert load.stdin is not None
        assert load.stderr is not None
        load.stdin.write("\n".join(rows[:200]) + "\n")  # a batch, and the loader waits for more
        load.stdin.flush()
        assert load.stderr.readline().startswith("new       d0: ")
        load.send_signal(signal.SIGINT)
        load.stdin.write("\n".join(rows[200:]))
        load.stdin.close()
        said = load.stderr.read().splitlines()
        assert load.wait() == 1
    assert said[-1] == "Loaded: 200 new, 300 missing."
    ran = on_graph("load", str(tmp_path / "rows.jsonl"))
    assert (ran.code, ran.err.splitlines()[-1]) == (0, "Loaded: 300 new, 200 unchanged.")


def test_watching_a_folder_keeps_the_graph_as_it_is(on_graph: Run, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("Siemens signed an agreement with Intel.", encoding="utf-8")
    command = [sys.executable, "-c", "from api.cli import main; main()", "watch", str(folder)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as watch:
        assert watch.stderr is not None

        def until(word: str) -> str:
            assert watch.stderr is not None
            while word not in (line := watch.stderr.readline()):
                assert line, word
            return line

        assert until("new ").startswith("new       a.txt: ")
        until("Watching")
        (folder / "b.txt").write_text("Bosch signed an agreement with Intel.", encoding="utf-8")
        assert "b.txt" in until("new ")
        (folder / "a.txt").unlink()
        assert "a.txt" in until("forgotten ")
        watch.send_signal(signal.SIGINT)
        assert watch.wait(timeout=30) == 0
    assert "b.txt" in on_graph("query", "documents").out
    assert "a.txt" not in on_graph("query", "documents").out


def test_a_report_stays_on_its_line_whatever_a_file_is_called() -> None:
    shown = line(Report("failed", "a\nb\x1b[2J", reason="it is empty"))
    assert shown == r"failed    a\nb\x1b[2J: it is empty"


def test_the_samples_answer_the_first_question(on_graph: Run) -> None:
    assert on_graph("load", "--samples").code == 0
    ran = on_graph("ask", "谁在济南签约了")
    for partner in ("Shandong Energy", "Shandong University", "Shandong Heavy Industry"):
        assert partner in ran.out


def test_extract_prints_facts_and_needs_no_database(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    text = "Huawei signed a cooperation agreement with Shandong University in Jinan in June 2022."
    (tmp_path / "one.txt").write_text(text, encoding="utf-8")
    ran = run("extract", str(tmp_path))
    (facts,) = map(json.loads, ran.out.splitlines())
    assert (ran.code, facts["document"]["id"]) == (0, "one.txt")
    assert all(text[claim["start"] : claim["end"]] == claim["quote"] for claim in facts["claims"])
    assert run("extract", str(tmp_path / "missing.txt")).code == 1


def test_help_imports_nothing_heavy() -> None:
    heavy = "{'fastapi', 'neo4j', 'numpy', 'pydantic', 'uvicorn', 'rapidfuzz', 'jpype', 'onnxruntime'}"
    code = f"import sys, api.cli; print(sorted({heavy} & set(sys.modules)))"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )


def test_serve_answers_where_it_says_it_does(on_world: Run) -> None:
    command = [sys.executable, "-c", "from api.cli import main; main()", "serve", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr is not None
            lines = [server.stderr.readline() for _ in range(4)]
            assert 'ask "who partnered in Jinan"' in lines[2]
            url = re.search(r"http://\S+", lines[3])
            assert url is not None
            assert httpx.get(url[0], timeout=30).json()["total"] == 3
            port = urlsplit(url[0]).port
            with socket.create_connection(("127.0.0.1", port), timeout=30) as client:
                answers = client.makefile("rb")
                for connection, encoding in (("keep-alive", "utf-8"), ("close", "gb18030")):
                    line = "GET /ask?q=谁在济南签约了 HTTP/1.1"
                    request = f"{line}\r\nHost: localhost\r\nConnection: {connection}\r\n\r\n"
                    client.sendall(request.encode(encoding))
                    assert answers.readline() == b"HTTP/1.1 200 OK\r\n"
                    headers = dict(line.split(b": ", 1) for line in iter(answers.readline, b"\r\n"))
                    assert json.loads(answers.read(int(headers[b"content-length"])))["total"] == 3
        finally:
            server.terminate()
    assert server.returncode in (0, -15)


@pytest.mark.parametrize(
    "format_", ["turtle", "ntriples", "trig", "nquads", "jsonld", "facts", "graphml", "csv"]
)
def test_export_writes_the_whole_graph_in_every_format(on_world: Run, tmp_path: Path, format_: str) -> None:
    out = tmp_path / "graph"
    assert on_world("export", "--format", format_, "-o", str(out)) == Ran(0, "", "")
    data = out.read_bytes()
    if format_ == "csv":
        with zipfile.ZipFile(out) as archive:
            data = archive.read("claims.csv")
    assert b"Huawei and Shandong University signed in Jinan." in data
    assert list(tmp_path.iterdir()) == [out]


def test_an_export_can_be_imported_into_another_graph(on_world: Run, graph: Graph, tmp_path: Path) -> None:
    before, out = content(graph), tmp_path / "graph.trig"
    on_world("export", "--format", "trig", "-o", str(out))
    empty(graph)
    ran = on_world("import", str(out))
    assert (ran.code, ran.err) == (0, "Imported: 3 new, 0 edited, 0 unchanged documents.\n")
    assert content(graph) == before


def test_a_bad_import_names_the_line_and_ends_with_1(on_graph: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.nq"
    bad.write_text("nonsense\n")
    ran = on_graph("import", str(bad), "--format", "nquads")
    assert ran.code == 1
    assert ran.err.startswith("pactgraph: line 1: is not N-Quads")
    skipped = on_graph("import", str(bad), "--format", "nquads", "--skip-bad")
    assert (skipped.code, skipped.err.splitlines()[0][:15]) == (1, "skipped line 1:")
    assert on_graph("import", str(tmp_path / "none"), "--format", "nquads").code == 2
    assert "which of trig, nquads, facts" in on_graph("import", "-").err


def test_a_question_for_yes_or_no_is_answered_by_yes_or_that_nothing_says_so(on_world: Run) -> None:
    assert "Yes." in on_world("ask", "Did Huawei sign with Shandong University?").err
    unsaid = on_world("ask", "赛轮和山东能源签约了吗")
    assert (unsaid.code, "Nothing says so." in unsaid.err) == (0, True)
    assert (
        json.loads(on_world("ask", "Is Huawei in Jinan?", "--format", "json").out)["says"]
        == "nothing says so"
    )
