"""The authority file: well-known things, and every name by which they go."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

from graph.errors import PactgraphError
from graph.model import LABEL_BY_KEY, Label
from graph.names.fold import fold

_FIELDS = frozenset(
    ("id", "label", "name_zh", "name_en", "names", "external_ids", "same_as", "different_from")
)


@dataclass(frozen=True, slots=True)
class Known:
    """A thing that the authority names; its id stands above every rule."""

    id: str
    label: str
    name_zh: str | None = None
    name_en: str | None = None
    names: tuple[str, ...] = ()
    external_ids: Mapping[str, str] = field(default_factory=dict)
    same_as: tuple[str, ...] = ()
    different_from: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What people read first: the English name where there is one."""
        return self.name_en or self.name_zh or self.names[0]

    def all_names(self) -> tuple[str, ...]:
        """Every name, the readable ones first."""
        return tuple(name for name in (self.name_zh, self.name_en, *self.names) if name)


class Authority:
    """Known things by folded name and by id. What stands ``above`` hides the others' ids and names that it has too."""

    def __init__(self, known: Iterable[Known], above: Iterable[Known] = ()) -> None:
        self.by_id: dict[str, Known] = {}
        self._by_name: dict[str, list[Known]] = {}
        self._add(above)
        hidden = set(self._by_name)
        self._add((thing for thing in known if thing.id not in self.by_id), hidden)
        self._same = {id_: thing for thing in self.by_id.values() for id_ in thing.same_as}
        self._different = {
            frozenset((thing.id, id_)) for thing in self.by_id.values() for id_ in thing.different_from
        }
        self.contested = frozenset(id_ for pair in self._different for id_ in pair)

    def _add(self, known: Iterable[Known], hidden: Collection[str] = ()) -> None:
        for thing in list(known):
            self.by_id[thing.id] = thing
            for key in {fold(name) for name in thing.all_names()} - {"", *hidden}:
                self._by_name.setdefault(key, []).append(thing)

    def find(self, name: str, label: str | None = None) -> Known | None:
        """The thing of this name, and label if one is given; None where there is none or more than one."""
        found = [known for known in self._by_name.get(fold(name), ()) if label in (None, known.label)]
        return found[0] if len(found) == 1 else None

    def names(self) -> Iterable[str]:
        """Every folded name."""
        return self._by_name.keys()

    def same_as(self, id_: str) -> Known | None:
        """The thing that lists this id as another of its own."""
        return self._same.get(id_)

    def apart(self, one: str, other: str) -> bool:
        """Whether one of two ids is listed as different from the other."""
        return frozenset((one, other)) in self._different

    def identified(self, identifier: str, label: str) -> Known | None:
        """The thing of this label with an identifier elsewhere, such as ``wikidata:Q160120``."""
        return self._by_identifier.get((identifier, label))

    @cached_property
    def _by_identifier(self) -> dict[tuple[str, str], Known]:
        return {
            (f"{scheme}:{value}", thing.label): thing
            for thing in self.by_id.values()
            for scheme, value in thing.external_ids.items()
        }

    @cached_property
    def fingerprint(self) -> str:
        """A hash of everything listed: equal authorities, equal fingerprint."""
        rows = sorted(
            (t.id, t.all_names(), sorted(t.external_ids.items()), t.same_as, t.different_from)
            for t in self.by_id.values()
        )
        return hashlib.sha256(repr(rows).encode()).hexdigest()[:16]


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
    label = _label(row["id"], where)
    if row.get("label", label.name) not in (label.name, label.key):
        raise PactgraphError(f"{where}: {row['id']} is a {label.name} by its id, not a {row['label']}")
    if unknown := set(row) - _FIELDS:
        raise PactgraphError(
            f"{where}: {', '.join(sorted(map(str, unknown)))} mean nothing here; {', '.join(sorted(_FIELDS))} do"
        )
    ids = {name: _texts(row, name, where) for name in ("same_as", "different_from")}
    for other in (*ids["same_as"], *ids["different_from"]):
        if _label(other, where) is not label or other == row["id"]:
            raise PactgraphError(f"{where}: {other} is not another {label.name}'s id, so not of {row['id']}")
    known = Known(
        row["id"],
        label.name,
        row.get("name_zh"),
        row.get("name_en"),
        _texts(row, "names", where),
        row.get("external_ids") or {},
        **ids,
    )
    if not known.all_names():
        raise PactgraphError(f"{where}: {known.id} has no name")
    return known


def _label(id_: str, where: str) -> Label:
    key, _, slug = id_.partition("/")
    if key not in LABEL_BY_KEY or not slug:
        raise PactgraphError(
            f"{where}: the id {id_!r} must be one of {', '.join(LABEL_BY_KEY)}, a slash and a slug"
        )
    return LABEL_BY_KEY[key]


def _texts(row: dict[str, Any], name: str, where: str) -> tuple[str, ...]:
    values = row.get(name) or []
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise PactgraphError(f"{where}: {name} is a list of texts")
    return tuple(values)


def _read(path: Traversable | Path) -> list[Known]:
    try:
        return read_authority(path.read_text(encoding="utf-8"), path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise PactgraphError(f"The authority file {path} cannot be read: {error}") from None


@cache
def authority() -> Authority:
    """The authority file that ships with pactgraph, with the user's (``use``) above it."""
    own = files("graph.names") / "data" / "authority.yaml"
    return Authority(_read(own), _read(_users[0]) if _users else ())


def use(path: Path | None) -> None:
    """Put a user's authority file above the one that ships; to be called before any name is looked up."""
    if path != in_use():
        _users[:] = [path] if path else []
        authority.cache_clear()


def in_use() -> Path | None:
    """The user's authority file, if there is one."""
    return _users[0] if _users else None


_users: list[Path] = []
