"""The labeller: what the encoder takes for names, over what the rules propose."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np

from loaders.encoder import Reading
from loaders.encoder.encoder import Floats
from loaders.encoder.pieces import Piece
from loaders.encoder.windows import LABELS, MARKS, Ints
from loaders.mentions.mention import FULL, Mention
from loaders.text.analysis import Analysed
from loaders.text.order import beginning

NAME = "labeller"
TRUST = 3.0
"""What the rules say of a piece is so much likelier, in log odds, than the encoder takes it to be.

It learned from news that says little of products and technologies, which it takes for companies without this.
"""
WHOLE = frozenset({"known", "quoted", FULL})
"""Rules whose names are whole, from lists, between quotes, in full elsewhere.

A name may be one or hold one, but not a part of one.
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
            start, end = document.sentences[number].start, document.sentences[number].end
            whole = [m for m in beginning(proposed, start, end) if m.by in WHOLE]
            words, likely = united(pieces, _likely(marks + TRUST * rules), whole)
            yield from names(words, *marked(likely))
            read = reading.window.pieces[behind - 1].end if first < behind else end
            yield from (m for m in beginning(proposed, read, end) if m.label != "Unknown")


def _likely(scores: Floats) -> Floats:
    """How likely each mark of a piece is, in logarithms: rows of logits."""
    likely: Floats = scores - scores.max(axis=1, keepdims=True, initial=-np.inf)
    likely -= np.log(np.exp(likely).sum(axis=1, keepdims=True))
    return likely


def united(pieces: Sequence[Piece], likely: Floats, whole: Sequence[Mention]) -> tuple[list[Piece], Floats]:
    """A sentence's words and how likely each mark of them is, a whole name as one word.

    Of a word its first piece counts. Two whole names of one kind without a space between are two. How likely a whole
    name is, is the mean of its words, so that a long one outweighs its neighbours no more than a short one.
    """
    inner = np.arange(2, likely.shape[1], 2)
    first = [at for at, piece in enumerate(pieces) if piece.first]
    starts = [pieces[at].start for at in first]
    holder = {
        at: name
        for name in whole
        for at in first[bisect_left(starts, name.start) : bisect_left(starts, name.end)]
    }
    words: list[Piece] = []
    rows: list[Floats] = []
    last: Mention | None = None
    for name, group in groupby(first, key=holder.get):
        if name is None:
            own = list(group)
            words += [pieces[at] for at in own]
            rows += list(likely[own])
            continue
        one, *more = group
        row = likely[[one, *more]].mean(axis=0)
        row[inner - 1] = (likely[one, inner - 1] + likely[more][:, inner].sum(axis=0)) / (1 + len(more))
        if last is not None and last.end == name.start and last.label == name.label:
            row[2 * LABELS.index(name.label) + 2] = -np.inf
        words.append(pieces[one]._replace(end=name.end))
        rows.append(row)
        last = name
    return words, np.array(rows, dtype=np.float32).reshape(-1, likely.shape[1])


def marked(likely: Floats) -> tuple[list[int], list[float]]:
    """The likeliest marks of a sentence's words that make whole names, and how likely each is by itself."""
    marks = _consistent(likely) if len(likely) else np.zeros(0, dtype=np.int64)
    return marks.tolist(), np.exp(likely[np.arange(len(likely)), marks]).tolist()


def _consistent(likely: Floats) -> Ints:
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


def names(words: Sequence[Piece], marks: Sequence[int], sure: Sequence[float]) -> Iterator[Mention]:
    """What the words of a sentence are marked as: a name goes on as the kind that it began as.

    A name is as sure as its unsurest word.
    """
    name: Mention | None = None
    for piece, mark, weight in zip(words, marks, sure, strict=True):
        label = LABELS[(mark - 1) // 2] if mark else ""
        if name is not None and label == name.label and mark % 2 == 0:
            name = name._replace(end=piece.end, weight=min(name.weight, weight))
            continue
        if name is not None:
            yield name
        name = Mention(piece.start, piece.end, label, weight, NAME) if label else None
    if name is not None:
        yield name
