"""Extractors: ours by rules, and those that other packages bring as entry points of ``pactgraph.extractors``.

An entry point names a class or function that makes an Extractor when it is called without arguments::

    [project.entry-points."pactgraph.extractors"]
    model = "our_package:ModelExtractor"
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import entry_points
from typing import Protocol

from graph.errors import PactgraphError
from graph.facts import Document, Facts
from loaders.extract import extract, tag
from loaders.text.analysis import Analysed

GROUP = "pactgraph.extractors"
RULES = "rules"


class Extractor(Protocol):
    """Finds the facts of documents.

    Offsets are those of the source: ``Analysed.source_span`` and ``quote`` make them from places in its ``plain`` text.
    """

    def extract(self, documents: Sequence[tuple[Document, Analysed]]) -> Sequence[Facts]:
        """Return the facts of each document, in order.

        Several come at once because that can be faster. If this raises, each is given again alone, so that one bad
        document never takes another with it.
        """
        ...


class Rules:
    """The extractor that ships with pactgraph."""

    def extract(self, documents: Sequence[tuple[Document, Analysed]]) -> list[Facts]:
        """Return the facts of each document; their Chinese sentences are tagged together."""
        tagged = tag([analysed for _, analysed in documents])
        return [
            extract(document, analysed, words)
            for (document, analysed), words in zip(documents, tagged, strict=True)
        ]


@lru_cache(maxsize=8)
def extractor(name: str = RULES) -> Extractor:
    """Return the extractor of that name. Raises PactgraphError, which lists those there are, if it is none of them."""
    if name == RULES:
        return Rules()
    found = entry_points(group=GROUP)
    if name not in found.names:
        raise PactgraphError(
            f"There is no extractor {name!r}, only {', '.join(sorted({RULES, *found.names}))}; "
            f"packages bring others as entry points of {GROUP}"
        )
    try:
        made: Extractor = found[name].load()()
    except Exception as error:
        raise PactgraphError(
            f"The extractor {name!r} ({found[name].value}) cannot be made: {type(error).__name__}: {error}"
        ) from error
    return made


def extract_each(name: str, documents: Sequence[tuple[Document, Analysed]]) -> list[Facts | Exception]:
    """The facts of each document, or what its extractor raised for it; every claim names the extractor."""
    chosen = extractor(name)
    try:
        found = list(chosen.extract(documents)) if documents else []
        return [
            _checked(name, document, facts) for (document, _), facts in zip(documents, found, strict=True)
        ]
    except Exception as error:
        if len(documents) == 1:
            return [error]
        return [one for document in documents for one in extract_each(name, [document])]


def _checked(name: str, document: Document, facts: Facts) -> Facts:
    """The facts with their extractor's name, made sure to be this document's."""
    if facts.document.id != document.id:
        raise ValueError(f"it gave facts of {facts.document.id!r} for the document {document.id!r}")
    if all(claim.extractor for claim in facts.claims):
        return facts
    claims = [c if c.extractor else c.model_copy(update={"extractor": name}) for c in facts.claims]
    return facts.model_copy(update={"claims": tuple(claims)})
