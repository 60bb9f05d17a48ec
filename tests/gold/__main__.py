"""Score extraction: ``python -m tests.gold`` prints the tables and writes docs/quality.md.

The scorers stand in ``../shared/tools``; extraction runs once for each set of documents.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from graph.facts import Facts
from loaders.pipeline import extract_paths

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
GOLD = ROOT / "tests" / "gold"
SETS = {
    "five sources": (SHARED / "sources", SHARED / "gold"),
    "own, development half": (GOLD / "documents", GOLD / "development"),
    "own, sealed half": (GOLD / "documents", GOLD / "sealed"),
}
FINRE = {
    "FinRE train": ("train.txt", "train"),
    "FinRE sealed": ("train.txt", "sealed"),
    "FinRE valid": ("valid.txt", None),
}
ROWS = (
    ("entities", "entity", "ALL"),
    ("claims", "claim", "ALL"),
    ("SIGNED_WITH", "claim", "SIGNED_WITH"),
    ("WORKS_FOR", "claim", "WORKS_FOR"),
    ("LOCATED_IN", "claim", "LOCATED_IN"),
    ("PART_OF", "claim", "PART_OF"),
    ("SPEAKS_AT", "claim", "SPEAKS_AT"),
    ("ATTENDED", "claim", "ATTENDED"),
    ("date and place", "detail", "ALL"),
)


def main() -> int:
    """Score every set and write the page."""
    if not (SHARED / "tools").is_dir():
        print("score: ../shared is not there, so there is nothing to score with", file=sys.stderr)
        return 1
    with TemporaryDirectory() as folder:
        work = Path(folder)
        lines = ["# Quality", "", f"Printed by `make score` on the tree after commit {_commit()}.", ""]
        for title, (sources, gold) in SETS.items():
            lines += [f"## {title}", "", *_table(_score(work, sources, gold)), ""]
        lines += ["## FinRE (signings in Chinese financial news)", "", *_finre(work), ""]
    page = "\n".join(lines)
    (ROOT / "docs" / "quality.md").write_text(page, encoding="utf-8")
    print(page)
    return 0


def _score(work: Path, sources: Path, gold: Path) -> dict[str, Any]:
    facts = work / f"{gold.name}.jsonl"
    _extract([str(sources)], facts)
    command = ["score.py", "--gold", str(gold), "--sources", str(sources), "--json", str(facts)]
    scores: dict[str, Any] = json.loads(_tool(command))
    return scores


def _table(scores: dict[str, Any]) -> Iterator[str]:
    yield "| | precision | recall | F1 | hit | wrong | missed |"
    yield "|---|---|---|---|---|---|---|"
    for title, part, name in ROWS:
        if row := scores.get(part, {}).get(name):
            figures = " | ".join(f"{row[key]:.3f}" for key in ("precision", "recall", "f1"))
            yield f"| {title} | {figures} | {row['hit']} | {row['wrong']} | {row['missed']} |"
    yield ""
    yield f"Quotes: {scores['quotes_checked']} checked, {scores['quotes_false']} false."


def _finre(work: Path) -> Iterator[str]:
    yield "| | precision (95 %) | signed recall (95 %) | signed pairs | cooperation recall |"
    yield "|---|---|---|---|---|"
    for title, (name, fold) in FINRE.items():
        data = str(SHARED / "data" / "finre" / name)
        options = ["--fold", fold] if fold else []
        rows, facts = work / "rows.jsonl", work / "finre.jsonl"
        rows.write_text(_tool(["score_finre.py", "emit", data, *options]), encoding="utf-8")
        _extract([str(rows)], facts)
        found = json.loads(_tool(["score_finre.py", "score", data, str(facts), *options]))
        yield (
            f"| {title} | {found['precision']} {found['precision_95']} | {found['signed_recall']} "
            f"{found['signed_recall_95']} | {found['signed_pairs']} | {found['cooperate_recall']} |"
        )


def _extract(paths: Sequence[str], out: Path) -> None:
    with out.open("w", encoding="utf-8") as stream:
        for found in extract_paths(paths):
            if isinstance(found, Facts):
                stream.write(found.model_dump_json() + "\n")


def _tool(command: Sequence[str]) -> str:
    script = SHARED / "tools" / command[0]
    done = subprocess.run([sys.executable, script, *command[1:]], capture_output=True, text=True, check=True)
    return done.stdout


def _commit() -> str:
    command = ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


if __name__ == "__main__":
    sys.exit(main())
