"""Train an encoder on the marked documents: to tell names, and what ties them.

python -m loaders.training.build_encoder en BASE.onnx
python -m loaders.training.build_encoder zh BASE.onnx FINRE/train.txt
"""

from __future__ import annotations

import random
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F  # noqa: N812

from loaders.claims.details import Details
from loaders.claims.judge.candidates import ANSWERS, Candidate
from loaders.claims.judge.features import Proposed
from loaders.claims.judge.verdicts import ALL_ANSWERS, Paired, paired
from loaders.claims.occasion import Programme
from loaders.claims.rules import resolved_scene, rule_claims
from loaders.claims.scene import Scene
from loaders.encoder.encoder import DATA, Floats
from loaders.encoder.pieces import Pieces
from loaders.encoder.windows import Ints, Window, windows
from loaders.mentions.document import proposed_mentions
from loaders.mentions.gazetteer import gazetteer
from loaders.mentions.lac import Word
from loaders.text.analysis import Analysed
from loaders.training.annotated import (
    LABELS,
    Claimed,
    batched,
    found_scene,
    marked_scene,
    spans,
    tagged_documents,
)
from loaders.training.finre import labelled
from loaders.training.sentences import sentences
from loaders.training.transformer import Base, Reader, Relater, export

_EPOCHS, _BATCH, _SORTED = 4, 5, 20
_RATE, _RATE_NEW = 2e-4, 1e-3
_WARM = 0.1
_MARKED = 0.6  # share of windows whose things are those that are marked, not those that the rules found
_IGNORED = -100


@dataclass(frozen=True, slots=True)
class View:
    """A window's pairs, the right answers, and which of them are known (both a row a pair)."""

    paired: Paired
    right: Floats
    known: Floats


@dataclass(frozen=True, slots=True)
class Example:
    """A window with the marks of its pieces, -100 where none is known, and its pairs as seen in two ways."""

    window: Window
    marks: Ints
    views: tuple[View, ...]


Seen = tuple[Scene, Sequence[Claimed]]


class Maker:
    """Makes examples of one language."""

    def __init__(self, pieces: Pieces, *, chinese: bool) -> None:
        self._pieces = pieces
        self._chinese = chinese

    def of_documents(self) -> Iterator[Example]:
        """The marked documents, their things as they are marked and as the rules find them."""
        for document, text, words in tagged_documents():
            if any(sentence.chinese == self._chinese for sentence in text.sentences):
                named = [(start, end, LABELS[id_[0]]) for start, end, id_ in spans(document, text)]
                seen = (marked_scene(document, text, words), found_scene(document, text, words))
                yield from self._examples(text, words, named, seen)

    def of_sentences(self) -> Iterator[Example]:
        """The example sentences of the claim rules, as the rules read them."""
        for one in sentences():
            named = [(mention.start, mention.end, mention.label) for mention in one.names]
            yield from self._examples(one.text, one.words, named, [(one.scene, one.claims)])

    def of_finre(self, file: Path) -> Iterator[Example]:
        """FinRE's sentences, whose names are not known, and of their pairs only some."""
        for scene, known, claims in labelled(file):
            for example in self._examples(scene.document, scene.words, None, [(scene, claims)]):
                for view in example.views:
                    view.known[[pair.ends not in known for pair in view.paired.pairs]] = 0
                yield example

    def _examples(
        self,
        text: Analysed,
        words: Sequence[Sequence[Word]],
        named: Sequence[tuple[int, int, str]] | None,
        seen: Iterable[Seen],
    ) -> Iterator[Example]:
        proposed = proposed_mentions(text, words, gazetteer()).mentions
        views = [_ruled(scene, claims) for scene, claims in seen]
        for window in windows(text, words, proposed, self._pieces, chinese=self._chinese):
            marks = np.full(len(window.pieces), _IGNORED)
            if named is not None:
                first = [piece.first for piece in window.pieces]
                marks[first] = window.marked(named)[first]
            yield Example(window, marks, tuple(_view(window, *view) for view in views))


def _ruled(scene: Scene, claims: Iterable[Claimed]) -> tuple[Scene, Proposed, dict[int, list[Claimed]]]:
    scene, foci = resolved_scene(scene)
    told: dict[int, list[Claimed]] = defaultdict(list)
    for claim in claims:
        told[claim.sentence].append(claim)
    return scene, Proposed.of(rule_claims(Details(Programme(scene)), foci)), told


def _view(window: Window, scene: Scene, proposed: Proposed, told: dict[int, list[Claimed]]) -> View:
    found = paired(scene, window, proposed)
    right = np.zeros((len(found.pairs), len(ALL_ANSWERS)), dtype=np.float32)
    known = np.zeros_like(right)
    for row, pair in enumerate(found.pairs):
        for answer in ANSWERS[pair.kind]:
            known[row, ALL_ANSWERS.index(answer)] = 1
        for answer in right_answers(pair, told[pair.sentence]):
            right[row, ALL_ANSWERS.index(answer)] = 1
    return View(found, right, known)


