from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.minhash import BANDS, bands, group, is_alike, sign

WORDS = [
    "华为",
    "浙江大学",
    "签署",
    "合作",
    "协议",
    "济南",
    "人才",
    "培养",
    "工业",
    "互联网",
    "领域",
    "长期",
    "共同",
    "推动",
    "数字",
    "经济",
    "发展",
    "智能",
    "矿山",
    "能源",
]


def article(seed: int, words: int = 300) -> str:
    return "".join(random.Random(seed).choices(WORDS, k=words))


def signed(text: str) -> str:
    signature = sign(text)
    assert signature is not None
    return signature


def test_a_reprint_is_alike_and_another_article_is_not() -> None:
    text = article(1)
    reprint = f"（本报讯）{text[:300]}……{text[300:]} 责任编辑：李娜"
    assert is_alike(signed(text), signed(reprint))
    assert set(bands(signed(text))) & set(bands(signed(reprint)))
    assert not is_alike(signed(text), signed(article(2)))
    assert not is_alike(signed(text), signed(text[:300] + article(3, 200)))


def test_case_spaces_and_punctuation_make_no_difference() -> None:
    text = "Huawei signed a cooperation agreement with Shandong University in Jinan, " * 3
    assert sign(text) == sign(text.upper().replace(" ", "\n").replace(",", " - "))


def test_what_is_short_has_no_signature() -> None:
    assert sign("Siemens signed an agreement with Intel.") is None
    assert sign(" ." * 1000) is None


@pytest.mark.parametrize("text", ["签" * 500, "\ud800" * 200, "😀x" * 200])
def test_any_text_has_bands(text: str) -> None:
    assert len(bands(sign(text) or sign(article(1)) or "")) == BANDS


@settings(max_examples=30)
@given(st.permutations(range(8)))
def test_groups_do_not_depend_on_order(order: list[int]) -> None:
    texts = [
        article(1),
        article(1) + "后记",
        article(2),
        article(2)[:-20],
        article(2),
        article(4),
        article(5),
        article(6),
    ]
    signatures = {f"d{number}": signed(texts[number]) for number in order}
    assert group(signatures) == {"d1": "d0", "d3": "d2", "d4": "d2"}
