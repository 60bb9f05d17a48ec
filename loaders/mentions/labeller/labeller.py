"""The labeller: what the rules propose in, the names of a document out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import pycrfsuite

from loaders.mentions.gazetteer import Gazetteer
from loaders.mentions.labeller.features import (
    OUTSIDE,
    Features,
    chinese,
    english,
    proposals,
    spans_of,
)
from loaders.mentions.labeller.words import Token, chinese_words, english_words
from loaders.mentions.lac import Word
from loaders.mentions.mention import Mention
from loaders.text.analysis import Analysed, Sentence
from loaders.text.order import beginning

DATA = Path(__file__).parent / "data"
NAME = "labeller"
LONGEST = 1500
"""Words of a sentence: in a longer one, which has lost its stops, the rules stand alone."""


class Thresholds(NamedTuple):
    """How sure a model must be to add a mention, to call one otherwise, to draw it otherwise, to strike it out."""

    add: float
    relabel: float
    redraw: float
    deny: float


ENGLISH = Thresholds(0.6, 0.6, 0.8, 0.85)
CHINESE = Thresholds(0.8, 0.7, 0.8, 0.95)
"""Chinese has no capitals: what is no name looks more like one, and the rules know more."""
_LOWER = re.compile(r"(?<![^\W])[a-z][\w'’]+")


@dataclass(frozen=True, slots=True)
class Described:
    """A sentence as the labeller sees it."""

    sentence: Sentence
    tokens: list[Token]
    features: list[Features]


def described(
    document: Analysed, tagged: Sequence[Sequence[Word]], proposed: Sequence[Mention], gazetteer: Gazetteer
) -> Iterator[Described]:
    """Each sentence's words with their features; ``proposed`` are the rules' mentions, in order and apart."""
    lower = frozenset(_LOWER.findall(document.plain))
    for sentence, words in zip(document.sentences, tagged, strict=True):
        text = document.plain[sentence.start : sentence.end]
        own = [
            m._replace(start=m.start - sentence.start, end=m.end - sentence.start)
            for m in beginning(proposed, sentence.start, sentence.end)
            if m.end <= sentence.end
        ]
        if sentence.chinese:
            edges = (edge for mention in own for edge in (mention.start, mention.end))
            tokens = chinese_words(text, words, edges)
            about, listed = chinese(tokens), gazetteer.find_zh(text, words)
        else:
            tokens = english_words(text)
            about, listed = english(tokens, lower), gazetteer.find_en(text)
        told = proposals(tokens, own, listed)
        yield Described(sentence, tokens, [[*a, *b] for a, b in zip(about, told, strict=True)])


@dataclass(frozen=True, slots=True)
class Labeller:
    """Two models, for English and for Chinese sentences; :func:`loaders.training.build_labeller` makes them."""

    models: dict[bool, pycrfsuite.Tagger]

    @classmethod
    def load(cls, folder: Path = DATA) -> Labeller:
        """Open the models that ship with the project."""
        models = {}
        for chinese_, name in ((True, "zh.crf"), (False, "en.crf")):
            models[chinese_] = pycrfsuite.Tagger()
            models[chinese_].open(str(folder / name))
        return cls(models)

    def label(
        self,
        document: Analysed,
        tagged: Sequence[Sequence[Word]],
        proposed: Sequence[Mention],
        gazetteer: Gazetteer,
    ) -> Iterator[Mention]:
        """The names of a document, in order, apart from each other.

        A span's weight is how sure the model is of it. What the rules propose stands, unless the model is sure of the
        contrary; what they do not, or of which they do not know what it is, needs the model to be rather sure.
        """
        for one in described(document, tagged, proposed, gazetteer):
            shift = one.sentence.start
            own = [
                m._replace(start=m.start - shift, end=m.end - shift)
                for m in beginning(proposed, shift, one.sentence.end)
                if m.label != "Unknown" and m.end <= one.sentence.end
            ]
            found = own
            if 0 < len(one.tokens) <= LONGEST:
                least = CHINESE if one.sentence.chinese else ENGLISH
                found = _settled(own, self._spans(one), least, partial(self._denied, one))
            yield from (m._replace(start=m.start + shift, end=m.end + shift) for m in found)

    def _spans(self, one: Described) -> list[Mention]:
        """What the model labels, with its probability as weight."""
        model = self.models[one.sentence.chinese]
        labels = model.tag(one.features)
        found = []
        for start, end, label in spans_of(one.tokens, labels):
            sure = min(
                model.marginal(labels[at], at)
                for at, token in enumerate(one.tokens)
                if token.start >= start and token.end <= end
            )
            found.append(Mention(start, end, label, sure, NAME))
        return found

    def _denied(self, one: Described, mention: Mention) -> float:
        """How sure the model is that no word of a mention belongs to a name."""
        model = self.models[one.sentence.chinese]
        sure: float = min(
            model.marginal(OUTSIDE, at)
            for at, token in enumerate(one.tokens)
            if token.end > mention.start and token.start < mention.end
        )
        return sure


def _settled(
    ruled: Sequence[Mention],
    learned: Sequence[Mention],
    least: Thresholds,
    denied: Callable[[Mention], float],
) -> list[Mention]:
    """The rules' mentions and the model's, each where it is the surer; both are in order and apart."""
    kept = list(ruled)
    for mention in learned:
        rivals = [m for m in kept if m.start < mention.end and mention.start < m.end]
        same = len(rivals) == 1 and rivals[0][:2] == mention[:2]
        needed = (least.relabel if same else least.redraw) if rivals else least.add
        if mention.weight >= needed:
            kept = [m for m in kept if m not in rivals]
            kept.append(mention if not (same and rivals[0].label == mention.label) else rivals[0])
    touched = {(m.start, m.end) for m in learned}
    return sorted(
        m
        for m in kept
        if m.by == NAME
        or any(start < m.end and m.start < end for start, end in touched)
        or denied(m) < least.deny
    )


@cache
def labeller() -> Labeller:
    """The labeller that ships with the project; the second call gives the same one."""
    return Labeller.load()
