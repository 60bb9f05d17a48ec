"""Everything that a graph holds, a page at a time: what exports of any size are made of.

A page is one record of many rows, since the driver pays per record. Pages follow ids, so the same graph gives the same
rows in the same order; a document stands in a page whole, as it was at one moment (its writer's revision is compared),
and no transaction stays open between pages.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from graph.errors import GraphTimeout
from graph.identity.statements import RECORDED
from graph.model import (
    CLAIM_PROPERTIES,
    CLAIM_TYPES,
    DOCUMENT,
    ENTITY_LABELS,
    ENTITY_PROPERTIES,
    LOCAL_PROPERTIES,
    MENTIONS,
    MENTIONS_PROPERTIES,
    REJECTED,
)
from graph.schema import BOOKKEEPING

__all__ = [
    "CLAIM_FIELDS",
    "DOCUMENTS",
    "ENTITIES",
    "ENTITY_FIELDS",
    "FIRST_DOCUMENTS",
    "MENTION_FIELDS",
    "Document",
    "Pages",
    "Stretch",
    "ahead",
    "following",
    "shape",
    "shorten_switch_interval",
]

T = TypeVar("T")
Row = list[Any]
Record = dict[str, Any]
Read = Callable[..., list[Record]]
"""Runs a statement with keyword parameters; returns its records."""

ENTITY_FIELDS = tuple(known.name for known in ENTITY_PROPERTIES)
_LOCAL, *_OF_CLAIM = (known.name for known in LOCAL_PROPERTIES)
MENTION_FIELDS = (
    "entity",
    _LOCAL,
    *(known.name for known in MENTIONS_PROPERTIES if known.name != "document"),
)
CLAIM_KEY = ("start", "end", "type", "source", "target")
CLAIM_FIELDS = (
    *CLAIM_KEY,
    *(known.name for known in CLAIM_PROPERTIES if known.name not in ("document", "start", "end")),
    *_OF_CLAIM,
    "rejected",
)
"""What stands where in a row.

Ids are the nodes'; a document's own id of a thing is in a ``local…`` field where it is another, so that an import can
settle identity anew. A claim that a person rejected says so. An entity asked for with its direct relationships has a
list of ``[type, former, ids of targets]`` at its end."""

ROWS = 2000
"""Relationships of a page: enough that a record costs little, few enough to be a moment's work."""

MOST_DOCUMENTS = 1000
FIRST_DOCUMENTS = 10
"""A small first page, so that the first byte comes at once."""

ENTITIES = 2000
TRIES = 50


@dataclass(slots=True)
class Document:
    """A document's properties, its MENTIONS and its claims as rows, in an order that depends on them alone."""

    properties: Record
    mentions: list[Row] = field(default_factory=list)
    claims: list[Row] = field(default_factory=list)


class Stretch(NamedTuple):
    """Those of a label whose ids are behind ``after`` and, unless it is None, not behind ``until``."""

    label: str
    after: str = ""
    until: str | None = None


EVERY_DOCUMENT = Stretch(DOCUMENT)
_LABELS = sorted(label.name for label in ENTITY_LABELS)

_REVISION = f"OPTIONAL MATCH (g:{BOOKKEEPING} {{id: 'graph'}})"


def _from(until: str | None) -> str:
    """Those of a stretch; its end has to stand by itself, since an index is no use with ``OR``."""
    return "WHERE n.id > $after" + ("" if until is None else " AND n.id <= $until")


def _ids(label: str, until: str | None = None) -> str:
    page = f"MATCH (n:{label})\n{_from(until)}\nWITH n.id AS id ORDER BY id LIMIT $count\n"
    return f"{page}WITH collect(id) AS ids\n"


_PROPERTIES = "WITH {}, properties(r) AS p\n"
"""All properties at once: each one that is asked for by itself is looked for from the relationship's first."""


def _list(fields: Sequence[str], **elsewhere: str) -> str:
    return ", ".join(elsewhere.get(name, f"p.{name}") for name in fields)


def _claims(kind: str, also: str = "") -> str:
    rejected = kind == REJECTED
    said = {"type": "p.type" if rejected else f"'{kind}'", "source": "a.id", "target": "b.id"}
    fields = _list(CLAIM_FIELDS, **said, rejected="true" if rejected else "null")
    return (
        f"MATCH (a)-[r:{kind}]->(b)\nWHERE r.document IN $ids{also}\n{_PROPERTIES.format('a, b')}"
        f"RETURN 'claims' AS what, collect([{fields}, p.document]) AS rows"
    )


