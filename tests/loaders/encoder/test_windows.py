"""Windows hold every sentence of their language afresh once, and know what was named before."""

from __future__ import annotations

import pytest

from loaders.encoder.encoder import encoders
from loaders.encoder.windows import LONGEST, Window, windows
from loaders.extract import tag
from loaders.mentions.mention import Mention
from loaders.readers import read_content
from loaders.readers.formats import Content
from loaders.text.analysis import Analysed, analyse

ENGLISH = "Brantmoor Steel met Kelvora on Monday. "
CHINESE = "青禾重工与云栖大学签署协议。"


def analysed(text: str) -> Analysed:
    return analyse(read_content(Content(text), path="one.txt"))


def windows_of(text: str, proposed: list[Mention], *, chinese: bool) -> list[Window]:
    document = analysed(text)
    (words,) = tag([document])
    return list(windows(document, words, proposed, encoders(chinese=chinese).pieces, chinese=chinese))


@pytest.mark.parametrize(("text", "chinese"), [(ENGLISH, False), (CHINESE, True)])
def test_each_sentence_is_fresh_in_one_window_behind_some_that_came_before(text: str, chinese: bool) -> None:
    found = windows_of(text * 90, [], chinese=chinese)
    fresh = [number for window in found for number in sorted(window.fresh)]
    assert fresh == list(range(90))
    assert len(found) > 2
    for window in found:
        assert len(window.pieces) <= LONGEST + 2
        assert window.fresh <= window.spans.keys()
    assert all(window.spans.keys() - window.fresh for window in found[1:])


def test_a_sentence_of_another_language_is_left_out() -> None:
    (english,) = windows_of(f"{ENGLISH}\n\n{CHINESE}", [], chinese=False)
    (chinese,) = windows_of(f"{ENGLISH}\n\n{CHINESE}", [], chinese=True)
    assert (sorted(english.fresh), sorted(chinese.fresh)) == ([0], [1])


def test_of_an_endless_sentence_only_the_beginning_is_read() -> None:
    (window,) = windows_of("mill and " * 2000, [], chinese=False)
    assert len(window.pieces) == LONGEST + 2


def test_pieces_are_marked_with_what_the_rules_propose_and_with_parts_of_speech() -> None:
    (window,) = windows_of(CHINESE, [Mention(5, 9, "University", 1.0, "")], chinese=True)
    marked = [at for at, mark in enumerate(window.inputs["rule"]) if mark]
    assert [window.pieces[at].start for at in marked] == [5, 6, 7, 8]
    assert window.inputs["tag"][1:-1].all()
