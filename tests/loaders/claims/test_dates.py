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
    return [one.date for one in dates_in(sentence, published, before, is_chinese=chinese) if one.date]


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
        ("两年前、10多年前、二十年前", ["2020", "2012", "2002"]),
        ("17年3月签约，二〇二一年五月续约", ["2017-03", "2021-05"]),
        ("2021年3月2日（周二）签约", ["2021-03-02"]),
        ("2019年3月5日签约，8日开工，5月投产", ["2019-03-05", "2019-03-08", "2019-05"]),
        ("6月16日至18日，签约定于周三", ["2022-06-16", "2022-06-18", "2022-06-15"]),
        ("双方于March 5, 2021签约", ["2021-03-05"]),
        ("记者6月16日获悉，双方于5月20日签约", ["2022-06-16", "2022-05-20"]),
        ("2019年12月签约，3月开工", ["2019-12", "2020-03"]),
        ("双方30日在济南签约，6月1日讯，31日宣布", ["2022-05-30", "2022-06-01", "2022-05-31"]),
        ("2021年3月5-8日、4月5、6日", ["2021-03-05", "2021-04-05"]),
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
        ("In Mar. 2021 or since Dec. 31, 2019.", ["2021-03", "2019-12-31"]),
        ("By Dec. 3.", ["2021-12-03"]),
        ("In March, 12 firms signed.", ["2022-03"]),
        ("From June 9-10, 2021 or 22 March last year.", ["2021-06-09", "2021-03-22"]),
        (
            "From June 9 to July 10, 2021, on the 5th and 6th of March 2020",
            ["2021-06-09", "2021-07-10", "2020-03-05"],
        ),
        ("On Tuesday, 2 March 2021, they signed.", ["2021-03-02"]),
        ("This Friday, not next Tuesday nor every Sunday.", ["2022-06-17"]),
        ("Since October and last July.", ["2021-10", "2021-07"]),
        ("March 5, 2021, and again on the 9th of it.", ["2021-03-05"]),
        ("March 5, 2021, and again on the 9th.", ["2021-03-05", "2021-03-09"]),
    ],
)
def test_dates_of_a_sentence(sentence: str, dates: list[str]) -> None:
    assert told(sentence) == dates


@pytest.mark.parametrize(
    "sentence",
    [
        "They may sign, and march on 1,999 seats.",
        "Soldiers march 12 miles; of 50 firms, 20 may sign; phase 2 may begin.",
        "It pays $5 million a year, after a fall in prices, and $2012.5 million in the 2009/10 season.",
        "Monday.com grew for 2.5 years ago.",
        "30日内付款，3号线开通，三月球赛，长征五号火箭",
        "合同日期、不同年龄，如今日本月产，目前年产，首次日本之行，同日本丰田",
        "十十年前，加上周边地区，投资2012.5亿元，合作20年，平台上月活跃，基础上周密",
        "日前天津签约，本次年会，此次日程，第一次日出，当日本企业，担当日常，嫦娥5号探测器，七日年化",
        "The 5th-largest, on the 3rd Global Summit, twenty-five years ago, the day after tomorrow.",
        "Frıday and fıve years ago, FRİDAY",
    ],
)
def test_words_that_tell_no_date(sentence: str) -> None:
    assert told(sentence, before="2020-05-06") == []


@pytest.mark.parametrize("published", ["", "2022", "2022-06", "2022-06-31", "0001-01-01", "9999-12-31"])
def test_a_day_of_publication_that_is_odd_breaks_nothing(published: str) -> None:
    odd = "昨日、本周日、上周、6月31日、31日、明年 yesterday, Sunday this week, last week, on the 1st, next year"
    for chinese in (True, False):
        for one in dates_in(odd, published, published, is_chinese=chinese):
            assert one.date is None or len(one.date) in (4, 7, 10)


