"""Pieces: the ways in which a question falls into names, words and dates, the likeliest first.

Every token belongs to one piece. What no piece explains is an unknown piece, so that nothing is passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.names.numerals import counted
from graph.names.pinyin import is_han
from queries.dates import Dated, dates
from queries.link import Entry
from queries.words import POSSESSIVE, Lexicon, Meaning, Token, Words, tokens

LONGEST_NAME = 24
"""Tokens that a name may have."""

WIDTH = 12
"""Readings of the question's beginning that are followed further."""

_NAME, _WORD, _VOID, _DATE, _UNKNOWN = 1.0, 1.0, 0.6, 0.9, 6.0
_NEARLY, _SPLIT = 1.5, 0.5
"""What a piece of each kind costs; the readings that cost least are the likeliest. A word that a longer one begins with
costs more by _SPLIT."""

_INSIDE = r"[^\s,，。？?；;：:“”\"'‘’（）()]"
_ENDING = r"(?:txt|md|html?|pdf|docx?|eml|jsonl?|xml|csv|tsv)(?![a-z0-9])"
_DOCUMENT = re.compile(
    rf"{_INSIDE}+\.{_ENDING}|{_INSIDE}+/{_INSIDE}+\.[a-z0-9]{{1,5}}(?![a-z0-9])", re.IGNORECASE
)

_NUMBERS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
}
_COUNTED = re.compile(
    r"(?P<top>前)(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})(?:[名家大位强強所间間个個])?"
    r"|(?<!第)(?P<counted>[一二两兩三四五六七八九十]{1,3})(?:[家大名所间間])"
)
"""A number that a Chinese measure word follows, or 前 stands before."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name, and the entities that go by it; ``typed`` is how it was spelt, if not as they are called."""

    first: int
    last: int
    entries: tuple[Entry, ...]
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the lexicon."""

    first: int
    last: int
    meaning: Meaning
    words: Words


@dataclass(frozen=True, slots=True)
class Date:
    """A time."""

    first: int
    last: int
    value: Dated


@dataclass(frozen=True, slots=True)
class Number:
    """A number that is no year; ``top`` where it says how many of the first: 前五名."""

    first: int
    last: int
    value: int
    top: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """What looks like a document's id."""

    first: int
    last: int
    id: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Tokens that nothing explains."""

    first: int
    last: int


Piece = Name | Word | Date | Number | Document | Unknown
"""``first`` is its first token, ``last`` the one behind its last."""

_AFTER_PLACES = ("University", "Center", "Organization")
"""What is often named after the place that it is in: 香港科大 is not 科大, in Hong Kong."""

Find = Callable[["Text", int, int], Sequence[Entry]]
"""The entities that go by what stands in a text from one token to before another."""


@dataclass(frozen=True, slots=True)
class Text:
    """A question with its tokens."""

    text: str
    tokens: tuple[Token, ...]

    def of(self, first: int, last: int) -> str:
        """What stands from one token to before another."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if last > first else ""

    def key(self, first: int, last: int) -> str:
        """The same as names are looked up by."""
        return "".join(token.text.strip("'") for token in self.tokens[first:last])

    def apart(self, number: int) -> bool:
        """Whether something stands between a token and the one before it."""
        return number > 0 and self.tokens[number - 1].end < self.tokens[number].start


def read_text(question: str) -> Text:
    """The question cut into tokens."""
    return Text(question, tuple(tokens(question)))


def readings(
    text: Text, lexicon: Lexicon, find: Find, further: Iterable[Piece] = (), limit: int = WIDTH
) -> list[tuple[float, tuple[Piece, ...]]]:
    """The likeliest ways to read the text, each with what it costs; ``further`` are pieces that are nearly in it."""
    size = len(text.tokens)
    starting: list[list[tuple[float, Piece]]] = [[] for _ in range(size)]
    found = list(_pieces(text, lexicon, find))
    ids = [piece for _, piece in found if isinstance(piece, Name) and _by_id(text, piece)]
    for cost, piece in found:
        if not any(_breaks(piece, id_) for id_ in ids):
            starting[piece.first].append((cost, piece))
    for piece in further:
        starting[piece.first].append((_NEARLY, piece))
    best: list[list[tuple[float, tuple[Piece, ...]]]] = [[] for _ in range(size + 1)]
    best[0] = [(0.0, ())]
    for place in range(size):
        kept = sorted(best[place], key=lambda one: one[0])[:WIDTH]
        for cost, piece in starting[place]:
            for so_far, pieces in kept:
                best[piece.last].append((so_far + cost, (*pieces, piece)))
    return sorted(best[size], key=lambda one: one[0])[:limit]


def _by_id(text: Text, name: Name) -> bool:
    return "/" in (written := text.of(name.first, name.last)) and [written] == [
        one.id for one in name.entries
    ]


def _breaks(piece: Piece, whole: Piece) -> bool:
    """Whether a piece holds some of the tokens of another, not all."""
    apart = piece.last <= whole.first or whole.last <= piece.first
    return not apart and not (piece.first <= whole.first and whole.last <= piece.last)