_ABOUT = (
    f"MATCH (d:{DOCUMENT})\nWHERE d.id IN $ids\nRETURN 'documents' AS what, collect(properties(d)) AS rows"
)

DOCUMENTS = "\nUNION ALL\n".join(
    [
        _ABOUT,
        f"MATCH (d:{DOCUMENT})-[r:{MENTIONS}]->(n)\nWHERE d.id IN $ids\n{_PROPERTIES.format('n')}"
        f"RETURN 'mentions' AS what, collect([{_list(MENTION_FIELDS, entity='n.id')}, p.document]) AS rows",
        *(_claims(name) for name in (*(kind.name for kind in CLAIM_TYPES), REJECTED)),
        f"{_REVISION}\nRETURN 'revision' AS what, collect(g.revision) AS rows",
    ]
)
"""All of the documents $ids: records of ``what`` and ``rows``, each with its document's id at its end, to be shaped."""


def _entities(label: str, until: str | None, *, direct: bool) -> str:
    fields = ", ".join(f"n.{name}" for name in ENTITY_FIELDS)
    page = f"MATCH (n:{label})\n{_from(until)}\nWITH n ORDER BY n.id LIMIT $count\n"
    if not direct:
        return f"{page}RETURN collect([{fields}]) AS rows"
    return f"{page}{DIRECT}RETURN collect([{fields}, direct]) AS rows"


DIRECT = (
    f"OPTIONAL MATCH (n)-[r]->(b)\nWHERE type(r) <> '{REJECTED}'\n"
    "WITH n, type(r) AS kind, r.former AS former, collect(DISTINCT b.id) AS ids\n"
    "WITH n, collect([kind, former, ids]) AS direct\n"
)
"""Of every n, what it is related to by claims, however many claims say so."""

_ONE_ENTITY = {
    label.name: (
        f"MATCH (n:{label.name} {{id: $id}})\n"
        f"RETURN collect([{', '.join(f'n.{name}' for name in ENTITY_FIELDS)}]) AS rows"
    )
    for label in ENTITY_LABELS
}
"""By label: the rows, one at most, of the entity $id."""

_SAY_SO = {
    label.name: (
        f"MATCH (:{label.name} {{id: $id}})-[r:{'|'.join(kind.name for kind in CLAIM_TYPES)}]-()\n"
        "RETURN collect(DISTINCT r.document) AS ids"
    )
    for label in ENTITY_LABELS
}
"""By label: the ids of the documents that claim anything of the entity $id."""

_CLAIMS_OF = "\nUNION ALL\n".join(
    [_ABOUT, *(_claims(kind.name, " AND $id IN [a.id, b.id]") for kind in CLAIM_TYPES)]
)
"""The documents $ids with what they claim of the entity $id: records as those of DOCUMENTS."""


def shape(records: Sequence[Record]) -> list[Document]:
    """Return the documents that the records of DOCUMENTS hold, in the order of their ids; it takes their rows apart."""
    documents: dict[str, Document] = {}
    for record in records:
        if record["what"] == "documents":
            documents = {properties["id"]: Document(properties) for properties in record["rows"]}
    for record in records:
        if record["what"] in ("mentions", "claims"):
            rows = {id_: getattr(document, record["what"]) for id_, document in documents.items()}
            for row in record["rows"]:
                if (of := rows.get(row.pop())) is not None:
                    of.append(row)
    for document in documents.values():
        document.mentions.sort(key=lambda row: (row[0], row[1] or ""))
        document.claims = _in_order(document.claims)
    return [documents[id_] for id_ in sorted(documents)]


