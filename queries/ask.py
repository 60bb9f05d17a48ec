"""Asking: which canned query a question means, with which parameters. Understood whole, or not at all.

A question is cut into names of the graph, words of the lexicon and times (``pieces``), these say something
together (``sense``), and that must fit a phrasing of the catalogue with nothing left over (``frames``). Order, case,
script and most inflections do not count; a word or a name that nothing explains does.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from graph.names.pinyin import has_han
from queries.called import listed
from queries.catalog import Catalog
from queries.errors import AmbiguousName, UnknownName
from queries.frames import NARROW, Fit, Grammar, fits, grammar
from queries.link import ALL_LABELS, Entry, Index
from queries.pieces import (
    Find,
    Name,
    Piece,
    Text,
    Unknown,
    Word,
    compound,
    has_unknown,
    read_text,
    readings,
    slips,
    spelt_of_words,
    unknown_runs,
    whole_run,
)
from queries.query import Language, Parameter
from queries.sense import sense, with_years
from queries.spelling import slipped
from queries.words import Lexicon, split

MAX_QUESTION = 300
"""Characters; nothing that the phrasings ask is longer."""

ALTERNATIVES = 3
CLOSE = 1.0
"""How much worse than the best a reading may fit and still be offered."""

_COST = 0.5
"""How much the likelihood of a reading's pieces counts against how well they fit a phrasing."""

_LIKELY = 1.0
"""How much more than the likeliest way to read a question another may cost and still be looked at."""

_REACH = 3
"""Tokens beside an unknown one that may belong to the same misspelt name."""

_BEYOND = {
    "negation": "what is not so or not told",
    "future": "what is to come or may be",
    "reason": "for a reason",
    "number": "how many there are",
    "amount": "how much or how often",
    "every": "whether it is so of all of a kind",
    "steps": "for more than one step, such as the partners of partners",
}

