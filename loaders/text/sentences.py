"""Sentences: the unit in which claims are found and quoted.

One statement a sentence is the aim. A sentence ends

- in Chinese at 。！？ and at ；, which parts the statements of long enumerations; closing quotes and
  brackets behind it belong to it;
- in English at ``.`` ``!`` ``?`` before a space, but not after a title (Dr.), an initial or a number
  that opens the sentence (``1. Huawei``); after what may close a sentence or not (Ltd., U.S.) only
  before a word that commonly opens one (The, In, It); also where a space was lost (``deepen.Yang``);
- at the end of its block, never inside short brackets or short quoted phrases.

A line break inside a block is no end. Word-segmented Chinese that has lost its full stops is cut at
commas and dashes where a sentence would grow past 200 characters; where there are none it is left whole.
Time is linear in the text: every look around is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.text.script import HAN
from loaders.text.spanned import Text

_BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】", "《": "》", "〈": "〉", "〔": "〕"}
_QUOTES = {"“": "”", "「": "」", "『": "』", "‘": "’"}
_BRACKET_REACH = 100  # characters; a bracket that closes further on holds sentences of its own
_QUOTE_REACH = 24  # a quoted phrase, not quoted speech
_SEGMENTED_LIMIT = 200

_CLOSERS = "”’」』）)》】］\\]〉〕\"'"
_STOP = re.compile(
    f"(?P<hard>[。！？｡；]+[。！？｡；!?…]*|(?<=[{HAN}])[!?]+)"
    r"|(?P<soft>[!?]+|\.+)"
    rf"|(?P<open>[{re.escape(''.join([*_BRACKETS, *_QUOTES]))}])"
)
_AFTER_STOP = re.compile(rf"[{_CLOSERS}]*(?:[ \u3000][”’」』）》】〉〕])*")
_SEMICOLON = re.compile(r"\s*;")
_SPACE = re.compile(r"\s+")
_WEAK_STOP = re.compile(r"[，：；]|[,:;](?!\d)|… ?…|— ?—")
_OPENING = re.compile(r"[“‘「『\"'(（\[【《]*")
_WORD_BEFORE = re.compile(r"(?:[^\W\d_]+\.)*[^\W\d_]*$")
_WORD_AFTER = re.compile(r"[^\W_]+")
_LOST_SPACE = re.compile(r"[A-Z][a-z]+(?:[ ,]|’s|'s)")
_LEADS_IN = "：:，,。！？；\n "

_NEVER_LAST = re.compile(
    r"mr|mrs|ms|dr|prof|st|gen|col|lt|capt|sen|rep|gov|hon|rev|vs|e\.g|i\.e|cf|fig|vol|eds|"
    r"approx|assoc|asst|dept|div|mt|viz|h\.e|h\.h|h\.r\.h|smt|shri|engr|messrs"
)
_MAYBE_LAST = re.compile(
    r"co|ltd|inc|corp|bros|llc|plc|pte|pty|pvt|gmbh|sdn|bhd|intl|univ|etc|al|jr|sr|esq|est|no|nos|pp|"
    r"jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|a\.m|p\.m|ph\.d"
)
_OPENERS = re.compile(
    r"a|according|after|all|also|although|an|and|another|as|at|because|before|both|but|by|despite|"
    r"during|each|earlier|every|for|from|furthermore|he|her|his|however|i|if|in|it|its|later|many|"
    r"meanwhile|moreover|most|no|nor|now|of|on|once|one|our|over|recently|she|since|so|some|such|that|"
    r"the|their|then|there|these|they|this|those|though|through|to|today|under|until|we|what|when|"
    r"where|which|while|who|with|you"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: ``visible.text[start:end]``, without white space around it."""

    start: int
    end: int


def sentences(text: Text) -> list[Sentence]:
    """Cut a document into its sentences, in order, each inside one block."""
    visible = text.visible.text
    found: list[Sentence] = []
    for block in text.blocks:
        start = block.start
        for end in _ends(visible, block.start, block.end):
            found.extend(_pieces(visible, start, end, text.segmented))
            start = end
        found.extend(_pieces(visible, start, block.end, text.segmented))
    return found


