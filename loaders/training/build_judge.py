"""Train the judge of claims on the marked documents and on FinRE. The same input gives the same bytes.

python -m loaders.training.build_judge DATA_FOLDER     (the folder that holds finre/; needs scikit-learn, and what
                                                        build_labeller writes)
"""

from __future__ import annotations

import lzma
import sys
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from loaders.claims.judge.candidates import ANSWERS, Candidate
from loaders.claims.judge.features import Described, described
from loaders.claims.judge.model import DATA, First, Judge, seen
from loaders.claims.occasion import Programme
from loaders.claims.rules import resolved_scene, rule_claims
from loaders.claims.scene import Scene
from loaders.extract import tag
from loaders.mentions.labeller import Labeller
from loaders.training import build_labeller
from loaders.training.annotated import (
    DOCUMENTS,
    Annotated,
    Claimed,
    analysed,
    found_scene,
    marked_scene,
    read_documents,
)
from loaders.training.finre import labelled
from loaders.training.sentences import sentences

FOLDS = 4
_LEAST = 3  # times that a feature must be seen
_FIRST, _SECOND = 0.1, 1.0  # inverse strength of regularisation
_SMALL = 0.004  # a feature none of whose weights is larger goes
_NEVER = 20.0  # log odds against an answer that no document has
NONE = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A document's pairs with their features, and the right answer of each."""

    pairs: list[Described]
    right: list[str]


def examples(documents: Sequence[Annotated]) -> Iterator[tuple[Example, Example]]:
    """Every document as the judge would see it, and as it would had every name been found.

    In the first, names are those that a labeller finds that has not seen the document.
    """
    texts = [analysed(document) for document in documents]
    tagged = [[list(words) for words in own] for own in tag(texts)]
    always = list(build_labeller.sentence_examples())
    for fold in range(FOLDS):
        with TemporaryDirectory() as folder:
            others = [document for number, document in enumerate(documents) if number % FOLDS != fold]
            build_labeller.train([*build_labeller.examples(others), *always], Path(folder))
            labeller = Labeller.load(Path(folder))
            for document, text, words in zip(
                documents[fold::FOLDS], texts[fold::FOLDS], tagged[fold::FOLDS], strict=True
            ):
                yield (
                    example(*found_scene(document, text, words, labeller)),
                    example(*marked_scene(document, text, words)),
                )


def example(scene: Scene, claims: Iterable[Claimed]) -> Example:
    """A scene's pairs, and what its claims say of them."""
    scene, foci = resolved_scene(scene)
    pairs = list(described(scene, list(rule_claims(Programme(scene), foci))))
    told: dict[int, list[Claimed]] = defaultdict(list)
    for claim in claims:
        told[claim.sentence].append(claim)
    return Example(pairs, [right_answer(one.pair, told[one.pair.sentence]) for one in pairs])


def right_answer(pair: Candidate, claims: Iterable[Claimed]) -> str:
    """What a sentence's claims say of a pair; that two signed goes before that one is part of the other."""
    found = set()
    for claim in claims:
        straight = (claim.source, claim.target) == (pair.one, pair.other)
        if claim.type == "SIGNED_WITH" and {claim.source, claim.target} == {pair.one, pair.other}:
            found.add("SIGNED_WITH")
        elif claim.type == "PART_OF" and (claim.target, claim.source) == (pair.one, pair.other):
            found.add("HAS_PART")
        elif straight:
            found.add("WORKED_FOR" if claim.former else claim.type)
    return next((answer for answer in ANSWERS[pair.kind] if answer in found), NONE)


def train_first(given: Iterable[Example]) -> Mapping[str, First]:
    """Fit the first model of each kind of pair."""
    rows: dict[str, list[tuple[Described, str]]] = defaultdict(list)
    for example in given:
        for one, right in zip(example.pairs, example.right, strict=True):
            rows[one.pair.kind].append((one, right))
    return {kind: _first(kind, found) for kind, found in sorted(rows.items())}


