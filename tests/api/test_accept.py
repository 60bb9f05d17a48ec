"""Which type an Accept header asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.accept import preferred

OFFERS = ("application/json", "application/x-ndjson", "text/csv")


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("TEXT/CSV", "text/csv"),
        ("text/*", "text/csv"),
        ("text/csv;q=0.1, application/json", "application/json"),
        ("application/json;q=0.1, text/csv;q=0.9", "text/csv"),
        ("text/csv; charset=utf-8", "text/csv"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/json"),
        ("*/*, application/json;q=0", "application/x-ndjson"),
        ("image/png", None),
        ("application/json;q=0", None),
        ("application/json;q=often", None),
        ("*/*;q=0", None),
        ("nonsense", None),
    ],
)
def test_the_highest_ranked_offer_is_taken(accept: str, expected: str | None) -> None:
    assert preferred(accept, OFFERS) == expected


@given(st.text())
def test_no_header_is_too_odd_to_read(accept: str) -> None:
    assert preferred(accept, OFFERS) in (*OFFERS, None)
