"""Marks in a text: however they overlap, the text stays the text, and every sentence has its one place."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from api.pages.marked import Mark, Piece, moved, pieces

TEXT = "Huawei and Shandong University signed in Jinan. Xu spoke."
HUAWEI, UNIVERSITY = {"id": "company/huawei"}, {"id": "university/shandong-university"}
SPANS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT))).filter(
    lambda one: one[0] < one[1]
)


def html(found: list[Piece]) -> str:
    return "".join(
        "</mark>" * piece.closes
        + "".join(f"<mark {anchor}>" if anchor else "<mark>" for anchor in piece.opens)
        + (f"[{piece.text}|{piece.entities[0]['id']}]" if piece.entities else piece.text)
        for piece in found
    )


def marked(*marks: Mark, ranges: list[tuple[int, int]] | None = None) -> list[str]:
    return [html(found) for found in pieces(TEXT, marks, ranges or [(0, len(TEXT))])]


def test_names_are_marked_inside_sentences() -> None:
    assert marked(
        Mark(0, 47, anchor="q0-47"), Mark(0, 6, entity=HUAWEI), Mark(11, 30, entity=UNIVERSITY)
    ) == [
        "<mark q0-47>[Huawei|company/huawei] and [Shandong University|university/shandong-university] signed in Jinan."
        "</mark> Xu spoke."
    ]


def test_a_name_that_crosses_the_end_of_a_sentence_is_cut_there() -> None:
    assert marked(Mark(0, 3, anchor="a"), Mark(0, 6, entity=HUAWEI))[0].startswith(
        "<mark a>[Hua|company/huawei]</mark>[wei|company/huawei]"
    )


def test_of_names_in_one_another_the_shorter_leads_on() -> None:
    assert marked(Mark(0, 30, entity=UNIVERSITY), Mark(0, 6, entity=HUAWEI))[0].startswith(
        "[Huawei|company/huawei][ and Shandong University|university/shandong-university]"
    )


def test_sentences_that_cross_nest_and_each_has_one_place() -> None:
    assert marked(Mark(0, 10, anchor="a"), Mark(6, 30, anchor="b"))[0].startswith(
        "<mark a>Huawei<mark b> and</mark></mark><mark> Shandong University</mark> signed"
    )


def test_a_sentence_over_two_blocks_goes_on_in_the_second() -> None:
    assert marked(Mark(7, 30, anchor="a"), ranges=[(0, 10), (11, 30)]) == [
        "Huawei <mark a>and</mark>",
        "<mark>Shandong University</mark>",
    ]


def test_a_mark_of_the_source_moves_to_where_its_characters_are_seen() -> None:
    """The source is ``<p>华为&amp;</p>``."""
    starts = [3, 4, 5]
    assert moved([Mark(3, 5), Mark(4, 10), Mark(0, 3)], starts) == [Mark(0, 2), Mark(1, 3)]


@given(st.lists(st.tuples(SPANS, st.booleans()), max_size=8), st.lists(st.integers(0, len(TEXT)), max_size=4))
def test_whatever_overlaps_the_text_stays_and_marks_nest(
    spans: list[tuple[tuple[int, int], bool]], cuts: list[int]
) -> None:
    marks = [
        Mark(start, end, anchor=f"q{start}-{end}") if sentence else Mark(start, end, entity=HUAWEI)
        for (start, end), sentence in spans
    ]
    edges = sorted({0, len(TEXT), *cuts})
    found = list(pieces(TEXT, marks, pairwise(edges)))
    assert "".join(piece.text for block in found for piece in block) == TEXT
    given_anchors = [anchor for block in found for piece in block for anchor in piece.opens if anchor]
    assert sorted(given_anchors) == sorted({mark.anchor for mark in marks if mark.anchor})
    at = 0
    for block in found:
        depth = 0
        for piece in block:
            depth += len(piece.opens) - piece.closes
            covering = [mark for mark in marks if mark.start <= at < mark.end and piece.text]
            assert (depth > 0) == any(mark.anchor for mark in covering)
            assert bool(piece.entities) == any(mark.entity for mark in covering)
            at += len(piece.text)
        assert depth == 0
