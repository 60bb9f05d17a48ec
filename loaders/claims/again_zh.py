"""Bodies that a Chinese sentence names by their kind, as a side of a signing: 也曾与该校签约."""

from __future__ import annotations

import re
from collections.abc import Mapping

from loaders.claims.scene import BODY, Outline

_KINDS = {
    "University": "校|大学|高校|院校",
    "Company": "公司|企业|集团|车企|药企|厂商|银行",
    "Center": "研究院|研究所|研究中心|实验室",
}
_AGAIN = re.compile(
    "(?<=[与和同跟])(?:该|这[所家个])(?:"
    + "|".join(f"(?P<{label}>{words})" for label, words in _KINDS.items())
    + ")(?![^，。；ⒷⓅ]{0,4}的)"
)


def drawn(outline: Outline, latest: Mapping[str, int]) -> Outline:
    """The outline in which such a body is drawn; ``latest`` is the body of each label that was named last before."""
    edits = []
    for again in _AGAIN.finditer(outline.text):
        label = again.lastgroup or ""
        own = [
            cluster
            for place, cluster in sorted(outline.at.items())
            if place < again.start() and outline.mentions[place].label == label
        ]
        body = own[-1] if own else latest.get(label)
        if body is not None:
            edits.append((*again.span(), BODY, body))
    return outline.redrawn(edits) if edits else outline
