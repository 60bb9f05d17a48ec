"""What a canned query is: its parameters, its columns, its phrasings, its Cypher."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from graph.model import ENTITY_LABELS, SIGNED_WITH

ParameterType = Literal[
    "city",
    "organization",
    "company",
    "university",
    "person",
    "event",
    "entity",
    "label",
    "document",
    "text",
    "year",
    "range",
    "date",
    "count",
]
ColumnType = Literal["entity", "text", "date", "number", "boolean", "list", "evidence"]
Language = Literal["en", "zh"]

LABELS_OF_TYPE: Mapping[str, tuple[str, ...]] = {
    "city": ("City",),
    "organization": SIGNED_WITH.sources,
    "company": ("Company",),
    "university": ("University",),
    "person": ("Executive",),
    "event": ("Event",),
    "entity": tuple(label.name for label in ENTITY_LABELS),
}
"""Types whose values name an entity, and the labels that it may have."""


@dataclass(frozen=True, slots=True)
class Example:
    """A value that a parameter can take; ``id`` where it names an entity, else the same as ``en`` and ``zh``."""

    id: str
    en: str
    zh: str

    @property
    def text(self) -> str:
        """What a reader would type."""
        return self.en


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a canned query; ``allowed`` is empty where every value of the type will do."""

    name: str
    type: ParameterType
    description: str
    example: Example
    required: bool = False
    default: str | None = None
    allowed: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the entities that it can name; empty where it names none."""
        return LABELS_OF_TYPE.get(self.type, ())


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer; ``nullable`` where documents may not say it."""

    name: str
    type: ColumnType
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class SortKey:
    """A part of a query's ORDER BY."""

    expression: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way to ask the query's question, with ``{city}``-style placeholders."""

    text: str
    language: Language


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """A canned query: its header and its Cypher.

    The Cypher is ``selection`` where there is one, ``body``, then ``RETURN`` ``items``, then ``ORDER BY`` ``order``.
    What the selection ends with is one thing a row, and all that the order needs, so a page can be cut behind it.
    ``carried`` are the selection's variables that the rest and the order need, where the selection looks at every row.
    It is empty without a selection, and where an index gives the order, so that a page is found without such a look.
    ``parted`` is the order's first key where its few values part the rows, so that most pages need not sort them all.
    """

    name: str
    title: Mapping[str, str]
    description: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    questions: tuple[Phrasing, ...]
    cypher: str
    selection: str | None
    carried: tuple[str, ...]
    parted: str | None
    body: str
    items: tuple[str, ...]
    order: tuple[SortKey, ...]

    @property
    def sorted_by(self) -> tuple[str, ...]:
        """The items whose aliases the order uses."""
        keys = " ".join(key.expression for key in self.order)
        aliased = (item for item in self.items if " AS " in item)
        return tuple(
            item for item in aliased if re.search(rf"(?<![.\w]){item.rpartition(' AS ')[2]}\b", keys)
        )

    @property
    def by_name(self) -> dict[str, Parameter]:
        """The parameters by name."""
        return {parameter.name: parameter for parameter in self.parameters}

    def example(self, language: Language) -> str | None:
        """The first phrasing with the parameters' examples filled in; None for a query without phrasings."""
        for phrasing in self.questions:
            if phrasing.language == language:
                return phrasing.text.format_map(self._examples(language))
        return None

    def called(self, language: Language) -> str:
        """The title with the parameters' examples filled in."""
        return self.title[language].format_map(self._examples(language))

    def put(self, language: Language, words: Mapping[str, str]) -> str:
        """The title with these words for its parameters, others behind it; ``…`` for what is not there."""
        title = self.title[language]
        placed = title.format_map(
            {parameter.name: words.get(parameter.name, "…") for parameter in self.parameters}
        )
        extra = ", ".join(f"{name}: {words[name]}" for name in words if f"{{{name}}}" not in title)
        return f"{placed} ({extra})" if extra else placed

    def _examples(self, language: Language) -> dict[str, str]:
        return {
            parameter.name: parameter.example.en if language == "en" else parameter.example.zh
            for parameter in self.parameters
        }
