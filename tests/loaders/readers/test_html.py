from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.readers.html import read_html
from loaders.readers.html_tokens import tokens
from loaders.text.spanned import Text
from tests.loaders.faithful import assert_faithful


def blocks(text: Text) -> list[tuple[str, str]]:
    return [(block.kind, text.visible.text[block.start : block.end]) for block in text.blocks]


PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><title>签约 - 网站</title>
<meta property="og:title" content="华为在济南签约">
<meta name="author" content="李娜"><link rel="canonical" href="https://example.org/1">
<script>var p = "<p>not shown</p>";</script><style>p { color: red }</style></head>
<body><nav><ul><li>首页</li></ul></nav>
<h1>华为在济南签约</h1><time datetime="2024-05-17T05:17+08:00">昨天</time>
<p>华为<b>云</b>与<a href="/s">山东&nbsp;大学</a>
   签约&#65292;双方<br>合作。</p>
<figure><img src="1.jpg" alt="not shown"><figcaption>签约现场</figcaption></figure>
<ul><li>山东能源</li><li><p>山东重工</p></li></ul>
<table><tr><td>城市</td><td>济南</td></tr></table>
<aside>更多</aside><form><label>search</label><p>正文。</p></form>
<p hidden>not shown</p><p style="display: none">not shown</p><footer>版权</footer></body></html>"""


def test_a_page() -> None:
    text = read_html(PAGE)
    assert blocks(text) == [
        ("title", "华为在济南签约"),
        ("paragraph", "昨天"),
        ("paragraph", "华为云与山东\xa0大学签约，双方\n合作。"),
        ("caption", "签约现场"),
        ("item", "山东能源"),
        ("item", "山东重工"),
        ("cell", "城市"),
        ("cell", "济南"),
        ("paragraph", "正文。"),
    ]
    metadata = text.metadata
    assert metadata.title == "华为在济南签约"
    assert metadata.published == "2024-05-17"
    assert metadata.url == "https://example.org/1"
    assert metadata.author == "李娜"
    assert metadata.language == "zh-Hans"
    assert_faithful(text)


def test_a_span_takes_in_the_markup_within_it() -> None:
    source = "<p>A <b>big</b> deal &amp; more</p>"
    text = read_html(source)
    start = text.visible.text.index("big")
    assert source[slice(*text.visible.span(start, start + 8))] == "big</b> deal"
    assert source[slice(*text.visible.span(start + 9, start + 10))] == "&amp;"


def test_white_space_is_collapsed_and_no_break_stands_between_chinese_characters() -> None:
    assert read_html("<p>  Huawei\n\n  Cloud <b> </b> x </p>").visible.text == "Huawei Cloud x"
    assert read_html("<p>华\n 为 云\nCloud</p>").visible.text == "华为 云 Cloud"
    assert read_html("<pre>a\n  b</pre>").visible.text == "a\n  b"


def test_a_short_paragraph_after_an_image_is_its_caption() -> None:
    page = "<p>Before.</p><p><img src=a></p><p>Xu Zhijun in Jinan</p><p><img src=b></p><p>They signed.</p>"
    assert [kind for kind, _ in blocks(read_html(page))] == ["paragraph", "caption", "paragraph"]


def test_two_line_breaks_part_paragraphs() -> None:
    assert blocks(read_html("<div>One.<br><br/>Two.<br>Three.</div>")) == [
        ("paragraph", "One."),
        ("paragraph", "Two.\nThree."),
    ]


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (
            '<meta property="article:published_time" content="2022-06-17T01:00Z"><time datetime="2020-01-01">',
            "2022-06-17",
        ),
        ('<meta name="PubDate" content="2022/06/17 10:00">', "2022-06-17"),
        ("<p>发布时间：2022年6月17日 10:00</p>", "2022-06-17"),
        ("<p>Nothing is said of it.</p>", None),
    ],
)
def test_the_day_of_publication(head: str, published: str | None) -> None:
    assert read_html(f"<html>{head}<p>Huawei signed.</p>").metadata.published == published


@pytest.mark.parametrize(
    "wrap", [lambda node: node, lambda node: [node], lambda node: {"@graph": [{"@type": "X"}, node]}]
)
def test_json_ld(wrap: object) -> None:
    node = {
        "@type": "NewsArticle",
        "headline": "Signed",
        "datePublished": "2022-06-17",
        "author": [{"name": "Li Na"}],
    }
    data = json.dumps(wrap(node))  # type: ignore[operator]
    metadata = read_html(f'<script type="application/ld+json">{data}</script><p>x</p>').metadata
    assert (metadata.title, metadata.published, metadata.author) == ("Signed", "2022-06-17", "Li Na")


def test_json_ld_that_is_no_json_says_nothing() -> None:
    page = '<script type="application/ld+json">{"@type": </script><p>Huawei signed.</p>'
    assert read_html(page).metadata.published is None


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<p>one<p>two", "one\ntwo"),
        ("<div><nav>menu<div>more</div>text</div><p>shown", "shown"),
        ('<p>a <a href="x>b</a> c</p><p>d</p>', "a b c\nd"),
        ("a < b and b > c", "a < b and b > c"),
        ("<华为> signed", "<华为> signed"),
        ("5 <", "5 <"),
        ("</nav></p>text", "text"),
        ("A&amp;B &unknown; &#0; AT&T;", "A&B &unknown; \ufffd AT&T;"),
        ("<!-- a > b -->x<!---->y<![CDATA[z]]>", "xy"),
        ("<b><p>x</b>y</p>", "xy"),
        ("text<!-- never closed > p", "text"),
    ],
)
def test_broken_pages_show_what_they_can(page: str, shown: str) -> None:
    assert read_html(page).visible.text == shown


def test_a_nesting_without_end() -> None:
    assert read_html("<div>" * 50_000 + "x").visible.text == "x"


WORDS = st.text(alphabet="华为济南Huawei 。.", min_size=1, max_size=12)
INLINE = st.sampled_from(
    ["<b>{}</b>", "<a href='x>y'>{}</a>", "<span\nclass=q>{}</span>", "{}<!-- c -->", "{}&amp;"]
)


@given(st.lists(st.lists(st.tuples(WORDS, INLINE), min_size=1, max_size=5), min_size=1, max_size=4))
def test_markup_within_words_does_not_break_them(paragraphs: list[list[tuple[str, str]]]) -> None:
    source = "".join(f"<p>{''.join(wrap.format(word) for word, wrap in words)}</p>\n" for words in paragraphs)
    text = read_html(source)
    assert_faithful(text)
    wanted = ["".join(word + "&" * wrap.endswith("&amp;") for word, wrap in words) for words in paragraphs]
    wanted = [" ".join(paragraph.split()) for paragraph in wanted]
    assert [shown for _, shown in blocks(text)] == [paragraph for paragraph in wanted if paragraph]


FRAGMENTS = st.sampled_from(
    (
        *("<p>", "</p>", "<div>", "</div>", "<nav>", "</nav>", "<b>", "</b>", "<li>", "<td>", "<br>"),
        *("<pre>", "</pre>", "<img>", "<a href='", '<a b="', ">", "<", "&", "&lt;", "&#x4e2d;"),
        *("<!--", "-->", "<title>", "</title>", "<script>", "华为", " ", "\n"),
    )
)


@given(st.lists(FRAGMENTS | st.text(max_size=3), max_size=40).map("".join))
def test_no_page_is_too_broken(source: str) -> None:
    assert_faithful(read_html(source))
    position = 0
    for token in tokens(source, 0, len(source)):
        assert position <= token.start <= token.end
        position = token.end
    assert position <= len(source)
