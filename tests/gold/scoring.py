"""How well extraction does, by the scorers in ``../shared/tools``; every set of documents is extracted once."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from graph.facts import Facts
from loaders.pipeline import extract_paths
from tests.gold import heldout
from tests.gold.confidence import curve, judged

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
PAGE = ROOT / "docs" / "quality.md"

_GOLD = ROOT / "tests" / "gold"
_SETS: Mapping[str, Mapping[str, tuple[Path, Path]]] = {
    "five sources": {"five sources": (SHARED / "sources", SHARED / "gold")},
    "own": {  # both halves lie in one folder
        "own, development half": (_GOLD / "documents", _GOLD / "development"),
        "own, sealed half": (_GOLD / "documents", _GOLD / "sealed"),
    },
}
SETS = (*_SETS, "held out", "FinRE")
"""What is extracted together."""

_FINRE = {
    "FinRE sealed": ("train.txt", "sealed"),
    "FinRE valid": ("valid.txt", None),
}
_ROWS = (
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


def lines(of: str) -> Iterator[str]:
    """The part of the page that is about one of the SETS, line by line."""
    with TemporaryDirectory() as folder:
        if of == "FinRE":
            yield from ("## FinRE (signings in Chinese financial news)", "", *_finre(Path(folder)))
            return
        facts = Path(folder) / "facts.jsonl"
        extracted: list[Facts] = []
        for title, (sources, gold) in (_SETS.get(of) or {of: heldout.write(Path(folder))}).items():
            extracted = extracted or _extract([str(sources)], facts)
            yield from (f"## {title}", "", *_table(_score(facts, sources, gold)), "")
            if gold.parent != SHARED:
                yield from ("Claims by the confidence that they are given:", "")
                yield from (*curve(list(judged(gold, extracted))), "")


def figures(page: Sequence[str]) -> dict[tuple[str, str], float]:
    """The F1 of every row of a page's tables (of FinRE's: the recall of signings), by heading and row."""
    found: dict[tuple[str, str], float] = {}
    heading = ""
    for line in page:
        if line.startswith("## "):
            heading = line[3:]
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) > 4 and cells[0] and not cells[0].startswith("-"):
            figure = cells[2].split()[0] if heading.startswith("FinRE") else cells[3]
            found[heading, cells[0]] = float(figure)
    return found


def _score(facts: Path, sources: Path, gold: Path) -> dict[str, Any]:
    command = ["score.py", "--gold", str(gold), "--sources", str(sources), "--json", str(facts)]
    scores: dict[str, Any] = json.loads(_tool(command))
    return scores


def _table(scores: dict[str, Any]) -> Iterator[str]:
    yield "| | precision | recall | F1 | hit | wrong | missed |"
    yield "|---|---|---|---|---|---|---|"
    for title, part, name in _ROWS:
        if row := scores.get(part, {}).get(name):
            shares = " | ".join(f"{row[key]:.3f}" for key in ("precision", "recall", "f1"))
            yield f"| {title} | {shares} | {row['hit']} | {row['wrong']} | {row['missed']} |"
    yield ""
    yield f"Quotes: {scores['quotes_checked']} checked, {scores['quotes_false']} false."


def _finre(work: Path) -> Iterator[str]:
    yield "| | precision (95 %) | recall of signings (95 %) | signed pairs | recall of cooperations |"
    yield "|---|---|---|---|---|"
    for title, (name, fold) in _FINRE.items():
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


def _extract(paths: Sequence[str], out: Path) -> list[Facts]:
    extracted = []
    with out.open("w", encoding="utf-8") as stream:
        for found in extract_paths(paths):
            if not isinstance(found, Facts):
                raise RuntimeError(f"{found.path}: {found.reason}")  # noqa: TRY004 - not a matter of types
            stream.write(found.model_dump_json() + "\n")
            extracted.append(found)
    return extracted


def _tool(command: Sequence[str]) -> str:
    script = SHARED / "tools" / command[0]
    done = subprocess.run([sys.executable, script, *command[1:]], capture_output=True, text=True, check=True)
    return done.stdout
