from __future__ import annotations

import pytest

from graph.errors import DocumentError
from loaders.readers import read_source
from loaders.readers.front_matter import front_matter
from loaders.text.spanned import Metadata


def test_fields_become_metadata() -> None:
    source = (
        "\n---\ntitle: 'Signed: at last'\nDate: Fri, 17 Jun 2022 06:50:00 GMT\nauthor:\n  - Li Na\n  - Wang Wu\n"
        "link: https://example.org/1\nlang: en\ndraft: no\n---\nBody."
    )
    front = front_matter(source, path="a.md")
    assert front is not None
    assert front.metadata == Metadata(
        "Signed: at last", "2022-06-17", "https://example.org/1", "en", "Li Na, Wang Wu"
    )
    assert source[front.end :] == "Body."


@pytest.mark.parametrize(
    ("written", "published"),
    [("2024-06-25", "2024-06-25"), ("'2024/06'", "2024-06"), ("2024", "2024"), ("soon", None)],
)
def test_a_date_is_as_precise_as_given(written: str, published: str | None) -> None:
    assert read_source(f"---\ndate: {written}\n---\nHuawei signed.", path="a").metadata.published == published


def test_windows_line_ends() -> None:
    text = read_source("---\r\ntitle: 华为\r\n---\r\n济南签约。", path="a")
    assert text.metadata.title == "华为"
    assert text.source[slice(*text.visible.span(0, 2))] == "济南"


@pytest.mark.parametrize(
    "source", ["---\nOnly a rule.\n---\nText.", "---\ntitle: never closed", "text\n---\na: b\n---\n"]
)
def test_dashes_alone_make_no_front_matter(source: str) -> None:
    assert front_matter(source, path="a") is None


@pytest.mark.parametrize("yaml", ["title: 'open", "a: b\nc: [1, 2", "a: b: c", "a: \x01"])
def test_malformed_yaml_fails_with_its_line(yaml: str) -> None:
    with pytest.raises(DocumentError, match=r"a\.md, line \d+: the front matter is not YAML"):
        front_matter(f"---\n{yaml}\n---\nText.", path="a.md")


def test_a_body_in_html_is_read_as_html() -> None:
    text = read_source("---\ntitle: T\n---\n\n<div>\n\n    <p>A &amp; B signed.</p>\n\n</div>\n", path="a")
    assert text.visible.text == "A & B signed."
    assert text.metadata.title == "T"
