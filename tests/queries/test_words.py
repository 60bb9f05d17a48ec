"""The lexicon holds what it says, and a slip of the pen finds its word."""

from __future__ import annotations

from queries.words import lexicon, split, tokens


def test_a_text_falls_into_words_and_chinese_characters_with_their_places() -> None:
    found = tokens("Huawei’s 合作夥伴, 2022年")
    assert [token.text for token in found] == ["huawei", "'s", "合", "作", "伙", "伴", "2022", "年"]
    assert all("Huawei’s 合作夥伴, 2022年"[token.start : token.end] for token in found)


def test_a_slip_is_one_letter_and_no_other_word() -> None:
    assert lexicon().slips("singed") == ["signed"]
    assert "spoke" in lexicon().slips("spoek")
    assert lexicon().slips("patents") == lexicon().slips("words") == lexicon().slips("xyzzyx") == []
    assert split("合作") in lexicon().homophones(split("合做"))
    assert lexicon().homophones(split("回忆")) == []  # 会议 shares no character with it


def test_words_that_are_no_slips_are_none_of_the_lexicon_s() -> None:
    assert not {(word,) for word in lexicon().real} & set(lexicon().meanings)
