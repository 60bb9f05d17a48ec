"""Judgements: what people decided about identity and about claims, appended to one readable file.

Each is one entry of a YAML list: ``{merge: [ID, ID]}``, ``{split: [ID, ID]}``, ``{reject: {document: …, type: …,
source: ID, target: ID}}`` or the same with ``confirm``. Ids of claims are those that the document's facts print.
Of two that contradict each other the later counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from filelock import FileLock

from graph.errors import PactgraphError
from graph.model import CLAIM_TYPE_BY_NAME, LABEL_BY_KEY

FILE = "judgements.yaml"

_FORM = "{merge: [ID, ID]}, {split: [ID, ID]}, {reject: {…}} or {confirm: {…}} with document, type, source, target"


@dataclass(frozen=True, slots=True)
class OnPair:
    """Two ids are one thing, or are not."""

    one: str
    other: str
    same: bool

    def row(self) -> dict[str, Any]:
        """Return the entry of the file."""
        return {"merge" if self.same else "split": [self.one, self.other]}


@dataclass(frozen=True, slots=True)
class OnClaim:
    """A document's claim is right, or is not; it holds whenever the document is loaded again."""

    document: str
    type: str
    source: str
    target: str
    right: bool

    @property
    def key(self) -> ClaimKey:
        """What says which claim is meant."""
        return claim_key(self.document, self.type, self.source, self.target)

    def row(self) -> dict[str, Any]:
        """Return the entry of the file."""
        fields = {name: getattr(self, name) for name in ("document", "type", "source", "target")}
        return {"confirm" if self.right else "reject": fields}


Judgement = OnPair | OnClaim
ClaimKey = tuple[str, str, frozenset[str]]


def claim_key(document: str, kind: str, source: str, target: str) -> ClaimKey:
    """What says which claim is meant: the document, the type, the two ends' ids in the document."""
    return document, kind, frozenset((source, target))


@dataclass(frozen=True)
class Judgements:
    """All judgements, in the order in which they were made."""

    entries: tuple[Judgement, ...] = ()

    @cached_property
    def pairs(self) -> tuple[OnPair, ...]:
        """The last judgement on each pair of ids, the latest first."""
        latest: dict[frozenset[str], OnPair] = {}
        for entry in reversed(self.entries):
            if isinstance(entry, OnPair):
                latest.setdefault(frozenset((entry.one, entry.other)), entry)
        return tuple(latest.values())

    @cached_property
    def claims(self) -> dict[ClaimKey, OnClaim]:
        """The last judgement on each claim."""
        return {entry.key: entry for entry in self.entries if isinstance(entry, OnClaim)}

    @cached_property
    def partners(self) -> dict[str, set[str]]:
        """For each id those that a judgement names with it."""
        found: dict[str, set[str]] = {}
        for pair in self.pairs:
            found.setdefault(pair.one, set()).add(pair.other)
            found.setdefault(pair.other, set()).add(pair.one)
        return found

    def rejects(self, document: str, kind: str, source: str, target: str) -> bool:
        """Whether a claim was rejected; the ends' ids are those in the document."""
        if not self.claims:
            return False
        verdict = self.claims.get(claim_key(document, kind, source, target))
        return verdict is not None and not verdict.right

    def lines(self) -> list[str]:
        """Each judgement as one line of YAML, as the file and the graph keep them."""
        return [line_of(entry) for entry in self.entries]


def line_of(judgement: Judgement) -> str:
    """Return a judgement as one line of YAML, without the list's dash."""
    text = yaml.safe_dump(
        judgement.row(), default_flow_style=True, allow_unicode=True, sort_keys=False, width=1 << 30
    )
    return str(text).strip()


