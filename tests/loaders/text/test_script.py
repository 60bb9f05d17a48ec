from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.text.script import is_chinese, is_segmented, language, simplify

FRENCH = "Huawei a signé un accord avec une université chinoise pour former des étudiants dans les réseaux mobiles."
SEGMENTED = "华为 与 山东 大学 签署 合作 协议 双方 将 共同 培养 人才"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("华为与山东大学签署协议。", "zh-Hans"),
        ("華爲與山東大學簽署協議。", "zh-Hant"),
        ("山东大学 Huawei Cloud", "zh-Hans"),
        ("中文", "zh-Hans"),
        ("Huawei signed an agreement with Shandong University in Jinan.", "en"),
        ("Huawei met 华为 partners at the Jinan summit and signed with three of them.", "en"),
        (FRENCH, "und"),
        ("ファーウェイは大学と契約した。", "und"),
        ("2024 — 17", "und"),
        ("", "und"),
    ],
)
def test_language(text: str, expected: str) -> None:
    assert language(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SEGMENTED, True),
        (f"{SEGMENTED} 。 （ 记者 ） Huawei Cloud 2024 年 {SEGMENTED}", True),
        ("华为与山东大学签署合作协议，双方将共同培养人才，并在济南建立研究院。" * 3, False),
        ("华 为 与 山 东 大 学 签 署 合 作 协 议", False),
        ("华为云 在济南落地", False),
        ("Huawei signed with Shandong University in Jinan on Friday.", False),
    ],
)
def test_segmented(text: str, expected: bool) -> None:
    assert is_segmented(text) is expected


@given(st.text())
def test_any_text_has_a_language_and_keeps_its_length(text: str) -> None:
    assert language(text) in ("zh-Hans", "zh-Hant", "en", "und")
    assert is_chinese(text) == language(text).startswith("zh")
    assert len(simplify(text)) == len(text)