_LEGAL = frozenset(
    split("市 司 团 city inc ltd co corp corporation company limited group holdings holding plc llc gmbh ag")
)
"""Tokens with which a legal form, or what a city is called, may end."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a question: a query, values for its parameters, the same in words, and how it was read.

    ``how`` names the query and what each parameter was taken for: ``partners_in_city, city = Jinan (city/jinan)``.
    """

    query: str
    parameters: Mapping[str, str | int]
    text: str
    how: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a question means, and what else it might have meant; ``yes_no`` if it is answered by yes."""

    reading: Reading
    alternatives: tuple[Reading, ...] = ()
    yes_no: bool = False


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Why a question is not understood.

    ``near`` are the things that a name in it may have meant, ``about`` what examples of better ones may be about.
    """

    why: str
    language: Language
    near: tuple[Entry, ...] = ()
    about: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    fit: Fit
    score: float
    yes_no: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question at work: its text, and the ways in which it falls into pieces, the likeliest first."""

    text: Text
    ways: tuple[tuple[float, tuple[Piece, ...]], ...]
    candidates: tuple[_Candidate, ...]


def ask(question: str, catalog: Catalog, index: Index) -> Understood | NotUnderstood:
    """Read a question. Of several readings the one comes first whose phrasing says most of what the question says."""
    known = grammar(tuple(catalog.values()))
    if len(question) > MAX_QUESTION:
        why = f"The question is longer than {MAX_QUESTION} characters."
        return NotUnderstood(why, _language(question))
    asked = _read(question, known, index)
    language = _language(_without_names(asked) or question)
    found = _understood(asked.candidates, language) if asked.candidates else None
    if found is not None:
        return found
    why, near = _why(asked, known, index)
    return NotUnderstood(why, language, tuple(near), tuple(near or _named(asked)))


def _language(text: str) -> Language:
    return "zh" if has_han(text) else "en"


def _without_names(asked: _Asked) -> str:
    """The words of a question, whose names may be of another language."""
    pieces = asked.ways[0][1] if asked.ways else ()
    return "".join(asked.text.of(piece.first, piece.last) for piece in pieces if isinstance(piece, Word))


def _named(asked: _Asked) -> list[Entry]:
    """What the names in a question mean, where they can mean one thing only."""
    pieces = asked.ways[0][1] if asked.ways else ()
    return [piece.entries[0] for piece in pieces if isinstance(piece, Name) and len(piece.entries) == 1]


def _read(question: str, known: Grammar, index: Index) -> _Asked:
    text = read_text(_plain(question))
    find = _finder(index)
    ways = readings(text, known.lexicon, find)
    if ways and all(has_unknown(pieces) for _, pieces in ways):
        words = slips(text, ways[0][1], known.lexicon)
        further: list[Piece] = [word for word in words if not listed(text.key(word.first, word.last))]
        further += _misspelt(text, ways[0][1], index)
        if further:
            ways = readings(text, known.lexicon, find, further)
    whole = [(cost, pieces) for cost, pieces in _whole(ways) if _hidden(text, pieces, known.lexicon) is None]
    return _Asked(text, tuple(ways), tuple(_candidates(text, whole, known)))


def _whole(
    ways: Sequence[tuple[float, tuple[Piece, ...]]],
) -> Iterator[tuple[float, tuple[Piece, ...]]]:
    """The likely ways to read a question that explain all of it."""
    for cost, pieces in ways:
        if cost <= ways[0][0] + _LIKELY and not has_unknown(pieces):
            yield cost, pieces


def _hidden(text: Text, pieces: Sequence[Piece], lexicon: Lexicon) -> tuple[int, int] | None:
    """Where a name stands of which each part is known, but not the whole: 济南大学, 启东."""
    spelt = (run for run in spelt_of_words(text, pieces) if listed(text.key(*run)))
    return compound(text, pieces, lexicon) or next(spelt, None)


def _plain(question: str) -> str:
    """The question without marks that nobody sees, such as those that turn the direction of writing."""
    return "".join(
        character
        for character in question
        if unicodedata.category(character) not in ("Cf", "Cc") or character.isspace()
    )


def _finder(index: Index) -> Find:
    def find(text: Text, first: int, last: int) -> Sequence[Entry]:
        spelt = text.tokens[first:last]
        found = index.called(text.key(first, last))
        if found or last - first == 1:
            return found
        if spelt[-1].text in _LEGAL:
            return index.find(text.of(first, last))
        written = text.of(first, last)
        entry = index.by_id.get(written) if "/" in written else None
        return [entry] if entry else ()

    return find


def _misspelt(text: Text, pieces: Sequence[Piece], index: Index) -> Iterator[Name]:
    """Names that the unknown parts of a reading, with words beside them, are slips of."""
    for first, last in unknown_runs(pieces):
        for start, end in _around(text, first, last):
            if entries := slipped(text.key(start, end), index):
                yield Name(start, end, entries, text.of(start, end))


def _around(text: Text, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The stretches of tokens that hold this one and a few beside it, the longest first."""
    starts = range(max(0, first - _REACH), first + 1)
    ends = range(last, min(len(text.tokens), last + _REACH) + 1)
    yield from sorted(product(starts, ends), key=lambda run: run[0] - run[1])


def _candidates(
    text: Text, ways: Iterable[tuple[float, tuple[Piece, ...]]], known: Grammar
) -> list[_Candidate]:
    """What the ways to read a question may mean, the best first, each meaning once."""
    found: dict[object, _Candidate] = {}
    for cost, pieces in ways:
        asked = with_years(sense(text, pieces))
        for fit in fits(asked, known):
            candidate = _Candidate(fit, fit.score - _COST * cost, asked.yes_no)
            ids = frozenset(tuple(entry.id for entry in entries) for entries in fit.entities.values())
            key = (fit.frame.query.name, ids, tuple(sorted(fit.values.items())))
            if key not in found or found[key].score < candidate.score:
                found[key] = candidate
    return sorted(found.values(), key=lambda one: (-one.score, one.fit.frame.query.name))


def _understood(candidates: Sequence[_Candidate], language: Language) -> Understood | None:
    """The best meaning and those close to it; None where a name in the best may be more than one thing."""
    best, *others = candidates
    if _ambiguous(best.fit) is not None:
        return None
    close = [one.fit for one in others if one.score > best.score - CLOSE and _ambiguous(one.fit) is None]
    alternatives = tuple(_reading(fit, language) for fit in close[:ALTERNATIVES])
    return Understood(_reading(best.fit, language), alternatives, best.yes_no)