def _pieces(text: str, start: int, end: int, segmented: bool) -> Iterator[Sentence]:
    """Trim a sentence, and cut it at weaker punctuation where it is segmented and very long."""
    if segmented and end - start > _SEGMENTED_LIMIT:
        for stop in _WEAK_STOP.finditer(text, start, end):
            yield from _trimmed(text, start, stop.end())
            start = stop.end()
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Sentence]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Sentence(start, end)


def _ends(text: str, start: int, limit: int) -> Iterator[int]:
    """Where sentences end between ``start`` and ``limit``."""
    position = start
    while stop := _STOP.search(text, position, limit):
        position = stop.end()
        if stop["open"]:
            position = _past_brackets(text, stop.start(), start, limit)
            continue
        after = _end_of(_AFTER_STOP, text, position, limit)
        if stop["hard"] or _ends_here(text, start, stop, after, limit):
            semicolon = _SEMICOLON.match(
                text, after, limit
            )  # "industry. ; Huawei and", from careless translation
            position = semicolon.end() if semicolon else after
            yield position
            start = position


def _past_brackets(text: str, opening: int, start: int, limit: int) -> int:
    """Where to look on: behind the bracket's close if that is near, else right inside it."""
    mark = text[opening]
    if mark in _BRACKETS:
        close = text.find(_BRACKETS[mark], opening + 1, min(limit, opening + _BRACKET_REACH))
    elif opening == start or text[opening - 1] in _LEADS_IN:
        close = -1  # speech: it holds sentences
    else:
        close = text.find(_QUOTES[mark], opening + 1, min(limit, opening + _QUOTE_REACH))
    return close + 1 if close >= 0 else opening + 1


def _ends_here(text: str, start: int, stop: re.Match[str], after: int, limit: int) -> bool:
    """Whether a full stop, exclamation or question mark in Latin script ends the sentence."""
    if after >= limit:
        return True
    gap = _SPACE.match(text, after, limit)
    before = text[max(start, stop.start() - 24) : stop.start()]
    word = _last_word(before)
    if gap is None:
        return stop[0] == "." and _space_was_lost(text, before, word, after, limit)
    opening = _end_of(_OPENING, text, gap.end(), limit)
    if opening >= limit:
        return True
    following = _WORD_AFTER.match(text, opening, min(limit, opening + 24))
    next_word = following[0] if following else ""
    if next_word[:1].islower() and next_word.islower():
        return False
    if stop[0] != ".":
        return True
    if stop.start() - start < 8 and before.strip().isdigit():  # the number of a list item
        return False
    if _NEVER_LAST.fullmatch(word) or (word in ("no", "nos") and next_word[:1].isdigit()):
        return False
    if _MAYBE_LAST.fullmatch(word) or len(word) == 1 or "." in word:
        return bool(_OPENERS.fullmatch(next_word.lower())) or (bool(next_word) and next_word[0] > "\u2e7f")
    return True


def _space_was_lost(text: str, before: str, word: str, after: int, limit: int) -> bool:
    """Whether two sentences touch, as in ``it deepened.Yang said``, and not a name such as Node.js."""
    if after < limit and text[after] > "\u2e7f" and text[after].isalpha():
        return not (_NEVER_LAST.fullmatch(word) or _MAYBE_LAST.fullmatch(word))
    plain = len(word) > 2 and word.isascii() and before.endswith(word)
    return plain and bool(_LOST_SPACE.match(text, after, min(limit, after + 40)))


def _last_word(before: str) -> str:
    """Return the word right before a full stop, lower case, with the dots inside it (``u.s``)."""
    match = _WORD_BEFORE.search(before)
    return match[0].lower() if match else ""


def _end_of(pattern: re.Pattern[str], text: str, position: int, limit: int) -> int:
    match = pattern.match(text, position, limit)
    return match.end() if match else position
