"""Deals that a table tells row by row."""

from __future__ import annotations

import pytest

from graph.facts import Claim
from tests.loaders.claims.test_examples import facts_of

PROJECTS = """\
# 产业大会签约一览

| 序号 | 项目 | 甲方 | 乙方 | 签约时间 |
|---|---|---|---|---|
| 1 | 算力中心 | 浪潮集团 | 山东大学 | 2023年5月12日 |
| 2 | 大模型应用 | 科大讯飞 | 济南大学、山东建筑大学 | 2023年5月13日 |
| 3 | 语音平台 | 云知声 | 复旦大学 | 仍在洽谈 |
"""


def signings(text: str, name: str = "table.md") -> list[Claim]:
    return [claim for claim in facts_of(text, name).claims if claim.type == "SIGNED_WITH"]


def pairs(text: str, name: str = "table.md") -> set[frozenset[str]]:
    return {frozenset((claim.source, claim.target)) for claim in signings(text, name)}


def test_each_row_tells_who_signed_with_whom_and_when() -> None:
    told = {(claim.source, claim.target, claim.date) for claim in signings(PROJECTS)}
    assert told == {
        ("company/inspur", "university/shandong-university", "2023-05-12"),
        ("company/iflytek", "university/university-of-jinan", "2023-05-13"),
        ("company/iflytek", "university/shandong-jianzhu-university", "2023-05-13"),
    }


def test_tabs_part_cells_in_plain_text() -> None:
    text = "签约一览\n\n甲方\t乙方\t时间\n浪潮集团\t山东大学\t2023年5月12日\n"
    (claim,) = signings(text, "table.txt")
    assert (claim.quote, claim.date) == ("浪潮集团\t山东大学\t2023年5月12日", "2023-05-12")


def test_the_row_is_quoted_as_it_stands_in_the_source() -> None:
    for claim in signings(PROJECTS):
        assert PROJECTS[claim.start : claim.end] == claim.quote
        assert claim.quote.startswith(("1 | ", "2 | "))


def test_a_cell_that_reaches_down_is_a_side_of_the_rows_that_it_reaches() -> None:
    page = (
        "<h1>签约项目</h1><table><tr><th>项目<th>甲方<th>乙方</tr>"
        "<tr><td>算力<td rowspan=2><p>浪潮集团</p><td>山东大学</tr><tr><td>软件<td>济南大学</tr></table>"
    )
    assert pairs(page, "page.html") == {
        frozenset(("company/inspur", "university/shandong-university")),
        frozenset(("company/inspur", "university/university-of-jinan")),
    }


def test_where_one_column_names_partners_the_other_side_stands_above() -> None:
    lead = "# Cloud alliances\n\nOracle signed these agreements in 2022:\n\n"
    text = f"{lead}| No. | Partner | Subject |\n|---|---|---|\n| 1 | Vodafone | cloud |\n"
    assert pairs(text) == {frozenset(("company/oracle", "company/vodafone"))}


def test_a_side_that_nobody_knows_is_not_the_one_above() -> None:
    rows = "| 浪潮集团 | 山东大学 |\n| 某大型国企 | 济南大学 |\n|  | 复旦大学 |\n| 同上 | 清华大学 |\n"
    assert pairs(f"# 签约一览\n\n| 甲方 | 乙方 |\n|---|---|\n{rows}") == {
        frozenset(("company/inspur", "university/shandong-university"))
    }


def test_an_empty_cell_hides_no_other() -> None:
    text = (
        "# 签约一览\n\n| 序号 | 项目 | 甲方 | 乙方 |\n|---|---|---|---|\n| 1 |  | **浪潮集团** | 山东大学 |\n"
    )
    (claim,) = signings(text)
    assert claim.quote == "1 | 浪潮集团 | 山东大学"
    assert text[claim.start : claim.end] == "1 |  | **浪潮集团** | 山东大学"


def test_a_page_laid_out_by_a_table_is_no_table() -> None:
    page = (
        "<table><tr><td><h2>News</h2><p>Siemens signed a contract with Nokia.</p></td>"
        "<td><p>Rain in Paris.</p><p>Bosch opened a plant.</p></td></tr></table>"
    )
    (claim,) = signings(page, "page.html")
    assert claim.quote == "Siemens signed a contract with Nokia."


def test_a_cell_of_many_names_is_no_side() -> None:
    names = "、".join(["华为", "腾讯", "百度", "小米集团", "比亚迪", "京东", "美团", "海尔集团"] * 2)
    assert pairs(f"# 签约一览\n\n| 甲方 | 乙方 |\n|---|---|\n| 浪潮集团 | {names} |\n") == set()


@pytest.mark.parametrize(
    "text",
    [
        PROJECTS.replace("签约一览", "拟签约项目"),
        "# 签约一览\n\n| 甲方 | 乙方 |\n|---|---|\n| 浪潮集团 | 山东大学（洽谈中，未签约） |\n",
        "# 合同纠纷一览\n\n| 甲方 | 乙方 |\n|---|---|\n| 华为 | 中兴通讯 |\n",
        "# Oracle's licence agreement audit\n\n| Company | Cloud |\n|---|---|\n| Amazon | 31 % |\n",
        "# Biggest takeover deals\n\n| Company | Partner |\n|---|---|\n| Broadcom | VMware |\n",
        PROJECTS.replace("甲方", "冠军").replace("乙方", "亚军"),
        "# Largest chip makers\n\n| Company | University |\n|---|---|\n| TSMC | National Taiwan University |\n",
        "# Deals of 2022\n\n| Company | Partner | State |\n|---|---|---|\n| Ørsted | Amazon | talks ended |\n",
    ],
)
def test_other_tables_tell_no_signing(text: str) -> None:
    assert pairs(text) == set()


def test_of_a_long_row_only_the_cell_is_quoted() -> None:
    subject = "算力平台" * 100
    text = f"# 签约一览\n\n| 甲方 | 乙方 | 项目 |\n|---|---|---|\n| 浪潮集团 | 山东大学 | {subject} |\n"
    assert [claim.quote for claim in signings(text)] == ["山东大学"]


def test_a_notice_is_quoted_from_one_party_to_the_other() -> None:
    text = "中标公告\n采购人：浙江大学\n地点：杭州\n中标人：东软集团\n成交日期：2021年5月1日\n"
    (claim,) = signings(text, "notice.txt")
    assert claim.quote == "采购人：浙江大学\n地点：杭州\n中标人：东软集团"
    assert claim.date == "2021-05-01"
