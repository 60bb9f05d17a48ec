from __future__ import annotations

import pytest

from loaders.readers import Form, detect

PLAIN = [
    "Huawei signed with Shandong University.\n\nThe deal was signed in Jinan.",
    "# 1 in the market\n\nThe firm ranks first.",
    "The firm is #1.\n#hashtag and more\nC# developers met.",
    "If a < b and b > c, then the <b> tag is bold.",
    "The parts <华为> and </p> were discussed.",
    "One part.\n\n---\n\nAnother part.",
    "---\nHuawei signed. Nobody spoke.\n---\nThe end.",
    "The firm spoke.\n\n# Signing in Jinan\n\nA heading in the middle alone is none.",
    "- first\n- second\n\nPlain lists are text too.",
    "Sizes: 2 * 3 * 4, and a_b_c.",
    "[Jinan, China, May 17, 2024] Huawei opened its conference.",
    "See [1] and (https://example.org).",
]
MARKDOWN = [
    "# Signing in Jinan\n\n## Who signed\n\n## Where\n\nHuawei did.",
    "Huawei [signed](https://example.org/a) today.",
    "Text.\n\n![The signing](img/1.jpg)\n\nMore text.",
    "# Partners\n\nThe **first** was Huawei.",
    "# 华为与山东大学签约\n\n双方在济南签署协议。",
    "| a | b |\n|---|---|\n| c | d |",
    "- one\n- two\n\nThe **third** is missing.",
]
HTML = [
    "<!DOCTYPE html><title>x</title>Hello",
    "\n <html lang=zh><body>华为",
    "<!-- saved --><html>x",
    "<p>Huawei signed.</p>",
    "<div><p>华为签约。</p>\n\n<p>济南。</p></div>",
    "Menu\n<h1>Signed</h1><p>One.</p><p>Two.</p>",
    "<p>See <a href='x'>[1](https://example.org)</a></p><p>b</p><p>c</p>",
]


@pytest.mark.parametrize(
    ("sample", "expected"),
    [(s, "plain") for s in PLAIN] + [(s, "markdown") for s in MARKDOWN] + [(s, "html") for s in HTML],
)
def test_a_format_is_told_by_content(sample: str, expected: Form) -> None:
    assert detect(sample) == expected
