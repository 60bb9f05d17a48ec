"""How often claims are right, by the confidence that they are given."""

from __future__ import annotations

import importlib.util
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from graph.facts import Claim, Facts

ROOT = Path(__file__).parents[2]
SCORER = ROOT.parent / "shared" / "tools" / "score.py"

BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)


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


def _scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