def test_what_is_about_publication_may_lie_a_month_ahead() -> None:
    assert told("1月5日签约", published="2022-12-30") == ["2023-01-05"]
    assert told("In January.", published="2022-12-30") == ["2023-01"]
    assert told("3月5日签约", published="2022-12-30") == ["2022-03-05"]
    assert told("31日签约", published="2022-05-10") == ["2022-03-31"]


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        ("同日，双方签约", ["2020-05-06"]),
        ("次日签约", ["2020-05-07"]),
        ("同年8月签约", ["2020-08"]),
        ("They signed the same day.", ["2020-05-06"]),
        ("They signed the next day.", ["2020-05-07"]),
        ("They signed the following year.", ["2021"]),
        ("They signed a year later.", ["2021"]),
        ("They signed a month later.", ["2020-06"]),
    ],
)
def test_dates_that_count_from_what_was_told_before(sentence: str, dates: list[str]) -> None:
    assert told(sentence, before="2020-05-06") == dates
    assert told(sentence, before=None) == []


def test_the_same_day_is_none_where_only_a_year_was_told() -> None:
    assert told("同日签约", before="2020") == []
    assert told("They signed the same day.", before="2020-05") == []


def test_without_a_day_of_publication_only_what_is_told_counts() -> None:
    assert told("6月16日签约，上周三开会，2017年签约", published=None) == ["2017"]
    assert told("On June 16, last Tuesday, in 2017.", published=None) == ["2017"]


def test_a_date_without_its_year_is_known_to_be_another_than_those_around_it() -> None:
    found = dates_in("In March they met, in 2017 they signed.", None, is_chinese=False)
    assert [(one.kind, one.date) for one in found] == [("month", None), ("year", "2017")]


def test_a_day_that_there_is_not_lends_no_year() -> None:
    found = dates_in("The fair ran from June 9 to June 31, 2021.", "2022-06-16", is_chinese=False)
    assert [one.date for one in found] == ["2022-06-09", None]


def test_a_day_that_does_not_exist_is_none() -> None:
    assert told("2021年2月30日签约") == []
    assert told("On February 30, 2021.") == []


PIECES = [
    *"0123456789年月日号上下周今昨前同个次十二三两百 ,.-/İı",
    "in ",
    "May",
    "June ",
    "last ",
    "this week",
    "Friday",
    "ago",
    "years ",
]


@given(
    st.lists(st.sampled_from(PIECES)).map("".join),
    st.booleans(),
    st.sampled_from([None, "2022-01-01", "2022-12-31", "2024-02-29", "0001-01-01", "9999-12-31"]),
    st.sampled_from([None, "2020", "2020-12", "2020-12-31"]),
)
def test_dates_stand_in_order_where_they_are_told(
    sentence: str, chinese: bool, published: str | None, before: str | None
) -> None:
    found = dates_in(sentence, published, before, is_chinese=chinese)
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
        (
            "The Kelvora Forum was held in Madrid on 3 March 2020.\n\nVisitors came from many countries.\n\n"
            "Kelvora Steel works on furnaces with Brantmoor University: the two signed a memorandum of understanding "
            "in Oslo in June 2019.",
            "2019-06",
            "city/oslo",
        ),
        (
            "The Kelvora Forum opened\n\nOn the morning of June 18, 2022, the Kelvora Forum opened in Oslo.\n\n"
            "At the meeting, 21 projects were signed on the spot. Among them, Kelvora Steel and Brantmoor University "
            "signed an agreement in Oslo.",
            "2022-06-18",
            "city/oslo",
        ),
        (
            "济南商报2021年5月5日讯　昨日，青禾重工集团与云栖大学在济南签署协议。",
            "2021-05-04",
            "city/jinan",
        ),
    ],
)
def test_a_signing_was_when_and_where_its_own_words_say(text: str, date: str, place: str) -> None:
    (claim,) = (claim for claim in facts_of(text).claims if claim.type == "SIGNED_WITH")
    assert (claim.date, claim.place) == (date, place)
