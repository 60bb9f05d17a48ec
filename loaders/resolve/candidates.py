"""Which things of a document may be one, found by what their names share: no thing is compared with all others.

The rules in :mod:`loaders.resolve.cluster` decide; a pair that they would join is always among the candidates.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from graph.names.fold import fold
from graph.names.forms import core
from graph.names.pinyin import has_han, is_han, person
from loaders.mentions import abbreviated_zh
from loaders.resolve.trades import without_trade

_LONGEST_PERSON = 6
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_PLACE = 4
"""Words of a place that may stand before a company's name."""

_LONGEST = 120
"""Characters of a name that count: what is longer is no name, and its tails would be many."""


class Candidates:
    """Full names by what a short form of each must have: words at their ends, initials, pairs of characters."""

    def __init__(self, groups: Sequence[tuple[str, Iterable[str]]]) -> None:
        """Take each thing's label and names."""
        self._holders: defaultdict[str, list[int]] = defaultdict(list)
        for number, (label, names) in enumerate(groups):
            for key in {key for name in names for key in _held(name[:_LONGEST], label)}:
                self._holders[key].append(number)

    def of(self, number: int, names: Iterable[str]) -> list[int]:
        """The things that those called ``names``, thing ``number``, may be a short form of, in their order."""
        found = {holder for name in names for holder in self._by_name(name[:_LONGEST])}
        return sorted(found - {number})

    def _by_name(self, name: str) -> Iterator[int]:
        for key in _asked(name):
            yield from self._holders.get(key, ())
        for form in {fold(name), fold(core(name, "Company"))} if has_han(name) else ():
            pairs = [self._holders.get(pair, []) for pair in _pairs(form)]
            yield from min(pairs, key=len, default=[])  # each of a short form's pairs stands in the full name


def _held(name: str, label: str) -> Iterator[str]:
    """The keys of a full name."""
    bodily = {name.removeprefix("The "), core(name, label).removeprefix("The ")}
    for form in {name} if label == "Executive" else bodily:
        yield from _held_han(fold(form)) if has_han(form) else _held_latin(form)
    if label == "Executive" and is_han(name):
        yield f"{name[0]} surname"
    if label == "University" and has_han(name):
        yield from (f"{character}大" for character in fold(name))
    if label != "Executive" and is_han(name):
        yield from (f"{key} initials" for key in abbreviated_zh.keys(name, label))
    if "·" in name:
        yield f"·{name.rpartition('·')[2]}"
    if label == "Company" and has_han(name):
        yield f"{without_trade(core(name, label))} trade"


def _held_han(folded: str) -> Iterator[str]:
    yield from _pairs(folded)
    yield from (f"{pair}…{folded[-1]}" for pair in _pairs(folded))
    yield from (f"…{folded[at:]}" for at in range(1, len(folded)))


def _held_latin(name: str) -> Iterator[str]:
    words = name.split()
    for at in range(1, len(words)):
        yield f"…{fold(' '.join(words[at:]))}"
        yield from (f"{fold(' '.join(words[place:at]))}…" for place in range(min(at, _LONGEST_PLACE + 1)))
    yield f"{fold(name)}="
    yield f"{fold(' '.join(reversed(words)))}="
    if words:
        yield f"{fold(words[0])} {fold(words[-1])}"
    letters = "".join(word[0] for word in _WORD.findall(name) if word[0].isupper())
    yield from {letters, f"{letters}L", letters.removesuffix("L")}


def _asked(name: str) -> Iterator[str]:
    """The keys of which a name has one if it is a full name's short form, but for the pairs of characters."""
    folded, words = fold(name), name.split()
    yield f"…{folded}"
    if not has_han(name):
        yield f"{folded}="  # The Economist
        yield f"{folded}…"
        yield name
        if len(words) > 1:
            yield f"{fold(words[0])} {fold(words[-1])}"
        return
    yield f"{folded[:2]}…{folded[-1]}"
    if len(name) == 1:
        yield f"{name} surname"
    if is_han(name) and len(name) <= _LONGEST_PERSON:
        yield f"{fold(person(name))}="
    if folded.endswith("大"):
        yield f"{folded[0]}大"
    yield f"{folded[0]}{folded[-1]} initials"
    yield f"·{name}"
    yield f"{without_trade(core(name, 'Company'))} trade"


def _pairs(text: str) -> Iterator[str]:
    return (text[at : at + 2] for at in range(len(text) - 1))