def _pieces(text: Text, lexicon: Lexicon, find: Find) -> Iterator[tuple[float, Piece]]:
    size = len(text.tokens)
    for first in range(size):
        for last in range(first + 1, min(size, first + LONGEST_NAME) + 1):
            if found := find(text, first, last):
                yield _NAME, Name(first, last, tuple(found))
        words = tuple(token.text for token in text.tokens[first : first + lexicon.longest])
        split = 0.0
        for length in range(len(words), 0, -1):
            if meaning := lexicon.meanings.get(words[:length]):
                cost = _VOID if meaning.group == "void" else _WORD
                yield cost + split, Word(first, first + length, meaning, words[:length])
                split = _SPLIT
        if words[0] in _NUMBERS or (words[0].isdecimal() and words[0].isascii() and len(words[0]) < 4):
            yield _WORD, Number(first, first + 1, _NUMBERS.get(words[0]) or int(words[0]))
        yield _UNKNOWN, Unknown(first, first + 1)
    at_start = {token.start: number for number, token in enumerate(text.tokens)}
    at_end = {token.end: number + 1 for number, token in enumerate(text.tokens)}
    for date in dates(text.text):
        if date.start in at_start and date.end in at_end:
            yield _DATE, Date(at_start[date.start], at_end[date.end], date)
    for match in _COUNTED.finditer(text.text):
        if (
            match.start() in at_start
            and match.end() in at_end
            and (value := counted(match["number"] or match["counted"]))
        ):
            yield _WORD, Number(at_start[match.start()], at_end[match.end()], value, bool(match["top"]))
    for match in _DOCUMENT.finditer(text.text):
        if match.start() in at_start and match.end() in at_end:
            yield _NAME, Document(at_start[match.start()], at_end[match.end()], match[0])


def slips(text: Text, pieces: Sequence[Piece], lexicon: Lexicon) -> Iterator[Word]:
    """The words that the unknown tokens of a reading may be misspellings of."""
    for piece in pieces:
        if isinstance(piece, Unknown):
            for slip in lexicon.slips(text.tokens[piece.first].text):
                yield Word(piece.first, piece.last, lexicon.meanings[(slip,)], (slip,))
            for first in range(max(0, piece.first - 1), piece.first + 1):
                for last in range(piece.last, min(len(text.tokens), first + 4) + 1):
                    typed = tuple(token.text for token in text.tokens[first:last])
                    if is_han("".join(typed)):
                        for words in lexicon.homophones(typed):
                            yield Word(first, last, lexicon.meanings[words], words)


def only(piece: Piece, label: str) -> bool:
    """Whether a piece is a name that only things of this label go by."""
    return isinstance(piece, Name) and all(entry.label == label for entry in piece.entries)


def owned(text: Text, pieces: Sequence[Piece], number: int) -> bool:
    """Whether 's or 的 follows a piece."""
    following = pieces[number + 1] if number + 1 < len(pieces) else None
    return isinstance(following, Word) and text.tokens[following.first].text in (POSSESSIVE, "的")


def has_unknown(pieces: Sequence[Piece]) -> bool:
    """Whether something in the reading is not explained."""
    return any(isinstance(piece, Unknown) for piece in pieces)


def unknown_runs(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """The stretches of tokens that are not explained."""
    runs: list[tuple[int, int]] = []
    for piece in pieces:
        if isinstance(piece, Unknown):
            if runs and runs[-1][1] == piece.first:
                runs[-1] = (runs[-1][0], piece.last)
            else:
                runs.append((piece.first, piece.last))
    return runs


def whole_run(text: Text, pieces: Sequence[Piece], run: tuple[int, int], lexicon: Lexicon) -> tuple[int, int]:
    """A stretch that is not explained with what stands behind it and may belong to such a name: Bohai *Forum*."""
    first, last = run
    for number, piece in enumerate(pieces):
        if piece.first != last or not isinstance(piece, Word):
            continue
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        broken = isinstance(following, Unknown) and is_han(text.of(first, following.last))
        if piece.words in lexicon.compounds:
            last = piece.last
        elif broken and piece.meaning.group == "void" and following is not None:
            last = following.last
    return first, last


def spelt_of_words(text: Text, pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Where, behind a word that a name is expected behind, two Chinese words or three may as well be one: 在|里|约."""
    for number, piece in enumerate(pieces):
        if not isinstance(piece, Word) or piece.meaning.group != "cues":
            continue
        for count in (3, 2):
            words = pieces[number + 1 : number + 1 + count]
            if len(words) == count and all(isinstance(word, Word) for word in words):
                run = words[0].first, words[-1].last
                if is_han(text.of(*run)):
                    yield run


def compound(text: Text, pieces: Sequence[Piece], lexicon: Lexicon) -> tuple[int, int] | None:
    """Where the first name stands that what stands beside it makes part of another: 济南大学, University of Paris."""
    for number, piece in enumerate(pieces):
        if not isinstance(piece, Name):
            continue
        in_city = any(entry.label == "City" for entry in piece.entries)
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        if (
            in_city
            and isinstance(following, Name)
            and not text.apart(following.first)
            and all(entry.label in _AFTER_PLACES for entry in following.entries)
        ):
            return piece.first, following.last
        if isinstance(following, Word):
            close = following.words[0].isascii() or not text.apart(following.first)
            compounds = lexicon.compounds | lexicon.city_compounds if in_city else lexicon.compounds
            if close and following.words in compounds:
                return piece.first, following.last
        before = [one for one in pieces[max(0, number - 2) : number] if isinstance(one, Word)]
        if len(before) == 2 and before[1].words == ("of",) and before[0].words in lexicon.compounds:
            return before[0].first, piece.last
    return None
