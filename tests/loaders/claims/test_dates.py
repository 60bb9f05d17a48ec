"""Dates in sentences, as precise as they are told."""

from __future__ import annotations

import pytest

from loaders.claims.dates import date_in

FRIDAY = "2022-06-17"


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("2017年3月22日，双方签约", "2017-03-22"),
        ("6月16日，双方签约", "2022-06-16"),
        ("12月1日，双方签约", "2021-12-01"),
        ("今年2月签署", "2022-02"),
        ("去年签署", "2021"),
        ("上周三签约", "2022-06-08"),
        ("昨日签约", "2022-06-16"),
        ("2016 年 5 月签约", "2016-05"),
        ("双方近日签约", None),
        ("They signed on March 22, 2017.", "2017-03-22"),
        ("They signed on 22 March 2017.", "2017-03-22"),
        ("They signed on June 9.", "2022-06-09"),
        ("They signed at the beginning of 2022.", "2022"),
        ("They signed last Tuesday.", "2022-06-14"),
        ("They signed on Friday.", "2022-06-17"),
        ("They signed yesterday.", "2022-06-16"),
        ("They signed in May 2021.", "2021-05"),
        ("They may sign.", None),
    ],
)
def test_date(sentence: str, date: str | None) -> None:
    assert date_in(sentence, FRIDAY) == date


def test_without_a_day_of_publication_only_what_is_told_counts() -> None:
    assert date_in("6月16日签约", None) is None
    assert date_in("上周三签约", None) is None
    assert date_in("2017年签约", None) == "2017"


def test_a_day_that_does_not_exist_is_none() -> None:
    assert date_in("2021年2月30日签约", None) is None
