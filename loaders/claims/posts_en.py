"""Who holds which post where, in an English sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from loaders.claims.posts_zh import Post
from loaders.claims.scene import CITY, PERSON, Outline
from loaders.mentions.lexicon import alternatives, titles

_WORD = re.compile(r"[A-Za-z][A-Za-z-]*")
_SIGN = re.compile("[ⒷⓊⒸ]")
_OF = re.compile(r"(?:\s|, )(?:of|at|for|from|with|in) (?:the |its )?$|^$|,\s?$|\s$")
_VERB = re.compile(
    r"\b(?:said|says|signed|told|met|and his|visited|announced|who|that|which|has|have|had|was|were|will|"
    r"between|with|by)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^(?:,|\s?\(|\s[-–—])?\s?"
    r"(?:who (?:is|was|serves as)|is|was|serves as|served as|currently|as)?\s?(?:(?:also )?(?:the|a|an) )?"
)
_MUNICIPAL = re.compile(r"\b(?:mayor|party secretary)\b", re.IGNORECASE)


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(titles().english_heads)})s?\b", re.IGNORECASE)


def posts(outline: Outline) -> Iterator[Post]:
    """Every post that a sentence tells of a person."""
    for place, cluster in outline.at.items():
        if outline.text[place] == PERSON:
            found = list(_behind(outline, place, cluster))
            yield from found or _before(outline, place, cluster)


def _behind(outline: Outline, place: int, person: int) -> Iterator[Post]:
    """A post told behind a name: ``Ⓟ, vice president of Ⓑ and president of Ⓑ``."""
    text = outline.text
    lead = _AFTER.match(text[place + 1 :])
    at = place + 1 + (lead.end() if lead else 0)
    last: int | None = None
    for _ in range(4):
        stop = re.compile(r"[.;:()!?ⓅⒺ]|, (?:said|says|who|which|met|in|at|on|with)\b").search(text, at)
        end = min(stop.start() if stop else len(text), at + 120)
        sign = _SIGN.search(text, at, end)
        if sign is None:
            title = _post(re.split(r",", text[at:end])[0])
            if title and last is not None:
                yield from _told(outline, person, last, title, 0.8)
            return
        title = _post(text[at : sign.start()])
        if title is None:
            owned = re.compile(
                r"(?:'s|’s)? (?P<title>[^.;:()ⒷⓊⒸⓅⒺ]{3,80}?)(?=[,.;)]|$| and | said| says)"
            ).match(text, sign.end())
            if at == place + 1 + (lead.end() if lead else 0) and (
                named := _post(owned["title"]) if owned else None
            ):
                yield from _told(outline, person, sign.start(), named, 0.75)
            return
        last = sign.start()
        yield from _told(outline, person, last, title, 0.85)
        following = re.compile(r"(?:'s|’s)?(?:,? and |, )(?:the |a )?").match(text, sign.end())
        if following is None:
            return
        at = following.end()


def _before(outline: Outline, place: int, person: int) -> Iterator[Post]:
    """A post told before a name: ``Ⓑ vice president Ⓟ``, ``vice president of Ⓑ, Ⓟ``."""
    text = outline.text
    start = max((m.end() for m in re.finditer(r"[.;:!?ⓅⒺ]", text[:place])), default=0)
    window = text[max(start, place - 110) : place]
    shift = max(start, place - 110)
    signs = list(_SIGN.finditer(window))
    if not signs:
        return
    sign = signs[-1]
    between = window[sign.end() :]
    owned = re.fullmatch(
        r"(?:'s|’s)?,? (?P<title>[^,ⒷⓊⒸ]{2,80}?),? (?:Mr\.? |Ms\.? |Dr\.? |Prof\.? )?", between
    )
    if owned and (title := _post(owned["title"])):
        yield from _told(outline, person, shift + sign.start(), title, 0.85)
        return
    if re.fullmatch(r",? (?:Mr\.? |Ms\.? |Dr\.? )?", between):
        before = re.search(
            r"(?:^|, | and |by |the )(?P<title>[^,ⒷⓊⒸ]{3,80}?) (?:of|at|for|from) (?:the )?$",
            window[: sign.start()],
        )
        if before and (title := _post(before["title"].removeprefix("the "))):
            yield from _told(outline, person, shift + sign.start(), title, 0.8)


def _post(text: str) -> str | None:
    """The text as a post's name, without what leads on to the employer; None where it is none."""
    name = re.sub(r",? (?:of|at|for|from|with|in|to)(?: the| its)?\s?$|[\s,]+$", "", text).strip(" ,\"“”'’")
    name = re.sub(r"^(?:the|a|an|its|their|as|is|was|and|current) ", "", name)
    if not name or len(name) > 90 or len(name.split()) > 12 or _VERB.search(name):
        return None
    heads = [word.casefold() for word in _WORD.findall(name)]
    plain = titles().english_heads
    return name if any(head in plain or head.rstrip("s") in plain for head in heads) else None


def _told(outline: Outline, person: int, sign: int, title: str, confidence: float) -> Iterator[Post]:
    employer = outline.at.get(sign)
    if employer is None or (outline.text[sign] == CITY and not _MUNICIPAL.search(title)):
        return
    first = title.split()[0].casefold().strip("-")
    former = first in titles().english_former
    yield Post(person, employer, title, former, confidence)
