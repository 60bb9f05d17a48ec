"""The writer against a bare driver that merges the same rows: rows per second, on both engines."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256

import neo4j

from graph.batch import ROWS_PER_STATEMENT
from graph.engines.bolt import Graph
from graph.facts import Claim, Document, Entity, Facts, Mention
from graph.model import CLAIM_TYPES, ENTITY_LABELS
from graph.rows import rows_of
from graph.writer import DOCUMENTS_PER_BATCH, Writer
from tests.bench._engines import graphs
from tests.databases import empty

DOCUMENTS = 1000
ENTITIES = 15
CLAIMS = 20
ROUNDS = 3
GOAL = 0.8

Batch = Sequence[tuple[Facts, str]]


def run() -> None:
    """Print rows per second of both, and their ratio, for each engine that is here."""
    batches = list(_batches([_document(number) for number in range(DOCUMENTS)]))
    rows = sum(_count_rows(batch) for batch in batches)
    for name, graph in graphs("writer"):
        _compare(name, graph, batches, rows)


def _compare(name: str, graph: Graph, batches: list[Batch], rows: int) -> None:
    seconds: dict[str, list[float]] = {"pactgraph": [], "bare": []}
    writers: dict[str, Callable[[Batch], object]] = {
        "pactgraph": Writer(graph).replace,
        "bare": lambda batch: graph.write(lambda transaction: _merge(transaction, batch)),
    }
    for write in writers.values():  # so that both find the server warm and their statements planned
        write(batches[0])
    for number in range(ROUNDS):
        for kind in sorted(writers, reverse=number % 2 == 1):
            empty(graph)
            began = time.perf_counter()
            for batch in batches:
                writers[kind](batch)
            seconds[kind].append(time.perf_counter() - began)
    ours, bare = (rows / statistics.median(seconds[kind]) for kind in ("pactgraph", "bare"))
    print(
        f"writer, {name}: {rows:,} rows of {DOCUMENTS:,} documents, {ours:,.0f} rows/s; "
        f"bare UNWIND MERGE {bare:,.0f} rows/s; ratio {ours / bare:.2f} (goal {GOAL})"
    )


def _merge(transaction: neo4j.ManagedTransaction, batch: Batch) -> None:
    """Write what the writer writes, as one would by hand: every node and relationship merged.

    A document mentions an entity once, so MENTIONS need no key; a claim's is its document and place there.
    """
    rows = rows_of(batch)

    def run(statement: str, values: list[dict[str, object]]) -> None:
        for begin in range(0, len(values), ROWS_PER_STATEMENT):
            transaction.run(statement, rows=values[begin : begin + ROWS_PER_STATEMENT]).consume()

    run("UNWIND $rows AS row MERGE (d:Document {id: row.id}) SET d += row", rows.documents)
    for label, mentions in rows.mentions.items():
        nodes = {
            row["target"]: {
                "id": row["target"],
                **{key: row["properties"].get(key) for key in ("name", "name_zh", "name_en")},
                "aliases": row["properties"]["aliases"],
                "external_ids": row["properties"]["external_ids"],
            }
            for row in mentions
        }
        run(f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n += row", list(nodes.values()))
        run(
            f"UNWIND $rows AS row MATCH (d:Document {{id: row.source}}) MATCH (n:{label} {{id: row.target}}) "
            "MERGE (d)-[m:MENTIONS]->(n) SET m = row.properties",
            mentions,
        )
    for (kind, source, target), claims in rows.claims.items():
        run(
            "UNWIND $rows AS row "
            f"MATCH (a:{source} {{id: row.source}}) MATCH (b:{target} {{id: row.target}}) "
            f"MERGE (a)-[r:{kind} {{document: row.properties.document, start: row.properties.start}}]->(b) "
            "SET r += row.properties",
            claims,
        )


def _document(number: int) -> Facts:
    """Make a document whose entities come from a few thousand, some of them in very many documents."""
    random_ = random.Random(number)
    entities: dict[str, Entity] = {}
    while len(entities) < ENTITIES:
        label = random_.choice(ENTITY_LABELS)
        slug = f"{label.key}-{int(random_.paretovariate(0.6)) % 1000}"
        spellings = [slug.title(), slug.upper(), f"{label.name_zh}{slug}"]
        name = random_.choice(spellings)
        texts = [random_.choice(spellings) for _ in range(random_.randint(1, 4))]
        starts = sorted(random_.sample(range(3000), len(texts)))
        entities[f"{label.key}/{slug}"] = Entity(
            id=f"{label.key}/{slug}",
            label=label.name,
            name=name,
            name_zh=spellings[2],
            name_en=spellings[0],
            mentions=tuple(
                Mention(start=start, end=start + len(text), text=text)
                for start, text in zip(starts, texts, strict=True)
            ),
        )
    document = Document(
        id=f"bench/{number}.txt",
        path=f"bench/{number}.txt",
        title=f"Document {number}",
        published=f"2024-{number % 12 + 1:02}",
        sha256=sha256(str(number).encode()).hexdigest(),
    )
    claims = tuple(_claims(random_, list(entities.values())))
    return Facts(document=document, entities=tuple(entities.values()), claims=claims)


def _claims(random_: random.Random, entities: list[Entity]) -> Iterator[Claim]:
    possible = [
        (kind.name, source, target)
        for kind in CLAIM_TYPES
        for source in entities
        for target in entities
        if source is not target and source.label in kind.sources and target.label in kind.targets
    ]
    for number, (kind, source, target) in enumerate(random_.choices(possible, k=CLAIMS)):
        quote = f"{source.name} and {target.name}: " + "what the sentence says, at its usual length. " * 3
        yield Claim(
            type=kind,
            source=source.id,
            target=target.id,
            date=random_.choice([None, "2022", "2023-04-11"]),
            quote=quote,
            start=number * 100,
            end=number * 100 + len(quote),
            confidence=round(random_.uniform(0.5, 1), 2),
            extractor="bench",
        )


def _batches(documents: list[Facts]) -> Iterator[Batch]:
    for begin in range(0, len(documents), DOCUMENTS_PER_BATCH):
        batch = documents[begin : begin + DOCUMENTS_PER_BATCH]
        yield [(facts, facts.document.sha256) for facts in batch]


def _count_rows(batch: Batch) -> int:
    rows = rows_of(batch)
    entities = {row["target"] for mentions in rows.mentions.values() for row in mentions}
    relationships = sum(map(len, rows.mentions.values())) + sum(map(len, rows.claims.values()))
    return len(rows.documents) + len(entities) + relationships
