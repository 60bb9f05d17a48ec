"""From texts to their facts: mentions, clusters, claims, one pure stage after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.facts import Document, Facts
from loaders.claims import claims
from loaders.claims.scene import Scene, outline_all
from loaders.encoder import read
from loaders.mentions.document import proposed_mentions
from loaders.mentions.gazetteer import gazetteer
from loaders.mentions.lac import Word, tagger
from loaders.mentions.named import find_mentions
from loaders.resolve.cluster import cluster
from loaders.resolve.facts import facts
from loaders.text.analysis import Analysed


def tag(documents: Sequence[Analysed]) -> Iterator[list[list[Word]]]:
    """For each document the words of each of its sentences; English ones have none.

    Many documents at once are much faster than one by one: their sentences are tagged together.
    """
    chinese = [d.plain[s.start : s.end] for d in documents for s in d.sentences if s.chinese]
    tagged = iter(tagger().tag(chinese) if chinese else ())
    for document in documents:
        yield [next(tagged) if sentence.chinese else [] for sentence in document.sentences]


def extract(document: Document, analysed: Analysed, tagged: Sequence[Sequence[Word]]) -> Facts:
    """The facts of one document; ``tagged`` is what :func:`tag` gave for it."""
    proposed = proposed_mentions(analysed, tagged, gazetteer())
    readings = read(analysed, tagged, proposed.mentions)
    found = find_mentions(analysed, proposed, readings, gazetteer())
    groups = cluster(analysed.plain, found)
    outlines = outline_all(analysed, found.mentions, groups)
    scene = Scene(analysed, groups, outlines, document.published, tagged)
    return facts(scene, list(claims(scene, readings)), document)
