"""Facts of as many documents as a bench wants: half of what a document names, no other document does."""

from __future__ import annotations

import random
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice

from graph.engines.bolt import Graph
from graph.facts import Claim, Document, Entity, Facts, Mention
from graph.model import CLAIM_TYPES, ENTITY_LABELS
from graph.writer import Writer

CLAIMS = 20
"""Of a document."""

OWN, COMMON = 4, 4
"""Entities of a document that no other names, and those among the common ones."""

_COMMON = 1000
_QUOTE = "2022年2月，{}与{}签署合作协议，双方将在云计算、人工智能等领域开展合作。"


def documents(claims: int) -> Iterator[Facts]:
    """Yield documents that make so many claims together; five claims are an entity more."""
    for number in range(claims // CLAIMS):
        yield document(number)


def document(number: int, version: int = 0) -> Facts:
    """Return the facts of a document; another version of it makes other claims about the same entities."""
    random_ = random.Random(number)
    common = random_.sample(range(_COMMON), COMMON)
    entities = [
        _entity(random_, at) for at in (*common, *range(_COMMON + number * OWN, _COMMON + (number + 1) * OWN))
    ]
    saying = random.Random(f"{number} {version}")
    id_ = f"bench/{number}.txt"
    about = Document(
        id=id_,
        path=id_,
        title=f"文档 {number}",
        published=f"2024-{number % 12 + 1:02}",
        language="zh-Hans",
        sha256=sha256(f"{id_} {version}".encode()).hexdigest(),
        length=4000,
    )
    return Facts(document=about, entities=tuple(entities), claims=tuple(_claims(saying, entities)))


def about(id_: str, published: str) -> Document:
    """Return what is said of a document of which nothing but its id matters."""
    return Document(id=id_, path=id_, title=id_, published=published, sha256=sha256(id_.encode()).hexdigest())


def load(graph: Graph, found: Iterator[Facts], size: int) -> None:
    """Write documents, so many at a time: all at once are more than a transaction may hold."""
    writer = Writer(graph)
    while batch := [(facts, facts.document.sha256) for facts in islice(found, size)]:
        writer.replace(batch)


def _entity(random_: random.Random, number: int) -> Entity:
    """Return an entity, under one of the spellings by which documents call it."""
    label = ENTITY_LABELS[number % len(ENTITY_LABELS)]
    slug = f"{label.key}-{number}"
    spellings = [slug.title(), slug.upper(), f"{label.name_zh}{number}"]
    texts = [random_.choice(spellings) for _ in range(random_.randint(1, 4))]
    starts = sorted(random_.sample(range(3000), len(texts)))
    return Entity(
        id=f"{label.key}/{slug}",
        label=label.name,
        name=random_.choice(spellings),
        name_zh=spellings[2],
        name_en=spellings[0],
        mentions=tuple(
            Mention(start=start, end=start + len(text), text=text)
            for start, text in zip(starts, texts, strict=True)
        ),
    )


def _claims(random_: random.Random, entities: list[Entity]) -> Iterator[Claim]:
    possible = [
        (kind.name, source, target)
        for kind in CLAIM_TYPES
        for source in entities
        for target in entities
        if source is not target and source.label in kind.sources and target.label in kind.targets
    ]
    for number, (kind, source, target) in enumerate(random_.choices(possible, k=CLAIMS)):
        quote = _QUOTE.format(source.name, target.name)
        yield Claim(
            type=kind,
            source=source.id,
            target=target.id,
            date=random_.choice([None, "2022", "2022-02", "2023-04-11"]),
            quote=quote,
            start=number * 100,
            end=number * 100 + len(quote),
            confidence=round(random_.uniform(0.5, 1), 2),
            extractor="bench",
        )
