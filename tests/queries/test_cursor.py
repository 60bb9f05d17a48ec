"""A cursor goes with its question, and what was altered is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.cursor import make_cursor, read_cursor
from queries.errors import BadCursor
from queries.pages import page

KEYS = st.lists(st.none() | st.booleans() | st.integers() | st.text(max_size=20), max_size=5)
ASKED = ("partners_of", {"organization": "company/huawei", "year": None})


@given(KEYS)
def test_a_cursor_gives_back_its_key_and_fits_into_an_address(key: list[object]) -> None:
    cursor = make_cursor(*ASKED, key)
    assert read_cursor(*ASKED, cursor) == key
    assert cursor.replace("-", "").replace("_", "").isalnum()


@given(KEYS, st.integers(min_value=0), st.sampled_from("Aa0-_=é"))
def test_an_altered_cursor_is_refused(key: list[object], place: int, character: str) -> None:
    cursor = make_cursor(*ASKED, key)
    place %= len(cursor)
    altered = cursor[:place] + character + cursor[place + 1 :]
    if altered != cursor:
        with pytest.raises(BadCursor):
            read_cursor(*ASKED, altered)


@pytest.mark.parametrize("cursor", ["x", "", "=", "AAAA", "🙂", "next"])
def test_what_is_no_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(BadCursor):
        read_cursor(*ASKED, cursor)


def test_a_cursor_of_another_question_is_refused() -> None:
    cursor = make_cursor(*ASKED, ["Sailun"])
    for asked in (("talks_of", ASKED[1]), ("partners_of", {**ASKED[1], "year": "2022"})):
        with pytest.raises(BadCursor, match=asked[0]):
            read_cursor(*asked, cursor)


@given(st.sets(st.integers(0, 99)), st.integers(1, 7), st.sets(st.integers(0, 99)))
def test_pages_lose_and_repeat_nothing_while_items_are_added(
    there: set[int], limit: int, added: set[int]
) -> None:
    items, seen, cursor = sorted(there), list[int](), ""
    while True:
        found = page(items, lambda item: (item,), limit, ("numbers", {}), cursor)
        seen += found.items
        if found.next is None:
            break
        cursor, items = found.next, sorted(there | added)
    assert seen == sorted(set(seen))
    assert there <= set(seen) <= there | added
