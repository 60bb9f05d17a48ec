"""Senses: what a question, or a phrasing, is made of, whatever the order of its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from queries.pieces import Date, Document, Name, Number, Piece, Text, Word
from queries.words import POSSESSIVE

_ASKING = frozenset(["did", "does", "do", "is", "are", "was", "were", "has", "have", "had"])
_CUES_BEFORE = frozenset({"in", "at", "place", "with", "of", "and"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in its surroundings: ``before`` is the cue that it stands behind (in, at, place, with, of, and), if any;
    ``owner`` tells that 's or 的 follows, ``late`` that the words of the question stand before it.
    """  # noqa: D205

    name: Name
    before: str
    owner: bool
    late: bool


@dataclass(frozen=True, slots=True)
class Sense:
    """Concepts by group of the lexicon, names with their cues, times, numbers, documents' ids."""

    core: frozenset[str]
    soft: frozenset[str]
    labels: frozenset[str]
    values: frozenset[str]
    mentions: tuple[Mention, ...]
    dates: tuple[Date, ...]
    numbers: tuple[Number, ...]
    documents: tuple[Document, ...]
    yes_no: bool
    beyond: frozenset[str] = frozenset()
    """What is asked for that no query answers: negation, future, reason, amount."""


def sense(text: Text, pieces: Sequence[Piece]) -> Sense:
    """What the pieces of a text say together."""
    concepts: dict[str, set[str]] = {
        group: set() for group in ("concepts", "soft", "labels", "values", "yes_no", "beyond")
    }
    first_core = next((number for number, piece in enumerate(pieces) if _is_core(piece)), len(pieces))
    mentions: list[Mention] = []
    for number, piece in enumerate(pieces):
        if isinstance(piece, Word) and piece.meaning.group in concepts:
            concepts[piece.meaning.group].add(piece.meaning.concept)
        elif isinstance(piece, Name):
            mentions.append(
                Mention(
                    piece, _before(text, pieces, number), _owned(text, pieces, number), number > first_core
                )
            )
    core = concepts["concepts"]
    yes_no = bool(concepts["yes_no"]) or (bool(text.tokens) and text.tokens[0].text in _ASKING)
    if "leave" in core and not core & {"where", "work"}:  # who left it worked there before
        core.remove("leave")
        core.add("work")
        concepts["values"].add("before")
    if len(mentions) < 2:
        core.discard("both")  # 都 of one thing is no more than emphasis
    elif yes_no and "partner" in core:
        core.remove("partner")  # "are they partners" asks whether they signed
        core.add("sign")
    return Sense(
        core=frozenset(core),
        soft=frozenset(concepts["soft"]),
        labels=frozenset(concepts["labels"]),
        values=frozenset(concepts["values"]),
        mentions=tuple(mentions),
        dates=tuple(piece for piece in pieces if isinstance(piece, Date)),
        numbers=tuple(piece for piece in pieces if isinstance(piece, Number)),
        documents=tuple(piece for piece in pieces if isinstance(piece, Document)),
        yes_no=yes_no and "who" not in concepts["soft"],
        beyond=frozenset(concepts["beyond"]),
    )


def _is_core(piece: Piece) -> bool:
    return isinstance(piece, Word) and piece.meaning.group in ("concepts", "labels")


def _before(text: Text, pieces: Sequence[Piece], number: int) -> str:
    """The cue before a name, past words of no meaning."""
    for piece in reversed(pieces[:number]):
        if not isinstance(piece, Word):
            return ""
        group, concept = piece.meaning
        if group == "cues" and concept in _CUES_BEFORE:
            after_name = any(isinstance(one, Name) for one in pieces[:number])
            spelt = text.of(piece.first, piece.last)
            if concept == "of" and text.tokens[piece.first].text in (POSSESSIVE, "的"):
                return ""
            return (
                "and"
                if concept == "with" and after_name and _adjacent(pieces, number) and spelt != "with"
                else concept
            )
        if group != "void":
            return ""
    return ""


def _adjacent(pieces: Sequence[Piece], number: int) -> bool:
    """Whether a name stands right before the cue that stands right before this one: A 和 B."""
    return number >= 2 and isinstance(pieces[number - 2], Name)


def _owned(text: Text, pieces: Sequence[Piece], number: int) -> bool:
    following = pieces[number + 1] if number + 1 < len(pieces) else None
    return isinstance(following, Word) and text.tokens[following.first].text in (POSSESSIVE, "的")
