"""A time in a question is read as people mean it."""

from __future__ import annotations

import datetime

import pytest

from queries.dates import dates


@pytest.mark.parametrize(
    ("text", "told", "first", "last"),
    [
        ("who signed in 2022", "2022", "2022", "2022"),
        ("since June 2024", "since June 2024", "2024-06", None),
        ("on 3 March 2021", "3 March 2021", "2021-03-03", "2021-03-03"),
        ("March 3, 2021", "March 3, 2021", "2021-03-03", "2021-03-03"),
        ("between 2018 and 2020", "between 2018 and 2020", "2018", "2020"),
        ("2018-2022年", "2018-2022年", "2018", "2022"),
        ("2018年到2020年之间", "2018年到2020年之间", "2018", "2020"),
        ("before 2019", "before 2019", None, "2018"),
        ("2019年以前", "2019年以前", None, "2018"),
        ("after 2020", "after 2020", "2021", None),
        ("before September 2021", "before September 2021", None, "2021-08"),
        ("2021年1月之前", "2021年1月之前", None, "2020-12"),
        ("after December 2021", "after December 2021", "2022-01", None),
        ("before 1 March 2020", "before 1 March 2020", None, "2020-02-29"),
        ("after 2021-02-31", "after 2021-02-31", "2021-02-31", None),
        ("自2020年6月以来", "自2020年6月以来", "2020-06", None),
        ("2020年起", "2020年起", "2020", None),
        ("from 2020 onwards", "from 2020 onwards", "2020", None),
        ("２０２２年", "２０２２年", "2022", "2022"),
        ("二〇二一年", "二〇二一年", "2021", "2021"),
        ("later than 2020", "later than 2020", "2021", None),
        ("post-2020", "post-2020", "2021", None),
        ("从2025年6月到现在", "从2025年6月到现在", "2025-06", None),
    ],
)
def test_one_time(text: str, told: str, first: str | None, last: str | None) -> None:
    (found,) = dates(text)
    assert (text[found.start : found.end], found.first, found.last) == (told, first, last)


@pytest.mark.parametrize("text", ["", "20223", "1, 2 and 3", "12:30", "June"])
def test_no_time(text: str) -> None:
    assert not list(dates(text))


def test_two_years_are_a_range_only_where_they_are_said_to_be() -> None:
    assert len(list(dates("in 2018 and 2020"))) == 2
    assert len(list(dates("from 2020 to 2018"))) == 2


@pytest.mark.parametrize(
    ("text", "ago"),
    [("who signed last year", 1), ("this year", 0), ("华为去年和谁合作", 1), ("今年", 0), ("前年以来", 2)],
)
def test_a_year_that_is_named_from_today(text: str, ago: int) -> None:
    (found,) = dates(text)
    assert found.first == str(datetime.datetime.now(datetime.UTC).year - ago)
