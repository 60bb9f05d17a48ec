"""Each canned query answers rightly, on both engines."""

from __future__ import annotations

import asyncio
import random
from typing import Any

import pytest

from api.service import Answer, Service
from graph.engines import Connection
from graph.engines.bolt import Graph, Reader
from graph.minhash import sign
from graph.writer import Writer
from queries.catalog import catalog
from tests.graph.samples import claim, entity, facts
from tests.queries.world import (
    CENTER,
    ENERGY,
    FORUM,
    HEAVY,
    HUAWEI,
    JINAN,
    OTHER_WANG,
    QINGDAO,
    SAILUN,
    SHENZHEN,
    UNIVERSITY,
    WANG,
    XU,
    load,
)  # fmt: skip


def run(connection: Connection, name: str, limit: int = 50, **given: str) -> Answer:
    async def answer() -> Answer:
        async with Reader(connection) as reader:
            return await Service(reader, catalog(), timeout=10.0).run(name, given, limit)

    return asyncio.run(answer())


def rows(connection: Connection, name: str, **given: str) -> list[dict[str, Any]]:
    return run(connection, name, 50, **given).rows.rows


@pytest.fixture
def world(graph: Graph, connection: Connection) -> Connection:
    load(graph)
    return connection


def pairs(found: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [(row["organization"]["id"], row["partner"]["id"], row["because"]) for row in found]


def test_partners_in_a_city_come_with_the_reason_and_nobody_from_elsewhere(world: Connection) -> None:
    assert pairs(rows(world, "partners_in_city", city="Jinan")) == [
        (HUAWEI, UNIVERSITY, "signed there"),
        (HUAWEI, ENERGY, "signed at an event there"),
        (HUAWEI, HEAVY, "a party is located there"),
    ]
    assert pairs(rows(world, "partners_in_city", city="青島")) == [(HUAWEI, SAILUN, "signed there")]
    assert rows(world, "partners_in_city", city=SHENZHEN) == []


def test_two_documents_that_say_the_same_make_one_row_with_the_surer_evidence_first(
    world: Connection,
) -> None:
    (row,) = [
        row for row in rows(world, "partners_in_city", city=JINAN) if row["partner"]["id"] == UNIVERSITY
    ]
    assert [(item["document"], item["confidence"]) for item in row["evidence"]] == [
        ("b.txt", 0.95),
        ("a.txt", 0.8),
    ]
    assert row["sources"] == ["b.txt", "a.txt"]
    assert set(row["dates"]) == {"2022-06-17", "2022"}
    assert row["topics"] == ["talent"]
    assert row["evidence"][1] == {
        "document": "a.txt",
        "title": "A signing in Jinan",
        "published": "2022-06-18",
        "quote": "Huawei and Shandong University signed in Jinan.",
        "start": 0,
        "end": 47,
        "confidence": 0.8,
    }


def test_a_city_that_signs_itself_partnered_in_itself(graph: Graph, connection: Connection) -> None:
    said = facts("x", entity(JINAN, "Jinan"), claim("SIGNED_WITH", JINAN, HUAWEI))
    Writer(graph).replace([(said, "")])
    assert pairs(rows(connection, "partners_in_city", city=JINAN)) == [
        (HUAWEI, JINAN, "a party is located there")
    ]


def test_a_year_keeps_only_what_is_dated_in_it(world: Connection) -> None:
    assert pairs(rows(world, "partners_in_city", city=JINAN, year="2021")) == [
        (HUAWEI, HEAVY, "a party is located there")
    ]
    assert [row["partner"]["id"] for row in rows(world, "partners_of", organization="华为", year="2017")] == [
        SAILUN
    ]


def test_partners_of_an_organisation(world: Connection) -> None:
    found = rows(world, "partners_of", organization="华为技术有限公司")
    assert [(row["partner"]["id"], len(row["evidence"])) for row in found] == [
        (SAILUN, 1),
        (ENERGY, 1),
        (HEAVY, 1),
        (UNIVERSITY, 2),
    ]
    universities = rows(world, "partners_of", organization=HUAWEI, kind="university")
    assert [row["partner"]["id"] for row in universities] == [UNIVERSITY]


def test_agreements_between_two_whichever_is_named_first(world: Connection) -> None:
    for first, second in ((HUAWEI, UNIVERSITY), (UNIVERSITY, HUAWEI)):
        found = rows(world, "agreements_between", organization=first, partner=second)
        assert [(row["date"], row["place"]["id"], row["topic"], row["sources"]) for row in found] == [
            ("2022-06-17", JINAN, "talent", ["a.txt"]),
            ("2022", JINAN, None, ["b.txt"]),
        ]
        assert {(row["organization"]["id"], row["partner"]["id"]) for row in found} == {(first, second)}
    (undated,) = rows(world, "agreements_between", organization=HUAWEI, partner=ENERGY)
    assert (undated["date"], undated["place"]["label"]) == (None, "Event")
    (nowhere,) = rows(world, "agreements_between", organization=HUAWEI, partner=HEAVY)
    assert nowhere["place"] is None


def test_executives_and_posts(world: Connection) -> None:
    executives = rows(world, "executives_of", organization="Huawei")
    assert [(row["person"]["id"], row["title"], row["former"]) for row in executives] == [
        (XU, "rotating chairman", False),
        (WANG, "engineer", True),
    ]
    (post,) = rows(world, "posts_of", person=OTHER_WANG)
    assert (post["organization"]["id"], post["title"], post["former"]) == (SAILUN, "president", False)
    assert post["evidence"][0]["document"] == "c.txt"
    ever = rows(world, "executives_of", organization=HUAWEI, role="chairman", when="ever")
    assert [row["person"]["id"] for row in ever] == [XU]
    assert [row["title"] for row in rows(world, "posts_of", person=WANG, when="ever", kind="Company")] == [
        "engineer"
    ]
    assert [row["title"] for row in rows(world, "posts_of", person=XU, role="chairman")] == [
        "rotating chairman"
    ]
    assert rows(world, "posts_of", person=XU, role="founder") == []
    assert rows(world, "posts_of", person=XU, kind="University") == []


def test_speakers_talks_and_attendees(world: Connection) -> None:
    assert [row["person"]["id"] for row in rows(world, "speakers_at", event="云计算论坛")] == [XU]
    (talk,) = rows(world, "talks_of", person="徐直军")
    assert (talk["event"]["id"], talk["evidence"][0]["quote"]) == (FORUM, "“Clouds,” said Xu.")
    attendees = rows(world, "attendees_of", event=FORUM)
    assert [(row["person"]["id"], row["role"], len(row["evidence"])) for row in attendees] == [
        (XU, "spoke", 2),
        (WANG, "attended", 1),
    ]


def test_centers_and_events(world: Connection) -> None:
    assert [row["center"]["id"] for row in rows(world, "centers_in_city", city="济南市")] == [CENTER]
    assert [row["center"]["id"] for row in rows(world, "centers_of", organization=HUAWEI)] == [CENTER]
    assert rows(world, "centers_of", organization=HUAWEI, city=QINGDAO) == []
    assert [row["center"]["id"] for row in rows(world, "centers_of", organization=HUAWEI, city=JINAN)] == [
        CENTER
    ]
    (event,) = rows(world, "events_in_city", city="濟南")
    assert (event["event"]["id"], event["dates"]) == (FORUM, ["2022-06"])
    assert rows(world, "events_in_city", city=QINGDAO) == []


def test_documents_come_newest_first_and_undated_ones_last(world: Connection) -> None:
    about = rows(world, "documents_about", entity=JINAN)
    assert [(row["document"], row["published"], row["mentions"]) for row in about] == [
        ("b.txt", "2022-07", 2),
        ("a.txt", "2022-06-18", 2),
        ("c.txt", None, 2),
    ]
    in_june = rows(world, "documents_about", entity=JINAN, year="2022-06")
    assert [row["document"] for row in in_june] == ["a.txt"]
    assert [row["document"] for row in rows(world, "documents")] == ["b.txt", "a.txt", "c.txt"]


def test_claims_of_an_entity_and_in_a_document(world: Connection) -> None:
    claims = rows(world, "claims_of", entity=CENTER)
    assert [(row["type"], row["source"]["id"], row["target"]["id"]) for row in claims] == [
        ("LOCATED_IN", CENTER, JINAN),
        ("PART_OF", CENTER, HUAWEI),
    ]
    said = rows(world, "claims_in", document="a.txt")
    assert sorted(row["type"] for row in said) == ["LOCATED_IN", "PART_OF", "SIGNED_WITH"]
    assert {item["document"] for row in said for item in row["evidence"]} == {"a.txt"}
    assert rows(world, "claims_in", document="nothing.txt") == []


def test_the_limit_cuts_says_so_and_keeps_the_order(world: Connection) -> None:
    whole = run(world, "partners_of", organization=HUAWEI).rows
    cut = run(world, "partners_of", limit=3, organization=HUAWEI).rows
    assert (whole.total, whole.truncated, whole.total_is_exact) == (4, False, True)
    assert (cut.rows, cut.total, cut.truncated) == (whole.rows[:3], 4, True)


def test_order_survives_the_wrapping_of_many_rows(graph: Graph, connection: Connection) -> None:
    partners = [f"company/p{number:04}" for number in range(1200)]
    said = facts("many", *(claim("SIGNED_WITH", HUAWEI, partner) for partner in reversed(partners)))
    Writer(graph).replace([(said, "")])
    found = run(connection, "partners_of", limit=1000, organization=HUAWEI).rows
    assert [row["partner"]["id"] for row in found.rows] == partners[:1000]
    assert (found.total, found.truncated) == (1200, True)


def test_what_is_told_of_the_whole_graph_is_read_once_between_two_writes(
    graph: Graph, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def totals() -> list[tuple[int, int]]:
        async with Reader(connection) as reader:
            service = Service(reader, catalog(), timeout=10.0)
            read = 0
            one = service.one

            async def counted(statement: str, **values: Any) -> dict[str, Any] | None:
                nonlocal read
                read += 1
                return await one(statement, **values)

            monkeypatch.setattr(service, "one", counted)

            async def total(**given: str) -> tuple[int, int]:
                answer = await service.run("who_signed", given, 50, "zh")
                return answer.rows.total, read

            load(graph)
            found = [await total(), await total(), await total(kind="University")]
            new = facts("new", entity(HUAWEI, "Huawei"), entity("company/newcomer", "Newcomer"),
                        claim("SIGNED_WITH", HUAWEI, "company/newcomer", date="2024"))  # fmt: skip
            await asyncio.to_thread(Writer(graph).replace, [(new, "")])
            return [*found, await total()]

    (first, one), (again, still_one), (_, two), (more, three) = asyncio.run(totals())
    assert (one, still_one, two, three) == (1, 1, 2, 3)
    assert (again, more) == (first, first + 1)


def test_a_graph_that_moves_on_is_answered_as_it_is_now(graph: Graph, connection: Connection) -> None:
    async def before_and_after() -> tuple[int, int, int | None]:
        async with Reader(connection) as reader:
            service = Service(reader, catalog(), timeout=10.0)
            load(graph)
            before = await service.run("partners_of", {"organization": "Huawei"}, 50)
            new = facts("new", entity(HUAWEI, "Huawei"), entity("company/newcomer", "Newcomer"),
                        claim("SIGNED_WITH", HUAWEI, "company/newcomer"))  # fmt: skip
            await asyncio.to_thread(Writer(graph).replace, [(new, "")])
            after = await service.run("partners_of", {"organization": "Newcomer"}, 50)
            return before.rows.total, after.rows.total, after.rows.state.revision

    assert asyncio.run(before_and_after()) == (4, 1, 2)


@pytest.mark.parametrize("name", list(catalog()))
def test_every_query_runs_on_an_empty_graph(graph: Graph, connection: Connection, name: str) -> None:
    query = catalog()[name]
    parameters = {known.name: known.example.id if known.required else None for known in query.parameters}
    assert graph.read(query.cypher, **parameters) == []


def test_reprints_are_one_voice(graph: Graph, connection: Connection) -> None:
    same, other = (
        "".join(random.Random(seed).choices("华为山东大学济南签署战略合作协议人才培养", k=400))
        for seed in (1, 2)
    )
    said = claim("SIGNED_WITH", "company/a", "company/b")
    texts = {"first": same, "reprint": f"{same}责任编辑", "other": other}
    batch = [facts(id_, said, minhash=sign(text)) for id_, text in texts.items()]
    Writer(graph).replace([(one, one.fingerprint()) for one in batch])
    (row,) = rows(connection, "partners_of", organization="company/a")
    assert row["sources"] == ["first", "other"]
    assert [one["document"] for one in row["evidence"]] == ["first", "other"]
    Writer(graph).forget(["first"])
    (row,) = rows(connection, "partners_of", organization="company/a")
    assert row["sources"] == ["other", "reprint"]
