"""The held-out documents, which are marked where they stand, as texts and annotations that the scorer reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from loaders.training.annotated import LABELS, Annotated, read_documents

MARKED = Path(__file__).parent / "heldout"


def write(folder: Path) -> tuple[Path, Path]:
    """Write the texts as JSON Lines and a file of annotations for each; return the file and the annotations' folder."""
    gold = folder / "gold"
    gold.mkdir()
    rows = folder / "rows.jsonl"
    with rows.open("w", encoding="utf-8") as stream:
        for document in read_documents(sorted(MARKED.glob("*.txt"))):
            name = f"{document.name}.{'md' if document.form == 'markdown' else 'txt'}"
            row = {"id": name, "path": name, "text": document.text, "published": document.published}
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
            text = yaml.safe_dump({"doc": name, **_annotations(document)}, allow_unicode=True)
            (gold / f"{document.name}.yaml").write_text(text, encoding="utf-8")
    return rows, gold


def _annotations(document: Annotated) -> dict[str, Any]:
    names = document.names()
    called: dict[str, str] = {}
    for (
        id_,
        own,
    ) in names.items():  # the scorer knows a thing by its name: of namesakes the second is set apart
        called[id_] = own[0] if own[0] not in called.values() else f"{own[0]} "
    details: dict[tuple[str, str, str], dict[str, str]] = {}
    for claim in document.claims:
        ends = (claim.source, claim.target)
        one, other = sorted(ends) if claim.type == "SIGNED_WITH" else ends
        told = details.setdefault((claim.type, one, other), {})
        if len(claim.details.get("date", "")) > len(told.get("date", "")):
            told["date"] = claim.details["date"]
        if "place" in claim.details:
            told["place"] = called[claim.details["place"]]
    return {
        "entities": [
            {"label": LABELS[id_[0]], "name": called[id_], "aliases": own[1:]} for id_, own in names.items()
        ],
        "claims": [
            [kind, called[one], called[other], *([told] if told else [])]
            for (kind, one, other), told in details.items()
        ],
    }
