"""The example sentences beside the rules, as the rules read them: what a learned model must not unlearn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from loaders.claims.details import Details
from loaders.claims.occasion import Programme
from loaders.claims.rules import resolved_scene, rule_claims
from loaders.claims.scene import Scene, outline_all
from loaders.extract import tag
from loaders.mentions.document import proposed_mentions
from loaders.mentions.gazetteer import gazetteer
from loaders.mentions.lac import Word
from loaders.mentions.lexicon import read_list
from loaders.mentions.mention import Mention
from loaders.readers import read_content
from loaders.readers.formats import Content
from loaders.resolve.cluster import cluster
from loaders.resolve.facts import kept_labels
from loaders.text.analysis import Analysed, analyse
from loaders.training.annotated import Claimed


class Sentence(NamedTuple):
    """An example: its text, the tagger's words, the names in it, and the scene with what it claims."""

    text: Analysed
    words: list[list[Word]]
    names: list[Mention]
    scene: Scene
    claims: list[Claimed]


def sentences() -> Iterator[Sentence]:
    """Every example of ``loaders/claims/data/examples.yaml``; the tests see to it that the rules read it rightly."""
    rows = read_list("loaders.claims", "examples.yaml")
    texts = [analyse(read_content(Content(row["text"]), path="example")) for row in rows]
    for text, own in zip(texts, tag(texts), strict=True):
        words = [list(one) for one in own]
        found = proposed_mentions(text, words, gazetteer())
        things = cluster(text.plain, found)
        scene = Scene(text, things, outline_all(text, found.mentions, things), None, words)
        resolved, foci = resolved_scene(scene)
        drafts = list(rule_claims(Details(Programme(resolved)), foci))
        labels = kept_labels(resolved, drafts)
        named = {mention: label for at, label in labels.items() for mention in things[at].mentions}
        names = [mention._replace(label=named[mention]) for mention in found.mentions if mention in named]
        claims = [Claimed(d.type, d.source, d.target, d.sentence, d.former) for d in drafts]
        yield Sentence(text, words, names, scene, claims)
