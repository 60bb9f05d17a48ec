from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.readers.dates import iso_date, publication_date


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-05-17", "2024-05-17"),
        ("2024-05-17T23:30:00-08:00", "2024-05-17"),
        ("2024/5/7", "2024-05-07"),
        ("20240517T0532", "2024-05-17"),
        ("Fri, 17 May 2024 06:50:00 GMT", "2024-05-17"),
        ("May 17th, 2024", "2024-05-17"),
        ("17-May-2024", "2024-05-17"),
        ("2022年6月17日 14:51", "2022-06-17"),
        ("2022年6月", "2022-06"),
        ("二○二四年三月二十六日（星期二）", "2024-03-26"),
        ("二〇二四年十二月十日", "2024-12-10"),
        ("二〇二四年二月三十日", None),
        ("June 2022", "2022-06"),
        ("2022-06", "2022-06"),
        ("2022", "2022"),
        ("17.05.2024", "2024-05-17"),
        ("05/17/2024", "2024-05-17"),
        ("05/06/2024", "2024"),
        ("2024-02-30", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_date_is_as_precise_as_it_is_written(value: str, expected: str | None) -> None:
    assert iso_date(value) == expected


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (["Huawei in Jinan", "2024/05/1708:30:15 business 12"], "2024-05-17"),
        (["发布时间：2022年6月17日　来源：网络"], "2022-06-17"),
        (
            [
                "【中国，济南】2023年3月22日，华为开发者大会开幕，来自各地的一千多名开发者参加了大会，"
                + "共商合作。" * 9
            ],
            "2023-03-22",
        ),
        (
            ["[Jinan, China, March 22, 2023] Huawei opened its conference for developers" + " today" * 20],
            "2023-03-22",
        ),
        (
            ["JINAN, China, March 22, 2023 /PRNewswire/ -- Huawei opened its conference" + " today" * 20],
            "2023-03-22",
        ),
        (
            ["On May 17, 1999, a company was founded that would later become known to all" + " of us" * 20],
            None,
        ),
        (["The company was founded on May 17, 1999."], None),
        (["一周签约（2024年5月6日—5月12日）"], "2024-05-12"),
        (["济南商报2021年5月5日讯　昨日，" + "青禾集团与云栖大学在济南签署协议。" * 6], "2021-05-05"),
        (["青禾集团2021年5月5日成立，" + "昨日与云栖大学在济南签署协议。" * 6], None),
        (["one", "two", "three", "four", "five", "2024-05-17"], None),
    ],
)
def test_the_day_of_publication_stands_near_the_top(paragraphs: list[str], expected: str | None) -> None:
    assert publication_date(paragraphs) == expected


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2099, 12, 31)))
def test_iso_dates_are_kept(day: date) -> None:
    assert iso_date(day.isoformat()) == day.isoformat()
