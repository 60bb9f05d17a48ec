"""Score ``ask``: each question is asked of a graph that holds ``facts.jsonl``, and judged by what the rows hold.

Right: refused where it has to be, else answered by the query that is named (where one of the names exists) with all
rows that must be there and none that must not. Refused: not understood though it should be. Wrong: anything else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from api.service import Asked, Service
from graph.engines import Connection
from graph.engines.bolt import Graph, Reader
from graph.facts import read_facts
from graph.writer import Writer
from queries.ask import Understood
from queries.catalog import catalog

FOLDER = Path(__file__).parent
HALVES = ("development", "sealed")
LIMIT = 1000

Verdict = Literal["right", "wrong", "refused"]
VERDICTS: tuple[Verdict, ...] = ("right", "wrong", "refused")


@dataclass(frozen=True)
class Question:
    """A question and what its answer must be; ``queries`` is empty where it must be refused."""

    text: str
    queries: tuple[str, ...]
    holds: frozenset[str]
    not_holds: frozenset[str]


def questions(half: str) -> list[Question]:
    """Return the questions of a half."""
    files = sorted(FOLDER.glob(f"{half}*.yaml"))
    rows = [row for file in files for row in yaml.safe_load(file.read_text(encoding="utf-8"))]
    return [
        Question(
            row["q"],
            tuple([row["query"]] if isinstance(row["query"], str) else row["query"] or ()),
            frozenset(row["holds"]),
            frozenset(row["not_holds"]),
        )
        for row in rows
    ]


def load(graph: Graph) -> None:
    """Write the facts that the questions are about."""
    lines = (FOLDER / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    Writer(graph).replace([(said, said.fingerprint()) for said in map(read_facts, lines)])


async def judged(connection: Connection, half: str) -> list[tuple[Question, Verdict, Asked]]:
    """Ask every question of a half and judge the answers."""
    async with Reader(connection) as reader:
        service = Service(reader, catalog(), timeout=10.0)
        answers = [(question, await service.ask(question.text, LIMIT)) for question in questions(half)]
    return [(question, judge(question, asked), asked) for question, asked in answers]


def judge(question: Question, asked: Asked) -> Verdict:
    """Judge one answer."""
    if not isinstance(asked.understood, Understood):
        return "refused" if question.queries else "right"
    existing = [name for name in question.queries if name in catalog()]
    if not question.queries or (existing and asked.understood.reading.query not in existing):
        return "wrong"
    assert asked.answer is not None
    rows = asked.answer.rows.rows
    told = set(_told(rows))
    enough = question.holds <= told if question.holds else not rows
    return "right" if enough and not question.not_holds & told else "wrong"


def line(half: str, found: list[tuple[Question, Verdict, Asked]]) -> str:
    """Return how often each verdict was given, in words."""
    counted = Counter(verdict for _, verdict, _ in found)
    shares = (f"{kind} {counted[kind]} ({counted[kind] / len(found):.1%})" for kind in VERDICTS)
    return f"{half}: {len(found)} questions: {', '.join(shares)}"


def _told(value: Any) -> Iterator[str]:
    """Every text in rows but those of the evidence."""
    if isinstance(value, dict):
        for name, inside in value.items():
            if name != "evidence":
                yield from _told(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from _told(inside)
    elif isinstance(value, str):
        yield value
