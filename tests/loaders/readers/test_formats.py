"""Files that are not text: what is taken out of them."""

from __future__ import annotations

import gzip
import json
from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path
from typing import Any

import pytest

from graph.errors import DocumentError, PactgraphError
from loaders.readers import archives, content_of, formats, read
from loaders.readers.formats import Content, DocumentFormat
from loaders.readers.sources import Failed, Found, Skipped, Source, find
from tests.loaders.faithful import assert_faithful
from tests.loaders.readers.files import CHINESE, ENGLISH, docx, eml, every_kind, pdf, rss, zipped


def found(folder: Path, **files: bytes) -> list[Found]:
    for name, data in files.items():
        (folder / name.replace("_", ".")).write_bytes(data)
    return list(find([str(folder)]))


def rows(folder: Path, name: str, data: bytes) -> list[dict[str, Any]]:
    (folder / name).write_bytes(data)
    sources = list(find([str(folder / name)]))
    assert all(isinstance(source, Source) for source in sources), sources
    return [json.loads(source.data) for source in sources if isinstance(source, Source)]


def test_every_kind_is_read_with_true_offsets(tmp_path: Path) -> None:
    for name, data in every_kind().items():
        (tmp_path / name).write_bytes(data)
    sources = list(find([str(tmp_path)]))
    ids = ["a.txt", "b.md", "c.html", "row", "e1", "e2", "f.pdf", "g.docx", "h.eml", "i1", "j.txt.gz"]
    assert [one.id for one in sources if isinstance(one, Source)] == [
        *ids,
        "k.zip/in/k2.html",
        "k.zip/k1.txt",
        "l.txt",
        "m.txt",
    ]
    for source in sources:
        assert isinstance(source, Source)
        text = source.document()
        assert_faithful(text)
        assert "signed" in text.visible.text or "签署" in text.visible.text


def test_a_pdf_has_its_lines_put_together() -> None:
    english = ["Huawei signed a cooperation agreement with Shandong Uni-", "versity in Jinan in June 2022."]
    chinese = ["2022年2月，华为在济南与山东大学、山东能源集团、山东重", "工集团分别签署合作协议。"]
    text = read(pdf([*english, *chinese], title="Signed in Jinan"), path="a.pdf")
    assert text.source == f"{ENGLISH}\n\n{CHINESE}"
    assert (text.metadata.title, text.metadata.author) == ("Signed in Jinan", "Li Na")


def test_what_stands_on_every_page_of_a_pdf_is_no_text() -> None:
    text = read(
        pdf(*(["The Daily News", f"Sentence {n} stands here.", f"Page {n}"] for n in "1234")), path="a.pdf"
    )
    assert text.source == "\n\n".join(f"Sentence {n} stands here." for n in "1234")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf([ENGLISH], password="secret"), "protected by a password"),
        (pdf([]), "holds no text"),
        (b"%PDF-1.7\nnothing", "damaged"),
    ],
)
def test_a_pdf_that_cannot_be_read(data: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=rf"^a\.pdf: the PDF .*{reason}"):
        read(data, path="a.pdf")


def test_word_shows_what_a_reader_sees() -> None:
    deleted = "<w:r><w:t>华为</w:t></w:r><w:del><w:r><w:delText>不</w:delText></w:r></w:del><w:r><w:t>签约</w:t></w:r>"
    table = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>"
    core = "<dc:title>签约</dc:title><dc:creator>Li Na</dc:creator>"
    text = read(docx(deleted, table, ENGLISH, core=core), path="a.docx")
    assert text.source == f"华为签约\n\na\tb\nc\n\n{ENGLISH}"
    assert (text.metadata.title, text.metadata.author) == ("签约", "Li Na")


def table(*rows: tuple[str, ...]) -> str:
    """The XML of a table in Word, behind which a paragraph begins."""
    cell = "<w:tc>{}<w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    lines = ("".join(cell.format(wide * one.endswith("!"), one.strip("!")) for one in row) for row in rows)
    return f"</w:p><w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl><w:p>"


def test_a_table_in_word_keeps_its_cells() -> None:
    rows = table(("甲方", "乙方", "时间"), ("华为", "", "2021年"), ("共两项!", "完"))
    text = read(docx("<w:r><w:t>签约一览</w:t></w:r>" + rows), path="a.docx")
    assert text.source == "签约一览\n\n甲方\t乙方\t时间\n华为\t\t2021年\n共两项\t\t完"
    cells = {text.source[block.start : block.end]: block.cell for block in text.blocks if block.cell}
    assert [cells[one].column for one in ("甲方", "乙方", "时间", "华为", "2021年", "完")] == [
        1,
        2,
        3,
        1,
        3,
        3,
    ]


