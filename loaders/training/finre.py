"""FinRE's sentences from financial news, in which pairs of organisations are labelled (Li et al., ACL 2019; MIT).

Of ``train.txt`` two thirds are read, by the sentences' hashes: the rest only measures.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from graph.names.fold import fold
from loaders.claims.scene import Scene, outline_all
from loaders.extract import tag
from loaders.mentions.document import proposed_mentions
from loaders.mentions.gazetteer import gazetteer
from loaders.readers import read_content
from loaders.readers.formats import Content
from loaders.resolve.cluster import Cluster, cluster
from loaders.text.analysis import analyse
from loaders.training.annotated import Claimed

SIGNED = "签约"
_OPEN = frozenset(
    (
        "合作",
        "合资",
        "交易",
        "转让",
        "被转让",
        "订单",
        "重组",
        "拥有",
        "被拥有",
        "成立",
        "被成立",
        "自己",
        "商讨",
    )
)
"""Relations of which the label alone does not tell whether something was signed, or who belongs to whom."""


class Labelled(NamedTuple):
    """A sentence's scene, the pairs (clusters) of which is known what they are, and those that signed."""

    scene: Scene
    known: frozenset[frozenset[int]]
    claims: list[Claimed]


def labelled(file: Path) -> Iterator[Labelled]:
    """Every sentence of a file that is not kept for measuring, and in which a labelled pair was found."""
    rows: dict[str, dict[tuple[str, str], str]] = {}
    for line in filter(None, file.read_text(encoding="utf-8").splitlines()):
        head, tail, relation, text = line.split("\t")
        if int(sha256(text.encode()).hexdigest(), 16) % 3 and relation not in _OPEN and head != tail:
            rows.setdefault(text, {}).setdefault((head, tail), relation)
    texts = [analyse(read_content(Content(text, form="plain"), path=file.name)) for text in rows]
    for analysed, own, pairs in zip(texts, tag(texts), rows.values(), strict=True):
        words = [list(one) for one in own]
        found = proposed_mentions(analysed, words, gazetteer())
        things = cluster(analysed.plain, found)
        known: dict[frozenset[int], str] = {}
        for (head, tail), relation in pairs.items():
            one, other = (_named(things, name) for name in (head, tail))
            if one is not None and other is not None and one != other:
                known[frozenset((one, other))] = relation
        if known:
            scene = Scene(analysed, things, outline_all(analysed, found.mentions, things), None, words)
            signed = [sorted(pair) for pair, relation in known.items() if relation == SIGNED]
            claims = [
                Claimed("SIGNED_WITH", one, other, number, former=False)
                for one, other in signed
                for number in range(len(analysed.sentences))
            ]
            yield Labelled(scene, frozenset(known), claims)


def _named(things: list[Cluster], name: str) -> int | None:
    """The thing that bears a name, or one that holds it or that it holds."""
    wanted = fold(name)
    for at, thing in enumerate(things):
        if any(wanted in fold(own) or (len(own) > 1 and fold(own) in wanted) for own in thing.names):
            return at
    return None
