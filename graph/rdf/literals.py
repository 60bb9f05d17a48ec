"""Values as literals of N-Triples, which are literals of Turtle and TriG too.

A name's language is told by its characters, a quote's by its document.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from json.encoder import encode_basestring

from graph.names.fold import simplify
from graph.rdf.terms import PREFIXES

__all__ = [
    "INTEGER",
    "dated",
    "language_of",
    "name",
    "number",
    "real",
    "tagged",
    "text",
    "truth",
    "well_formed",
]

_XSD = PREFIXES["xsd"]
_HAN = re.compile("[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_LATIN = re.compile("[A-Za-z]")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?")
"""The language tags that we write: language, script, region. Others remain the document's property alone."""

text = encode_basestring
"""A string in double quotes: JSON's escapes are among those of N-Triples, and Python has them in C."""


@lru_cache(maxsize=1 << 15)
def name(value: str) -> str:
    """Return a name with the language that its characters tell."""
    return tagged(value, language_of(value))


def tagged(value: str, language: str | None) -> str:
    """Return a text in a language, in none if that is None."""
    return f"{text(value)}@{language}" if language else text(value)


def language_of(value: str) -> str | None:
    """Tell a name's language: zh-Hant with a character that is Traditional only, zh-Hans, en, or None."""
    if not value.isascii() and _HAN.search(value):
        return "zh-Hans" if simplify(value) == value else "zh-Hant"
    return "en" if _LATIN.search(value) else None


def well_formed(language: str | None) -> str | None:
    """Return a document's language if it can be the tag of a literal."""
    return language if language and _TAG.fullmatch(language) else None


@lru_cache(maxsize=1 << 14)
def dated(value: str) -> str:
    """Return a date with the type that fits its precision; what is no day of the calendar stays a text."""
    kind = {4: "gYear", 7: "gYearMonth", 10: "date"}.get(len(value))
    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        kind = None
    return f"{text(value)}^^<{_XSD}{kind}>" if kind else text(value)


INTEGER = f'"^^<{_XSD}integer>'
"""What stands behind the digits of a whole number."""


@lru_cache(maxsize=1 << 15)
def number(value: int) -> str:
    """Return a whole number."""
    return f'"{value}{INTEGER}'


@lru_cache(maxsize=1 << 12)
def real(value: float) -> str:
    """Return a double whose digits tell the very same number."""
    return f'"{float(value)!r}"^^<{_XSD}double>'


def truth(value: bool) -> str:
    """Return a boolean."""
    return f'"{"true" if value else "false"}"^^<{_XSD}boolean>'
