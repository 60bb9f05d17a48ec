"""The questions about time, people who move, chains and contradictions answer rightly, on both engines."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from api.service import Service
from graph.engines import Connection
from graph.engines.bolt import Graph, Reader
from queries.catalog import catalog
from tests.databases import empty
from tests.queries import news
from tests.queries.news import (
    FORUM,
    HONOR,
    HUAWEI,
    INSPUR,
    JINAN,
    LAB,
    LI,
    OTHER_SUZHOU,
    OTHER_WANG,
    QINGDAO,
    SAILUN,
    SUZHOU,
    UNIVERSITY,
    WANG,
    ZTE,
)  # fmt: skip

Row = dict[str, Any]


@pytest.fixture(scope="module")
def loaded(connection: Connection) -> Connection:
    """The graph of tests/queries/news.py, loaded once: these tests only read."""
    with Graph(connection) as graph:
        empty(graph)
        news.load(graph)
    return connection


def rows(connection: Connection, query: str, /, **given: str) -> list[Row]:
    async def answer() -> list[Row]:
        async with Reader(connection) as reader:
            return (await Service(reader, catalog(), timeout=10.0).run(query, given, 50)).rows.rows

    return asyncio.run(answer())


def shown(found: list[Row], *columns: str) -> list[tuple[Any, ...]]:
    """Return the columns of the rows, entities by their ids, evidence by its quotes."""
    return [tuple(_shown(row[column]) for column in columns) for row in found]


def _shown(value: Any) -> Any:
    if isinstance(value, dict):
        return value["id"]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [item["quote"] for item in value]
    return value


def test_signings_since_a_date_come_newest_first_and_undated_ones_not_at_all(loaded: Connection) -> None:
    found = rows(loaded, "signings_since", date="2021-05-02")
    assert shown(found, "organization", "partner", "date", "place") == [
        (HUAWEI, SAILUN, "2022-03-10", FORUM),
        (HUAWEI, SAILUN, "2022", None),
        (HUAWEI, UNIVERSITY, "2021-05-03", QINGDAO),
    ]
    assert shown(found, "sources", "evidence")[0] == (["c.txt"], ["At the forum."])
    assert rows(loaded, "signings_since", date="2023") == []


def test_who_signed_lately(loaded: Connection) -> None:
    found = rows(loaded, "who_signed")
    dates = [row["date"] for row in found]
    assert dates == sorted(dates, reverse=True)
    assert shown(found, "organization", "partner", "date")[:2] == [
        (HUAWEI, SAILUN, "2022-03-10"),
        (HUAWEI, SAILUN, "2022"),
    ]
    early = rows(loaded, "who_signed", year="2021..2021", kind="University")
    assert shown(early, "partner", "date") == [(UNIVERSITY, "2021-05-03"), (UNIVERSITY, "2021-05-01")]
    assert rows(loaded, "who_signed", year="2023..") == []


def test_with_whom_one_signed_lately(loaded: Connection) -> None:
    found = rows(loaded, "recent_agreements_of", organization="華為")
    assert shown(found, "partner", "date", "place")[:3] == [
        (SAILUN, "2022-03-10", FORUM),
        (SAILUN, "2022", None),
        (UNIVERSITY, "2021-05-03", QINGDAO),
    ]
    assert rows(loaded, "recent_agreements_of", organization="赛轮", kind="University") == []


def test_where_one_signed_is_a_city_or_an_event_and_a_row_for_each_partner(loaded: Connection) -> None:
    found = rows(loaded, "signing_places_of", organization="华为")
    assert shown(found, "place", "partner", "dates", "sources") == [
        (FORUM, SAILUN, ["2022-03-10"], ["c.txt"]),
        (JINAN, UNIVERSITY, ["2021-05-01"], ["a.txt"]),
        (QINGDAO, UNIVERSITY, ["2021-05-03"], ["b.txt"]),
    ]
    assert shown(rows(loaded, "signing_places_of", organization="华为", year="2022"), "place") == [(FORUM,)]
    assert rows(loaded, "signing_places_of", organization="赛轮", kind="University") == []
    assert rows(loaded, "signing_places_of", organization="中兴") == []


@pytest.mark.parametrize("kind", ["University", "university", "universities", "大学", "大學"])
def test_a_kind_goes_by_any_name(loaded: Connection, kind: str) -> None:
    found = rows(loaded, "signings_since", date="2021", kind=kind)
    assert shown(found, "partner", "date") == [(UNIVERSITY, "2021-05-03"), (UNIVERSITY, "2021-05-01")]


def test_signings_in_a_year_are_one_row_a_pair(loaded: Connection) -> None:
    found = rows(loaded, "signings_in_year", year="2021")
    assert shown(found, "organization", "partner", "dates", "topics", "sources", "evidence") == [
        (
            HUAWEI,
            UNIVERSITY,
            ["2021-05-01", "2021-05-03"],
            ["talent"],
            ["a.txt", "b.txt"],
            ["On May 1.", "On May 3."],
        )
    ]
    assert shown(rows(loaded, "signings_in_year", year="2019"), "organization", "partner") == [(SAILUN, ZTE)]
    assert rows(loaded, "signings_in_year", year="2022", kind="University") == []


def test_cosigners_of_an_event(loaded: Connection) -> None:
    found = rows(loaded, "signings_at", event="雲計算論壇")
    assert shown(found, "organization", "partner", "dates", "evidence") == [
        (HUAWEI, SAILUN, ["2022-03-10"], ["At the forum."])
    ]


@pytest.mark.parametrize(
    ("years", "dates"),
    [
        ("", ["2021-05-01", "2021-05-03", "2022", "2022-03-10"]),
        ("2022", ["2022", "2022-03-10"]),
        ("2021..2022", ["2021-05-01", "2021-05-03", "2022", "2022-03-10"]),
        ("2022..", ["2022", "2022-03-10"]),
        ("..2021", ["2021-05-01", "2021-05-03"]),
        ("2015-2020", []),
        ("2021-05", ["2021-05-01", "2021-05-03"]),
        ("2021-05-02..2022-03", ["2021-05-03", "2022", "2022-03-10"]),
        ("2022-01..", ["2022-03-10"]),
        ("..2021-04", []),
    ],
)
def test_a_timeline_is_in_the_order_of_dates_and_within_a_range(
    loaded: Connection, years: str, dates: list[str]
) -> None:
    found = rows(loaded, "timeline", entity="华为技术有限公司", year=years)
    assert [row["date"] for row in found] == dates


def test_partners_by_kind_and_range(loaded: Connection) -> None:
    found = rows(loaded, "partners_of", organization=HUAWEI, kind="University", year="2020..2021")
    assert shown(found, "partner") == [(UNIVERSITY,)]
    assert rows(loaded, "partners_of", organization=HUAWEI, kind="University", year="2022..") == []
    assert shown(rows(loaded, "partners_of", organization=HUAWEI, year="2022-03"), "partner", "dates") == [
        (SAILUN, ["2022-03-10"])
    ]


def test_what_is_in_a_city_and_not_in_its_namesake(loaded: Connection) -> None:
    assert shown(rows(loaded, "whats_in_city", city="Jinan"), "entity", "sources") == [
        (LAB, ["c.txt"]),
        (FORUM, ["c.txt"]),
        (UNIVERSITY, ["a.txt", "b.txt"]),
    ]
    assert shown(rows(loaded, "whats_in_city", city="Jinan", kind="Event"), "entity") == [(FORUM,)]
    assert shown(rows(loaded, "whats_in_city", city=SUZHOU), "entity") == [(INSPUR,)]
    assert shown(rows(loaded, "whats_in_city", city="宿州"), "entity") == [(SAILUN,)]
    assert shown(rows(loaded, "location_of", entity="Sailun"), "city") == [(OTHER_SUZHOU,)]
    assert shown(rows(loaded, "location_of", entity=FORUM), "city", "dates") == [(JINAN, ["2022-03"])]


def test_who_works_where_now_and_before(loaded: Connection) -> None:
    before = rows(loaded, "executives_of", organization="ZTE", when="before")
    assert shown(before, "person", "title") == [(LI, "CTO"), (WANG, "engineer")]
    assert rows(loaded, "executives_of", organization="ZTE", when="now") == []
    assert shown(rows(loaded, "posts_of", person=WANG), "organization", "title", "former") == [
        (HUAWEI, "vice president", False),
        (ZTE, "engineer", True),
    ]
    assert shown(rows(loaded, "posts_of", person=OTHER_WANG), "organization") == [(SAILUN,)]


def test_where_people_went_with_the_evidence_of_both_posts(loaded: Connection) -> None:
    found = rows(loaded, "moved_from", organization="中兴")
    assert shown(found, "person", "before", "organization", "title") == [
        (WANG, ["engineer"], HUAWEI, "vice president")
    ]
    assert sorted(shown(found, "evidence")[0][0]) == ["Now at Huawei.", "Once at ZTE."]
    assert rows(loaded, "moved_from", organization=HUAWEI) == []


def test_partners_that_two_share(loaded: Connection) -> None:
    for one, other in ((HUAWEI, ZTE), (ZTE, HUAWEI)):
        found = rows(loaded, "shared_partners", organization=one, other=other)
        assert shown(found, "partner", "dates") == [
            (SAILUN, ["2019", "2022", "2022-03-10"]),
            (UNIVERSITY, ["2021-05-01", "2021-05-03"]),
        ]
        assert sorted(shown(found, "evidence")[1][0]) == ["On May 1.", "On May 3.", "ZTE, undated."]
    assert rows(loaded, "shared_partners", organization=HUAWEI, other=UNIVERSITY) == []


def test_a_chain_leads_from_one_to_the_other_and_every_step_has_evidence(loaded: Connection) -> None:
    found = rows(loaded, "connection", entity=OTHER_WANG, other=LAB)
    assert shown(found, "step", "from", "type", "to") == [
        (1, OTHER_WANG, "WORKS_FOR", SAILUN),
        (2, SAILUN, "SIGNED_WITH", HUAWEI),
        (3, HUAWEI, "PART_OF", LAB),
    ]
    assert shown(found, "evidence")[1] == (["In 2022.", "At the forum."],)
    assert rows(loaded, "connection", entity=INSPUR, other=HUAWEI) == []
    assert rows(loaded, "connection", entity=HUAWEI, other="Huawei") == []


def test_the_most_connected(loaded: Connection) -> None:
    found = rows(loaded, "most_connected")
    assert shown(found, "organization", "partners", "agreements") == [
        (HUAWEI, 2, 4),
        (SAILUN, 2, 3),
        (UNIVERSITY, 2, 3),
        (ZTE, 2, 2),
    ]
    assert len(found[0]["evidence"]) == 3
    assert shown(rows(loaded, "most_connected", top="1", kind="公司"), "organization") == [(HUAWEI,)]


def test_documents_that_disagree_but_not_those_that_are_less_precise(loaded: Connection) -> None:
    (found,) = rows(loaded, "conflicting_reports", organization="Huawei")
    assert (found["partner"]["id"], found["dates"], found["places"], found["sources"]) == (
        UNIVERSITY,
        ["2021-05-01", "2021-05-03"],
        ["Jinan", "Qingdao"],
        ["a.txt", "b.txt"],
    )
    assert rows(loaded, "conflicting_reports", organization=SAILUN) == []
    (pair,) = rows(loaded, "all_conflicting_reports")
    assert ({pair["organization"]["id"], pair["partner"]["id"]}, pair["dates"], pair["sources"]) == (
        {HUAWEI, UNIVERSITY},
        ["2021-05-01", "2021-05-03"],
        ["a.txt", "b.txt"],
    )


def test_a_kind_beside_an_organisation_is_that_of_the_other_party(loaded: Connection) -> None:
    huawei = {"organization": HUAWEI, "kind": "Company"}
    assert shown(rows(loaded, "partners_in_city", city=QINGDAO, **huawei), "partner") == []
    assert shown(rows(loaded, "partners_in_city", city=JINAN, **huawei), "partner") == [(SAILUN,)]
    assert rows(loaded, "signings_at", event=FORUM, **huawei | {"organization": SAILUN}) != []
    assert rows(loaded, "signings_at", event=FORUM, **huawei | {"kind": "University"}) == []


def test_a_second_name_keeps_only_the_rows_that_hold_it(loaded: Connection) -> None:
    in_jinan = {"city": JINAN, "organization": SAILUN}
    assert shown(rows(loaded, "partners_in_city", **in_jinan), "organization", "partner") == [
        (HUAWEI, SAILUN)
    ]
    assert rows(loaded, "partners_in_city", city=QINGDAO, organization=SAILUN) == []
    assert shown(rows(loaded, "signings_at", event=FORUM, organization=SAILUN), "partner") == [(SAILUN,)]
    assert rows(loaded, "signings_at", event=FORUM, organization=UNIVERSITY) == []
    both = {"organization": HUAWEI, "partner": SAILUN}
    assert shown(rows(loaded, "agreements_between", city=JINAN, **both), "date") == [("2022-03-10",)]
    assert rows(loaded, "agreements_between", city=QINGDAO, **both) == []
    assert shown(rows(loaded, "speakers_at", event=FORUM, person=WANG), "person") == [(WANG,)]
    assert rows(loaded, "speakers_at", event=FORUM, person=LI) == []
    assert shown(rows(loaded, "attendees_of", event=FORUM, person=LI), "person", "role") == [(LI, "attended")]
    assert shown(rows(loaded, "posts_of", person=WANG, organization=ZTE), "title", "former") == [
        ("engineer", True)
    ]
    assert shown(rows(loaded, "executives_of", organization=HUAWEI, person=WANG), "title") == [
        ("vice president",)
    ]
    assert rows(loaded, "location_of", entity=UNIVERSITY, city=QINGDAO) == []
    assert shown(rows(loaded, "parents_of", organization=LAB, parent=HUAWEI), "parent") == [(HUAWEI,)]
    assert shown(rows(loaded, "conflicting_reports", organization=HUAWEI, partner=UNIVERSITY), "partner") == [
        (UNIVERSITY,)
    ]
    between = {"organization": HUAWEI, "partner": SAILUN, "year": "2022"}
    assert shown(rows(loaded, "agreements_between", **between), "date") == [("2022-03-10",), ("2022",)]
    assert rows(loaded, "shared_partners", organization=HUAWEI, other=ZTE, kind="Center") == []


def test_posts_of_a_kind_are_those_held_now_and_none_of_a_deputy(loaded: Connection) -> None:
    assert shown(rows(loaded, "executives_of", organization=SAILUN, role="president"), "person") == [
        (OTHER_WANG,)
    ]
    assert rows(loaded, "executives_of", organization=HUAWEI, role="president") == []
    assert rows(loaded, "executives_of", organization=SAILUN, role="president", when="before") == []


def test_the_whole_card_is_told_from_the_side_of_the_entity(loaded: Connection) -> None:
    assert shown(rows(loaded, "card", entity=HUAWEI), "relation", "other", "titles", "dates") == [
        ("employs", WANG, ["vice president"], []),
        ("has as a part", LAB, [], []),
        ("has as a part", HONOR, [], []),
        ("signed with", SAILUN, [], ["2022", "2022-03-10"]),
        ("signed with", UNIVERSITY, [], ["2021-05-01", "2021-05-03"]),
    ]
    assert shown(rows(loaded, "card", entity="云计算论坛"), "relation", "other") == [
        ("is in", JINAN),
        ("heard", WANG),
        ("was attended by", LI),
    ]
    assert rows(loaded, "card", entity="Lone Society") == []


def test_events_of_a_person_parts_and_wholes(loaded: Connection) -> None:
    assert shown(rows(loaded, "events_of", person="李娜"), "event", "role") == [(FORUM, "attended")]
    assert shown(rows(loaded, "events_of", person=WANG), "event", "role") == [(FORUM, "spoke")]
    for query, person in (("events_of", LI), ("talks_of", WANG)):
        assert shown(rows(loaded, query, person=person, year="2022"), "event") == [(FORUM,)]
        assert rows(loaded, query, person=person, year="..2021") == []
    assert shown(rows(loaded, "units_of", organization="华为"), "unit") == [(LAB,), (HONOR,)]
    assert shown(rows(loaded, "parents_of", organization="荣耀"), "parent") == [(HUAWEI,)]
