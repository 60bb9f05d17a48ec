"""Learn which date and which city is a signing's from the marked documents: writes claims/data/details.json.

python -m loaders.training.build_details
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from loaders.claims.details import FIELDS, WEIGHTS, Candidate, Details
from loaders.claims.occasion import Programme
from loaders.claims.rules import resolved_scene
from loaders.training.annotated import marked_scene, tagged_documents

_RARE = 6
"""Features seen less often are not learned."""
_UNTOLD = {"date": 0.3, "place": 0.08}
"""What an example weighs that marks no date or place: often one is told, and the mark was left out."""
_PENALTY = 3.0
_STEPS = 300


class Example(NamedTuple):
    """The candidates of a signing, and which of them are right."""

    candidates: Sequence[Candidate]
    right: Sequence[bool]
    weight: float


def examples() -> Iterator[tuple[str, Example]]:
    """The signings that the documents tell, by field and language; not those whose date or city is no candidate."""
    for document, text, words in tagged_documents():
        scene, claims = marked_scene(document, text, words)
        scene, _ = resolved_scene(scene)
        around = Details(Programme(scene))
        for claim in claims:
            if claim.type != "SIGNED_WITH":
                continue
            language = "zh" if text.sentences[claim.sentence].chinese else "en"
            for field in FIELDS:
                told = claim.date if field == "date" else claim.place
                found = around.candidates(claim.sentence, (claim.source, claim.target), field)
                right = [_is(candidate.value, told) for candidate in found]
                if any(right):
                    yield (
                        f"{field} {language}",
                        Example(found, right, 1 if told is not None else _UNTOLD[field]),
                    )


def _is(value: str | int | None, told: str | int | None) -> bool:
    """Whether it is what is told; a date may be more precise."""
    if isinstance(value, str) and isinstance(told, str):
        return value.startswith(told)
    return value == told


def learned(found: Sequence[Example]) -> dict[str, float]:
    """The weights under which what is right is likeliest, less a quadratic penalty, by gradient ascent (Adam)."""
    counts = Counter(f for example in found for candidate in example.candidates for f in candidate.features)
    features = sorted(feature for feature, count in counts.items() if count >= _RARE)
    number = {feature: at for at, feature in enumerate(features)}
    rows: list[int] = []
    columns: list[int] = []
    owner: list[int] = []
    right: list[bool] = []
    for at, example in enumerate(found):
        for candidate, good in zip(example.candidates, example.right, strict=True):
            known = [number[f] for f in candidate.features if f in number]
            rows += [len(owner)] * len(known)
            columns += known
            owner.append(at)
            right.append(good)
    matrix = Matrix(
        np.array(rows),
        np.array(columns),
        np.array(owner),
        np.array(right),
        np.array([e.weight for e in found]),
    )
    weights = _ascended(matrix, len(features))
    return {
        feature: round(float(weight), 2)
        for feature, weight in zip(features, weights, strict=True)
        if abs(weight) >= 0.005
    }


class Matrix(NamedTuple):
    """All candidates' features as one sparse matrix, with whose candidates they are and which are right."""

    rows: np.ndarray
    columns: np.ndarray
    owner: np.ndarray
    right: np.ndarray
    weight: np.ndarray


def _ascended(matrix: Matrix, size: int) -> NDArray[np.float64]:
    weights, first, second = (np.zeros(size) for _ in range(3))
    for step in range(1, _STEPS + 1):
        scores = np.bincount(matrix.rows, weights[matrix.columns], len(matrix.owner))
        likely = np.exp(np.clip(scores, -30, 30))
        every = np.bincount(matrix.owner, likely)
        good = np.bincount(matrix.owner, likely * matrix.right)
        error = matrix.weight[matrix.owner] * (
            likely * matrix.right / good[matrix.owner] - likely / every[matrix.owner]
        )
        slope = np.bincount(matrix.columns, error[matrix.rows], size) - _PENALTY * weights
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        weights += 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return weights


def main() -> None:
    """Learn and write."""
    found: dict[str, list[Example]] = defaultdict(list)
    for kind, example in examples():
        found[kind].append(example)
    written = {kind: learned(some) for kind, some in sorted(found.items())}
    WEIGHTS.write_text(
        json.dumps(written, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
