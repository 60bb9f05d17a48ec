from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.readers.plain import read_plain
from loaders.text.spanned import Text
from tests.loaders.faithful import assert_faithful


def blocks(text: Text) -> list[tuple[str, str]]:
    return [(block.kind, text.visible.text[block.start : block.end]) for block in text.blocks]


def test_a_news_text() -> None:
    text = read_plain(
        "Huawei signs in Jinan\r\n2024/05/17 05:17:32 technology\r\n\r\n"
        "Huawei signed with Shandong University.\r\n\r\nWhat comes next\r\n\r\nMore talks."
    )
    assert blocks(text) == [
        ("title", "Huawei signs in Jinan"),
        ("paragraph", "2024/05/17 05:17:32 technology"),
        ("paragraph", "Huawei signed with Shandong University."),
        ("heading", "What comes next"),
        ("paragraph", "More talks."),
    ]
    assert text.metadata.title == "Huawei signs in Jinan"
    assert text.metadata.published == "2024-05-17"
    assert text.metadata.language == "en"


def test_the_visible_text_is_the_source_and_costs_nothing() -> None:
    text = read_plain("华为在济南\n\n双方签约。")
    assert text.visible.text == text.source
    assert isinstance(text.visible.starts, range)


def test_each_line_is_a_paragraph_where_lines_end_as_sentences_do() -> None:
    text = read_plain("华为与山东大学签署协议。\n签约仪式在济南举行，\n山东能源也签约。\n双方将合作。")
    assert len(text.blocks) == 4


def test_wrapped_lines_make_one_paragraph() -> None:
    wrapped = (
        "Huawei said on Friday that it had signed an agreement\n"
        "with Shandong University, which will train engineers\n"
        "for the company. The signing took place in Jinan and\n"
        "was attended by the mayor.\n\n"
        "A second agreement will follow."
    )
    assert [text.count("\n") for _, text in blocks(read_plain(wrapped))] == [3, 0]


def test_wrapped_chinese_counts_two_columns_a_character() -> None:
    wrapped = (
        "华为与山东大学昨日在济南签署战略合作协议双方将围绕人\n"
        "才培养科研创新等方面展开深入的合作共同推动数字经济\n"
        "发展。"
    )
    assert len(read_plain(wrapped).blocks) == 1


def test_list_items_stand_alone_without_their_marks() -> None:
    text = read_plain(
        "Those who signed:\n- Shandong University\n- Shandong Energy\n1. Huawei Cloud\n（2）济南"
    )
    assert blocks(text)[1:] == [
        ("item", "Shandong University"),
        ("item", "Shandong Energy"),
        ("item", "Huawei Cloud"),
        ("item", "济南"),
    ]


@pytest.mark.parametrize("only", ["Huawei signed in Jinan", "华为 与 山东 大学 签约 " * 40])
def test_a_single_line_is_no_title(only: str) -> None:
    text = read_plain(only)
    assert [block.kind for block in text.blocks] == ["paragraph"]
    assert text.metadata.title is None


def test_a_company_name_may_end_a_title_with_a_full_stop() -> None:
    assert read_plain("About Acme Co., Ltd.\n\nIt signed.").metadata.title == "About Acme Co., Ltd."


def test_lines_of_dashes_are_nothing() -> None:
    assert [text for _, text in blocks(read_plain("One.\n-----\nTwo.\n* * *\n"))] == ["One.", "Two."]


def test_lines_of_particulars_are_no_wrapped_sentence() -> None:
    lines = [
        "公司名称：长安汽车集团有限公司",
        "注册地址：重庆市江北区某某路二十号",
        "经营范围：汽车整车的研发和制造",
    ]
    assert [text for _, text in blocks(read_plain("\n".join(lines)))] == lines


@given(st.text(alphabet="华a.。 \n\r\t-1，\u3000", max_size=100))
def test_all_but_rules_and_marks_is_in_a_block(source: str) -> None:
    text = read_plain(source)
    assert_faithful(text)
    left = source
    for block in reversed(text.blocks):
        left = left[: block.start] + left[block.end :]
    assert not set(left) & set("华a。，")
