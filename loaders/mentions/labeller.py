"""The labeller: what the encoder takes for names, over what the rules propose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from loaders.encoder import Reading
from loaders.encoder.encoder import Floats
from loaders.encoder.pieces import Piece
from loaders.encoder.windows import LABELS, MARKS, Ints
from loaders.mentions.mention import Mention
from loaders.text.analysis import Analysed
from loaders.text.order import beginning

NAME = "labeller"
TRUST = 3.0
"""What the rules say of a piece is so much likelier, in log odds, than the encoder takes it to be.

It learned from news that says little of products and technologies, which it takes for companies without this.
"""


def labelled(
    document: Analysed, proposed: Sequence[Mention], readings: Sequence[Reading]
) -> Iterator[Mention]:
    """The names of a document, apart from each other; the weight of each is how likely both take it to be.

    What it has not read, the end of an endless sentence, the rules name alone.
    """
    for reading in readings:
        for number in reading.window.fresh:
            first, behind = reading.window.spans[number]
            pieces = reading.window.pieces[first:behind]
            marks = reading.marks[first:behind]
            said = reading.window.inputs["rule"][first:behind]
            # Where the rules say "unknown" they say nothing: the encoder has no mark for it.
            rules = np.eye(MARKS, marks.shape[1], dtype=np.float32)[said]
            yield from names(pieces, *_marks(pieces, marks + TRUST * rules))
            end = document.sentences[number].end
            read = reading.window.pieces[behind - 1].end if first < behind else end
            yield from (m for m in beginning(proposed, read, end) if m.label != "Unknown")


def _marks(pieces: Sequence[Piece], scores: Floats) -> tuple[list[int], list[float]]:
    """The likeliest marks of a sentence's pieces that make whole names, and how likely each is by itself."""
    likely = scores - scores.max(axis=1, keepdims=True, initial=-np.inf)
    likely -= np.log(np.exp(likely).sum(axis=1, keepdims=True))
    first = [at for at, piece in enumerate(pieces) if piece.first]
    marks = np.zeros(len(pieces), dtype=np.int64)
    marks[first] = _whole(likely[first])
    return marks.tolist(), np.exp(likely[np.arange(len(pieces)), marks]).tolist()


def _whole(likely: Floats) -> Ints:
    """The likeliest sequence in which a name goes on only as the kind that it began as (Viterbi, 1967)."""
    marks: Ints = likely.argmax(axis=1)
    before = np.concatenate([[0], marks[:-1]])
    going = (marks > 0) & (marks % 2 == 0)
    if not (going & (before != marks) & (before != marks - 1)).any():
        return marks
    inner = np.arange(2, likely.shape[1], 2)
    best = likely[0].copy()
    best[inner] = -np.inf
    came = np.zeros(likely.shape, dtype=np.int64)
    for at in range(1, len(likely)):
        came[at] = best.argmax()
        began, went = best[inner - 1], best[inner]
        came[at, inner] = np.where(began > went, inner - 1, inner)
        best = best[came[at]] + likely[at]
    marks[-1] = best.argmax()
    for at in range(len(likely) - 1, 0, -1):
        marks[at - 1] = came[at, marks[at]]
    return marks


def names(pieces: Sequence[Piece], marks: Sequence[int], sure: Sequence[float]) -> Iterator[Mention]:
    """What the pieces of a sentence are marked as: a name goes on as the kind that it began as.

    Of a word its first piece counts. A name is as sure as its unsurest word.
    """
    name: Mention | None = None
    for piece, mark, weight in zip(pieces, marks, sure, strict=True):
        if not piece.first:
            continue
        label = LABELS[(mark - 1) // 2] if mark else ""
        if name is not None and label == name.label and mark % 2 == 0:
            name = name._replace(end=piece.end, weight=min(name.weight, weight))
            continue
        if name is not None:
            yield name
        name = Mention(piece.start, piece.end, label, weight, NAME) if label else None
    if name is not None:
        yield name
