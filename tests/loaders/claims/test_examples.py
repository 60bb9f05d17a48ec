"""Every example sentence that stands beside the rules says what it says it says."""

from __future__ import annotations

from typing import Any

import pytest

from graph.facts import Facts
from graph.names.fold import fold
from loaders.mentions.lexicon import read_list
from loaders.pipeline import Extracted, extract_batch
from loaders.readers.sources import Source

EXAMPLES: list[dict[str, Any]] = read_list("loaders.claims", "examples.yaml")
KINDS = {
    "signed": "SIGNED_WITH",
    "posts": "WORKS_FOR",
    "speaks": "SPEAKS_AT",
    "attended": "ATTENDED",
    "located": "LOCATED_IN",
    "part": "PART_OF",
}


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["text"][:40] for example in EXAMPLES])
def test_example(example: dict[str, Any]) -> None:
    facts = facts_of(example["text"])
    for kind, claim_type in KINDS.items():
        expected = {frozenset(enumerate(_parts(row, kind))) for row in example.get(kind, ())}
        assert _found(facts, kind, claim_type) == expected, kind


def facts_of(text: str, path: str = "example") -> Facts:
    source = Source("example", path, "document", text.encode(), path)
    (found,) = extract_batch([source])
    assert isinstance(found, Extracted)
    return found.facts


def _parts(row: str, kind: str) -> list[str]:
    parts = [fold(part) for part in row.split("|")]
    if kind == "signed":
        return sorted(parts)
    return [*parts, ""][:4] if kind == "posts" and len(parts) == 3 else parts


def _found(facts: Facts, kind: str, claim_type: str) -> set[frozenset[tuple[int, str]]]:
    names = {entity.id: _spoken(entity.id, facts) for entity in facts.entities}
    found = set()
    for claim in facts.claims:
        if claim.type == claim_type:
            ends = [names[claim.source], names[claim.target]]
            if kind == "signed":
                ends.sort()
            if kind == "posts":
                ends += [fold(claim.title or ""), "former" if claim.former else ""]
            found.add(frozenset(enumerate(ends)))
    return found


def _spoken(entity: str, facts: Facts) -> str:
    """The longest form in which the sentence names it."""
    forms = next(e for e in facts.entities if e.id == entity).mentions
    return fold(max((mention.text for mention in forms), key=len))
