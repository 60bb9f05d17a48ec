"""Linking: the entity that a name or an id means, by an index of the graph's folded names.

The index is a value: built once from a graph's names, replaced when the graph's revision has moved on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graph.model import ENTITY_LABELS, LABEL_BY_KEY, MERGED
from graph.names.authority import authority
from graph.names.fold import fold
from graph.names.forms import core
from graph.names.pinyin import has_han, syllables
from graph.state import UNKNOWN, State

ALL_LABELS = tuple(label.name for label in ENTITY_LABELS)

NAMES = "CALL () {\n" + "\nUNION ALL\n".join(
    f"MATCH (n:{label}) OPTIONAL MATCH (n)<-[m:MENTIONS]-() WITH n, count(m) AS documents "
    "RETURN collect([n.id, n.name, n.name_zh, n.name_en, n.aliases, documents]) AS names"
    for label in ALL_LABELS
) + (
    "\n}\nWITH collect(names) AS names\n"
    f"CALL () {{\nMATCH (old:{MERGED}) RETURN collect([old.id, old.into]) AS former\n}}\n"
    "RETURN names, former"
)  # fmt: skip
"""Answers one record: the names of every entity by label, and the ids that were merged."""

NEAR = 5
NEAR_SCORE = 65
"""Similarity (0 to 100) from which a name counts as a near miss."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity, every name by which documents call it, and how many documents name it."""

    id: str
    label: str
    name: str
    name_zh: str | None = None
    name_en: str | None = None
    aliases: tuple[str, ...] = ()
    documents: int = 0

    @property
    def display(self) -> str:
        """The name, with the id that tells namesakes apart."""
        return f"{self.name} ({self.id})"

    def shown(self) -> dict[str, str | None]:
        """The entity as it stands in a row."""
        return {
            "id": self.id,
            "label": self.label,
            "name": self.name,
            "name_zh": self.name_zh,
            "name_en": self.name_en,
        }

    def called(self, language: str) -> str:
        """The name in a language, else the name that people read."""
        return (self.name_zh if language == "zh" else self.name_en) or self.name


@dataclass(frozen=True, slots=True)
class Found:
    """An entity that a search found; ``near`` if its name is only nearly the text.

    ``key`` sorts what a search found: whole names first, then beginnings, then parts; of these what most documents
    name.
    """

    entry: Entry
    key: tuple[int, float, str]
    near: bool = False


