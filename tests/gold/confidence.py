"""How often claims are right, by the confidence that they are given.

``python -m tests.gold.confidence`` counts it for every strength of rule over the development half, and writes
loaders/claims/data/confidence.yaml, by which claims are given their confidence.
"""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import sqrt
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml

from graph.facts import Claim, Facts
from loaders.claims.confidence import FILE
from loaders.pipeline import extract_paths

ROOT = Path(__file__).parents[2]
SCORER = ROOT.parent / "shared" / "tools" / "score.py"
GOLD = ROOT / "tests" / "gold"
TARGET = ROOT / "loaders" / "claims" / "data" / FILE

PRIOR = 4
"""A strength with few claims is taken to be as good as its type: so many claims count for that."""

CAUTION = 1.28
"""Standard deviations below what was counted, so that nine times in ten the truth is no worse (Wilson, JASA 1927):
rules do less well on documents that they were not written with."""

BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)

HEAD = """\
# The share of claims that at least are right, by their type and by the strength of the rule that made them, over the
# development half of tests/gold. Counted (a lower bound) by `python -m tests.gold.confidence`; not written by hand.
"""


def judged(gold: Path, facts: Iterable[Facts]) -> Iterator[tuple[Claim, bool]]:
    """Every claim that the gold says is right or wrong; those that it leaves open are passed over."""
    score_document = _scorer().score_document
    by_name = {Path(one.document.path).name: one for one in facts}
    for path in sorted(gold.glob("*.yaml")):
        wanted = yaml.safe_load(path.read_text(encoding="utf-8"))
        if (found := by_name.get(wanted["doc"])) is None:
            continue
        row = found.model_dump(mode="json")
        for claim, said in zip(found.claims, row["claims"], strict=True):
            tally: dict[str, Any] = {part: defaultdict(Counted) for part in ("entity", "claim", "detail")}
            score_document(wanted, {**row, "claims": [said]}, tally, [])
            counted = tally["claim"][claim.type]
            if counted.hit or counted.wrong:
                yield claim, bool(counted.hit)


class Counted:
    """What the scorer counts in."""

    def __init__(self) -> None:
        self.hit = self.wrong = self.missed = 0


def curve(found: Sequence[tuple[Claim, bool]]) -> Iterator[str]:
    """A table: claims by confidence, and how many of them were right."""
    yield "| confidence | claims | right | share |"
    yield "|---|---|---|---|"
    for low, high in zip(BINS, (*BINS[1:], 1.01), strict=True):
        yield _row(
            f"{low:g} to {min(high, 1):g}", [ok for claim, ok in found if low <= claim.confidence < high]
        )
    yield _row("0.8 and above", [ok for claim, ok in found if claim.confidence >= 0.8])


def _row(title: str, right: Sequence[bool]) -> str:
    share = f"{sum(right) / len(right):.3f}" if right else ""
    return f"| {title} | {len(right)} | {sum(right)} | {share} |"


def measure(found: Iterable[tuple[Claim, bool]]) -> dict[str, dict[float, float]]:
    """The share that was right by type and strength; ``found`` are claims whose confidence is their strength."""
    counts: dict[str, Counter[tuple[float, bool]]] = defaultdict(Counter)
    for claim, right in found:
        counts[claim.type][claim.confidence, right] += 1
    table: dict[str, dict[float, float]] = {}
    for kind, counted in sorted(counts.items()):
        overall = sum(n for (_, right), n in counted.items() if right) / counted.total()
        table[kind] = {
            strength: _at_least(
                counted[strength, True] + PRIOR * overall,
                counted[strength, True] + counted[strength, False] + PRIOR,
            )
            for strength in sorted({strength for strength, _ in counted})
        }
    return table


def _at_least(right: float, of: float) -> float:
    """The lower end of Wilson's interval for a share."""
    share, square = right / of, CAUTION**2 / of
    spread = CAUTION * sqrt(share * (1 - share) / of + square / (4 * of))
    return round((share + square / 2 - spread) / (1 + square), 2)


def main() -> int:
    """Count, and write the table."""
    with patch("loaders.resolve.facts.confidence", lambda _, strength: round(strength, 2)):
        facts = [one for one in extract_paths([str(GOLD / "documents")]) if isinstance(one, Facts)]
    table = measure(judged(GOLD / "development", facts))
    TARGET.write_text(HEAD + yaml.safe_dump(table), encoding="utf-8")
    print(f"{sum(map(len, table.values()))} strengths in {TARGET}")
    return 0


def _scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
