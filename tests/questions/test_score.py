"""``ask`` is right or says that it does not know: what ``make ask-score`` measures does not fall."""

from __future__ import annotations

import asyncio

import pytest

from graph.engines import Connection
from graph.engines.bolt import Graph
from tests.questions.scoring import judged, load

RIGHT = {"development": 0.98, "sealed": 0.92}
"""The least share that is answered rightly."""

WRONG = 0.02
"""The largest share that is answered wrongly; what is left is refused."""


@pytest.mark.parametrize("half", list(RIGHT))
@pytest.mark.parametrize("connection", [pytest.param("embedded", marks=pytest.mark.embedded)], indirect=True)
def test_most_is_right_and_hardly_anything_wrong(graph: Graph, connection: Connection, half: str) -> None:
    load(graph)
    verdicts = [verdict for _, verdict, _ in asyncio.run(judged(connection, half))]
    assert len(verdicts) >= 75
    assert verdicts.count("right") >= RIGHT[half] * len(verdicts)
    assert verdicts.count("wrong") <= WRONG * len(verdicts)
