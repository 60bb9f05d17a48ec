"""Slugs: the readable second half of an entity's id, a pure function of its label and its name."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from graph.model import LABEL_BY_NAME
from graph.names.fold import fold, simplify
from graph.names.forms import core
from graph.names.pinyin import has_han, is_han, person, syllables

_HOMOPHONES_UP_TO = 4
"""Chinese names this short share their pinyin with others so often that a slug needs more than pinyin."""


def slug(text: str) -> str:
    """Latin letters and digits in words joined by hyphens; Chinese by its pinyin.

    >>> slug("Shandong Heavy Industry")
    'shandong-heavy-industry'
    """
    latin = " ".join(syllables(simplify(text))) if has_han(text) else text
    plain = (
        unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode().casefold().replace("'", "")
    )
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or _digest(text)


def entity_id(label: str, name: str) -> str:
    """The local id of a thing that the authority does not know.

    Legal forms do not count (软控股份有限公司 and 软控 are one), and a short Chinese name carries four
    digits of its hash, because namesakes by sound alone (中信, 中芯) must stay apart.
    """
    key = LABEL_BY_NAME[label].key
    folded = simplify(core(name, label))
    if is_han(folded) and len(folded) <= _HOMOPHONES_UP_TO:
        return f"{key}/{''.join(syllables(folded))}-{_digest(fold(folded))}"
    return f"{key}/{slug(folded)}"


def person_id(name: str, employer: str | None) -> str:
    """The local id of a person: the name in pinyin, and the employer's slug where one is told.

    >>> person_id("徐直军", "company/huawei")
    'executive/xu-zhijun-huawei'
    """
    folded = simplify(name)
    own = slug(person(folded) if is_han(folded) else name)
    return f"executive/{own}-{employer.partition('/')[2]}" if employer else f"executive/{own}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:4]
