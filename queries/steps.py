"""Steps: whether a question asks for more than one, such as the partners of partners, which no query takes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from queries.pieces import Name, Piece, Text, Word, only, owned
from queries.words import TIMES, VOID, Meaning

_WHAT, _WITH = Meaning("soft", "what"), Meaning("cues", "with")
_JOINTS = (_WITH, Meaning("cues", "of"), Meaning("cues", "between"))

_HELPING = frozenset({"did", "do", "does", "have", "has", "had"})
"""Verbs behind "what" that make it the object of what follows."""


def more_than_one(text: Text, pieces: Sequence[Piece]) -> bool:
    """Whether a question asks for whom the partners of one signed with, or who the boss of a person is."""
    said = [piece for piece in pieces if not _means(piece, VOID)]
    for number, piece in enumerate(said):
        if _is(piece, "executive") and _of_post(text, said, number):
            return True
        first, last = _possessed(text, said, number)
        if first == last:
            continue
        if _is(piece, "executive"):
            owner = said[first] if first < number else said[last - 1]
            if only(owner, "Executive") and not any(_is(one, "post") for one in said[last:]):
                return True
        elif _is(piece, "partner"):
            before, behind = said[:first], said[last:]
            if _asks_what_they_signed(pieces, piece, behind):
                return True
            signed = any(_is(one, "sign", "partner") for one in [*before, *behind])
            if signed and (
                any(_means(one, *_JOINTS) for one in before[-1:])
                or owned(text, said, last - 1)
                or _with_others(pieces, [*before, *behind])
            ):
                return True
    return False


def _asks_what_they_signed(pieces: Sequence[Piece], partner: Piece, behind: Sequence[Piece]) -> bool:
    """Whether it is asked what the partners of one signed: what did X's partners sign, X的伙伴签了什么."""
    signed = any(_is(one, "sign") for one in behind[:1])
    if signed and any(_means(one, _WHAT) for one in behind[1:2]):
        return True
    asked = pieces[: pieces.index(partner)]
    helped = any(
        _means(one, _WHAT) and isinstance(next_, Word) and not _HELPING.isdisjoint(next_.words)
        for one, next_ in pairwise(asked)
    )
    return signed and helped


def _possessed(text: Text, said: Sequence[Piece], number: int) -> tuple[int, int]:
    """From where to where a word stands with the name that owns it ("X's partners"); the same twice if none does."""
    if number > 1 and isinstance(said[number - 2], Name) and owned(text, said, number - 2):
        return number - 2, number + 1
    following = said[number + 1 : number + 3]
    if len(following) == 2 and isinstance(of := following[0], Word) and isinstance(following[1], Name):
        return (number, number + 3) if of.words == ("of",) else (number, number)
    return number, number


def _of_post(text: Text, said: Sequence[Piece], number: int) -> bool:
    """Whether a word for a boss stands with a post that owns it: the chairman's boss, the boss of X's chairman."""
    if number > 1 and _post(said[number - 2]) and owned(text, said, number - 2):
        return True
    of, rest = said[number + 1 : number + 2], said[number + 2 :]
    if not any(isinstance(one, Word) and one.words == ("of",) for one in of):
        return False
    if len(rest) > 2 and isinstance(rest[0], Name) and owned(text, rest, 0):
        rest = rest[2:]
    return any(map(_post, rest[:1]))


def _means(piece: Piece, *meanings: Meaning) -> bool:
    return isinstance(piece, Word) and piece.meaning in meanings


def _is(piece: Piece, *concepts: str) -> bool:
    return isinstance(piece, Word) and piece.meaning.group == "concepts" and piece.meaning.concept in concepts


def _post(piece: Piece) -> bool:
    return isinstance(piece, Word) and piece.meaning.group == "values" and piece.meaning.concept not in TIMES


def _with_others(pieces: Sequence[Piece], others: Sequence[Piece]) -> bool:
    """Whether "with" stands among the others before a name, a kind, who or what, or at the end; not before a deed."""
    for number, piece in enumerate(pieces, 1):
        if piece in others and _means(piece, _WITH):
            behind = [one for one in pieces[number:] if not _means(one, VOID)]
            if number == len(pieces):
                return True
            if any(isinstance(one, Name) or _is_kind(one) for one in behind[:1]):
                return True
    return False


def _is_kind(piece: Piece) -> bool:
    return isinstance(piece, Word) and piece.meaning.group in ("labels", "soft")