class Index:
    """Entities by id and by folded name."""

    def __init__(
        self, entries: Iterable[Entry], state: State = UNKNOWN, former: Mapping[str, str] | None = None
    ) -> None:
        self.state = state
        self._former = former or {}
        self.by_id = {entry.id: entry for entry in entries}
        by_name: dict[str, dict[str, None]] = {}
        for entry in self.by_id.values():
            for key in _keys(entry):
                by_name.setdefault(key, {})[entry.id] = None
        self._by_name: dict[str, tuple[str, ...]] = {key: tuple(ids) for key, ids in by_name.items()}

    def find(self, name: str, labels: Sequence[str] = ALL_LABELS) -> list[Entry]:
        """Entities of these labels whose id this is, or else all that go by this name; in the order of their ids."""
        entry = self._by_any_id(name.strip())
        if entry is not None and entry.label in labels:
            return [entry]
        found = self._called(fold(name), labels)
        if not found:
            shortened = {fold(core(name, label)) for label in labels} | {fold(_without_article(name))}
            found = {id_ for key in shortened for id_ in self._called(key, labels)}
        return [self.by_id[id_] for id_ in sorted(found)]

    def near(self, name: str, labels: Sequence[str] = ALL_LABELS, limit: int = NEAR) -> list[Entry]:
        """Entities whose names look or (in pinyin) sound most like this one, best first."""
        best = self._similar(name, labels)
        ranked = sorted(best, key=lambda id_: (-best[id_], id_))
        return [self.by_id[id_] for id_ in ranked[:limit]]

    def search(self, text: str, labels: Sequence[str] = ALL_LABELS) -> list[Found]:
        """Entities that the text may mean while it is typed: called so, beginning so, holding it, nearly so.

        Without a text every entity; in the order of their keys.
        """
        key = fold(text)
        if not text.strip():
            kinds = dict.fromkeys((id_ for id_, entry in self.by_id.items() if entry.label in labels), 0)
        else:
            kinds = self._holding(key, labels) if key else {}
            if (entry := self._by_any_id(text.strip())) and entry.label in labels:
                kinds[entry.id] = 0
        if kinds or not key:
            found = [
                Found(self.by_id[id_], (kind, -self.by_id[id_].documents, id_)) for id_, kind in kinds.items()
            ]
        else:
            near = self._similar(text, labels)
            found = [Found(self.by_id[id_], (9, -score, id_), near=True) for id_, score in near.items()]
        return sorted(found, key=lambda one: one.key)

    def _holding(self, key: str, labels: Sequence[str]) -> dict[str, int]:
        """By id how a name of the entity holds the key: 0 is it, 1 begins with it, 2 holds it elsewhere."""
        kinds: dict[str, int] = {}
        for name, ids in self._by_name.items():
            if key in name:
                kind = 0 if name == key else 1 if name.startswith(key) else 2
                for id_ in ids:
                    if self.by_id[id_].label in labels:
                        kinds[id_] = min(kinds.get(id_, kind), kind)
        return kinds

    def _similar(self, name: str, labels: Sequence[str]) -> dict[str, float]:
        """By id how much a name of the entity looks or sounds like this one, from NEAR_SCORE to 100."""
        from rapidfuzz import fuzz, process

        key = fold(name)
        best: dict[str, float] = {}
        if not key:
            return best
        searches = ((key, self._by_name), (_sound(key), self._by_sound))
        for text, names in searches:
            # Extracts more than it keeps: a name's best matches may all belong to other labels.
            matches = process.extract(
                text, names.keys(), scorer=fuzz.ratio, score_cutoff=NEAR_SCORE, limit=50
            )
            for match, score, _ in matches:
                for id_ in names[match]:
                    if self.by_id[id_].label in labels:
                        best[id_] = max(best.get(id_, 0.0), score)
        return best

    def _by_any_id(self, id_: str) -> Entry | None:
        """The entity of this id, or into which the one that had it was merged."""
        return self.by_id.get(self._former.get(id_, id_))

    @cached_property
    def _by_sound(self) -> dict[str, tuple[str, ...]]:
        """Ids by the pinyin of their Chinese names and by their Latin names."""
        sounds: dict[str, dict[str, None]] = {}
        for name, ids in self._by_name.items():
            sounds.setdefault(_sound(name), {}).update(dict.fromkeys(ids))
        return {sound: tuple(ids) for sound, ids in sounds.items()}

    def _called(self, key: str, labels: Sequence[str]) -> set[str]:
        return (
            {id_ for id_ in self._by_name.get(key, ()) if self.by_id[id_].label in labels} if key else set()
        )


def read_index(record: dict[str, Any], state: State = UNKNOWN) -> Index:
    """The index that the one record of NAMES makes, read from a graph in this state."""
    return Index(
        (
            Entry(
                id_,
                LABEL_BY_KEY[id_.partition("/")[0]].name,
                name or id_,
                name_zh,
                name_en,
                tuple(aliases or ()),
                documents,
            )
            for names in record["names"]
            for id_, name, name_zh, name_en, aliases, documents in names
        ),
        state,
        dict(record["former"]),
    )


def _keys(entry: Entry) -> set[str]:
    """The folded names: those that documents use, and those by which the authority file knows it."""
    names = [entry.name, entry.name_zh, entry.name_en, *entry.aliases]
    if known := authority().by_id.get(entry.id):
        names += known.all_names()
    return {fold(name) for name in names if name} - {""}


def _sound(key: str) -> str:
    return fold("".join(syllables(key))) if has_han(key) else key


def _without_article(name: str) -> str:
    first, _, rest = name.strip().partition(" ")
    return rest if first.casefold() in ("the", "a", "an") else name