def following(page: Sequence[Document]) -> int:
    """Return how many documents the next page should have, by the rows of this one."""
    rows = sum(len(document.mentions) + len(document.claims) for document in page)
    return max(1, min(4 * len(page), len(page) * ROWS // (rows + 1), MOST_DOCUMENTS))


def _in_order(claims: list[Row]) -> list[Row]:
    """Return claims by where they stand and what they say; those alike in both by the rest of them."""
    claims.sort(key=_key)
    if len(set(map(_key, claims))) == len(claims):
        return claims
    return [claim for _, alike in groupby(claims, _key) for claim in sorted(alike, key=repr)]


_key = itemgetter(*range(len(CLAIM_KEY)))


class Pages:
    """Reads a graph page by page.

    ``revisions`` holds the graph's revision as the documents of each page were read, so that a caller can tell
    whether the graph changed meanwhile.
    """

    def __init__(self, read: Read) -> None:
        self._read = read
        self.revisions: set[int | None] = set()

    def judgements(self) -> list[str]:
        """Return people's judgements that the graph was made with, as lines of their file."""
        return [line for record in self._read(RECORDED) for line in record["judgements"] or ()]

    def stretches(self, size: Callable[[str], int]) -> Iterator[Stretch]:
        """Yield stretches of entities, then of documents, which hold all; each is as long as ``size`` says then."""
        for label in (*_LABELS, DOCUMENT):
            after, statement = "", f"{_ids(label)}RETURN ids"
            while ids := self._read(statement, after=after, count=size(label))[0]["ids"]:
                yield Stretch(label, after, ids[-1])
                after = ids[-1]

    def entities(self, *, direct: bool = False) -> Iterator[tuple[str, list[Row]]]:
        """Yield labels, each with rows of its entities; with ``direct`` also what they are related to."""
        for label in _LABELS:
            yield from self.entities_in(Stretch(label), direct=direct)

    def entities_in(self, stretch: Stretch, *, direct: bool = False) -> Iterator[tuple[str, list[Row]]]:
        """Yield the same of one stretch."""
        label, after, until = stretch
        statement = _entities(label, until, direct=direct)
        while after != until:
            rows = self._read(statement, after=after, until=until, count=ENTITIES)[0]["rows"]
            if not rows:
                return
            rows.sort(key=lambda row: row[0])
            yield label, rows
            after = rows[-1][0]

    def entity(self, label: str, id_: str) -> list[Row]:
        """Return the rows of one entity, none if it is not there."""
        rows: list[Row] = self._read(_ONE_ENTITY[label], id=id_)[0]["rows"]
        return rows

    def claims_of(self, label: str, id_: str) -> Iterator[list[Document]]:
        """Yield the documents that claim anything of an entity, each with those claims alone.

        What a person rejected is no such claim.
        """
        ids = sorted(self._read(_SAY_SO[label], id=id_)[0]["ids"])
        for at in range(0, len(ids), MOST_DOCUMENTS):
            page = shape(self._read(_CLAIMS_OF, ids=ids[at : at + MOST_DOCUMENTS], id=id_))
            yield [document for document in page if document.claims]

    def documents(self, stretch: Stretch = EVERY_DOCUMENT) -> Iterator[list[Document]]:
        """Yield documents. Raises GraphTimeout where writers never leave it the time to read one."""
        _, after, until = stretch
        count = FIRST_DOCUMENTS if until is None else MOST_DOCUMENTS
        while after != until:
            page, ids = self._page(after, until, count)
            if not ids:
                return
            yield page
            after = ids[-1]
            count = following(page)

    def _page(self, after: str, until: str | None, count: int) -> tuple[list[Document], list[str]]:
        """Read documents that no writer has touched meanwhile, fewer of them with every try."""
        statement = f"{_ids(DOCUMENT, until)}{_REVISION}\nRETURN ids, g.revision AS revision"
        for _ in range(TRIES):
            found = self._read(statement, after=after, until=until, count=count)[0]
            ids, revision = found["ids"], found["revision"]
            if not ids:
                return [], []
            records = self._read(DOCUMENTS, ids=ids)
            page = shape(records)
            after_reading = next(record["rows"] for record in records if record["what"] == "revision")
            if after_reading == ([] if revision is None else [revision]) and len(page) == len(ids):
                self.revisions.add(revision)
                return page, ids
            count = max(1, count // 2)
        raise GraphTimeout(
            f"the documents after {after!r} changed each of {TRIES} times that they were read: "
            "export when less is being loaded"
        )


SWITCH_INTERVAL = 50e-6
"""Seconds for which a thread may keep the interpreter from one that waits for it; Python's own 5 ms are too long for
one that fetches, which has to get it back after each of some forty reads of a page from its socket."""


def shorten_switch_interval() -> None:
    """Let this process's threads follow one another so often that fetching ahead is worth it.

    N-Quads of 60,000 claims from Neo4j took 3.7 s with Python's own interval, 3.5 s page after page, 2.7 s so; fetching
    alone 1.7 s. It is the process's setting, so whoever starts a process decides: the commands do it.
    """
    sys.setswitchinterval(SWITCH_INTERVAL)


@contextmanager
def ahead(items: Iterator[T]) -> Generator[Iterator[T]]:
    """Give the same items, each fetched in another thread while the one before is worked on."""
    with ThreadPoolExecutor(1) as pool:
        end: Any = object()

        def fetched() -> Iterator[T]:
            following = pool.submit(next, items, end)
            while (item := following.result()) is not end:
                following = pool.submit(next, items, end)
                yield item

        yield fetched()
