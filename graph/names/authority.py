"""The authority file: well-known things, and every name by which they go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from graph.errors import PactgraphError
from graph.model import LABEL_BY_KEY
from graph.names.fold import fold


@dataclass(frozen=True, slots=True)
class Known:
    """A thing that the authority names; its id stands above every rule."""

    id: str
    label: str
    name_zh: str | None = None
    name_en: str | None = None
    names: tuple[str, ...] = ()
    external_ids: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What people read first: the English name where there is one."""
        return self.name_en or self.name_zh or self.names[0]

    def all_names(self) -> tuple[str, ...]:
        """Every name, the readable ones first."""
        return tuple(name for name in (self.name_zh, self.name_en, *self.names) if name)


class Authority:
    """Known things by folded name and by id."""

    def __init__(self, known: Iterable[Known]) -> None:
        self.by_id: dict[str, Known] = {}
        self._by_name: dict[str, list[Known]] = {}
        for thing in known:
            self.by_id[thing.id] = thing
            for key in {fold(name) for name in thing.all_names()} - {""}:
                self._by_name.setdefault(key, []).append(thing)

    def find(self, name: str, label: str | None = None) -> Known | None:
        """The thing of this name, and label if one is given; None where there is none or more than one."""
        found = [known for known in self._by_name.get(fold(name), ()) if label in (None, known.label)]
        return found[0] if len(found) == 1 else None

    def names(self) -> Iterable[str]:
        """Every folded name."""
        return self._by_name.keys()


def read_authority(text: str, where: str) -> list[Known]:
    """Read an authority file.

    Raises PactgraphError, which names ``where`` and the entry, for what breaks its form.
    """
    try:
        rows = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or []  # noqa: S506 - safe
    except yaml.YAMLError as error:
        raise PactgraphError(f"{where}: no YAML: {error}") from None
    if not isinstance(rows, list):
        raise PactgraphError(f"{where}: an authority file is a list of entries, each with an id and names")
    return [_known(row, f"{where}: entry {number}") for number, row in enumerate(rows, 1)]


def _known(row: Any, where: str) -> Known:
    if not isinstance(row, dict) or not isinstance(row.get("id"), str):
        raise PactgraphError(f"{where}: has no id")
    key, _, slug = row["id"].partition("/")
    if key not in LABEL_BY_KEY or not slug:
        raise PactgraphError(
            f"{where}: the id {row['id']!r} must be one of {', '.join(LABEL_BY_KEY)}, a slash and a slug"
        )
    if unknown := set(row) - {"id", "name_zh", "name_en", "names", "external_ids"}:
        raise PactgraphError(f"{where}: {', '.join(sorted(unknown))} mean nothing here")
    known = Known(
        row["id"],
        LABEL_BY_KEY[key].name,
        row.get("name_zh"),
        row.get("name_en"),
        tuple(row.get("names") or ()),
        row.get("external_ids") or {},
    )
    if not known.all_names():
        raise PactgraphError(f"{where}: {known.id} has no name")
    return known


@cache
def authority() -> Authority:
    """The authority file that ships with pactgraph."""
    path = files("graph.names") / "data" / "authority.yaml"
    return Authority(read_authority(path.read_text(encoding="utf-8"), path.name))
