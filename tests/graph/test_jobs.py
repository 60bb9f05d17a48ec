"""Work shared by processes gives what one process gives."""

from __future__ import annotations

import os

import pytest

from graph.errors import FactsError, PactgraphError
from graph.jobs import Crew


def refuse(number: int) -> int:
    if number == 3:
        raise FactsError("line 3", "is wrong")
    return number


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_pieces(jobs: int) -> None:
    with Crew(jobs) as crew:
        assert list(crew.each(str, range(20))) == [str(number) for number in range(20)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_the_work_raises_is_raised_behind_the_results_before_it(jobs: int) -> None:
    with Crew(jobs) as crew:
        results = crew.each(refuse, range(20))
        assert [next(results) for _ in range(3)] == [0, 1, 2]
        with pytest.raises(FactsError, match="line 3: is wrong"):
            next(results)


def test_a_process_that_is_killed_is_told_of() -> None:
    with Crew(2) as crew, pytest.raises(PactgraphError, match="try fewer --jobs"):
        list(crew.each(os._exit, [1]))
