"""What pages say in the reader's language: their own words, names of columns, and the groups of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from api.browser.style import words
from graph.model import CLAIM_TYPE_BY_NAME, DOCUMENT_LABEL, ENTITY_LABELS
from queries.catalog import Catalog
from queries.query import Language, Query

_LABELS = {label.name: label for label in (*ENTITY_LABELS, DOCUMENT_LABEL)}


@cache
def read_yaml(name: str) -> Any:
    """Return what a data file beside this module holds."""
    return yaml.safe_load((files("api.pages") / name).read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    language: Language

    def __call__(self, key: str) -> str:
        """What a page says; KeyError for what is not in words.yaml."""
        return self._of(read_yaml("words.yaml")["said"][key])

    def name(self, name: str) -> str:
        """What a parameter or a column is called."""
        known: Mapping[str, list[str]] = read_yaml("words.yaml")["names"]
        return self._of(known[name]) if name in known else name.replace("_", " ")

    def label(self, name: str) -> str:
        """What a kind of thing is called."""
        return name if self.language == "en" else _LABELS[name].name_zh

    def labels(self, name: str) -> str:
        """What more than one of a kind are called."""
        return _LABELS[name].plural.capitalize() if self.language == "en" else _LABELS[name].name_zh

    def value(self, text: str) -> str:
        """A cell's text; what is a word of ours, or a type of claim, in the language."""
        kind = CLAIM_TYPE_BY_NAME.get(text)
        if kind is not None:
            return words(text) if self.language == "en" else kind.name_zh
        if text in _LABELS:
            return self.label(text)
        known: Mapping[str, str] = read_yaml("words.yaml")["values"]
        return text if self.language == "en" else known.get(text, text)

    def problem(self, slug: str, title: str) -> str:
        """The title of a problem."""
        known: Mapping[str, str] = read_yaml("words.yaml")["problems"]
        return title if self.language == "en" else known.get(slug, title)

    def describe(self, query: Query) -> str:
        """What a query answers."""
        if self.language == "en":
            return query.description
        said = (group["queries"].get(query.name) for group in read_yaml("catalogue.yaml"))
        return next((text for text in said if text), query.description)

    def groups(self, catalog: Catalog) -> list[tuple[str, list[Query]]]:
        """The catalogue's groups: their titles and their queries, those of no group last."""
        left = dict(catalog)
        groups = [
            (self._of(group["title"]), [left.pop(name) for name in group["queries"]])
            for group in read_yaml("catalogue.yaml")
        ]
        return [*groups, *([(self("other_questions"), [*left.values()])] if left else [])]

    def _of(self, pair: list[str]) -> str:
        return pair[self.language == "zh"]
