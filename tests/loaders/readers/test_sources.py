from __future__ import annotations

import hashlib
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest

from graph.errors import DocumentError, FactsError
from loaders.readers.sources import Failed, Skipped, Source, find

FACTS: dict[str, Any] = {
    "document": {"id": "x", "path": "x.txt", "sha256": "0" * 64},
    "entities": [
        {"id": "company/huawei", "label": "Company", "name": "Huawei"},
        {"id": "city/jinan", "label": "City", "name": "Jinan"},
    ],
    "claims": [
        {"type": "LOCATED_IN", "source": "company/huawei", "target": "city/jinan"}
        | {"quote": "Huawei in Jinan", "start": 0, "end": 15, "confidence": 1}
    ],
}


def lines(*rows: object) -> bytes:
    return b"\n".join(row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows)


def sources(*paths: Path | str, prefix: str = "", stdin: bytes = b"") -> list[Source]:
    found = list(find([str(path) for path in paths], prefix=prefix, stdin=io.BytesIO(stdin)))
    assert all(isinstance(source, Source) for source in found)
    return [source for source in found if isinstance(source, Source)]


def test_a_folder_is_searched_in_order_and_ids_are_paths_in_it(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("c.txt", "b/d.md", "a.html", ".hidden", ".git/x"):
        (tmp_path / name).write_text("Huawei signed.")
    found = sources(tmp_path)
    assert [source.id for source in found] == ["a.html", "b/d.md", "c.txt"]
    assert [Path(source.path) for source in found] == [tmp_path / source.id for source in found]
    assert [source.id for source in sources(tmp_path, prefix="news")] == [
        "news/a.html",
        "news/b/d.md",
        "news/c.txt",
    ]


def test_a_file_named_itself_goes_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "华为.txt"
    path.write_bytes("华为在济南。".encode())
    (source,) = sources(path)
    assert source.id == "华为.txt"
    assert source.kind == "document"
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert source.document().source == "华为在济南。"


def test_what_is_no_text_is_skipped_in_a_folder_and_fails_by_name(tmp_path: Path) -> None:
    (tmp_path / "image.png").write_bytes(b"\x89PNG\0\0")
    (tmp_path / "late.bin").write_bytes(b"a" * 100_000 + b"\0")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "pretty.json").write_text('{\n "text": "x"\n}')
    found = list(find([str(tmp_path)]))
    assert [type(item) for item in found] == [Skipped] * 4
    reasons = [item.reason for item in found if isinstance(item, Skipped)]
    assert reasons[0] == "it is empty"
    assert reasons[3].startswith("it is JSON, but not JSON Lines")
    for item in found:
        (named,) = find([item.path])
        assert isinstance(named, Failed)


def test_files_that_programs_write_are_skipped_in_a_folder_and_read_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("import os\n")
    (tmp_path / "b.json").write_text('{"version": 1}')
    (tmp_path / "c.jsonl").write_text('{"text": "Huawei signed."}\n{"version": 1}')
    found = list(find([str(tmp_path)]))
    assert [type(item) for item in found] == [Skipped, Skipped, Source, Failed]
    assert [Path(item.path).name for item in found[:2]] == ["a.py", "b.json, line 1"]
    assert [type(*find([str(tmp_path / name)])) for name in ("a.py", "b.json")] == [Source, Failed]


def test_a_missing_path_fails_and_the_rest_go_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Huawei signed.")
    first, second = find([str(tmp_path / "none.txt"), str(tmp_path / "a.txt")])
    missing = str(tmp_path / "none.txt")
    assert first == Failed("none.txt", missing, None, "No such file or directory", missing)
    assert isinstance(second, Source)
    assert isinstance(next(find(["a\0b"])), Failed)


