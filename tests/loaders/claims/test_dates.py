"""Dates in sentences, as precise as they are told, and which of them is a signing's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.claims.dates import dates_in
from tests.loaders.claims.test_examples import facts_of

FRIDAY = "2022-06-17"


def told(sentence: str, before: str | None = None, published: str | None = FRIDAY) -> list[str]:
    chinese = any("\u4e00" <= character <= "\u9fff" for character in sentence)
    return [one.date for one in dates_in(sentence, published, before, is_chinese=chinese)]


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        ("2017年3月22日，双方签约", ["2017-03-22"]),
        ("二〇〇六年三月签约", ["2006-03"]),
        ("6月16日，双方签约", ["2022-06-16"]),
        ("12月1日，双方签约", ["2021-12-01"]),
        ("十一月底签约", ["2021-11"]),
        ("今年2月签署", ["2022-02"]),
        ("去年冬天签署", ["2021"]),
        ("五年前签的是三年", ["2017"]),
        ("上周三签约", ["2022-06-08"]),
        ("周一在厦门签约", ["2022-06-13"]),
        ("昨晚签约", ["2022-06-16"]),
        ("新华社乌鲁木齐十三日电", ["2022-06-13"]),
        ("2016 年 5 月签约", ["2016-05"]),
        ("双方近日签约", []),
        ("30日内付款，3号线开通，三月球赛", []),
        ("2019年签框架协议，同年建厂，2021年投产", ["2019", "2019", "2021"]),
        ("They signed on March 22, 2017.", ["2017-03-22"]),
        ("They signed on 22 March 2017.", ["2017-03-22"]),
        ("They signed on June 9.", ["2022-06-09"]),
        ("They signed at the beginning of 2022.", ["2022"]),
        ("They signed last Tuesday.", ["2022-06-14"]),
        ("The firm, Monday last week, signed.", ["2022-06-06"]),
        ("They signed on Friday.", ["2022-06-17"]),
        ("They signed this morning, not yesterday.", ["2022-06-17", "2022-06-16"]),
        ("They signed in May 2021 and in July of that year.", ["2021-05", "2021-07"]),
        ("They signed two years ago, a decade ago even.", ["2020", "2012"]),
        ("On the 13th they signed; Mon 6 Jun too.", ["2022-06-13", "2022-06-06"]),
        ("They may sign, and march on 1,999 seats.", []),
    ],
)
def test_dates_of_a_sentence(sentence: str, dates: list[str]) -> None:
    assert told(sentence) == dates


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        ("同日，双方签约", ["2020-05-06"]),
        ("次日签约", ["2020-05-07"]),
        ("同年8月签约", ["2020-08"]),
        ("They signed the same day.", ["2020-05-06"]),
        ("They signed the next day.", ["2020-05-07"]),
        ("They signed the following year.", ["2021"]),
    ],
)
def test_dates_that_count_from_what_was_told_before(sentence: str, dates: list[str]) -> None:
    assert told(sentence, before="2020-05-06") == dates
    assert told(sentence, before=None) == []


def test_without_a_day_of_publication_only_what_is_told_counts() -> None:
    assert told("6月16日签约，上周三开会，2017年签约", published=None) == ["2017"]
    assert told("On June 16, last Tuesday, in 2017.", published=None) == ["2017"]


def test_a_day_that_does_not_exist_is_none() -> None:
    assert told("2021年2月30日签约") == []
    assert told("On February 30, 2021.") == []


@given(st.text(alphabet="0123456789年月日号上下周今昨十二三 inMayJune,.-/th"), st.booleans())
def test_dates_stand_in_order_where_they_are_told(sentence: str, chinese: bool) -> None:
    found = dates_in(sentence, FRIDAY, "2020-05-06", is_chinese=chinese)
    ends = [place for one in found for place in (one.start, one.end)]
    assert ends == sorted(ends)
    assert all(0 <= one.start < one.end <= len(sentence) for one in found)


@pytest.mark.parametrize(
    ("text", "date", "place"),
    [
        (
            "Kelvora Steel was founded in 2003. On 4 May 2021 Kelvora Steel signed an agreement with "
            "Brantmoor University in Oslo, which lasts until 2026.",
            "2021-05-04",
            "city/oslo",
        ),
        (
            "青禾重工集团2003年成立。2021年5月4日，青禾重工集团与云栖大学在济南签署协议，2026年到期。",
            "2021-05-04",
            "city/jinan",
        ),
    ],
)
def test_a_signing_was_when_and_where_its_own_words_say(text: str, date: str, place: str) -> None:
    (claim,) = (claim for claim in facts_of(text).claims if claim.type == "SIGNED_WITH")
    assert (claim.date, claim.place) == (date, place)
