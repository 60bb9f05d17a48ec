"""What a format does with the pages of a graph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.pages import Document, Row


class Exporter:
    """Gives text for every page; what a format has no place for is nothing.

    ``direct`` asks for entities with their direct relationships; else these stand with the documents that state them.
    """

    direct = False

    def begin(self) -> str:
        """Return what stands before everything."""
        return ""

    def judgements(self, lines: Sequence[str]) -> str:
        """Return people's judgements on identity and claims, each a line of their file."""
        del lines
        return ""

    def entities(self, label: str, rows: Iterable[Row]) -> str:
        """Return a page of entities of one label."""
        del label, rows
        return ""

    def document(self, document: Document) -> Iterable[str]:
        """Return a document with what it says, in pieces: short texts are faster to encode and join."""
        raise NotImplementedError

    def end(self) -> str:
        """Return what stands after everything."""
        return ""
