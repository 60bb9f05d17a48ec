"""Every query pages: one row at a time gives what the whole answer gives, and rows that come in between do no harm."""

from __future__ import annotations

import asyncio
from typing import Any

from api.service import Service
from graph.engines import Connection
from graph.engines.bolt import Graph, Reader
from graph.writer import Writer
from queries.catalog import catalog
from tests.graph.samples import claim, entity, facts
from tests.queries import news, world

GIVEN = {
    "city": "city/jinan",
    "organization": news.HUAWEI,
    "partner": news.UNIVERSITY,
    "other": news.ZTE,
    "event": news.FORUM,
    "person": news.WANG,
    "entity": news.HUAWEI,
    "date": "2015",
    "year": "2022",
    "document": "c.txt",
}
"""A value for every required parameter, of which the small graphs tell much."""

INSTEAD = {
    "location_of": {"entity": news.UNIVERSITY},
    "parents_of": {"organization": news.HONOR},
    "moved_from": {"organization": news.ZTE},
}
"""Queries of which they tell more for another value."""


def test_one_row_at_a_time_gives_every_row_once_and_in_order(graph: Graph, connection: Connection) -> None:
    world.load(graph)
    news.load(graph)

    async def compare() -> None:
        async with Reader(connection) as reader:
            service = Service(reader, catalog(), timeout=10.0)
            for query in catalog().values():
                given = {known.name: GIVEN[known.name] for known in query.parameters if known.required}
                given |= INSTEAD.get(query.name, {})
                whole = await service.run(query.name, given, 1000)
                assert whole.rows.rows, query.name
                paged, following = list[dict[str, Any]](), ""
                while len(paged) <= len(whole.rows.rows):
                    page = await service.run(query.name, given, 1, following=following)
                    assert page.rows.total == len(whole.rows.rows), query.name
                    paged += page.rows.rows
                    if page.next is None:
                        break
                    following = page.next
                assert paged == whole.rows.rows, query.name

    asyncio.run(compare())


def test_rows_that_are_added_while_one_pages_repeat_and_lose_nothing(
    graph: Graph, connection: Connection
) -> None:
    names = ["Beta", "Delta", "济南", "Zeta", "🙂"]
    Writer(graph).replace([(_signed(f"{n}.txt", name), "") for n, name in enumerate(names)])

    async def page_through() -> list[str]:
        async with Reader(connection) as reader:
            service = Service(reader, catalog(), timeout=10.0)
            first = await service.run("partners_of", {"organization": news.HUAWEI}, 2)
            added = [_signed("late.txt", "Alpha"), _signed("later.txt", "Gamma")]
            await asyncio.to_thread(Writer(graph).replace, [(said, "") for said in added])
            assert first.next is not None
            rest = await service.run("partners_of", {"organization": news.HUAWEI}, 50, following=first.next)
            assert rest.rows.total == len(names) + 2
            return [row["partner"]["name"] for row in (*first.rows.rows, *rest.rows.rows)]

    found = asyncio.run(page_through())
    assert found[:4] == ["Beta", "Delta", "Gamma", "Zeta"]
    assert sorted(found) == sorted([*names, "Gamma"])


def _signed(document: str, partner: str) -> Any:
    id_ = f"company/p{partner.encode().hex()}"
    return facts(document, entity(id_, partner), claim("SIGNED_WITH", news.HUAWEI, id_))
