from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import DocumentError
from loaders.readers import read
from loaders.readers.decode import decode
from tests.loaders.faithful import assert_faithful

SIMPLIFIED = "华为与山东大学在济南签署战略合作协议，双方将共同培养人才。"
TRADITIONAL = "華為與山東大學在濟南簽署戰略合作協議，雙方將共同培養人才。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "gbk"])
def test_simplified_chinese_is_decoded_whatever_its_encoding(encoding: str) -> None:
    assert decode(SIMPLIFIED.encode(encoding), path="a.txt").text == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["big5", "utf-16-le", "utf-16-be"])
def test_traditional_chinese_is_decoded_whatever_its_encoding(encoding: str) -> None:
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    assert decode(mark + TRADITIONAL.encode(encoding), path="a.txt").text == TRADITIONAL


def test_western_accents_are_not_taken_for_chinese() -> None:
    text = "Société Générale signed with Telefónica in München."
    assert decode(text.encode("cp1252"), path="a.txt").text == text


def test_a_page_is_decoded_as_it_declares() -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body>Málaga</body></html>'
    assert decode(page.encode("iso-8859-1"), path="a.html").text == page


@pytest.mark.parametrize(
    ("data", "encoding", "sure"),
    [
        (SIMPLIFIED.encode(), "utf-8", True),
        (SIMPLIFIED.encode("gb18030"), "gb18030", False),
        (TRADITIONAL.encode("big5"), "big5hkscs", False),
        (f"{SIMPLIFIED}\n".encode("utf-16-le"), "utf-16-le", False),
        (f"{TRADITIONAL} 2022".encode("utf-16-be"), "utf-16-be", False),
        (b"<meta charset=gb2312>" + "联通".encode("gbk"), "gb18030", True),  # which would be UTF-8 too
        (b"<meta charset=gb2312>" + SIMPLIFIED.encode(), "utf-8", True),  # whose template says otherwise
        (b'<?xml version="1.0" encoding="big5"?>' + TRADITIONAL.encode("big5"), "big5hkscs", True),
    ],
)
def test_the_encoding_taken_is_told_and_how_sure_that_is(data: bytes, encoding: str, sure: bool) -> None:
    found = decode(data, path="a.txt")
    assert (found.encoding, found.confidence == 1) == (encoding, sure)
    assert found.text.endswith(("。", "\n", "2022", "联通"))


def test_line_breaks_stay_as_they_are() -> None:
    assert decode(b"a\r\nb\rc", path="a.txt").text == "a\r\nb\rc"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.txt: the file is empty"),
        (b"ab\0cd", "a.txt: byte 2 is NUL"),
        (SIMPLIFIED.encode()[:-1], "byte 84 is not UTF-8, though the rest is"),
        (codecs.BOM_UTF16_LE + b"abc", "is not utf-16-le"),
        (b"\xef\xbb\xbf\xff", "byte 0 is not utf-8"),
    ],
)
def test_what_cannot_be_decoded_is_told_of(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError, match=message):
        decode(data, path="a.txt")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text = read(data, path="any")
    except DocumentError:
        return
    assert_faithful(text)