def _first(kind: str, rows: Sequence[tuple[Described, str]]) -> First:
    times = Counter(feature for one, _ in rows for feature in one.features())
    vocabulary = sorted(feature for feature, count in times.items() if count >= _LEAST)
    row_of = {feature: row for row, feature in enumerate(vocabulary)}
    starts, places = [0], []
    for one, _ in rows:
        places += [row_of[feature] for feature in one.features() if feature in row_of]
        starts.append(len(places))
    matrix = csr_matrix((np.ones(len(places)), places, starts), shape=(len(rows), len(vocabulary)))
    weights = np.zeros((len(vocabulary), len(ANSWERS[kind])))
    bias = np.full(len(ANSWERS[kind]), -_NEVER)
    for column, answer in enumerate(ANSWERS[kind]):
        right = [given == answer for _, given in rows]
        if any(right) and not all(right):
            model = LogisticRegression(C=_FIRST, solver="liblinear", random_state=0).fit(matrix, right)
            weights[:, column], bias[column] = model.coef_[0], model.intercept_[0]
    kept = np.flatnonzero(np.abs(weights).max(axis=1) > _SMALL)
    return First.of(
        {vocabulary[at]: row for row, at in enumerate(kept)},
        weights[kept].astype(np.float16).astype(np.float32),
        bias.astype(np.float32),
    )


def train(given: Sequence[tuple[Example, Example]]) -> Judge:
    """Fit both models: the first on both views of each document, the second on what it will see.

    The second learns from answers of first models that had not seen the document.
    """
    rows: dict[tuple[str, str], list[tuple[list[float], bool]]] = defaultdict(list)
    for fold in range(FOLDS):
        others = (views for number, views in enumerate(given) if number % FOLDS != fold)
        first = train_first(chain.from_iterable(others))
        for example, _ in given[fold::FOLDS]:
            pairs = [one.pair for one in example.pairs]
            answers = Judge(first, {}).answers(example.pairs)
            for at, tie, numbers in seen(pairs, answers):
                right = "WORKS_FOR" if example.right[at] == "WORKED_FOR" else example.right[at]
                rows[pairs[at].kind, tie].append((numbers, right == tie))
    second = {}
    for key, found in sorted(rows.items()):
        if {right for _, right in found} == {True, False}:
            model = LogisticRegression(C=_SECOND, max_iter=2000).fit(
                np.array([numbers for numbers, _ in found]), [right for _, right in found]
            )
            second[key] = np.append(model.coef_[0], model.intercept_[0]).astype(np.float32)
    return Judge(train_first(chain.from_iterable(given)), second)


def write(judge: Judge, folder: Path) -> None:
    """Write what :meth:`Judge.load` reads."""
    folder.mkdir(exist_ok=True)
    arrays: dict[str, NDArray[np.floating]] = {}
    for kind, first in judge.first.items():
        arrays[f"first {kind}"] = first.weights[:-1].astype(np.float16)  # but for the row of zeros
        arrays[f"bias {kind}"] = first.bias
        (folder / f"{kind}.txt.xz").write_bytes(lzma.compress("\n".join(first.rows).encode(), preset=9))
    for (kind, tie), weights in judge.second.items():
        arrays[f"second {kind} {tie}"] = weights
    with zipfile.ZipFile(folder / "judge.npz", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in sorted(arrays.items()):
            data = BytesIO()
            np.save(data, array)
            entry = zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, data.getvalue(), zipfile.ZIP_DEFLATED)


def sentence_examples() -> Iterator[tuple[Example, Example]]:
    """The example sentences of the claim rules, as what the rules say of them."""
    for one in sentences():
        said = example(one.scene, one.claims)
        yield said, said


def finre_examples(data: Path) -> Iterator[tuple[Example, Example]]:
    """FinRE's sentences, each with the pairs alone of which its labels tell what they are."""
    for scene, known, claims in labelled(data / "finre" / "train.txt"):
        said = example(scene, claims)
        pairs = [frozenset((one.pair.one, one.pair.other)) for one in said.pairs]
        kept = [at for at, pair in enumerate(pairs) if pair in known]
        only = Example([said.pairs[at] for at in kept], [said.right[at] for at in kept])
        yield only, only


if __name__ == "__main__":
    documents = list(read_documents(sorted(DOCUMENTS.glob("*.txt"))))
    finre = finre_examples(Path(sys.argv[1]))
    write(train([*examples(documents), *sentence_examples(), *finre]), DATA)