def _ambiguous(fit: Fit) -> str | None:
    """The first parameter whose name may be more than one entity."""
    return next((name for name, entries in fit.entities.items() if len(entries) > 1), None)


def _reading(fit: Fit, language: Language) -> Reading:
    query = fit.frame.query
    values: dict[str, str | int] = {}
    words: dict[str, str] = {}
    how = [query.name]
    for parameter in query.parameters:
        name = parameter.name
        if name in fit.entities:
            entry = fit.entities[name][0]
            values[name], words[name] = entry.id, entry.called(language)
            typed = fit.names[name].typed
            how.append(f"{name} = {words[name]} ({entry.id})" + (f" for {typed!r}" if typed else ""))
        elif name in fit.values:
            values[name], words[name] = fit.values[name], str(fit.values[name])
            how.append(f"{name} = {values[name]}")
    return Reading(query.name, values, query.put(language, words), ", ".join(how))


def _why(asked: _Asked, known: Grammar, index: Index) -> tuple[str, Sequence[Entry]]:
    """Why a question is not understood, and what a name in it may have meant."""
    if not index.by_id:
        return "The graph is empty: `pactgraph load` fills it.", ()
    if asked.candidates:
        fit = asked.candidates[0].fit
        name = _ambiguous(fit)
        assert name is not None  # noqa: S101 - else it would have been understood
        span = fit.names[name]
        return str(
            AmbiguousName(name, asked.text.of(span.first, span.last), fit.entities[name])
        ), fit.entities[name]
    for _, pieces in _whole(asked.ways):
        run = _hidden(asked.text, pieces, known.lexicon)
        if run is not None and not index.called(asked.text.key(*run)):
            return _unknown_name(asked.text, pieces, run, known, index)
    if asked.ways:
        pieces = asked.ways[0][1]
        if beyond := sorted(sense(asked.text, pieces).beyond):
            return f"The question asks {_BEYOND[beyond[0]]}, which no query of the catalogue answers.", ()
        if runs := unknown_runs(pieces):
            likely = [*_listed(asked.text, runs[0]), whole_run(asked.text, pieces, runs[0], known.lexicon)]
            run = next((run for run in likely if _expected(asked.text, pieces, run, known)), runs[0])
            return _unknown_name(asked.text, pieces, run, known, index)
    return "The question is none of those that the catalogue can answer.", ()


def _listed(text: Text, run: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Stretches around one that is not explained which are names of places or organisations elsewhere: *太*原."""
    for start, end in _around(text, *run):
        if end - start > run[1] - run[0] and listed(text.key(start, end)):
            yield start, end


def _unknown_name(
    text: Text, pieces: Sequence[Piece], run: tuple[int, int], known: Grammar, index: Index
) -> tuple[str, Sequence[Entry]]:
    """Say that a stretch is no name that the graph knows, of which kind it would have to be, and what is like it."""
    first, last = run
    written = text.of(first, last)
    parameter = _expected(text, pieces, run, known)
    if parameter is not None:
        near = index.near(written, parameter.labels)
    word = written.isascii() and written == written.lower()
    if parameter is not None and (near or not word):
        return str(UnknownName(parameter.name, written, parameter.type, near)), near
    return (
        f"{written!r} means nothing in the questions that the catalogue can answer, nor is it a name in the graph.",
        (),
    )


def _expected(text: Text, pieces: Sequence[Piece], run: tuple[int, int], known: Grammar) -> Parameter | None:
    """The parameter that a stretch would fill if it were a name."""
    first, last = run
    others = [piece for piece in pieces if piece.last <= first or piece.first >= last]
    if any(isinstance(piece, Unknown) for piece in others):
        return None
    found: list[Fit] = []
    for label in ALL_LABELS:
        name = Name(first, last, (Entry("?", label, "?"),))
        asked = sense(text, sorted([*others, name], key=lambda piece: piece.first))
        found += fits(asked, known)
    if not found:
        return None
    asked_for = [
        (fit.score - NARROW / len(parameter.labels), parameter)
        for fit in found
        for parameter in fit.frame.query.parameters
        if parameter.name in fit.entities and fit.entities[parameter.name][0].id == "?"
    ]
    return max(asked_for, key=lambda one: one[0])[1]
