"""A post that a Chinese text tells of, and what the sentences before left to refer to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from loaders.mentions.lexicon import titles

PAST = re.compile("曾|原|前|时任|卸任|辞去|离任|离开|离职|历任|过去|从前|早年|[当做]过|任过|首任|不再|交棒")


class Post(NamedTuple):
    """A person (cluster), where the post is (cluster), its name, whether it is a past one."""

    person: int
    employer: int
    title: str | None
    former: bool
    confidence: float


class Before(NamedTuple):
    """What the sentences before left to refer to: 公司, 后者, 他, 接替他的是."""

    bodies: tuple[int, ...] = ()
    person: int | None = None
    post: Post | None = None
    topic: tuple[int, str] | None = None
    last: tuple[tuple[str, int], ...] = ()
    alone: bool = False
    head: tuple[int, str] | None = None
    own: int | None = None
    company: int | None = None

    def naming(self, bodies: Iterable[tuple[str, int]]) -> Before:
        """What is left when these bodies, each with its label, are the latest of their kinds."""
        return self._replace(last=tuple((dict(self.last) | dict(bodies)).items()))

    def of_kinds(self, kinds: frozenset[str]) -> Iterator[int]:
        """Bodies of these labels that were named before: the list item's, the document's own, then the latest."""
        if self.head and self.head[1] in kinds:
            yield self.head[0]
        if self.topic and self.topic[1] in kinds:
            yield self.topic[0]
        yield from (body for label, body in self.last if label in kinds)


_AROUND = re.compile("^市(?=副?市长)|^(?:方面)?(?:分别)?(?:由|据|当(?!值))?(?:我校)?|(?:先生|女士|同志)$")
RANKS = frozenset(("教授", "院士"))
"""Addresses that are posts where a body stands beside them: Ⓑ教授Ⓟ."""


def clean(title: str) -> str | None:
    """The post without an address behind it, or how it is led up to; None where it is only an address."""
    plain = _AROUND.sub("", title)
    return None if plain in titles().address - RANKS else plain
