"""The day and the city of a signing where the next sentence tells them of what was signed."""

from __future__ import annotations

import pytest

from tests.loaders.claims.test_tables import signings

SIGNED = "OSLO, June 7, 2023 - Siemens has entered into a research agreement with Nokia. "
SIGNED_ZH = "2023年6月7日\n\n西门子与诺基亚在奥斯陆签署合作协议，为期三年。"


@pytest.mark.parametrize(
    ("text", "date", "place"),
    [
        (SIGNED + "The agreement was signed on Monday in Bergen.", "2023-06-05", "city/bergen"),
        (SIGNED + "The papers were exchanged in Bergen by both chairmen.", None, "city/bergen"),
        (
            SIGNED + "The deal, worth $3 million, was sealed at Nokia's offices in Bergen.",
            None,
            "city/bergen",
        ),
        (SIGNED + "The signing took place in Bergen on 2 June.", "2023-06-02", "city/bergen"),
        (SIGNED + "It runs for three years. They signed the accord in Bergen.", None, "city/bergen"),
        (SIGNED + "The contract, signed in Bergen on Tuesday, runs for years.", "2023-06-06", "city/bergen"),
        (SIGNED + "It was signed last May 17 in Bergen.", "2023-05-17", "city/bergen"),
        (
            SIGNED + "Nokia, a rival of Ericsson, is pleased. The deal was signed in Bergen.",
            None,
            "city/bergen",
        ),
        (SIGNED + "The agreement will be signed again in Bergen.", None, "city/oslo"),
        (SIGNED + "A similar agreement was signed in Bergen last year.", None, "city/oslo"),
        (SIGNED + "The agreement was signed by Anna Berg, who was born in Bergen.", None, "city/oslo"),
        (SIGNED_ZH + "签约时间为6月2日。", "2023-06-02", "city/oslo"),
        (SIGNED_ZH + "签约仪式在卑尔根举行。", None, "city/bergen"),
        (SIGNED_ZH + "协议于6月2日在卑尔根签署。", "2023-06-02", "city/bergen"),
        (SIGNED_ZH + "签约仪式将在卑尔根举行。", None, "city/oslo"),
    ],
)
def test_the_next_sentence_tells_when_and_where(text: str, date: str | None, place: str) -> None:
    (claim,) = signings(text, "news.txt")
    assert claim.place == place
    assert date in (None, claim.date)


def test_of_two_papers_the_one_told_of_last_is_meant() -> None:
    text = "In 2022 Siemens signed with Nokia, and later Bosch started. The contract was signed in May 2023."
    assert {claim.date for claim in signings(text, "news.txt")} == {"2022"}
