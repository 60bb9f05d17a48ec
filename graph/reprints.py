"""Reprints: documents of nearly the same text, linked by ``same_text_as`` to the one of them with the smallest id.

That is a pure function of the loaded documents' signatures. A write computes it again for the documents that it
touched, those alike them, and those that were linked with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from graph.minhash import BANDS, bands, group
from graph.model import DOCUMENT

Row = dict[str, Any]

BAND_PROPERTIES = tuple(f"band_{number}" for number in range(BANDS))
SAME_TEXT_AS = "same_text_as"

_FIELDS = f"d.id AS id, d.minhash AS minhash, d.{SAME_TEXT_AS} AS same"
SIGNED = f"UNWIND $ids AS id\nMATCH (d:{DOCUMENT} {{id: id}})\nWHERE d.minhash IS NOT NULL\nRETURN {_FIELDS}"
LINKED = f"UNWIND $ids AS id\nMATCH (d:{DOCUMENT} {{{SAME_TEXT_AS}: id}})\nRETURN {_FIELDS}"
LIKE = "\nUNION\n".join(
    f"UNWIND $rows AS row\nMATCH (d:{DOCUMENT} {{{name}: row.{name}}})\nRETURN {_FIELDS}"
    for name in BAND_PROPERTIES
)
LINK = f"UNWIND $rows AS row\nMATCH (d:{DOCUMENT} {{id: row.id}})\nSET d.{SAME_TEXT_AS} = row.same"


class Steps(Protocol):
    """The statements of one transaction."""

    def ask(self, statement: str, ids: Iterable[str]) -> list[Row]:
        """Return the rows that a statement answers for $ids, however many."""
        ...

    def fetch(self, statement: str, rows: Sequence[Row]) -> list[Row]:
        """Return the rows that a statement answers for $rows, however many."""
        ...

    def run(self, statement: str, rows: Sequence[Row]) -> None:
        """Run a statement on $rows, however many."""
        ...


def band_properties(signature: str | None) -> dict[str, str]:
    """Return the properties by which documents alike this one are found."""
    return dict(zip(BAND_PROPERTIES, bands(signature), strict=False)) if signature else {}


def linked_with(steps: Steps, documents: Sequence[str]) -> set[str]:
    """Return the documents to which these, which are about to be written over or deleted, are linked."""
    return {row["same"] or row["id"] for row in steps.ask(SIGNED, documents)}


def link(steps: Steps, written: Mapping[str, str | None], before: set[str]) -> None:
    """Link what was written, by id with its signature, and what was linked with it ``before``."""
    signed = {id_: signature for id_, signature in written.items() if signature}
    like = steps.fetch(LIKE, [band_properties(signature) for signature in signed.values()]) if signed else []
    heads = before | {row["same"] or row["id"] for row in like}
    if not heads:
        return
    rows = {
        row["id"]: row
        for row in (*steps.ask(SIGNED, sorted(heads | signed.keys())), *steps.ask(LINKED, sorted(heads)))
    }
    now = group({id_: row["minhash"] for id_, row in rows.items()})
    steps.run(
        LINK,
        [
            {"id": id_, "same": now.get(id_)}
            for id_, row in sorted(rows.items())
            if row["same"] != now.get(id_)
        ],
    )
