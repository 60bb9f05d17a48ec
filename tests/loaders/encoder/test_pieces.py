"""Words are cut into pieces of a vocabulary as BERT cuts them, and every piece knows its word's place."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.encoder.encoder import encoders
from loaders.encoder.pieces import Pieces

VOCABULARY = ["[CLS]", "[SEP]", "[UNK]", "sign", "##ed", "##s", "cafe", "签", "。", "!"]
PIECES = Pieces({piece: number for number, piece in enumerate(VOCABULARY)})


def cut(text: str) -> list[str]:
    return [VOCABULARY[piece.number] for piece in PIECES.cut(text, 0, len(text))]


def test_a_word_is_the_longest_pieces_that_it_begins_with() -> None:
    assert cut("Signed signs!") == ["sign", "##ed", "sign", "##s", "!"]


def test_a_word_of_which_a_part_is_unknown_is_unknown() -> None:
    assert cut("signing") == ["[UNK]"]


def test_accents_are_no_difference_and_every_chinese_character_is_a_word() -> None:
    assert cut("Café 签签。") == ["cafe", "签", "签", "。"]
    assert cut("Cafe\u0301 signs") == ["cafe", "sign", "##s"]


def test_a_word_without_end_is_unknown_as_a_whole() -> None:
    assert cut("sign" * 1_000_000) == ["[UNK]"]


@pytest.mark.parametrize("chinese", [True, False])
@given(text=st.text(max_size=60))
def test_pieces_stand_where_their_words_do_and_no_word_is_lost(chinese: bool, text: str) -> None:
    found = list(encoders(chinese=chinese).pieces.cut(text, 0, len(text)))
    firsts = [piece for piece in found if piece.first]
    assert all(one.end <= other.start for one, other in pairwise(firsts))
    words = "".join(text[piece.start : piece.end] for piece in firsts)
    assert [c for c in words if c.isalnum()] == [c for c in text if c.isalnum()]
