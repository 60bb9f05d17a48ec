"""The collector of garbage is left as it was found."""

from __future__ import annotations

import gc

import pytest

from graph.garbage import uncollected


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
