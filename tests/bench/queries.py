"""``partners_in_city`` under eight clients: our server against a minimal FastAPI endpoint over the same query.

The peer takes the file's Cypher as it stands, looks its evidence up, reads it record by record with the asynchronous
driver and answers with a plain JSONResponse: what one would write by hand. Both are servers of their own, on the same
graph, and take turns; neither keeps answers.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import count
from urllib.parse import urlsplit

import neo4j
import uvicorn
from fastapi import FastAPI
from fastapi.responses import JSONResponse

from api.app import create_app
from api.settings import read_settings
from graph.engines import Connection
from graph.engines.bolt import Graph
from graph.facts import Claim, Document, Entity, Facts
from graph.model import LABEL_BY_KEY
from graph.writer import Writer
from queries.catalog import catalog
from tests.bench._engines import graphs

CITIES = 40
ROWS = 50
ELSEWHERE = 200
"""Documents of fifty signings each that are in none of the cities, so that an index has something to find."""

CLIENTS = 8
SECONDS = 2.0
"""How long a server is asked in each round."""

ROUNDS = 5
GOAL = 1.3
EVIDENCE = """UNWIND evidence AS s
MATCH (d:Document {id: s.document})
RETURN organization, partner, because, dates, topics, collect(d.id) AS sources,
       collect({document: d.id, title: d.title, published: d.published, quote: s.quote,
                start: s.start, end: s.end, confidence: s.confidence}) AS evidence"""
QUOTE = "On that day {0} and {1} signed a framework agreement on cloud computing, talent and research. " * 3


def run() -> None:
    """Print answers per second of both, and their ratio, for each engine that is here."""
    for name, graph in graphs("queries"):
        _compare(name, graph)


def _compare(name: str, graph: Graph) -> None:
    Writer(graph).replace([(facts, "") for facts in _documents()])
    rates: dict[str, list[float]] = {"ours": [], "peer": []}
    with _server(graph.connection, "ours") as ours, _server(graph.connection, "peer") as peer:
        urls = {
            "ours": f"{ours}/queries/partners_in_city?city=city/c",
            "peer": f"{peer}/partners?city=city/c",
        }
        size = asyncio.run(_check(urls))
        for number in range(ROUNDS + 1):
            for kind in sorted(urls, reverse=number % 2 == 1):
                rate = asyncio.run(_load(urls[kind]))
                if number:  # the first round warms up
                    rates[kind].append(rate)
    ours_rate, peer_rate = (statistics.median(rates[kind]) for kind in ("ours", "peer"))
    print(
        f"queries, {name}: partners_in_city, {ROWS} rows, {size / 1000:.0f} KB, {CLIENTS} clients: "
        f"{ours_rate:,.0f} answers/s; record by record {peer_rate:,.0f} answers/s; "
        f"ratio {ours_rate / peer_rate:.2f} (goal {GOAL})"
    )


async def _check(urls: dict[str, str]) -> int:
    """Return the bytes of our answer, having seen that both answers hold the same rows."""
    bodies = {kind: await _one(url + "0") for kind, url in urls.items()}
    rows = {kind: json.loads(body)["rows"] for kind, body in bodies.items()}
    names = {kind: [row["partner"]["id"] for row in found] for kind, found in rows.items()}
    assert sorted(names["ours"]) == sorted(names["peer"])
    assert len(names["ours"]) == ROWS
    return len(bodies["ours"])


async def _one(url: str) -> bytes:
    reader, writer = await _open(url)
    body = await _get(reader, writer, url)
    writer.close()
    return body


async def _load(url: str) -> float:
    """Return the answers per second that CLIENTS clients get, each over a connection that it keeps."""
    numbers = count()

    async def client() -> None:
        reader, writer = await _open(url)
        while time.perf_counter() < began + SECONDS:
            await _get(reader, writer, f"{url}{next(numbers) % CITIES}")
        writer.close()

    began = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(CLIENTS)))
    return next(numbers) / (time.perf_counter() - began)


async def _open(url: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    parts = urlsplit(url)
    return await asyncio.open_connection(parts.hostname, parts.port)


async def _get(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, url: str) -> bytes:
    """Return a body. An HTTP client of ten lines leaves the two cores to those that are measured."""
    parts = urlsplit(url)
    writer.write(f"GET {parts.path}?{parts.query} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), head
    length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
    assert length is not None
    return await reader.readexactly(int(length[1]))


@contextmanager
def _server(connection: Connection, kind: str) -> Iterator[str]:
    """Run one of the two servers in a process of its own, and give its address."""
    environment = os.environ | {
        "NEO4J_URI": connection.uri,
        "NEO4J_USERNAME": connection.reader_username,
        "NEO4J_PASSWORD": connection.reader_password,
        "NEO4J_DATABASE": connection.database,
        "PACTGRAPH_CACHE_SIZE": "0",  # what is kept is not read, and the peer keeps nothing
    }
    code = f"from tests.bench.queries import serve; serve({kind!r})"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def serve(kind: str) -> None:
    """Serve ours or the peer on a free port, whose address is printed."""
    settings = read_settings()
    app = create_app(settings) if kind == "ours" else _peer(settings.connect())
    with socket.create_server(("127.0.0.1", 0)) as listener:
        print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
        uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[listener])


def _peer(connection: Connection) -> FastAPI:
    app = FastAPI()
    statement = neo4j.Query(
        f"CALL () {{\n{catalog()['partners_in_city'].cypher}\nLIMIT {ROWS}\n}}\n{EVIDENCE}"
    )
    nothing = dict.fromkeys(catalog()["partners_in_city"].by_name)
    auth = (connection.username, connection.password)
    driver = neo4j.AsyncGraphDatabase.driver(connection.uri, auth=auth, notifications_min_severity="OFF")

    @app.get("/partners")
    async def partners(city: str) -> JSONResponse:
        async with driver.session(
            database=connection.database, default_access_mode=neo4j.READ_ACCESS
        ) as session:
            result = await session.run(statement, nothing | {"city": city})
            return JSONResponse({"rows": [record.data() async for record in result]})

    return app


def _documents() -> Iterator[Facts]:
    for number in range(CITIES):
        yield _document(f"city-{number}", f"city/c{number}", number)
    for number in range(ELSEWHERE):
        yield _document(f"elsewhere-{number}", None, CITIES + number)


def _document(name: str, city: str | None, seed: int) -> Facts:
    """Make a document that tells of ROWS signings, in one city if any, each of another pair."""
    random_ = random.Random(seed)
    partners = random_.sample(range(3000), ROWS)
    pairs = [(f"company/a{random_.randrange(300)}", f"university/u{partner}") for partner in partners]
    claims = []
    for number, (company, partner) in enumerate(pairs):
        quote = QUOTE.format(company, partner)
        claims.append(
            Claim(
                type="SIGNED_WITH",
                source=company,
                target=partner,
                date="2022-06",
                place=city,
                topic="cloud computing",
                quote=quote,
                start=number * 500,
                end=number * 500 + len(quote),
                confidence=random_.random(),
                extractor="bench",
            )
        )
    ids = sorted({end for pair in pairs for end in pair} | ({city} if city else set()))
    return Facts(
        document=Document(
            id=name, path=name, title=name, published="2022-06", sha256=sha256(name.encode()).hexdigest()
        ),
        entities=tuple(
            Entity(id=id_, label=LABEL_BY_KEY[id_.partition("/")[0]].name, name=id_) for id_ in ids
        ),
        claims=tuple(claims),
    )
