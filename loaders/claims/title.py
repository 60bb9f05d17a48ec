"""The post that a sentence names beside a person, for a claim that says no more than where the person works."""

from __future__ import annotations

import re
from operator import itemgetter

from loaders.claims.post_zh import clean
from loaders.claims.posts_near_en import title_pattern
from loaders.claims.scene import BODY, PERSON, UNKNOWN, Outline
from loaders.mentions.lexicon import titles

_REACH = 70  # characters of an English sentence between a person and the post
_AT = re.compile(f" (?:of|at|for|with) (?:the )?[{BODY}{UNKNOWN}]")
_STOPS = ".;:!?ⓅⒺ"
_RUN = "[^，。；：、！？（）()「」“”ⒷⒸⓅⒺⓊ\\s]{0,14}"
_BEFORE_ZH = re.compile(f"({_RUN})$")
_BEHIND_ZH = re.compile(f"[，（(]?(?:现任|担任|出任|就任|接任|升任|兼任|任|为|是|系)?({_RUN})")
_LEAD_ZH = re.compile(
    "^(?:.*[的由与和及对])?(?:.*该(?:公司|集团|企业|研究院|学院|机构|银行|[校院所行])|公司|集团|本届|其)?"
)


def title_beside(outline: Outline, person: int, body: int) -> str | None:
    """The title nearest to the first sign of a person, None where there is none or it is at another body (clusters)."""
    place = next(
        (
            at
            for at, cluster in sorted(outline.at.items())
            if cluster == person and outline.text[at] == PERSON
        ),
        None,
    )
    if place is None:
        return None
    if outline.sentence.chinese:
        return _chinese(outline.text, place)
    title = _english(outline.text, place)
    at = _AT.match(outline.text, title.end()) if title else None
    return title["title"] if title and (at is None or outline.at.get(at.end() - 1, body) == body) else None


def is_posted_to(outline: Outline, person: int, body: int) -> bool:
    """Whether a person is posted to a body (clusters) and so works for another: 驻东盟大使."""
    bodies = [at for at, cluster in outline.at.items() if cluster == body]
    return any(
        outline.text.endswith("驻", 0, max((place for place in bodies if place < at), default=0))
        for at, cluster in outline.at.items()
        if cluster == person
    )


def _english(text: str, place: int) -> re.Match[str] | None:
    start = max(text.rfind(stop, max(0, place - _REACH), place) for stop in _STOPS) + 1 or max(
        0, place - _REACH
    )
    stops = (text.find(stop, place + 1, place + _REACH) for stop in _STOPS)
    end = min((stop for stop in stops if stop >= 0), default=min(len(text), place + _REACH))
    found = [
        (match.start() - place if match.start() > place else place - match.end(), match)
        for match in title_pattern().finditer(text, start, end)
    ]
    return min(found, key=itemgetter(0))[1] if found else None


def _chinese(text: str, place: int) -> str | None:
    before = _BEFORE_ZH.search(text, 0, place)
    stretch = _LEAD_ZH.sub("", before[1]) if before else ""
    if stretch and titles().head.search(stretch):
        return clean(stretch)
    behind = _BEHIND_ZH.match(text, place + 1)
    for length in range(len(behind[1]) if behind else 0, 1, -1):
        if behind and titles().head.search(behind[1][:length]):
            return clean(behind[1][:length])
    return None