def test_a_table_that_lays_out_a_page_in_word_is_its_paragraphs() -> None:
    page = table(
        ("News", "Weather"), ("Siemens signed.</w:t></w:r></w:p><w:p><w:r><w:t>Then it rained.", "Rain.")
    )
    text = read(docx(page), path="a.docx")
    assert text.source == "News\n\nWeather\n\nSiemens signed.\n\nThen it rained.\n\nRain."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (docx(ENGLISH)[:-60], "damaged"),
        (docx("<w:r><w:t>"), "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"),
    ],
)
def test_a_word_file_that_cannot_be_read(data: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        read(data, path="a.docx")


def test_an_e_mail_is_its_text_or_its_html() -> None:
    text = read(eml(f"{CHINESE}\n", Subject="签约", Date="Fri, 17 Jun 2022 06:50:00 +0800"), path="a.eml")
    assert text.source.strip() == CHINESE
    assert (text.metadata.title, text.metadata.published) == ("签约", "2022-06-17")
    assert text.metadata.author == "Press Office <press@example.org>"
    page = read(eml(f"<p>{ENGLISH}</p>", "html"), path="a.eml")
    assert page.visible.text == ENGLISH


def test_a_note_that_begins_like_an_e_mail_is_text() -> None:
    source = f"From: Li Na\nTo: all\nSubject: news\n\n{ENGLISH}"
    assert read(source.encode(), path="a.txt").source == source


def test_a_feeds_items_are_documents(tmp_path: Path) -> None:
    first = "<guid>g1</guid><title>One</title><pubDate>Fri, 17 Jun 2022 06:50:00 GMT</pubDate><link>https://e.org/1</link>"
    data = rss(
        f"{first}<description>short</description><content:encoded>&lt;p&gt;{CHINESE}&lt;/p&gt;</content:encoded>"
    )
    (row,) = rows(tmp_path, "feed.xml", data)
    assert row["text"] == f"<p>{CHINESE}</p>"
    assert (row["id"], row["title"], row["url"], row["language"]) == ("g1", "One", "https://e.org/1", "en")
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh"><entry><id>urn:1</id><title>T</title>'
        '<link rel="self" href="x"/><link href="https://e.org/2"/><updated>2022-06-17T01:00:00Z</updated><author>'
        f'<name>Li Na</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{ENGLISH}</div>'
        "</content></entry></feed>"
    )
    (row,) = rows(tmp_path, "atom.xml", atom.encode())
    assert ENGLISH in row["text"]
    assert (row["url"], row["author"], row["language"]) == ("https://e.org/2", "Li Na", "zh")


def test_a_feed_in_a_legacy_encoding(tmp_path: Path) -> None:
    data = rss(f"<guid>g1</guid><description>{CHINESE}</description>").decode().replace("UTF-8", "GB2312")
    (row,) = rows(tmp_path, "feed.xml", data.encode("gb18030"))
    assert row["text"] == CHINESE


def test_a_broken_feed_keeps_the_items_before_it_breaks(tmp_path: Path) -> None:
    data = rss(f"<guid>g1</guid><description>{ENGLISH}</description>", "<title>no text</title>", "<broken>")
    one, empty, broken = found(tmp_path, feed_xml=data)
    assert isinstance(one, Source)
    assert isinstance(empty, Failed)
    assert (empty.line, empty.reason) == (2, "the item holds no text, only a link to it")
    assert isinstance(broken, Failed)
    assert "malformed behind its item 2" in broken.reason


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_with_a_column_of_text(tmp_path: Path, delimiter: str, encoding: str) -> None:
    lines = [
        delimiter.join(("编号", "标题", "正文")),
        delimiter.join(("1", "签约", f'"{CHINESE}\n第二行"')),
        "",
    ]
    (row,) = rows(tmp_path, "table.dat", "\r\n".join(lines).encode(encoding))
    assert row == {"id": "1", "text": f"{CHINESE}\n第二行", "title": "签约"}


def test_a_tables_rows_are_told_by_line(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('text,id\n"two\nlines",\n\nthree,\nfour,x\n', encoding="utf-8")
    assert [one.id for one in find([str(tmp_path / "t.csv")]) if isinstance(one, Source)] == [
        "t.csv#2",
        "t.csv#5",
        "x",
    ]


def test_a_table_without_text_is_another_kind_of_file(tmp_path: Path) -> None:
    (skipped,) = found(tmp_path, t_csv=b"year,sum\n2022,3\n")
    assert isinstance(skipped, Skipped)
    (failed,) = find([str(tmp_path / "t.csv")])
    assert isinstance(failed, Failed)
    assert failed.reason == "no column is named text or content"


def test_a_zip_is_read_as_its_files_and_no_deeper(tmp_path: Path) -> None:
    data = zipped(
        {
            "b/rows.jsonl": b'{"text": "x"}\n',
            "a.zip": zipped({"c.txt": b"x"}),
            "d.png": b"\x89PNG\0",
            "e/": b"",
        }
    )
    assert [type(one) for one in found(tmp_path, n_zip=data)] == [Skipped, Source, Skipped]
    (failed,) = find([str(tmp_path / "none.zip")])
    assert isinstance(failed, Failed)


def test_the_files_of_applications_are_no_archives(tmp_path: Path) -> None:
    sheet = zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})
    (skipped,) = found(tmp_path, s_xlsx=sheet)
    assert isinstance(skipped, Skipped)


