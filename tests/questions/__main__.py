"""Score ``ask``: ``python -m tests.questions`` prints right, wrong and refused of both halves.

What is not right is printed of the development half alone: the other is the measure, and nobody looks at it.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from graph.engines.bolt import Graph
from graph.schema import ensure_schema
from queries.ask import Understood
from tests.databases import embedded_engine
from tests.questions.scoring import HALVES, Question, judged, line, load


def main() -> None:
    """Score both halves."""
    with tempfile.TemporaryDirectory() as folder, embedded_engine(Path(folder)) as connection:
        with Graph(connection) as graph:
            ensure_schema(graph)
            load(graph)
        for half in HALVES:
            found = asyncio.run(judged(connection, half))
            if half == "development":
                for question, verdict, asked in found:
                    said = asked.understood
                    if verdict != "right":
                        print(f"{verdict}: {question.text}")
                        print(f"    {said.reading.how if isinstance(said, Understood) else said.why}")
                        print(f"    {_expected(question)}")
            print(line(half, found))


def _expected(question: Question) -> str:
    wanted = " or ".join(question.queries) or "a refusal"
    return f"expected {wanted}; holds {sorted(question.holds)}; not {sorted(question.not_holds)}"


if __name__ == "__main__":
    main()
