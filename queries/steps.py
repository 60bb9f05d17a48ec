"""Steps: whether a question asks for more than one, such as the partners of partners, which no query takes."""

from __future__ import annotations

from collections.abc import Sequence

from queries.pieces import Name, Piece, Text, Word, only, owned
from queries.words import VOID


def more_than_one(text: Text, pieces: Sequence[Piece]) -> bool:
    """Whether a question asks for who signed with the partners of one, or who the boss of a person is."""
    said = [piece for piece in pieces if not (isinstance(piece, Word) and piece.meaning == VOID)]
    for number, piece in enumerate(said):
        first, last = _possessed(text, said, number)
        if first == last:
            continue
        if _is(piece, "executive"):
            owner = said[first] if first < number else said[last - 1]
            if only(owner, "Executive") and not any(_is(one, "post") for one in said[last:]):
                return True
        elif _is(piece, "partner"):
            others, beside = [*said[:first], *said[last:]], [*said[:first][-1:], *said[last:][:1]]
            if any(_is(one, "sign", "partner") for one in others) and any(map(_joins, beside)):
                return True
    return False


def _possessed(text: Text, said: Sequence[Piece], number: int) -> tuple[int, int]:
    """From where to where a word stands with the name that owns it ("X's partners"); the same twice if none does."""
    if number > 1 and isinstance(said[number - 2], Name) and owned(text, said, number - 2):
        return number - 2, number + 1
    following = said[number + 1 : number + 3]
    if len(following) == 2 and isinstance(of := following[0], Word) and isinstance(following[1], Name):
        return (number, number + 3) if of.words == ("of",) else (number, number)
    return number, number


def _is(piece: Piece, *concepts: str) -> bool:
    return isinstance(piece, Word) and piece.meaning.group == "concepts" and piece.meaning.concept in concepts


def _joins(piece: Piece) -> bool:
    return isinstance(piece, Word) and piece.meaning in (("cues", "with"), ("cues", "of"))
