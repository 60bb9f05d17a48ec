"""Bodies that a Chinese sentence names by their kind, as a side of a signing: 也曾与该校签约."""

from __future__ import annotations

import re
from collections.abc import Mapping

from loaders.claims.scene import BODY, LONGEST, Outline

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
    """The outline in which such a body is drawn; ``latest`` is the body of each label that was named last before.

    Who stands in the sentence itself is a side of its own.
    """
    if len(outline.text) > LONGEST:
        return outline
    own = set(outline.clusters(BODY))
    edits = [
        (*again.span(), BODY, latest[label])
        for again in _AGAIN.finditer(outline.text)
        if (label := again.lastgroup or "") in latest and latest[label] not in own
    ]
    return outline.redrawn(edits) if edits else outline
