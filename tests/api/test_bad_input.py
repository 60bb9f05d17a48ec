"""What is bad on the way in: a line each in the report, and everything else is loaded."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from graph.engines.bolt import Graph
from tests.api.commands import Run
from tests.loaders.readers.files import CHINESE, ENGLISH, every_kind, pdf, zipped

GOOD = json.dumps({"id": "good", "text": ENGLISH})

BAD: dict[str, tuple[bytes, int | None, str]] = {
    "empty.txt": (b"", None, "it is empty"),
    "blank.txt": (b" \n\n", None, "there is no text in it"),
    "binary.txt": (b"\x89PNG\r\n\x1a\n\0\0", None, "not text"),
    "cut.txt.gz": (gzip.compress(CHINESE.encode() * 9)[:-20], None, "damaged"),
    "bomb.zip": (zipped({"x.txt": bytes(101_000_000)}), None, "a zip bomb"),
    "locked.pdf": (pdf([ENGLISH], password="secret"), None, "protected by a password"),
    "front.md": (f"---\ntitle: [\n---\n{ENGLISH}".encode(), None, "line 3: the front matter is not YAML"),
    "rows.jsonl": ("\n".join([GOOD, GOOD, "{broken", GOOD, GOOD]).encode(), 3, "not JSON"),
    "long.txt": (b"x" * 3000, None, "longer than 2,000 characters"),
    "out.jsonl": (b'{"id": "../../etc/passwd", "text": "x"}', 1, "leads out of its folder"),
    "control.jsonl": (b'{"id": "a\\u001b[2J", "text": "x"}', 1, "control character U+001B"),
    "facts.jsonl": (b'{"document": {"id": "f", "path": "f.txt"}, "claims": []}', 1, "document.sha256"),
    "halves.txt": (CHINESE.encode() * 5 + b"\xe5\x8d", None, "is not UTF-8, though the rest is"),
}
NAMED_ONLY = {"empty.txt", "binary.txt"}


def reports(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("in_folder", [False, True])
def test_each_is_told_and_the_rest_loads(
    on_graph: Run, graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_folder: bool
) -> None:
    monkeypatch.setenv("PACTGRAPH_MAX_DOCUMENT", "2000")
    folder, report = tmp_path / "news", tmp_path / "report.jsonl"
    folder.mkdir()
    for name, (data, _, _) in BAD.items():
        (folder / name).write_bytes(data)
    (folder / "fine.txt").write_text(CHINESE, encoding="utf-8")
    paths = [folder] if in_folder else [*sorted(folder.iterdir()), folder / "missing.txt"]
    ran = on_graph("load", *map(str, paths), "--report", str(report))
    assert (ran.code, ran.out) == (1, "")
    told = {Path(one["path"]).name: one for one in reports(report) if one["status"] in ("failed", "skipped")}
    assert told.keys() - {"missing.txt"} == BAD.keys()
    for name, (_, line, reason) in BAD.items():
        skipped = in_folder and name in NAMED_ONLY
        assert told[name]["status"] == ("skipped" if skipped else "failed"), name
        assert (told[name]["line"], reason in told[name]["reason"]) == (line, True), told[name]
        assert len([text for text in ran.err.splitlines() if name in text or (line and reason in text)]) >= 1
    assert "\x1b" not in ran.err
    assert {row["id"] for row in graph.read("MATCH (d:Document) RETURN d.id AS id")} == {"fine.txt", "good"}


def test_files_of_other_kinds_in_a_folder_are_named_and_no_fault(on_graph: Run, tmp_path: Path) -> None:
    folder, report = tmp_path / "news", tmp_path / "report.jsonl"
    folder.mkdir()
    for name, data in every_kind().items():
        (folder / name).write_bytes(data)
    (folder / "image.png").write_bytes(b"\x89PNG\0\0")
    (folder / "sheet.xlsx").write_bytes(
        zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<w/>"})
    )
    (folder / "loop").symlink_to(folder)
    ran = on_graph("load", str(folder), "--report", str(report))
    assert ran.code == 0
    assert Counter(one["status"] for one in reports(report)) == {"new": 15, "skipped": 2}
    assert ran.err.splitlines()[-1] == "Loaded: 15 new, 2 skipped."
    assert "skipped   " in ran.err
    (guessed,) = [one for one in reports(report) if one["confidence"] < 1]
    assert (guessed["id"], guessed["encoding"]) == ("l.txt", "gb18030")
    assert "its encoding was guessed: gb18030" in ran.err
