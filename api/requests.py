"""What every request may say: ``lang``, ``limit``, ``next``, ``format`` and ``bom``, the same everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from api.accept import preferred
from api.problems import BadOption, NotAcceptable
from queries.errors import UnknownParameter
from queries.query import Language
from queries.statement import DEFAULT_LIMIT

T = TypeVar("T", bound=str)

Format = Literal["json", "jsonl", "csv", "turtle", "ntriples", "trig", "nquads", "jsonld", "html"]
MEDIA_TYPES: Mapping[Format, str] = {
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "trig": "application/trig",
    "nquads": "application/n-quads",
    "jsonld": "application/ld+json",
    "html": "text/html",
}
FORMATS: tuple[Format, ...] = ("json", "jsonl", "csv")
"""Those of rows."""

RDF: tuple[Format, ...] = ("turtle", "ntriples", "trig", "nquads", "jsonld")

PAGE: tuple[Format, ...] = ("html",)
"""A page for people. It is offered last, so that programs, which take anything, get JSON."""

LONGEST = 1000
"""Characters that a parameter may have; names and questions are far shorter."""

LONGEST_CURSOR = 8000
"""Characters that a cursor may have: it holds the names that its row is sorted by."""

MOST_PARAMETERS = 50
"""Parameters that a request may have; no query takes a tenth of them."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a request, and the parameters that are left for the query."""

    limit: int
    format: Format
    lang: Language | None
    next: str = ""
    bom: bool = False
    given: Mapping[str, str] = field(default_factory=dict)

    def take(self, route: str, *names: str) -> list[str]:
        """Return the values of a route's own parameters, "" for one not given.

        Raises UnknownParameter if there is any other.
        """
        for name in self.given:
            if name not in names:
                raise UnknownParameter(route, name, [*names, "lang", "limit", "next", "format"])
        return [self.given.get(name, "") for name in names]


def read_options(
    items: Iterable[tuple[str, str]], accept: str, max_rows: int, formats: Sequence[Format] = FORMATS
) -> Options:
    """Tell options from parameters, for a route that can answer in these formats.

    Raises BadOption or NotAcceptable.
    """
    values: dict[str, str] = {}
    for name, value in items:
        if len(values) >= MOST_PARAMETERS:
            raise BadOption(name, value, f"one of at most {MOST_PARAMETERS} parameters")
        if name in values:
            raise BadOption(name, value, "given once")
        _check_text(name, name)
        _check_text(name, value, LONGEST_CURSOR if name == "next" else LONGEST)
        values[name] = value
    return Options(
        limit=_limit(values.pop("limit", ""), max_rows),
        format=choose(values.pop("format", ""), accept, {one: MEDIA_TYPES[one] for one in formats}),
        lang=_language(values.pop("lang", "")),
        next=values.pop("next", ""),
        bom=_flag("bom", values.pop("bom", "")),
        given=values,
    )


def _check_text(name: str, text: str, longest: int = LONGEST) -> None:
    if len(text) > longest:
        raise BadOption(name, text, f"at most {longest} characters long; it has {len(text)}")
    if any(ord(character) < 32 and not character.isspace() for character in text):
        raise BadOption(name, text, "text without control characters")


def _limit(text: str, max_rows: int) -> int:
    if not text:
        return min(DEFAULT_LIMIT, max_rows)
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= max_rows):
        raise BadOption("limit", text, f"a whole number from 1 to {max_rows}")
    return int(text)


def _flag(name: str, text: str) -> bool:
    if text.lower() not in ("", "true", "false", "1", "0"):
        raise BadOption(name, text, "true or false")
    return text.lower() in ("true", "1")


def _language(text: str) -> Language | None:
    if text in ("", "en", "zh"):
        return text or None  # type: ignore[return-value]  # mypy does not narrow a str by `in`
    raise BadOption("lang", text, "en or zh")


def choose(name: str, accept: str, types: Mapping[T, str]) -> T:
    """Return the format that is asked for by name, else by an Accept header; ``types`` are their media types.

    Raises NotAcceptable, which lists them.
    """
    if name:
        for format_ in types:
            if name == format_:
                return format_
        raise NotAcceptable(f"format={name}", list(types))
    offers = {type_.partition(";")[0]: format_ for format_, type_ in types.items()}
    chosen = preferred(accept, list(offers))
    if chosen is None:
        raise NotAcceptable(accept, list(offers))
    return offers[chosen]
