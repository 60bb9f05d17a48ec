import itertools
import json
import math
from array import array
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.mentions.lac import Word, tagger
from loaders.mentions.lac.cut import Cutter
from loaders.mentions.lac.packing import Packing
from loaders.mentions.lac.tagger import LONGEST, _parts
from loaders.mentions.lac.viterbi import Chain

REFERENCE = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "reference_tags.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
TEXTS = [row["text"] for row in REFERENCE]


def test_every_reference_sentence_comes_out_as_lac_itself_tags_it() -> None:
    tagged = tagger().tag(TEXTS)
    different = [
        row["text"]
        for row, words in zip(REFERENCE, tagged, strict=True)
        if [[word.text, word.tag] for word in words] != row["words"]
    ]
    assert len(REFERENCE) == 300
    assert different == []


def test_names_are_found_with_their_places() -> None:
    (words,) = tagger().tag(["华为与山东大学在济南签约。"])
    assert Word("华为", "ORG", 0) in words
    assert Word("山东大学", "ORG", 3) in words
    assert Word("济南", "LOC", 8) in words


def test_words_do_not_depend_on_what_is_tagged_beside_them() -> None:
    together = tagger().tag(TEXTS[:30])
    assert [tagger().tag([text])[0] for text in TEXTS[:30]] == together
    assert tagger().tag(TEXTS[:30][::-1])[::-1] == together


def test_nothing_gives_nothing() -> None:
    assert tagger().tag([]) == []
    assert tagger().tag(["", "好"]) == [[], [Word("好", "a", 0)]]


@settings(max_examples=60)
@given(st.lists(st.text(max_size=40), max_size=5))
def test_the_words_of_any_text_join_up_to_it(texts: list[str]) -> None:
    for text, words in zip(texts, tagger().tag(texts), strict=True):
        assert "".join(word.text for word in words) == text
        assert all(text[word.start : word.start + len(word.text)] == word.text for word in words)
        assert all(word.text for word in words)


def test_a_sentence_without_end_is_tagged_in_parts_and_stays_whole() -> None:
    text = "济南的企业和大学签了协议，" * 200
    (words,) = tagger().tag([text])
    assert "".join(word.text for word in words) == text
    assert sum(word == ("济南", "LOC", word.start) for word in words) == 200


def test_parts_end_behind_a_break_where_there_is_one() -> None:
    text = "字" * 400 + "，" + "字" * 400 + "字" * 900
    parts = list(_parts(text, array("i", range(len(text)))))
    assert parts[0] == (0, 401)
    assert [begin for begin, _ in parts[1:]] == [end for _, end in parts[:-1]]
    assert parts[-1][1] == len(text)
    assert max(end - begin for begin, end in parts) <= LONGEST


WORDS = frozenset(("甲乙", "乙丙", "甲乙丙", "丙丁", "乙丙丁", "甲甲", "甲甲乙", "丁丁"))


def _best_cut(text: str) -> list[str]:
    """The rule itself, by trying every cut: fewest pieces, largest product of lengths, longer piece first."""
    cuts = []
    for marks in itertools.product((False, True), repeat=len(text) - 1):
        bounds = [0, *(at for at, mark in enumerate(marks, 1) if mark), len(text)]
        pieces = [text[begin:end] for begin, end in itertools.pairwise(bounds)]
        if all(len(piece) == 1 or piece in WORDS for piece in pieces):
            lengths = [len(piece) for piece in pieces]
            cuts.append((len(lengths), -math.prod(lengths), [-length for length in lengths], pieces))
    return min(cuts)[-1]


@given(st.text(alphabet="甲乙丙丁", min_size=1, max_size=9))
def test_cutting_takes_the_best_of_all_cuts(text: str) -> None:
    cutter = Cutter(WORDS, {word: number for number, word in enumerate(sorted(WORDS))}, 99)
    starts, _ = cutter.cut(text)
    assert [text[a:b] for a, b in itertools.pairwise([*starts, len(text)])] == _best_cut(text)


def test_latin_letters_in_a_row_are_one_piece_if_known_and_letters_if_not() -> None:
    cutter = Cutter(frozenset(), {"iPad": 1, "a": 2, "中": 3}, 0)
    assert [list(part) for part in cutter.cut("中iPad")] == [[0, 1], [3, 1]]
    assert [list(part) for part in cutter.cut("ab中")] == [[0, 1, 2], [2, 0, 3]]


@given(st.lists(st.integers(1, 7), min_size=1, max_size=6))
def test_packing_gives_every_item_a_place_of_its_own(lengths: list[int]) -> None:
    lengths.sort(reverse=True)
    packing = Packing.of(lengths)
    places = [packing.places(row).tolist() for row in range(len(lengths))]
    assert sorted(itertools.chain.from_iterable(places)) == list(range(sum(lengths)))
    assert [packing.reverse[row].tolist() for row in places] == [row[::-1] for row in places]


@pytest.mark.parametrize("seed", range(5))
def test_viterbi_finds_the_best_of_all_paths(seed: int) -> None:
    random = np.random.default_rng(seed)
    tags, lengths = 3, [4, 4, 2, 1]
    chain = Chain.of(random.standard_normal((tags + 2, tags)).astype(np.float32))
    packing = Packing.of(lengths)
    emissions = random.standard_normal((packing.size, tags)).astype(np.float32)
    decoded = chain.decode(emissions, packing)

    def score(path: tuple[int, ...], row: int) -> float:
        steps = sum(chain.transitions[a, b] for a, b in itertools.pairwise(path))
        own = sum(emissions[place, tag] for place, tag in zip(packing.places(row), path, strict=True))
        return float(chain.start[path[0]] + steps + own + chain.end[path[-1]])

    for row, length in enumerate(lengths):
        paths = itertools.product(range(tags), repeat=length)
        best = max(paths, key=lambda path: score(path, row))
        assert tuple(decoded[packing.places(row)].tolist()) == best