def test_links_that_lead_in_circles_come_to_an_end(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text("Huawei signed.")
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    found = list(find([str(tmp_path)]))
    assert [item.id for item in found if isinstance(item, Source)] == ["sub/a.txt"]
    assert [Path(item.path).name for item in found if isinstance(item, Skipped)] == ["gone"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_pipes_in_a_folder_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert [type(item) for item in find([str(tmp_path)])] == [Skipped]


def test_rows_are_told_by_content(tmp_path: Path) -> None:
    path = tmp_path / "rows.txt"
    path.write_bytes(
        b"\xef\xbb\xbf\n" + lines({"id": "one", "text": "Huawei signed."}, {"path": "p/two.txt", "text": "x"})
    )
    path.write_bytes(path.read_bytes() + b"\n" + lines({"id": 3, "text": "x"}, {"text": "no name"}))
    assert [source.id for source in sources(path)] == ["one", "p/two.txt", "3", "rows.txt#5"]
    assert [source.path for source in sources(path)] == [str(path), "p/two.txt", str(path), str(path)]


def test_a_bad_line_fails_alone(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    row = {"id": "a", "text": "x"}
    path.write_bytes(lines(row, row, b'{"id": "b", ', row, row))
    found = list(find([str(path)]))
    assert [type(item) for item in found] == [Source, Source, Failed, Source, Source]
    assert isinstance(found[2], Failed)
    assert (found[2].path, found[2].line) == (str(path), 3)
    assert found[2].reason.startswith("not JSON: ")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"[1]", "not a JSON object"),
        (b"\xff", "byte 0 of the line is not UTF-8"),
        (b'{"id": "a"}', "neither text"),
        (b'{"id": "\\ud800", "text": "x"}', "its id holds a lone surrogate"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_rows_that_are_neither_documents_nor_facts(tmp_path: Path, row: bytes, reason: str) -> None:
    (tmp_path / "rows.jsonl").write_bytes(row)
    (failed,) = find([str(tmp_path / "rows.jsonl")])
    assert isinstance(failed, Failed)
    assert failed.reason.startswith(reason)


def test_what_a_row_says_goes_before_what_its_text_says() -> None:
    page = "<html lang=en><title>Page</title><meta name=author content='Li Na'><p>Huawei signed.</p>"
    row = {
        "id": "a",
        "text": page,
        "title": "Row",
        "published": "2022/6/17",
        "language": "en-GB",
        "url": None,
    }
    (source,) = sources("-", stdin=lines(row))
    text = source.document()
    assert text.source == page
    assert text.visible.text == "Huawei signed."
    metadata = text.metadata
    assert (metadata.title, metadata.published, metadata.language) == ("Row", "2022-06-17", "en-GB")
    assert (metadata.url, metadata.author) == (None, "Li Na")
    assert source.sha256 == hashlib.sha256(lines(row)).hexdigest()


@pytest.mark.parametrize("text", [5, "", " \n", "a\0b", "\ud800"])
def test_a_row_without_usable_text_cannot_be_read(text: object) -> None:
    (source,) = sources("-", stdin=lines({"id": "a", "text": text}))
    with pytest.raises(DocumentError, match=r"^-, line 1: "):
        source.document()


def test_facts_are_read_under_the_sources_id() -> None:
    (source,) = sources("-", stdin=lines(FACTS), prefix="p")
    assert source.kind == "facts"
    facts = source.facts()
    assert facts.document.id == source.id == "p/x"
    assert len(facts.claims) == 1


def test_facts_that_break_the_format_name_line_and_field() -> None:
    (source,) = sources("-", stdin=b"\n" + lines(FACTS | {"entities": []}))
    with pytest.raises(FactsError, match=r"^-, line 2: claims\[0\]\.source"):
        source.facts()


class Endless(io.RawIOBase):
    def readline(self, size: int | None = -1, /) -> bytes:
        return b'{"id": "a", "text": "x"}\n'


def test_rows_are_streamed() -> None:
    found = find(["-"], stdin=Endless())  # type: ignore[arg-type]
    assert isinstance(next(found), Source)
    assert isinstance(next(found), Source)
