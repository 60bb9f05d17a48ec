"""Train the labeller of names on the marked documents. The same input gives the same bytes.

python -m loaders.training.build_labeller
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from multiprocessing import get_context
from pathlib import Path

import pycrfsuite

from loaders.extract import tag
from loaders.mentions.document import proposed_mentions
from loaders.mentions.gazetteer import gazetteer
from loaders.mentions.labeller.features import Features, labels_of
from loaders.mentions.labeller.labeller import DATA, described
from loaders.mentions.lac import Word
from loaders.mentions.mention import Mention
from loaders.text.analysis import Analysed
from loaders.text.order import beginning
from loaders.training.annotated import DOCUMENTS, LABELS, Annotated, analysed, read_documents, spans
from loaders.training.sentences import sentences

_OPTIONS = {"c1": 0.1, "c2": 0.3, "max_iterations": 120, "feature.minfreq": 2}

Example = tuple[bool, list[Features], list[str]]
"""A sentence: whether it is Chinese, its words' features, their labels."""


def examples(documents: Sequence[Annotated]) -> Iterator[Example]:
    """Every sentence of the documents, with what the rules propose in it and what is marked."""
    texts = [analysed(document) for document in documents]
    for document, text, words in zip(documents, texts, tag(texts), strict=True):
        marked = [Mention(start, end, LABELS[id_[0]], 1.0, "") for start, end, id_ in spans(document, text)]
        yield from _examples(text, words, marked)


def sentence_examples() -> Iterator[Example]:
    """The example sentences of the claim rules, with the names that are known to be in them."""
    for one in sentences():
        yield from _examples(one.text, one.words, one.names)


def _examples(
    text: Analysed, words: Sequence[Sequence[Word]], marked: Sequence[Mention]
) -> Iterator[Example]:
    proposed = proposed_mentions(text, words, gazetteer()).mentions
    for one in described(text, words, proposed, gazetteer()):
        begin = one.sentence.start
        own = [
            (mention.start - begin, mention.end - begin, mention.label)
            for mention in beginning(marked, begin, one.sentence.end)
        ]
        if one.tokens:
            yield one.sentence.chinese, one.features, labels_of(one.tokens, own)


def train(sentences: Sequence[Example], folder: Path) -> None:
    """Write both models to a folder, each by a process of its own."""
    fork = get_context("fork")  # what is learned from need not be sent
    learners = [
        fork.Process(target=_train, args=([row[1:] for row in sentences if row[0] == chinese], folder / name))
        for chinese, name in ((True, "zh.crf"), (False, "en.crf"))
    ]
    for learner in learners:
        learner.start()
    for learner in learners:
        learner.join()
        if learner.exitcode:
            raise SystemExit("a labeller could not be trained")


def _train(sentences: Iterable[tuple[list[Features], list[str]]], model: Path) -> None:
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(_OPTIONS)
    for features, labels in sentences:
        trainer.append(features, labels)
    trainer.train(str(model))


if __name__ == "__main__":
    DATA.mkdir(exist_ok=True)
    documents = list(read_documents(sorted(DOCUMENTS.glob("*.txt"))))
    train([*examples(documents), *sentence_examples()], DATA)
