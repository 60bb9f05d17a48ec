"""``partners_in_city`` under eight clients: our server, with and without kept answers, against two peers.

The peers take the file's Cypher as it stands and look its evidence up. One is a minimal FastAPI endpoint that reads it
record by record with the asynchronous driver and answers with a plain JSONResponse: what one would write by hand. The
other is Neo4j's own HTTP Query API. All are servers of their own, on the same graph, and take turns.
"""

from __future__ import annotations

import asyncio
import base64
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
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from typing import Any
from urllib.parse import urlsplit

import neo4j
import uvicorn
from fastapi import FastAPI
from fastapi.responses import JSONResponse

from api.app import create_app
from api.settings import read_settings
from graph.engines import Connection
from graph.engines.bolt import Graph
from graph.facts import Claim, Entity, Facts
from graph.model import label_of
from graph.writer import Writer
from queries.catalog import catalog
from tests.bench._engines import graphs
from tests.bench._facts import about

CITIES = 40
ROWS = 50
ELSEWHERE = 200
"""Documents of fifty signings each that are in none of the cities, so that an index has something to find."""

CLIENTS = 8
SECONDS = 2.0
"""How long a server is asked in each round."""

ROUNDS = 5
GOALS = (("ours", "record by record", 1.3), ("ours", "query API", 0.8), ("cached", "query API", 5))
OURS = "/queries/partners_in_city?city="
EVIDENCE = """UNWIND evidence AS s
MATCH (d:Document {id: s.document})
RETURN organization, partner, because, dates, topics, collect(d.id) AS sources,
       collect({document: d.id, title: d.title, published: d.published, quote: s.quote,
                start: s.start, end: s.end, confidence: s.confidence}) AS evidence"""
PEERS_CYPHER = f"CALL () {{\n{catalog()['partners_in_city'].cypher}\nLIMIT {ROWS}\n}}\n{EVIDENCE}"
QUOTE = "On that day {0} and {1} signed a framework agreement on cloud computing, talent and research. " * 3


def run() -> None:
    """Print answers per second of each, and their ratios, for each engine that is here."""
    for name, graph in graphs("queries"):
        _compare(name, graph)


def _compare(name: str, graph: Graph) -> None:
    Writer(graph).replace([(facts, "") for facts in _documents()])
    connection = graph.connection
    with ExitStack() as servers:
        asked: dict[str, Asked] = {}
        for kind, path in (("ours", OURS), ("cached", OURS), ("record by record", "/partners?city=")):
            address = servers.enter_context(_server(connection, kind))
            asked[kind] = Asked(address, f"{path}city/c{{}}")
        if (neo4j_address := _query_api(graph)) is not None:
            asked["query API"] = Asked(
                neo4j_address, f"/db/{connection.database}/query/v2", _statement(), _basic(connection)
            )
        size = asyncio.run(_check(asked))
        rates: dict[str, list[float]] = {kind: [] for kind in asked}
        for number in range(ROUNDS + 1):
            for kind in sorted(asked, reverse=number % 2 == 1):
                rate = asyncio.run(_load(asked[kind]))
                if number:  # the first round warms up
                    rates[kind].append(rate)
    taken = {kind: statistics.median(measured) for kind, measured in rates.items()}
    told = ", ".join(f"{kind} {rate:,.0f}" for kind, rate in taken.items())
    print(
        f"queries, {name}: partners_in_city, {ROWS} rows, {size / 1000:.0f} KB, {CLIENTS} clients, answers/s: {told}"
    )
    for kind, peer, goal in GOALS:
        if peer in taken:
            print(f"queries, {name}: {kind} to {peer}: ratio {taken[kind] / taken[peer]:.2f} (goal {goal})")


def _query_api(graph: Graph) -> str | None:
    """Return the address of Neo4j's HTTP API; None for an engine that has none here."""
    if graph.connection.home is not None:
        return None
    (row,) = graph.read("SHOW SETTINGS 'server.http.listen_address' YIELD value")
    host, _, port = str(row["value"]).rpartition(":")
    with suppress(OSError), socket.create_connection((host, int(port)), timeout=1.0):
        return f"http://{host}:{port}"
    print(f"queries: the HTTP API at {host}:{port} cannot be reached from here, so it is left out")
    return None


