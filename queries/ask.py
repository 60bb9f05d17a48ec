"""Asking: which canned query a question means, with which parameters. Understood whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from queries.catalog import Catalog
from queries.errors import AmbiguousName, BadValue, UnknownName
from queries.link import Entry, Index
from queries.phrases import Match, Pattern, compile_phrasings, tokens
from queries.query import Language, Parameter, Query
from queries.values import read_value

MAX_QUESTION = 300
"""Characters; nothing that the phrasings ask is longer."""

EXAMPLES = 5
NEAR_TRIES = 5
"""Readings for which near misses are looked up: each costs a pass over every name."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a question: a query, values for its parameters, and the same in words."""

    query: str
    parameters: Mapping[str, str | int]
    text: str


@dataclass(frozen=True, slots=True)
class Understood:
    """What a question means, and what else it might have meant."""

    reading: Reading
    alternatives: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Why a question is not understood; ``near`` are the things that a name in it may have meant."""

    why: str
    near: tuple[Entry, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    query: Query
    match: Match


@dataclass(frozen=True, slots=True)
class _Failure:
    """A span that is no value of its parameter; ``choices`` where it is more than one."""

    parameter: Parameter
    span: str
    choices: tuple[Entry, ...]
    why: str = ""


def ask(question: str, catalog: Catalog, index: Index) -> Understood | NotUnderstood:
    """Read a question.

    A phrasing must account for every word of it, and every name must be one that the graph knows. Of several
    readings that with the most words of its phrasing comes first, then that with the longest names.
    """
    language: Language = "zh" if any("㐀" <= character <= "鿿" for character in question) else "en"
    if len(question) > MAX_QUESTION:
        return NotUnderstood(
            f"The question is longer than {MAX_QUESTION} characters.", (), examples(catalog, language)
        )
    readings: dict[tuple[str, tuple[tuple[str, str | int], ...]], Reading] = {}
    failures: list[_Failure] = []
    for candidate in sorted(_candidates(question, catalog), key=_specificity):
        read = _read(candidate, index)
        if isinstance(read, _Failure):
            failures.append(read)
        else:
            readings.setdefault((read.query, tuple(read.parameters.items())), read)
    if readings:
        first, *others = readings.values()
        return Understood(first, tuple(others))
    if not index.by_id:
        return NotUnderstood(
            "The graph is empty: `pactgraph load` fills it.", (), examples(catalog, language)
        )
    why, near = _why(failures, index)
    return NotUnderstood(why, near, examples(catalog, language))


def examples(catalog: Catalog, language: Language) -> tuple[str, ...]:
    """Questions that are understood, one for each of a few queries; the one that people come for first."""
    ranked = sorted(catalog.values(), key=lambda query: (not query.name.startswith("partners"), query.name))
    found = (query.example(language) for query in ranked)
    return tuple(example for example in found if example)[:EXAMPLES]


@lru_cache(maxsize=256)
def _patterns(query: Query) -> tuple[Pattern, ...]:
    return compile_phrasings(query.questions)


def _candidates(question: str, catalog: Catalog) -> Iterator[_Candidate]:
    words = tokens(question)
    for query in catalog.values():
        for pattern in _patterns(query):
            for match in pattern.matches(question, words):
                yield _Candidate(query, match)


def _specificity(candidate: _Candidate) -> tuple[int, int, str]:
    """Sort key: most words of the phrasing first, then the least left to names, then the query's name."""
    left = sum(len(span) for _, span in candidate.match.spans)
    return -candidate.match.words, left, candidate.query.name


def _read(candidate: _Candidate, index: Index) -> Reading | _Failure:
    """Fill the parameters; the failure is that of the first span that does not fit its parameter."""
    query, language = candidate.query, candidate.match.phrasing.language
    values: dict[str, str | int] = {}
    names: dict[str, str] = {}
    for name, span in candidate.match.spans:
        parameter = query.by_name[name]
        if parameter.labels:
            found = index.find(span, parameter.labels)
            if len(found) != 1:
                return _Failure(parameter, span, tuple(found))
            values[name], names[name] = found[0].id, found[0].called(language)
        else:
            try:
                values[name] = read_value(parameter, span)
            except BadValue as error:
                return _Failure(parameter, span, (), str(error))
            names[name] = str(values[name])
    text = query.title[language].format_map(names)
    extra = [f"{name}: {names[name]}" for name in names if f"{{{name}}}" not in query.title[language]]
    return Reading(query.name, values, f"{text} ({', '.join(extra)})" if extra else text)


def _why(failures: list[_Failure], index: Index) -> tuple[str, tuple[Entry, ...]]:
    """The reason to give: a name with choices before one with near misses, else the most specific phrasing's."""
    for failure in failures:
        if failure.choices:
            return str(AmbiguousName(failure.parameter.name, failure.span, failure.choices)), failure.choices
    for failure in failures[:NEAR_TRIES]:
        if failure.parameter.labels and (near := index.near(failure.span, failure.parameter.labels)):
            return str(
                UnknownName(failure.parameter.name, failure.span, failure.parameter.type, near)
            ), tuple(near)
    if failures:
        first = failures[0]
        why = first.why or str(UnknownName(first.parameter.name, first.span, first.parameter.type, ()))
        return why, ()
    return "The question is none of those that the catalogue can answer.", ()
