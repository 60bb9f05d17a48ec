"""What a pattern needs: words that stand in every match, so that most texts need no search at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from re import _constants as ops  # type: ignore[attr-defined]  # private, but the same in 3.11 to 3.14
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Generic, TypeVar

R = TypeVar("R")

_MOST = 100
"""Words that are worth asking for one by one."""


def needed(pattern: re.Pattern[str]) -> tuple[frozenset[str], ...]:
    """Sets of case-folded words: every match holds at least one word of each set.

    >>> needed(re.compile(r"(?:sign|ink)(?:ed|s)? .{0,9}with (?:it)?"))
    (frozenset({'with '}), frozenset({'sign', 'ink'}))
    """
    sets = {frozenset(words) for words in _sets(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))}
    useful = (words for words in sets if words and len(words) <= _MOST and min(map(len, words)) > 1)
    return tuple(sorted(useful, key=lambda words: (len(words), sorted(words))))


_DOTS = str.maketrans("İı", "ii")
"""Letters that stand for an i where case is ignored, and do not fold to one."""


class Sieve(Generic[R]):
    """Rules, and for a text those of them that may match in it; the words that they share are sought once."""

    def __init__(self, rules: Iterable[R], pattern: Callable[[R], re.Pattern[str]]) -> None:
        self.rules = tuple(rules)
        needs = [needed(pattern(rule)) for rule in self.rules]
        self._words = sorted({words for need in needs for words in need}, key=sorted)
        number = {words: at for at, words in enumerate(self._words)}
        self._needs = [[number[words] for words in need] for need in needs]

    def passing(self, text: str) -> Iterator[R]:
        """The rules that may match somewhere in the text, in their order; the others surely do not."""
        folded = text.casefold() if text.isascii() else text.translate(_DOTS).casefold()
        stands: dict[int, bool] = {}
        for rule, need in zip(self.rules, self._needs, strict=True):
            for words in need:
                if words not in stands:
                    stands[words] = any(map(folded.__contains__, self._words[words]))
                if not stands[words]:
                    break
            else:
                yield rule


def _sets(items: Iterable[tuple[Any, Any]]) -> Iterator[set[str]]:
    """Each set of words of which a sequence needs one, in no order; an empty one says nothing."""
    run = ""
    for op, value in items:
        if op is ops.LITERAL:
            run += chr(value).casefold()
            continue
        if run:
            yield {run}
        run = ""
        if op is ops.SUBPATTERN or (op in _REPEATS and value[0] > 0):
            yield from _sets(value[-1])
        elif op is ops.BRANCH:
            branches = [_best(branch) for branch in value[1]]
            yield set().union(*branches) if all(branches) else set()
    if run:
        yield {run}


_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT)


def _best(items: Iterable[tuple[Any, Any]]) -> set[str]:
    """The set that says most: the one whose shortest word is longest."""
    return max(
        filter(None, _sets(items)), key=lambda words: (min(map(len, words)), -len(words)), default=set()
    )
