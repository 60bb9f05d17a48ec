"""The collector of garbage is left as it was found, and little is left to it."""

from __future__ import annotations

import gc

import pytest

from graph.engines.bolt import Graph
from graph.garbage import uncollected
from graph.writer import Writer
from tests.graph.samples import claim, facts


def test_garbage_is_looked_for_again_after_a_batch_that_failed() -> None:
    with pytest.raises(ZeroDivisionError), uncollected():
        1 / gc.isenabled()
    assert gc.isenabled()


def test_who_looks_for_no_garbage_is_not_made_to() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_batch_leaves_no_more_garbage_the_more_it_writes(graph: Graph) -> None:
    few, many = (_left_by(graph, documents) for documents in (20, 400))
    assert many < few + 400


def _left_by(graph: Graph, documents: int) -> int:
    """Return how many objects only the collector frees when so many documents were written."""
    batch = [
        (facts(f"{n}.txt", claim("SIGNED_WITH", f"company/{n}", f"university/{n}")), "1")
        for n in range(documents)
    ]
    gc.collect()
    with uncollected():
        Writer(graph).replace(batch)
        return gc.collect()
