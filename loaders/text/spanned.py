"""Text as a reader sees it, each character with its place in the source.

All offsets are Python string indices, ends exclusive. *Source* is a file's decoded text as it stands
(a line break of CR and LF stays two characters); *visible* is what a reader sees of it: markup gone,
entities decoded. A claim is found in the visible text and told in source offsets.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

BlockKind = Literal["title", "heading", "paragraph", "item", "caption", "code", "cell"]


@dataclass(frozen=True, slots=True)
class Spanned:
    """Visible text; ``starts[i]`` and ``ends[i]`` tell where ``text[i]`` stands in the source.

    ``starts`` and ``ends`` have the text's length and never fall. Where the text is the source itself
    they are ``range`` objects, which cost nothing; else arrays of 32-bit integers. A character that
    stands nowhere (the line break put between two HTML blocks) has ``starts[i] == ends[i]``.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, source: str) -> Spanned:
        """Make a source that is read as it stands."""
        return cls(source, range(len(source)), range(1, len(source) + 1))

    def __len__(self) -> int:
        return len(self.text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` stands in the source: its start and end offsets.

        Raises ValueError for an empty or reversed range: nothing stands nowhere.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no characters between {start} and {end} in a text of {len(self.text)}")
        return self.starts[start], self.ends[end - 1]


@dataclass(slots=True)
class SpannedBuilder:
    """Puts a :class:`Spanned` together, piece by piece; ``length`` is that of the text so far."""

    length: int = 0
    _pieces: list[str] = field(default_factory=list)
    _starts: array[int] = field(default_factory=lambda: array("I"))
    _ends: array[int] = field(default_factory=lambda: array("I"))

    def extend(self, text: str, starts: Iterable[int], ends: Iterable[int]) -> None:
        """Append characters with the source offsets of each."""
        self._pieces.append(text)
        self._starts.extend(starts)
        self._ends.extend(ends)
        self.length += len(text)

    def copy(self, text: str, at: int) -> None:
        """Append text that stands literally in the source at offset ``at``."""
        self.extend(text, range(at, at + len(text)), range(at + 1, at + len(text) + 1))

    def replace(self, text: str, start: int, end: int) -> None:
        """Append text that stands for ``source[start:end]`` as a whole, such as a decoded entity."""
        self.extend(text, [start] * len(text), [end] * len(text))

    def build(self) -> Spanned:
        """Everything appended so far."""
        return Spanned("".join(self._pieces), self._starts, self._ends)


class Cell(NamedTuple):
    """Where a cell stands in a table, counted from 1; rows are counted on from table to table, with one left out."""

    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or the like: ``visible.text[start:end]``; ``cell`` says which of a table."""

    start: int
    end: int
    kind: BlockKind
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says about itself.

    ``published`` is ISO 8601 at the precision given (``2024-05-17``, ``2022-06``, ``2022``); ``language``
    is BCP 47, with the script for Chinese (``zh-Hans``, ``zh-Hant``, ``en``, ``und``).
    """

    title: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    author: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """Return these fields, and the other's where there is none here."""
        return Metadata(*(getattr(self, name) or getattr(other, name) for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class Text:
    """A document that was read.

    ``blocks`` are in order, never overlap, and hold all that is worth reading; ``segmented`` says that
    its Chinese comes as words with spaces between them.
    """

    source: str
    visible: Spanned
    blocks: tuple[Block, ...]
    metadata: Metadata
    segmented: bool
