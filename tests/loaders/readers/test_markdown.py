from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.readers.markdown import read_markdown
from loaders.text.spanned import Text
from tests.loaders.faithful import assert_faithful

DOCUMENT = """# 华为在济南签约

华为与**山东大学**签署\\"战略\\"协议，见[官网](https://example.org/a_b "华为")与 `code  x`。
第二行 &amp; 结尾。

![现场照片](a.png)

签约现场

> 引用 *的* 话
> 两行

- 山东能源
- 山东重工
  续行

| 城市 | 时间 |
|---|---|
| 济南 | a \\| b |

<div>

    <p>表格 &lt;外</p>

</div>

```
code here
```

第二节
------

![图][r] [参考][r] <https://example.org/%E5%8D%8E> <br>换行

[r]: https://example.org/r
"""


def blocks(text: Text) -> list[tuple[str, str]]:
    return [(block.kind, text.visible.text[block.start : block.end]) for block in text.blocks]


def test_a_document() -> None:
    text = read_markdown(DOCUMENT)
    assert blocks(text) == [
        ("title", "华为在济南签约"),
        ("paragraph", '华为与山东大学签署"战略"协议，见官网与 code  x。\n第二行 & 结尾。'),
        ("caption", "签约现场"),
        ("paragraph", "引用 的 话\n两行"),
        ("item", "山东能源"),
        ("item", "山东重工\n续行"),
        ("cell", "城市"),
        ("cell", "时间"),
        ("cell", "济南"),
        ("cell", "a | b"),
        ("paragraph", "表格 <外"),
        ("code", "code here"),
        ("heading", "第二节"),
        ("paragraph", "参考 https://example.org/华 \n换行"),
    ]
    assert text.metadata.title == "华为在济南签约"
    assert_faithful(text)


@pytest.mark.parametrize(
    ("shown", "written"),
    [
        ("山东大学签署", "山东大学**签署"),
        ('"战略"', '\\"战略\\"'),
        ("官网与", '官网](https://example.org/a_b "华为")与'),
    ],
)
def test_a_span_takes_in_the_markup_within_it(shown: str, written: str) -> None:
    text = read_markdown(DOCUMENT)
    start = text.visible.text.index(shown)
    assert DOCUMENT[slice(*text.visible.span(start, start + len(shown)))] == written


def test_windows_line_ends_and_indents() -> None:
    text = read_markdown("# T\r\n\r\n    华为签约。\r\n\t济南。\r\n")
    assert blocks(text) == [("title", "T"), ("paragraph", "华为签约。\n济南。")]
    assert_faithful(text)


def test_offsets_count_from_the_beginning_of_the_source() -> None:
    source = "ignored\n\nHuawei *signed*."
    text = read_markdown(source, 9)
    assert text.visible.text == "Huawei signed."
    assert source[slice(*text.visible.span(7, 13))] == "signed"


def test_marks_that_mark_nothing_are_text() -> None:
    assert read_markdown("2 * 3 * 4, snake_case_name, [1] and **open").visible.text == (
        "2 * 3 * 4, snake_case_name, [1] and **open"
    )


def test_what_html_hides_stays_hidden() -> None:
    assert (
        read_markdown("<nav>\n\nmenu **bold**\n\n</nav>\n\nHuawei signed.").visible.text == "Huawei signed."
    )


WORD = st.text(alphabet="华为济南Hua1 ", min_size=1, max_size=8).map(str.strip).filter(bool)
MARKUP = st.sampled_from(
    [("*{}*", "{}"), ("[{}](http://x.y 'z')", "{}"), ("\\*{}", "*{}"), ("![{}](q)", ""), ("&lt;{}", "<{}")]
)


@given(st.lists(st.tuples(WORD, MARKUP), min_size=1, max_size=6))
def test_markup_is_gone_and_each_word_keeps_its_place(pieces: list[tuple[str, tuple[str, str]]]) -> None:
    text = read_markdown("，".join(markup.format(word) for word, (markup, _) in pieces))
    assert_faithful(text)
    assert text.visible.text.strip() == "，".join(shown.format(word) for word, (_, shown) in pieces).strip()


FRAGMENTS = st.sampled_from(
    (
        *("*", "**", "_", "`", "``", "[", "]", "](", ")", "![", "(x)", "\\", "\\*", "&amp;", "#", "# ", "- "),
        *("1. ", "> ", "|", "\\|", "|--|--|\n", "---\n", "```\n", "<b>", "</div>", "<div>", "<!--", "=", "a"),
        *(
            "<http://x.y/%20>",
            "\n",
            "\r\n",
            "\n\n",
            "  \n",
            "    ",
            "\t",
            "\u3000",
            "\x0b",
            "华为",
            "[a]: http://z\n",
        ),
    )
)


TEXT = st.text(st.characters(exclude_characters="\0"), max_size=3)  # NUL is refused before: it is no text


@given(st.lists(FRAGMENTS | TEXT, max_size=40).map("".join))
def test_nothing_is_too_odd_to_read(source: str) -> None:
    assert_faithful(read_markdown(source))
