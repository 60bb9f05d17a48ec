"""Senses: what a question, or a phrasing, is made of, whatever the order of its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.names.pinyin import has_han
from queries.every import claims_all
from queries.pieces import Date, Document, Name, Number, Piece, Text, Word, only, owned
from queries.steps import more_than_one
from queries.words import POSSESSIVE, TIMES, VOID

_ASKING = frozenset(["did", "does", "do", "is", "are", "was", "were", "has", "have", "had"])
_CUES_BEFORE = frozenset({"in", "at", "place", "with", "of", "and"})
PLACING = frozenset({"in", "at", "place"})
"""Cues before a place."""

_PAST = frozenset(["was", "were", "been", "did", "had", "曾", "曾经", "过"])


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in its surroundings: ``before`` is the cue that it stands behind (in, at, place, with, of, from, and), if
    any; ``owner`` tells that 's or 的 follows, ``late`` that the words of the question stand before it.
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
    chinese: bool = False
    beyond: frozenset[str] = frozenset()
    """What is asked for that no query answers: negation, future, reason, number, amount, every, steps."""


def sense(text: Text, pieces: Sequence[Piece]) -> Sense:
    """What the pieces of a text say together."""
    concepts: dict[str, set[str]] = {
        group: set() for group in ("concepts", "soft", "labels", "values", "yes_no", "beyond")
    }
    first_core = _first(pieces, "concepts") or _first(pieces, "labels") or 0
    mentions: list[Mention] = []
    for number, piece in enumerate(pieces):
        if isinstance(piece, Word) and piece.meaning.group in concepts:
            group, concept = piece.meaning
            if piece.meaning == ("labels", "City") and _placing(pieces, number):
                group, concept = "concepts", "where"  # the cities in which they signed are no parties
            concepts[group].add(concept)
        if isinstance(piece, Name):
            mentions.append(
                Mention(
                    piece,
                    _before(text, pieces, number),
                    owned(text, pieces, number),
                    0 < first_core <= number,
                )
            )
    core = concepts["concepts"]
    if any(isinstance(piece, Number) and piece.top for piece in pieces):
        core.add("most")
    if "most" in core:
        concepts["beyond"].discard("number")  # who has the largest number of them is not how many there are
    yes_no = bool(concepts["yes_no"]) or (bool(text.tokens) and text.tokens[0].text in _ASKING)
    if "leave" in core and not core & {"where", "work"}:  # who left it worked there before
        core.remove("leave")
        core.add("work")
        concepts["values"].add("before")
    if concepts["values"] and not concepts["values"] & TIMES and _told_as_past(pieces):
        concepts["values"].add("ever")  # who was its president may have been so before
    if yes_no and concepts["labels"] and claims_all(pieces):
        concepts["beyond"].add("every")
    if more_than_one(text, pieces):
        concepts["beyond"].add("steps")
    if len(mentions) < 2 and core != {"both"}:
        core.discard("both")  # 都 of one thing is no more than emphasis
    elif len(mentions) > 1 and yes_no and "partner" in core:
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
        chinese=any(isinstance(piece, Word) and has_han("".join(piece.words)) for piece in pieces),
        beyond=frozenset(concepts["beyond"]),
    )


def with_years(found: Sense) -> Sense:
    """The sense with a year taken for that of an event which was named without it: the forum, in 2018."""
    if (
        len(found.dates) != 1
        or (year := found.dates[0].value.first) is None
        or year != found.dates[0].value.last
    ):
        return found
    mentions = tuple(_of_year(mention, year[:4]) or mention for mention in found.mentions)
    taken = any(_of_year(mention, year[:4]) for mention in found.mentions)
    return replace(found, mentions=mentions, dates=()) if taken else found


def _of_year(mention: Mention, year: str) -> Mention | None:
    """The mention as one of the events with this year in their names; None if it is of none."""
    held = tuple(entry for entry in mention.name.entries if any(year in name for name in entry.names))
    if not held or any(entry.label != "Event" for entry in held):
        return None
    return replace(mention, name=replace(mention.name, entries=held))


def _told_as_past(pieces: Sequence[Piece]) -> bool:
    return any(
        isinstance(piece, Word) and len(piece.words) == 1 and piece.words[0] in _PAST for piece in pieces
    )


def _placing(pieces: Sequence[Piece], number: int) -> bool:
    """Whether a word stands behind "in", or that is what the question ends with: which cities did they sign in."""
    if isinstance(last := pieces[-1], Word) and last.meaning == ("cues", "in"):
        return True
    for piece in reversed(pieces[:number]):
        if not isinstance(piece, Word):
            return False
        group, concept = piece.meaning
        if group == "cues" and concept in PLACING:
            return True
        if group not in ("void", "soft"):
            return False
    return False


def _first(pieces: Sequence[Piece], group: str) -> int:
    """The number of the first word of a group, counted from one; 0 if there is none."""
    return next(
        (
            number
            for number, piece in enumerate(pieces, 1)
            if isinstance(piece, Word) and piece.meaning.group == group
        ),
        0,
    )


def _before(text: Text, pieces: Sequence[Piece], number: int) -> str:
    """The cue before a name, past times and words of no meaning."""
    at = _back(pieces, number)
    if at < 0:
        return ""
    if not isinstance(piece := pieces[at], Word):
        return _shared_place(text, pieces, number, at)
    group, concept = piece.meaning
    if group != "cues" or concept not in _CUES_BEFORE:
        return ""
    if piece.words == ("from",):
        return "from"  # out of a place, or what one gives
    if concept == "of" and text.tokens[piece.first].text in (POSSESSIVE, "的"):
        return ""
    after_name = any(isinstance(one, Name) for one in pieces[:number])
    listed = after_name and _adjacent(pieces, number) and piece.words != ("with",)
    if (listed or concept == "and") and (place := _shared_place(text, pieces, number, _back(pieces, at))):
        return place
    return "and" if concept == "with" and listed else concept


def _back(pieces: Sequence[Piece], number: int) -> int:
    """The number of the piece before one, past times and words of no meaning; -1 if there is none."""
    for at in range(number - 1, -1, -1):
        piece = pieces[at]
        void = isinstance(piece, Word) and (piece.meaning == VOID or piece.meaning.concept == "both")
        if not void and not isinstance(piece, Date):
            return at
    return -1


def _shared_place(text: Text, pieces: Sequence[Piece], number: int, first: int) -> str:
    """The cue before the first of two cities, if it places both: in Jinan and Qingdao."""
    if first < 0 or not only(pieces[first], "City") or not only(pieces[number], "City"):
        return ""
    return cue if (cue := _before(text, pieces, first)) in PLACING | {"from"} else ""


def _adjacent(pieces: Sequence[Piece], number: int) -> bool:
    """Whether a name stands right before the cue that stands right before this one: A 和 B; not 在济南和 B."""
    if number < 2 or not isinstance(before := pieces[number - 2], Name):
        return False
    placed = number > 2 and isinstance(cue := pieces[number - 3], Word) and cue.meaning == ("cues", "place")
    return not placed or only(before, "City") == only(pieces[number], "City")
