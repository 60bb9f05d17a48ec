"""Linking: the entity that a name or an id means, by an index of the graph's folded names.

The index is a value: built once from a graph's names, replaced when the graph's revision has moved on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from heapq import nsmallest
from typing import Any, Literal

from graph.model import ENTITY_LABELS, MERGED, label_of
from graph.names.fold import fold
from graph.names.forms import core
from graph.names.pinyin import has_han, syllables
from graph.state import UNKNOWN, State
from queries import called

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

COMMON = 10
"""How many of a label are known to be those that most documents name."""

NEAR = 5
_SPREAD = 0.48
"""A name that is this much shorter or longer than another is not similar to NEAR_SCORE."""

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

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, whatever the language."""
        return tuple(name for name in (self.name, self.name_zh, self.name_en, *self.aliases) if name)

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
    """Entities by id and by folded name; ``keys`` holds by id the folded names and short forms, if they are known."""

    def __init__(
        self,
        entries: Iterable[Entry],
        state: State = UNKNOWN,
        former: Mapping[str, str] | None = None,
        keys: Mapping[str, Sequence[Sequence[str]]] | None = None,
    ) -> None:
        self.state = state
        self._former = former or {}
        self.by_id = {entry.id: entry for entry in entries}
        self._keys = keys
        self._by_name = self._by_key(0)

    def pack(self) -> list[Any]:
        """The index as lists and texts, from which ``unpack`` makes it again without folding any name."""
        keys = self._keys or {}
        return [
            [
                [entry.id, entry.name, entry.name_zh, entry.name_en, entry.aliases, entry.documents]
                for entry in self.by_id.values()
            ],
            [
                keys[id_] if id_ in keys else [sorted(_keys(entry)), sorted(_short_keys(entry))]
                for id_, entry in self.by_id.items()
            ],
            list(self._former.items()),
        ]

    @classmethod
    def unpack(cls, packed: list[Any], state: State) -> Index:
        """The index that ``pack`` made lists of."""
        entries, keys, former = packed
        read = [_entry(*fields) for fields in entries]
        known = {entry.id: pair for entry, pair in zip(read, keys, strict=True)}
        return cls(read, state, dict(former), known)

    def complete(self) -> Index:
        """This index with everything made that it would else make when it is first needed."""
        for lazily in (self._common, self._by_short, self._by_shape, self._by_script):
            assert lazily is not None  # noqa: S101 - each is made as it is looked at
        return self

    def _by_key(self, form: Literal[0, 1]) -> dict[str, tuple[str, ...]]:
        """Ids by folded names, or by short forms."""
        found: dict[str, tuple[str, ...]] = {}
        keys_of = (_keys, _short_keys)[form]
        for id_, entry in self.by_id.items():
            for key in self._keys[id_][form] if self._keys else keys_of(entry):
                found[key] = (*found[key], id_) if key in found else (id_,)
        return found

    def called(self, key: str) -> tuple[Entry, ...]:
        """Entities of any label with this folded name, else those that it is short for."""
        return tuple(self.by_id[id_] for id_ in self._by_name.get(key) or self._by_short.get(key, ()))

    def common(self, labels: Sequence[str], limit: int) -> list[Entry]:
        """The entities of these labels that most documents name, most first."""
        found = (entry for label in labels for entry in self._common.get(label, ()))
        return sorted(found, key=_rank)[:limit]

    @cached_property
    def _common(self) -> dict[str, list[Entry]]:
        labelled: dict[str, list[Entry]] = {}
        for entry in self.by_id.values():
            labelled.setdefault(entry.label, []).append(entry)
        return {label: nsmallest(COMMON, entries, key=_rank) for label, entries in labelled.items()}

    def spellings(self, first: str, length: int) -> Sequence[str]:
        """The folded names of this length that begin with this character."""
        return self._by_shape.get((first, length), ())

    @cached_property
    def _by_short(self) -> dict[str, tuple[str, ...]]:
        """Ids by names without legal forms, and by the surnames of people whose names are not Chinese."""
        return self._by_key(1)

    @cached_property
    def _by_shape(self) -> dict[tuple[str, int], list[str]]:
        shapes: dict[tuple[str, int], list[str]] = {}
        for name in self._by_name:
            shapes.setdefault((name[0], len(name)), []).append(name)
        return shapes

    def find(self, name: str, labels: Sequence[str] = ALL_LABELS) -> list[Entry]:
        """Entities of these labels whose id this is, else all that go by this name, else by this short form of one.

        They come in the order of their ids.
        """
        entry = self._by_any_id(name.strip())
        if entry is not None and entry.label in labels:
            return [entry]
        found = self._called(fold(name), labels)
        if not found:
            shortened = {fold(core(name, label)) for label in labels} | {fold(_without_article(name))}
            found = {id_ for key in shortened for id_ in self._called(key, labels)}
        if not found:
            found = {id_ for id_ in self._by_short.get(fold(name), ()) if self.by_id[id_].label in labels}
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
        for text in {key, _sound(key)}:
            shortest, longest = int(len(text) * _SPREAD), int(len(text) / _SPREAD) + 1
            script = has_han(text)
            for length in range(shortest, longest + 1):
                # Extracts more than it keeps: a name's best matches may all belong to other labels.
                names = self._by_script.get((script, length), {})
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
    def _by_script(self) -> dict[tuple[bool, int], dict[str, tuple[str, ...]]]:
        """Ids by their names and by the pinyin of these, apart by whether they are Chinese and by their length."""
        found: dict[tuple[bool, int], dict[str, tuple[str, ...]]] = {}
        for name, ids in self._by_name.items():
            for text in {name, _sound(name)}:
                names = found.setdefault((has_han(text), len(text)), {})
                names[text] = (*names.get(text, ()), *ids)
        return found

    def _called(self, key: str, labels: Sequence[str]) -> set[str]:
        return (
            {id_ for id_ in self._by_name.get(key, ()) if self.by_id[id_].label in labels} if key else set()
        )


def read_index(record: dict[str, Any], state: State = UNKNOWN) -> Index:
    """The index that the one record of NAMES makes, read from a graph in this state."""
    return Index(
        (_entry(*fields) for names in record["names"] for fields in names),
        state,
        dict(record["former"]),
    )


def _entry(
    id_: str,
    name: str | None,
    name_zh: str | None,
    name_en: str | None,
    aliases: Sequence[str] | None,
    documents: int,
) -> Entry:
    return Entry(id_, label_of(id_), name or id_, name_zh, name_en, tuple(aliases or ()), documents)


def _keys(entry: Entry) -> set[str]:
    return called.keys(entry.id, entry.names)


def _short_keys(entry: Entry) -> set[str]:
    return called.short_keys(entry.id, entry.label, entry.names)


def _rank(entry: Entry) -> tuple[int, str]:
    return -entry.documents, entry.id


def _sound(key: str) -> str:
    """The pinyin of a folded name, character by character: of many names at once, so in no other context."""
    return "".join(map(_syllable, key)) if has_han(key) else key


@cache
def _syllable(character: str) -> str:
    return fold("".join(syllables(character)))


def _without_article(name: str) -> str:
    first, _, rest = name.strip().partition(" ")
    return rest if first.casefold() in ("the", "a", "an") else name
