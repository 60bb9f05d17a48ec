"""Every canned query on a graph of 100,000 entities, a few of which have thousands of claims.

Each is asked with its examples: with the required parameters alone, and with each of the others beside them. What
the service keeps of a graph that nobody writes is thrown away before each question. Everything is asked once before
anything is timed: a server that has just started compiles its busiest code while it answers.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections.abc import Iterator, Mapping
from functools import partial

from api.service import Service
from api.standing import Standing
from graph.engines import Connection
from graph.engines.bolt import Reader
from graph.facts import Claim, Entity, Facts, Mention
from graph.model import CLAIM_TYPE_BY_NAME, LABEL_BY_KEY, label_of
from queries.catalog import catalog
from queries.query import Query
from tests.bench._engines import ENGINES, Engine, graphs
from tests.bench._facts import about, load
from tests.databases import embedded_engine

NODES = {
    "city": 300,
    "company": 55_000,
    "university": 10_000,
    "center": 10_000,
    "executive": 20_000,
    "event": 4_700,
}
CLAIMS = {
    "SIGNED_WITH": 55_000,
    "LOCATED_IN": 20_000,
    "WORKS_FOR": 20_000,
    "SPEAKS_AT": 6_000,
    "ATTENDED": 4_000,
    "PART_OF": 5_000,
}
DOCUMENT = 100
"""Claims of a document."""

KNOWN = 0.05
"""Share of the claims' ends that are the things of the examples."""

BATCH = 50
"""Documents written at a time."""

YEARS = range(2013, 2026)
ROUNDS = 7
LONGEST = 5.0
"""Seconds after which a query is not asked once more."""

SLOWEST = 5
GOAL = 100


def run() -> None:
    """Print the slowest queries and their median times, for each engine that is here."""
    engines: dict[str, Engine] = {**ENGINES, "embedded": partial(embedded_engine, query_timeout=60.0)}
    for name, graph in graphs("catalogue", engines):
        load(graph, _documents(), BATCH)
        taken = asyncio.run(_times(graph.connection))
        slowest = sorted(taken.items(), key=lambda item: -item[1])
        print(
            f"catalogue, {name}: {sum(NODES.values()):,} entities, {sum(CLAIMS.values()):,} claims, "
            f"{len(taken)} ways to ask, median {statistics.median(taken.values()) * 1000:.1f} ms; slowest "
            f"(goal {GOAL} ms): {', '.join(f'{asked} {seconds * 1000:.0f} ms' for asked, seconds in slowest[:SLOWEST])}"
        )


async def _times(connection: Connection) -> dict[str, float]:
    """Return the median seconds of each way to ask."""
    taken = {}
    async with Reader(connection) as reader:
        service = Service(reader, catalog(), timeout=60.0)
        await service.index()
        ways = [(query.name, *way) for query in catalog().values() for way in _ways(query)]
        for name, _, given in ways:
            service.standing = Standing()
            await service.run(name, given, 50)
        for name, asked, given in ways:
            times: list[float] = []
            while len(times) <= ROUNDS and sum(times) < LONGEST:
                service.standing = Standing()
                began = time.perf_counter()
                await service.run(name, given, 50)
                times.append(time.perf_counter() - began)
            taken[asked] = statistics.median(times[1:] or times)
    return taken


def _ways(query: Query) -> Iterator[tuple[str, Mapping[str, str]]]:
    examples = {known.name: known.example.id for known in query.parameters}
    required = {known.name: examples[known.name] for known in query.parameters if known.required}
    yield query.name, required
    for known in query.parameters:
        if not known.required:
            yield f"{query.name} by {known.name}", required | {known.name: examples[known.name]}


def _documents() -> Iterator[Facts]:
    """Make documents whose claims name few things often and many once."""
    random_ = random.Random(6)
    ids = {key: _ids(key, number) for key, number in NODES.items()}
    unnamed = [id_ for each in ids.values() for id_ in each]
    types = [name for name, number in CLAIMS.items() for _ in range(number)]
    random_.shuffle(types)
    share = len(unnamed) * DOCUMENT // len(types) + 1
    for number in range(len(types) // DOCUMENT):
        of_document = types[number * DOCUMENT : (number + 1) * DOCUMENT]
        claims = [_claim(random_, ids, name, place) for place, name in enumerate(of_document)]
        named = {
            end for claim in claims for end in (claim.source, claim.target, claim.place) if end is not None
        }
        named.update(unnamed[number * share : (number + 1) * share])
        id_ = "samples/jinan-2022.txt" if number == 0 else f"d{number}"
        yield Facts(
            document=about(id_, "2025-06"),
            entities=tuple(_entity(random_, one) for one in sorted(named)),
            claims=tuple(claims),
        )


def _entity(random_: random.Random, id_: str) -> Entity:
    slug = id_.partition("/")[2]
    start = random_.randrange(DOCUMENT) * 100
    mention = Mention(start=start, end=start + len(slug), text=slug)
    return Entity(id=id_, label=label_of(id_), name=slug.title(), mentions=(mention,))


def _ids(key: str, number: int) -> list[str]:
    """Return the ids of a label's nodes, those of the catalogue's examples first."""
    examples = {known.example.id for query in catalog().values() for known in query.parameters}
    known = sorted(id_ for id_ in examples if id_.startswith(f"{key}/"))
    return [*known, *(f"{key}/{key}-{place}" for place in range(number - len(known)))]


def _claim(random_: random.Random, ids: Mapping[str, list[str]], name: str, place: int) -> Claim:
    kind = CLAIM_TYPE_BY_NAME[name]
    source, target = (_end(random_, ids, labels) for labels in (kind.sources, kind.targets))
    while target == source:
        target = _end(random_, ids, kind.targets)
    signed = name == "SIGNED_WITH"
    return Claim(
        type=name,
        source=source,
        target=target,
        date=_date(random_) if signed else None,
        place=_one(random_, ids["city"]) if signed and random_.random() < 0.6 else None,
        title="chairman" if name == "WORKS_FOR" else None,
        topic=f"topic {random_.randrange(50)}" if signed else None,
        quote="On that day the two sides signed a framework agreement on cloud computing and talent.",
        start=place * 100,
        end=place * 100 + 85,
        confidence=round(random_.uniform(0.5, 1), 3),
        extractor="bench",
    )


def _end(random_: random.Random, ids: Mapping[str, list[str]], labels: tuple[str, ...]) -> str:
    keys = [key for key in ids if LABEL_BY_KEY[key].name in labels and (key != "city" or len(labels) == 1)]
    return _one(random_, ids[random_.choices(keys, [len(ids[key]) for key in keys])[0]])


def _one(random_: random.Random, ids: list[str]) -> str:
    """Return one of the examples now and then, else any, the first ones more often."""
    if random_.random() < KNOWN:
        return ids[0]
    return ids[int(len(ids) * random_.random() ** 2)]


def _date(random_: random.Random) -> str:
    year, month, day = random_.choice(YEARS), random_.randrange(1, 13), random_.randrange(1, 29)
    return (f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{day:02}")[random_.randrange(3)]