def read_judgements(text: str, where: str = FILE) -> Judgements:
    """Read the text of a judgements file. Raises PactgraphError, which names the line, for what breaks its form."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        at = f", line {mark.line + 1}" if mark else ""
        raise PactgraphError(
            f"{where}{at}: no YAML ({getattr(error, 'problem', error)}): mend it by hand"
        ) from None
    if root is None:
        return Judgements()
    if not isinstance(root, yaml.SequenceNode):
        raise PactgraphError(f"{where}, line 1: not a list; every judgement is an entry such as - {_FORM}")
    entries = []
    for node in root.value:
        row = yaml.safe_load(yaml.serialize(node))
        entries.append(_judgement(row, f"{where}, line {node.start_mark.line + 1}"))
    return Judgements(tuple(entries))


def read_lines(lines: Sequence[str]) -> Judgements:
    """Read what ``Judgements.lines`` gave."""
    return read_judgements("\n".join(f"- {line}" for line in lines), "the graph's judgements")


def load_judgements(home: Path) -> Judgements:
    """Read the judgements of a home folder, none where there is no file. Raises PactgraphError."""
    path = home / FILE
    try:
        return read_judgements(path.read_text(encoding="utf-8"), str(path)) if path.exists() else Judgements()
    except (OSError, UnicodeDecodeError) as error:
        raise PactgraphError(f"{path} cannot be read: {error}") from None


def append_judgements(
    home: Path, judgements: Iterable[Judgement], *, first: Callable[[Judgements], None] = lambda _: None
) -> None:
    """Append to the file of a home folder. Raises PactgraphError where it cannot be written.

    ``first`` is called with all judgements, old and new; what it refuses by raising is not appended.
    """
    path = home / FILE
    try:
        home.mkdir(parents=True, exist_ok=True)
        # One at a time: who brings judgements into the graph must know of those that are being made.
        with FileLock(path.with_suffix(".lock")), path.open("a+", encoding="utf-8") as file:
            file.seek(0)
            before = file.read()
            made = tuple(judgements)
            first(Judgements((*read_judgements(before, str(path)).entries, *made)))
            if before and not before.endswith("\n"):
                file.write("\n")
            file.writelines(f"- {line_of(judgement)}\n" for judgement in made)
    except OSError as error:
        raise PactgraphError(f"{path} cannot be written: {error}") from None


def _judgement(row: Any, where: str) -> Judgement:
    match row:
        case {"merge": [str(one), str(other)], **rest} if not rest:
            return _pair(one, other, True, where)
        case {"split": [str(one), str(other)], **rest} if not rest:
            return _pair(one, other, False, where)
        case {"reject": dict(claim), **rest} if not rest:
            return _claim(claim, False, where)
        case {"confirm": dict(claim), **rest} if not rest:
            return _claim(claim, True, where)
    raise PactgraphError(f"{where}: {row!r} is no judgement; one is {_FORM}")


def _pair(one: str, other: str, same: bool, where: str) -> OnPair:
    check_pair(one, other, where)
    return OnPair(min(one, other), max(one, other), same)


def check_pair(one: str, other: str, where: str) -> None:
    """Raise PactgraphError unless these are two ids of one label."""
    for id_ in (one, other):
        key, _, slug = id_.partition("/")
        if key not in LABEL_BY_KEY or not slug:
            raise PactgraphError(
                f"{where}: {id_!r} is no id; one is a label ({', '.join(LABEL_BY_KEY)}), a slash and a slug"
            )
    if one == other:
        raise PactgraphError(f"{where}: {one} stands twice; a judgement is on two ids")
    if one.partition("/")[0] != other.partition("/")[0]:
        raise PactgraphError(f"{where}: {one} and {other} have two labels, and a thing has one")


def _claim(fields: dict[Any, Any], right: bool, where: str) -> OnClaim:
    names = ("document", "type", "source", "target")
    if set(fields) != set(names) or not all(isinstance(value, str) for value in fields.values()):
        raise PactgraphError(
            f"{where}: a judgement on a claim has {', '.join(names)}, each a text, and no more"
        )
    if fields["type"] not in CLAIM_TYPE_BY_NAME:
        raise PactgraphError(f"{where}: {fields['type']!r} is none of {', '.join(CLAIM_TYPE_BY_NAME)}")
    return OnClaim(**fields, right=right)