def test_a_bomb_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_ALWAYS_ALLOWED", 100_000)
    much = b"x" * 1_000_000
    long, zipped_, lines = found(
        tmp_path,
        a_txt_gz=gzip.compress(much),
        b_zip=zipped({"x.txt": much}),
        c_jsonl_gz=gzip.compress((b'{"text": "%s"}\n' % much[:9000]) * 100),
    )[:3]
    assert isinstance(long, Failed)
    assert isinstance(zipped_, Failed)
    assert "a zip bomb" in long.reason
    assert "a zip bomb" in zipped_.reason
    assert isinstance(lines, Source)
    assert "zip bomb" in list(find([str(tmp_path / "c.jsonl.gz")]))[-1].reason  # type: ignore[union-attr]


def test_a_document_that_is_too_long_is_not_read(tmp_path: Path) -> None:
    for name, data in {
        "a.txt": b"x" * 41,
        "b.txt": b"x" * 11,
        "c.jsonl": b'{"text": "xxxxxxxxxxx"}\n',
    }.items():
        (tmp_path / name).write_bytes(data)
    failed, *read_later = find([str(tmp_path)], limit=10)
    assert isinstance(failed, Failed)
    assert failed.reason == "longer than 10 characters: split it, or set PACTGRAPH_MAX_DOCUMENT"
    for source in read_later:
        assert isinstance(source, Source)
        with pytest.raises(DocumentError, match="longer than 10 characters"):
            source.taken_out(limit=10)


@pytest.mark.parametrize(
    ("identifier", "reason"),
    [
        ("a/../b", "../"),
        ("a\nb", "U+000A"),
        ("a\u2028b", "U+2028"),
        ("x" * 1001, "longer"),
        ("\ud800", "surrogate"),
    ],
)
def test_what_cannot_be_an_id(tmp_path: Path, identifier: str, reason: str) -> None:
    (failed,) = found(tmp_path, a_jsonl=json.dumps({"id": identifier, "text": "x"}).encode())
    assert isinstance(failed, Failed)
    assert (failed.line, reason in failed.reason) == (1, True)


def test_damaged_and_protected_archives_are_told_of(tmp_path: Path) -> None:
    row = b'{"text": "Siemens signed an agreement with Intel."}\n'
    cut = gzip.compress(b"".join(row.replace(b"Intel", b"%d" % n) for n in range(20_000)))[:-2000]
    *whole, broken = found(tmp_path, a_jsonl_gz=cut)
    assert len(whole) > 1000
    assert isinstance(broken, Failed)
    assert broken.line == len(whole) + 1
    assert "damaged" in broken.reason
    (tmp_path / "a.jsonl.gz").unlink()
    locked = bytearray(zipped({"a.txt": b"x" * 50}))
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(sign) + flags] |= 1
    one, other = found(tmp_path, a_zip=bytes(locked), b_zip=zipped({"a.txt": b"x"})[:-9])
    assert isinstance(one, Failed)
    assert "password" in one.reason
    assert isinstance(other, Failed)
    assert "damaged" in other.reason


class Fake(EntryPoint):
    loaded: Any

    def load(self) -> Any:
        return DocumentFormat(
            "shouted", lambda head, _: head.startswith(b"!!"), lambda data, _: Content(data[2:].decode())
        )


def test_another_format_is_an_entry_point_away(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = EntryPoints([Fake("shouted", "somewhere:FORMAT", formats.GROUP)])
    monkeypatch.setattr(formats, "entry_points", lambda group: entries)
    monkeypatch.setattr(formats, "formats", formats.formats.__wrapped__)
    assert content_of(b"!!Huawei signed.", path="a").source == "Huawei signed."
    bad = EntryPoints([EntryPoint("bad", "loaders.readers:read", formats.GROUP)])
    monkeypatch.setattr(formats, "entry_points", lambda group: bad)
    with pytest.raises(PactgraphError, match="readers:read is neither"):
        formats.formats()
    monkeypatch.setattr(formats, "entry_points", lambda group: EntryPoints())
    with pytest.raises(PactgraphError, match="install pactgraph again"):
        formats.formats()
