"""Deals told as a list in English: what they are stands above it, with whom in each line.

``Who has licensed what to Ⓑ?`` above ``1. Ⓑ – May 22``; ``Similar agreements were concluded:`` above ``19 June  Ⓑ``;
``Five partnerships`` above ``1. Ⓑ + Ⓑ``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.claims.focus_en import Focus
from loaders.claims.scene import BODY, LONGEST, Outline, Scene
from loaders.claims.signings_zh import Formed, Pair

_SURE = 0.55
DEALS = re.compile(
    r"\b(?:licen[sc](?:ed|es?|ing)|deals?|agreements?|contracts?|partner(?:s|ships?|ed)?|signed|signs|"
    r"pacts?|tie-ups?|"
    r"alliances?|memorand(?:a|ums?)|MoUs?)\b",
    re.IGNORECASE,
)
NO_DEAL = re.compile(
    r"\b(?:no|not|n[o']t|without|talks?|rumou?r\w*|ended|ends|cancel\w*|broken|failed|called off|refus\w*|"
    r"never|could|(?-i:may)|"
    r"might|would|will|plan(?:s|ned)?|hopes?|expect(?:s|ed)?|pending|negotiat\w*|withdrawn|unsigned|propos\w*|draft|"
    r"takeovers?|acqui\w*|mergers?|possible|potential|former|rejected|denied|denies|terminated|"
    r"termination|lapsed|expired|disput\w*|lawsuits?|rival\w*|wars?)\b|n['’]t\b",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"\b(?:never|not|no longer|ended|denie[sd]|talks|rumou?rs?|collapsed|rivals?)\b|n['’]t\b", re.IGNORECASE
)
"""In what is told behind two names: they have signed nothing, or no longer."""
_SEVERAL = re.compile(
    r"\b(?:deals|agreements|contracts|partnerships|pacts|tie-ups|alliances|collaborations|memoranda|memorandums|MoUs)\b",
    re.IGNORECASE,
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:(?:\d{{1,2}} )?{_MONTH}(?: \d{{1,2}})?,?(?: \d{{4}})?|\d{{4}}(?:-\d\d){{0,2}})"
_ITEM = re.compile(
    rf"^\W{{0,4}}(?:\d{{1,2}}[.)] )?(?:{_DATE}\W{{1,8}})?(?P<parties>[ⒷⓊ](?:(?:, | and | & |"
    rf", and )[ⒷⓊ]){{0,5}})"
    r"(?= ?(?:[-–—:|(,]|$|\.))"
)
_PAIR = re.compile(
    r"^[^\wⒷⓊ]{0,4}(?:\d{1,2}[.)] )?(?P<one>Ⓑ) ?(?:[+×&/–—-]|x |and |[–—-] with |with )[^\wⒷⓊ]{0,2}(?P<other>Ⓑ)"
    r"[^\wⒷⓊ]{0,2}(?=[.:(–—]|$)"
)
"""A line that begins with the two that its deal is between."""
_PAIR_ALONE = re.compile(r"Ⓑ (?:and|&|[+×x/]) Ⓑ\.")
"""How a paragraph of a list opens."""
_LIST = ("item", "heading", "caption")


def listed(scene: Scene, foci: Sequence[Focus]) -> Iterator[Formed]:
    """The pairs of every line of a list of deals."""
    title = scene.document.text.metadata.title or ""
    party, several = _of_title(scene, title), _tells_of(_SEVERAL, title)
    block, begun = -1, False
    for outline, focus in zip(scene.outlines, foci, strict=True):
        first, block = outline.sentence.block != block, outline.sentence.block
        if outline.sentence.chinese or len(outline.text) > LONGEST or not first:
            continue
        item = _ITEM.match(outline.text) if party is not None else None
        alone = outline.sentence.kind in _LIST or _PAIR_ALONE.fullmatch(outline.text)
        paired = several and party is None and alone
        pair = _pair(outline) if paired and not NO_DEAL.search(outline.text) else None
        if pair is not None and not _ENDED.search(_paragraph(scene, outline)):
            begun = True
            yield _formed(outline, pair)
        elif party is not None and item and _is_item(outline, begun=begun):
            begun = True
            for other in outline.clusters(BODY, *item.span("parties")):
                if other != party and not NO_DEAL.search(outline.text):
                    yield _formed(outline, Pair(party, other, _SURE))
        elif (opened := _opens(outline, focus)) is not None:
            party, begun = opened, False
        elif outline.sentence.kind in ("heading", "title"):
            party, several = None, _tells_of(_SEVERAL, scene.said(outline))
        elif begun and outline.sentence.kind == "paragraph":
            party, several = None, False


def _formed(outline: Outline, pair: Pair) -> Formed:
    return Formed(outline.number, (outline.number, outline.number), pair)


def _paragraph(scene: Scene, outline: Outline) -> str:
    """What the paragraph that a sentence opens says."""
    block = scene.document.text.blocks[outline.sentence.block]
    return scene.document.text.visible.text[block.start : min(block.end, block.start + LONGEST)]


def _is_item(outline: Outline, *, begun: bool) -> bool:
    """Whether it is a line of a list: by its kind, or by its shape among others."""
    return outline.sentence.kind in _LIST or (begun and len(outline.text) < 120)


def _opens(outline: Outline, focus: Focus) -> int | None:
    """The body whose deals the list under this line tells."""
    text = outline.text
    colon = text.rstrip(" *_").endswith(":")
    heading = outline.sentence.kind in ("heading", "title")
    if not (colon or heading) or not _tells_of(DEALS, text):
        return None
    bodies = set(outline.clusters(BODY))
    if len(bodies) == 1:
        return bodies.pop()
    return focus.home if colon and not bodies else None


def _tells_of(deals: re.Pattern[str], text: str) -> bool:
    return deals.search(text) is not None and NO_DEAL.search(text) is None


def _pair(outline: Outline) -> Pair | None:
    """The two that a line begins with; None where it begins otherwise."""
    named = _PAIR.match(outline.text)
    one, other = (outline.at.get(named.start(side)) for side in ("one", "other")) if named else (None, None)
    return None if one is None or other is None else Pair(one, other, _SURE)


def _of_title(scene: Scene, title: str) -> int | None:
    """The one body that a title tells deals of, where the title is none of the sentences."""
    if not _tells_of(DEALS, title) or any(outline.sentence.chinese for outline in scene.outlines[:1]):
        return None
    named = {
        number
        for number, cluster in enumerate(scene.clusters)
        if cluster.label in ("Company", "University", "Organization", "Center")
        for name in cluster.names
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", title)
    }
    return named.pop() if len(named) == 1 else None
