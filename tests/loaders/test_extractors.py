"""An extractor that another package brings gives the same facts format as ours."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from graph.errors import PactgraphError
from graph.facts import Claim, Document, Entity, Facts, Mention
from loaders.extractors import extractor
from loaders.pipeline import extract_paths
from loaders.readers.sources import Failed
from loaders.text.analysis import Analysed

Ran = tuple[list[Facts], list[Failed]]


class Capitals:
    """Takes the first two words in capitals for companies that signed; breaks where there are none."""

    def extract(self, documents: Sequence[tuple[Document, Analysed]]) -> list[Facts]:
        return [self._one(document, analysed) for document, analysed in documents]

    def _one(self, document: Document, analysed: Analysed) -> Facts:
        names = [word for word in analysed.plain.split() if word.isupper()][:2]
        one, other = names
        entities = []
        for name in names:
            at = analysed.plain.index(name)
            start, end = analysed.source_span(at, at + len(name))
            mention = Mention(start=start, end=end, text=name)
            entities.append(
                Entity(id=f"company/{name.lower()}", label="Company", name=name, mentions=(mention,))
            )
        sentence = analysed.sentences[0]
        start, end = analysed.source_span(sentence.start, sentence.end)
        claim = Claim(
            type="SIGNED_WITH",
            source=f"company/{one.lower()}",
            target=f"company/{other.lower()}",
            quote=analysed.quote(sentence.start, sentence.end),
            start=start,
            end=end,
            confidence=0.5,
        )
        return Facts(document=document, entities=tuple(entities), claims=(claim,))


class Broken:
    def __init__(self) -> None:
        raise RuntimeError("no model on this machine")


@pytest.fixture(autouse=True)
def brought(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A package's metadata on the path, as an installation leaves it."""
    metadata = tmp_path / "site" / "brought-1.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: brought\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(
        f"[pactgraph.extractors]\ncapitals = {__name__}:Capitals\nbroken = {__name__}:Broken\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    monkeypatch.setitem(sys.modules, __name__, sys.modules[__name__])
    extractor.cache_clear()
    yield
    extractor.cache_clear()


@pytest.fixture
def ran(tmp_path: Path) -> Callable[[str], Ran]:
    rows = tmp_path / "rows.jsonl"
    texts = {"good": "ACME and BOLT signed today.", "bad": "nobody did.", "more": "Then COIL met DYNE."}
    rows.write_text("".join(json.dumps({"id": id_, "text": text}) + "\n" for id_, text in texts.items()))

    def run(name: str) -> Ran:
        found = list(extract_paths([str(rows)], extractor=name))
        return [one for one in found if isinstance(one, Facts)], [
            one for one in found if isinstance(one, Failed)
        ]

    return run


def test_an_extractor_that_a_package_brings_is_used(ran: Callable[[str], Ran]) -> None:
    facts, failed = ran("capitals")
    assert [(one.document.id, one.claims[0].source, one.claims[0].quote) for one in facts] == [
        ("good", "company/acme", "ACME and BOLT signed today."),
        ("more", "company/coil", "Then COIL met DYNE."),
    ]
    assert {claim.extractor for one in facts for claim in one.claims} == {"capitals"}
    assert [one.id for one in failed] == ["bad"]
    assert "extraction by capitals broke with ValueError" in failed[0].reason


def test_ours_says_its_name_too(ran: Callable[[str], Ran]) -> None:
    facts, failed = ran("rules")
    assert (len(facts), failed) == (3, [])
    assert {claim.extractor for one in facts for claim in one.claims} <= {"rules"}


def test_an_extractor_that_is_not_there_or_cannot_be_made_says_so() -> None:
    with pytest.raises(PactgraphError, match="no extractor 'nothing', only broken, capitals, rules"):
        extractor("nothing")
    with pytest.raises(PactgraphError, match="no model on this machine"):
        extractor("broken")