def _statement() -> str:
    """Return the body of a request to the HTTP API, with a place for the city."""
    nothing = dict.fromkeys(catalog()["partners_in_city"].by_name)
    return json.dumps({"statement": PEERS_CYPHER, "parameters": nothing | {"city": "city/c%d"}})


def _basic(connection: Connection) -> str:
    return base64.b64encode(f"{connection.username}:{connection.password}".encode()).decode()


async def _check(asked: dict[str, Asked]) -> int:
    """Return the bytes of our answer, having seen that all answers hold the same rows."""
    bodies = {}
    for kind, one in asked.items():
        reader, writer = await one.open()
        bodies[kind] = await one.get(reader, writer, 0)
        writer.close()
    partners = {kind: _partners(json.loads(body)) for kind, body in bodies.items()}
    assert len(partners["ours"]) == ROWS
    assert all(found == partners["ours"] for found in partners.values()), partners
    return len(bodies["ours"])


def _partners(answer: dict[str, Any]) -> list[str]:
    if "data" in answer:
        place = answer["data"]["fields"].index("partner")
        return sorted(row[place]["properties"]["id"] for row in answer["data"]["values"])
    return sorted(row["partner"]["id"] for row in answer["rows"])


async def _load(asked: Asked) -> float:
    """Return the answers per second that CLIENTS clients get, each over a connection that it keeps."""
    numbers = count()

    async def client() -> None:
        reader, writer = await asked.open()
        while time.perf_counter() < began + SECONDS:
            await asked.get(reader, writer, next(numbers) % CITIES)
        writer.close()

    began = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(CLIENTS)))
    return next(numbers) / (time.perf_counter() - began)


@dataclass(frozen=True)
class Asked:
    """What a server is asked: a path to get, or a body to post, with a place for the city's number.

    An HTTP client of a few lines leaves the two cores to those that are measured.
    """

    address: str
    path: str
    body: str | None = None
    basic: str = ""

    async def open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        parts = urlsplit(self.address)
        return await asyncio.open_connection(parts.hostname, parts.port)

    async def get(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, city: int) -> bytes:
        host = urlsplit(self.address).netloc
        if self.body is None:
            writer.write(f"GET {self.path.format(city)} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        else:
            body = self.body.replace("%d", str(city)).encode()
            head = (
                f"POST {self.path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Basic {self.basic}\r\n"
                "Content-Type: application/json\r\nAccept: application/json\r\n"
                f"Content-Length: {len(body)}\r\n\r\n"
            )
            writer.write(head.encode() + body)
        head_ = await reader.readuntil(b"\r\n\r\n")
        assert head_.startswith(b"HTTP/1.1 20"), head_
        if (length := re.search(rb"content-length: (\d+)", head_, re.IGNORECASE)) is not None:
            return await reader.readexactly(int(length[1]))
        pieces = []
        while size := int(await reader.readuntil(b"\r\n"), 16):
            pieces.append((await reader.readexactly(size + 2))[:-2])
        await reader.readexactly(2)
        return b"".join(pieces)


@contextmanager
def _server(connection: Connection, kind: str) -> Iterator[str]:
    """Run one of our servers, or the peer, in a process of its own, and give its address."""
    environment = os.environ | {
        "NEO4J_URI": connection.uri,
        "NEO4J_USERNAME": connection.reader_username,
        "NEO4J_PASSWORD": connection.reader_password,
        "NEO4J_DATABASE": connection.database,
        "PACTGRAPH_CACHE_SIZE": "64000000" if kind == "cached" else "0",
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
    """Serve what ``kind`` names on a free port, whose address is printed."""
    settings = read_settings()
    app = _peer(settings.connect()) if kind == "record by record" else create_app(settings)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
        uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[listener])


def _peer(connection: Connection) -> FastAPI:
    app = FastAPI()
    statement = neo4j.Query(PEERS_CYPHER)
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
        document=about(name, "2022-06"),
        entities=tuple(Entity(id=id_, label=label_of(id_), name=id_) for id_ in ids),
        claims=tuple(claims),
    )
