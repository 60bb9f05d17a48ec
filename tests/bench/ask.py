"""``ask`` against the canned query that it chooses, on a graph of many entities: what reading a sentence costs."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable, Iterator
from functools import partial

from api.service import Service
from graph.engines import Connection
from graph.engines.bolt import Graph, Reader
from graph.facts import Claim, Entity, Facts
from queries.catalog import catalog
from tests.bench._engines import Engine, graphs
from tests.bench._facts import about, load
from tests.databases import embedded_engine, neo4j_database

DOCUMENTS = 1000
EACH = 100
"""Companies that a document names; half of them sign with the other half."""

BATCH = 100
"""Documents written at a time."""

CITIES = 1000
ROUNDS = 300
GOAL = 1.5


def run() -> None:
    """Print the median times of both and their ratio, for each engine that is here."""
    engines: dict[str, Engine] = {
        "embedded": partial(embedded_engine, query_timeout=60.0),
        "neo4j": neo4j_database,
    }
    for name, graph in graphs("ask", engines):
        _compare(name, graph)


def _compare(name: str, graph: Graph) -> None:
    load(graph, _documents(), BATCH)
    asked, canned = asyncio.run(_times(graph.connection))
    print(
        f"ask, {name}: {DOCUMENTS * EACH + CITIES:,} entities: {asked * 1000:.2f} ms; "
        f"the query it chose {canned * 1000:.2f} ms; ratio {asked / canned:.2f} (goal {GOAL})"
    )


async def _times(connection: Connection) -> tuple[float, float]:
    async with Reader(connection) as reader:
        service = Service(reader, catalog(), timeout=60.0)
        cities = [f"Town {number}" for number in range(CITIES)]

        async def ask(city: str) -> None:
            asked = await service.ask(f"who partnered in {city}?", 50)
            assert asked.answer is not None
            assert asked.answer.rows.total == DOCUMENTS * EACH // 2 // CITIES

        async def canned(city: str) -> None:
            await service.run("partners_in_city", {"city": city}, 50)

        return await _medians(ask, canned, cities)


async def _medians(
    one: Callable[[str], Awaitable[None]], other: Callable[[str], Awaitable[None]], cities: list[str]
) -> tuple[float, float]:
    """Return the median seconds of both, which take turns: a server gets faster while it is asked."""
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(ROUNDS):
        for answer, taken in zip((one, other), times, strict=True):
            began = time.perf_counter()
            await answer(cities[number * 7 % CITIES])
            taken.append(time.perf_counter() - began)
    return statistics.median(times[0]), statistics.median(times[1])


def _documents() -> Iterator[Facts]:
    for number in range(DOCUMENTS):
        name = f"d{number}"
        city = f"city/town-{number % CITIES}"
        companies = [f"company/c{number}-{one}" for one in range(EACH)]
        pairs = zip(companies[::2], companies[1::2], strict=True)
        yield Facts(
            document=about(name, "2022-06"),
            entities=(
                Entity(id=city, label="City", name=f"Town {number % CITIES}"),
                *(Entity(id=id_, label="Company", name=f"Maker {id_.removeprefix('company/c')}") for id_ in companies),
            ),
            claims=tuple(
                Claim(
                    type="SIGNED_WITH", source=one, target=other, date="2022", place=city, quote="They signed.",
                    start=place, end=place + 12, confidence=0.9, extractor="bench",
                )
                for place, (one, other) in enumerate(pairs)
            ),
        )  # fmt: skip