def right_answers(pair: Candidate, claims: Iterable[Claimed]) -> Iterator[str]:
    """What a sentence's claims say of a pair."""
    one, other = pair.one.thing, pair.other.thing
    for claim in claims:
        if claim.type == "SIGNED_WITH":
            if pair.ends == {claim.source, claim.target}:
                yield claim.type
        elif (claim.source, claim.target) == (one, other):
            yield "WORKED_FOR" if claim.former else claim.type
        elif claim.type == "PART_OF" and (claim.target, claim.source) == (one, other):
            yield "HAS_PART"


def train(examples: list[Example], base: Base) -> tuple[Reader, Relater]:
    """Train both networks together: names by the cross entropy of marks, pairs by that of each answer."""
    torch.manual_seed(0)
    chance = random.Random(0)
    reader = Reader(base)
    relater = Relater(reader)
    both = torch.nn.ModuleList([reader, relater])
    old = {
        id(p) for part in (reader.norm, reader.low, reader.high, relater.layers) for p in part.parameters()
    }
    trained = [p for p in both.parameters() if p.requires_grad]
    rates = (
        ([p for p in trained if id(p) in old], _RATE),
        ([p for p in trained if id(p) not in old], _RATE_NEW),
    )
    optimizer = torch.optim.AdamW([{"params": some, "lr": rate} for some, rate in rates], weight_decay=0.01)
    steps = _EPOCHS * ceil(len(examples) / _BATCH) + _EPOCHS
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (_WARM * steps)) * max(0.0, (steps - step) / steps)
    )
    both.train()
    begun = time.monotonic()
    for epoch in range(_EPOCHS):
        losses = []
        for batch in _batches(examples, chance):
            loss = _loss(reader, relater, batch, chance)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
            if len(losses) % 50 == 0:
                print(
                    f"  {len(losses) * _BATCH:,} {np.mean(losses[-50:]):.4f}, {time.monotonic() - begun:.0f} s",
                    flush=True,
                )
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.4f}, {time.monotonic() - begun:.0f} s", flush=True)
    both.eval()
    return reader, relater


def _batches(examples: list[Example], chance: random.Random) -> list[list[Example]]:
    """Batches of windows about as long as each other, in any order."""
    chance.shuffle(examples)
    found: list[list[Example]] = []
    for some in batched(examples, _BATCH * _SORTED):
        alike = sorted(some, key=lambda example: len(example.window.pieces))
        found += [list(batch) for batch in batched(alike, _BATCH)]
    chance.shuffle(found)
    return found


def _loss(reader: Reader, relater: Relater, batch: Sequence[Example], chance: random.Random) -> torch.Tensor:
    length = max(len(example.window.pieces) for example in batch)

    def padded(rows: Iterable[Ints], filler: int = 0) -> torch.Tensor:
        return torch.tensor(
            np.stack([np.pad(row, (0, length - len(row)), constant_values=filler) for row in rows])
        )

    views = [e.views[0] if len(e.views) == 1 or chance.random() < _MARKED else e.views[-1] for e in batch]
    behind = padded([np.zeros(len(example.window.pieces), dtype=np.int64) for example in batch], 1)
    mask = torch.zeros(behind.shape).masked_fill(behind.bool(), -1e4)[:, None, None, :]
    with torch.autocast("cpu", torch.bfloat16):
        inputs = {name: padded(e.window.inputs[name] for e in batch) for name in batch[0].window.inputs}
        states, marks = reader(**inputs, mask=mask)
        states = relater.states(states, padded(view.paired.things for view in views), mask)
        named = padded((example.marks for example in batch), _IGNORED)
        loss = F.cross_entropy(marks.float().flatten(0, 1), named.flatten(), ignore_index=_IGNORED)
        if (named == _IGNORED).all():
            loss = torch.zeros(())
        pairs = torch.zeros(())
        for row, view in enumerate(views):
            if view.paired.pairs:
                given = (
                    torch.tensor(rows) for rows in (view.paired.places, view.paired.ends, view.paired.numbers)
                )
                right, known = torch.tensor(view.right), torch.tensor(view.known)
                for scores in relater.pairs(states[row], *given):
                    pairs = pairs + F.binary_cross_entropy_with_logits(scores, right, known, reduction="sum")
    return loss + pairs / max(1, sum(len(view.paired.pairs) for view in views))


if __name__ == "__main__":
    language, base, *more = sys.argv[1:]
    maker = Maker(Pieces.load(DATA / f"{language}.txt.xz"), chinese=language == "zh")
    examples = [*maker.of_documents(), *maker.of_sentences()]
    if more:
        examples += maker.of_finre(Path(more[0]))
    print(f"{len(examples):,} windows", flush=True)
    export(*train(examples, Base.load(Path(base))), DATA / language)
