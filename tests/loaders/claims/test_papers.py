"""The day and the city of a signing where the next sentence tells them of what was signed."""

from __future__ import annotations

import pytest

from tests.loaders.claims.test_tables import signings

DATED = "OSLO, June 7, 2023 - Siemens has entered into a research agreement with Nokia. "
DATED_ZH = "2023年6月7日\n\n西门子与诺基亚签署合作协议，为期三年。"
WHOLE = "Siemens signed an agreement with Nokia on 7 June 2023 in Oslo. "
WHOLE_ZH = "西门子与诺基亚2023年6月7日在奥斯陆签署合作协议。"


@pytest.mark.parametrize(
    ("text", "date", "place"),
    [
        ("The agreement was signed on Monday in Bergen.", "2023-06-05", "city/bergen"),
        ("The papers were exchanged in Bergen by both chairmen.", "2023-06-07", "city/bergen"),
        ("The deal, worth $3 million, was sealed at Nokia's offices in Bergen.", "2023-06-07", "city/bergen"),
        ("The signing took place in Bergen on 2 June.", "2023-06-02", "city/bergen"),
        ("It runs for three years. They signed the accord in Bergen.", "2023-06-07", "city/bergen"),
        ("The contract, signed in Bergen on Tuesday, runs for years.", "2023-06-06", "city/bergen"),
        ("It was signed last June 2 in Bergen.", "2023-06-02", "city/bergen"),
        (
            "Nokia, a rival of Ericsson, is pleased. The deal was signed in Bergen.",
            "2023-06-07",
            "city/bergen",
        ),
        ("The agreement will be signed again in Bergen.", "2023-06-07", "city/oslo"),
        ("The agreement was signed by Anna Berg, who was born in Bergen.", "2023-06-07", "city/oslo"),
        ("A similar agreement was signed in Bergen last year.", "2023-06-07", "city/oslo"),
        ("It was signed by the mayor of Bergen.", "2023-06-07", "city/oslo"),
        ("The ceremony was attended by 200 guests from Bergen.", "2023-06-07", "city/oslo"),
    ],
)
def test_the_next_sentence_tells_when_and_where(text: str, date: str, place: str) -> None:
    (claim,) = signings(DATED + text, "news.txt")
    assert (claim.date, claim.place) == (date, place)


@pytest.mark.parametrize(
    ("text", "date", "place"),
    [
        ("签约时间为6月2日。", "2023-06-02", None),
        ("签约仪式在卑尔根举行。", None, "city/bergen"),
        ("协议于6月2日在卑尔根签署。", "2023-06-02", "city/bergen"),
        ("签约仪式将在卑尔根举行。", None, None),
    ],
)
def test_so_it_does_in_chinese(text: str, date: str | None, place: str | None) -> None:
    (claim,) = signings(DATED_ZH + text, "news.txt")
    assert (claim.date, claim.place) == (date, place)


@pytest.mark.parametrize(
    "text",
    [
        WHOLE + "The contracts were signed with effect from January 2024.",
        WHOLE + "The expansion contract was signed in 2015 and renewed in 2019.",
        WHOLE + "In 2018, the companies signed their initial agreement in Bergen.",
        WHOLE + "The Paris treaty was signed in Paris in 2015.",
        WHOLE + "The ceremony was held at the hotel last week.",
        WHOLE_ZH + "此前双方的框架协议于2015年在柏林签署。",
        WHOLE_ZH + "早在2015年，双方的首个合同在柏林签订。",
        WHOLE_ZH + "揭牌仪式于2024年1月在卑尔根举行。",
    ],
)
def test_what_the_sentence_itself_tells_stands(text: str) -> None:
    (claim,) = signings(text, "news.txt")
    assert (claim.date, claim.place) == ("2023-06-07", "city/oslo")


def test_a_year_is_made_finer() -> None:
    (claim,) = signings(
        "Siemens signed an agreement with Nokia in 2022. It was signed on 3 May 2022.", "news.txt"
    )
    assert claim.date == "2022-05-03"


def test_of_two_papers_the_one_told_of_last_is_meant() -> None:
    text = "In 2022 Siemens signed with Nokia, and later Bosch started. The contract was signed in May 2023."
    assert {claim.date for claim in signings(text, "news.txt")} == {"2022"}
