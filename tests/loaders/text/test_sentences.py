from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.text.script import is_segmented
from loaders.text.sentences import sentences
from loaders.text.spanned import Block, Metadata, Spanned, Text


def _text(source: str, *blocks: Block) -> Text:
    whole = Block(0, len(source), "paragraph")
    return Text(source, Spanned.of(source), blocks or (whole,), Metadata(), is_segmented(source))


def cut(source: str) -> list[str]:
    return [source[sentence.start : sentence.end] for sentence in sentences(_text(source))]


CHINESE = [
    ["华为与山东大学签约。", "济南市长出席！", "为什么？"],
    ["华为与甲公司签约；", "与乙公司签约；", "与丙公司洽谈。"],
    ["他说：“今天签约。”", "随后仪式结束。"],
    ["這是《合作？還是競爭》一書的作者。", "他來自濟南。"],
    ["以“加油！”为口号的大会在济南举行。", "五百人参加。"],
    ["（本次签约由两家公司参加。共有三个项目）在济南进行。", "完毕。"],
    ["华为（Huawei Technologies Co., Ltd. 总部在深圳）签约！", "真的吗?", "是的。"],
    ["版本为24.03的系统\n发布了。", "欢迎下载。"],
]
ENGLISH = [
    [
        "Huawei Technologies Co., Ltd. signed with Shandong Energy Co. Ltd.",
        "The deal is worth U.S. $2.5 million.",
    ],
    ["Dr. J. Smith of Acme Inc. spoke at 5 p.m. in Jinan.", "He left."],
    ['"We will sign."', "Mr. Xu smiled."],
    ['"Will you sign?" he asked.', "They did!"],
    ["The talks were about Node.js, e.g. version 2.0 of it.", "openEuler was named too."],
    ["Exchanges were said to deepen.", "Yang Ruikai agreed."],
    ["1. Huawei signed first.", "2. Others followed."],
    ["It is at No. 5 Jingshi Road.", "No. 6 is empty."],
]


@pytest.mark.parametrize("expected", CHINESE)
def test_chinese(expected: list[str]) -> None:
    assert cut("".join(expected)) == expected


@pytest.mark.parametrize("expected", ENGLISH)
def test_english(expected: list[str]) -> None:
    assert cut(" ".join(expected)) == expected


def test_a_lost_space_parts_sentences_but_not_names() -> None:
    assert cut("Exchanges deepened.Yang Ruikai agreed on Asp.Net and Booking.com.") == [
        "Exchanges deepened.",
        "Yang Ruikai agreed on Asp.Net and Booking.com.",
    ]


def test_a_block_ends_its_sentence() -> None:
    source = "Talks in Jinan\nHuawei signed"
    text = _text(source, Block(0, 14, "heading"), Block(15, len(source), "paragraph"))
    assert [source[s.start : s.end] for s in sentences(text)] == ["Talks in Jinan", "Huawei signed"]


def test_what_stands_between_blocks_is_in_no_sentence() -> None:
    assert sentences(_text("menu Huawei signed.", Block(5, 19, "paragraph")))[0].start == 5


def test_segmented_text_without_full_stops_is_cut_at_commas_only_where_it_is_long() -> None:
    words = "华为 与 山东 大学 签署 合作 协议 "
    assert cut(f"{words * 2}， {words * 2}") == [f"{words * 2}， {words * 2}".strip()]
    assert len(cut(f"{words * 9}， {words * 9}")) == 2
    assert len(cut(words * 50)) == 1


@given(st.text(alphabet='华为a Aco.。！？；!?“”"()（）\n 1《》', max_size=120))
def test_sentences_are_trimmed_in_order_and_lose_nothing(source: str) -> None:
    position = 0
    for sentence in sentences(_text(source)):
        assert not source[position : sentence.start].strip()
        piece = source[sentence.start : sentence.end]
        assert piece
        assert piece == piece.strip()
        position = sentence.end
    assert not source[position:].strip()


@pytest.mark.parametrize("unit", ["华为", "(", "“", "a. b ", "！", "x." * 2, ". ;", " 。”"])
def test_work_grows_with_the_text_and_no_faster(unit: str) -> None:
    def work(size: int) -> int:
        text = _text(unit * (size // len(unit)))
        return _calls(lambda: sentences(text))

    assert work(8000) <= 4.5 * work(2000) + 100


def _calls(run: Callable[[], object]) -> int:
    """Count the calls, of Python and of C functions, that a run makes."""
    count = 0

    def note(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        run()
    finally:
        sys.setprofile(None)
    return count
