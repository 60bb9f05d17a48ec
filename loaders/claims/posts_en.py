"""Who holds which post where, in an English sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from loaders.claims.post_zh import Post
from loaders.claims.posts_near_en import near, title_pattern
from loaders.claims.scene import BODY, CITY, LONGEST, PERSON, UNKNOWN, Outline
from loaders.mentions.lexicon import filled, read_list, titles
from loaders.text.sieve import Sieve

_WORD = re.compile(r"[A-Za-z][A-Za-z-]*")
_SIGN = re.compile("[ⒷⓊⒸ]")
_OF = re.compile(r"(?:\s|, )(?:of|at|for|from|with|in) (?:the |its )?$|^$|,\s?$|\s$")
_VERB = re.compile(
    r"\b(?:said|says|signed|told|met|and his|visited|announced|who|that|which|has|have|had|was|were|will|"
    r"between|with|by|bought|confirmed|took|gave|made)\b|, [a-z]+ed\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:, (?:M\.?D|Ph\.?D|MBA|Jr|CBE|OBE)\.?)*(?:,|\s?\(|\s?[-–—:])\s?(?:aged \d+, |\d+, )?(?:who "
    r"(?:is|was|serves as)|is|was|serves as|served as|currently|as)?\s?"
    r"(?:(?:also )?(?:the|a|an) )?|"
    r"\s(?:who )?(?:is|was|are|were|serves as|served as|remains|as)\s(?:(?:also|now|currently) )"
    r"?(?:(?:the|a|an) )?|\s(?=[A-Z])"
)
_NEEDLESS = re.compile(
    r"(?<=Ⓟ),? (?:M\.?D|Ph\.?D|MBA|Jr|CBE|OBE|KBE)\.?(?=,)|(?<=Ⓟ)(?:, aged)?, \d\d(?=,)|[ⒸⓊ]-based (?=[ⒷⓊ])|"
    r"\b(?:Mr|Ms|Mrs|Dr)\.? (?=Ⓟ)"
)
"""What stands between a person and the post, or a post and the body, and tells nothing of either."""
_PLURAL = re.compile(r"\b(?:head|lead|run|manage|oversee|chair|co-founded)\b")
_PLANNED = re.compile(
    r"\b(?:will(?! (?:become|take over|succeed|replace|join|head|lead|chair|remain|stay|serve))|would|"
    r"could|may|"
    r"might|to be(?! (?:succeeded|replaced))|wants?|not|never|rumou?red|expected)\b"
)
_MUNICIPAL = re.compile(
    r"\b(?:mayor|governor|party secretary|head of (?:the )?(?:city )?government|city manager|council "
    r"leader)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:in (?:his|her|their) (?:role|capacity|position|job) as|"
    r"(?:on |last |this )(?:mon|tues|wednes|thurs|fri|satur|sun)day|the|an?|its|their|his|her|as|is|was|has been|and|"
    r"current|currently|new|previously|now|also|both|together with|by|for|with|,) )+",
    re.IGNORECASE,
)
_ONCE = re.compile(
    r"^(?:once|formerly|until (?:recently|then|now|(?:last|this) \w+)),? (?:the |an? )?", re.IGNORECASE
)
_EX = re.compile(r"^(?:former |ex[- ](?!officio)|one-time )+", re.IGNORECASE)
_FORMER_OF = re.compile(r"\b(?:former|ex|one-time)[ -]$", re.IGNORECASE)
_NOT_ANY_MORE = re.compile(
    r"(?:['’]s)?,? (?:before (?:joining|becoming|moving|taking|he|she)|until|(?:from|between) (?:19|20)\d\d)\b"
)
_ADDRESSED = re.compile(r",? (?:(?:Mr|Ms|Mrs|Dr|Prof(?:essor)?|Hon|Engr|Sir|Dame|Datuk|Dato)\.? )*")
_NEXT_PERSON = re.compile(rf"{_ADDRESSED.pattern}Ⓟ")
_CHINESE = re.compile(r"^[\s\u4e00-\u9fff]+|[\s\u4e00-\u9fff]+$")
"""Words around a post in a sentence of both languages: Ⓑ 的 CEO 是 Ⓟ."""
_TAIL = re.compile(
    r" of (?:company|group|firm)$|(?: (?:Prof|Dr|Datuk|Dato|Tan Sri|Sir|Mr|Ms|Mrs)\.?)+$|"
    r", (?:Prof|Dr|Mr|Mrs|Ms)(?:essor)?\.?$|"
    r" (?:until|since|from|between) (?:\w+ )?(?:(?:19|20)\d\d|\w+day|"
    r"last \w+)?.*$| for (?:[\w-]+ ){0,3}(?:years?|decades?|months?|terms?|(?:19|20)\d\d)\b.*$|"
    r" and (?:used to|is|was|has|had|will)\b.*$"
)


_NEXT_POSTS = re.compile(
    r"(?:'s|’s)? [a-z][^.;:ⒷⓅⒺ,]{2,40}, (?:Ⓑ's )?(?P<next>[a-z][^.;:ⒷⓅⒺ,]{2,40}) Ⓟ(?! (?:of|at)\b)"
)
"""Two posts before another name, told behind the one that is looked at: Ⓟ, Ⓑ partner, chief engineer Ⓟ."""


_NAME_ALONE = re.compile(
    r"[*_\s–—-]*(?:(?:Mr|Ms|Mrs|Dr|Prof(?:essor)?)\.? ){0,2}Ⓟ(?:, (?:Ph\.?D|MD|MBA)\.?)?[*_,\s]*"
)
_LINE = re.compile(
    r"[*_\s]*(?P<title>[^.;:!?()ⒷⓊⒸⓅⒺ]{2,60}?)(?:,? (?:of|at|for)(?: the)?|[,|/]| [-–—])? ?(?P<employer>[ⒷⓊ])[*_.\s]*"
)


class _Rule(NamedTuple):
    """A pattern with ``people`` and ``employer``; the title is in it or beside it; ``former`` is for the past."""

    pattern: re.Pattern[str]
    confidence: float
    title: str | None = None
    former: bool = False


_SUFFIX = r"(?:, (?:M\.?D|Ph\.?D|MBA|Jr|CBE|OBE)\.?)*"
_SHAPES = {
    "people": rf"(?P<people>Ⓟ(?:(?:, | and |, and )Ⓟ)*){_SUFFIX}",
    "several": r"(?P<people>Ⓟ(?:(?:, | and |, and )Ⓟ)+)",
    "follower": r"(?P<people>Ⓟ)(?:,[^,.;Ⓟ]{0,40},)? (?:will |is to |who )?{follows} Ⓟ",
    "followed": r"(?P<people>Ⓟ)(?:,[^,.;Ⓟ]{0,40},)? (?:will |is to |who )?{follows} (?P<gone>Ⓟ)",
    "aside": "(?:,[^.;:Ⓟ]{0,70},)?",
    "gap": "[^.;:ⓅⒺⒷⓊ]{0,40}?",
    "of": r"(?:of|at|for|with|in)",
    "employer": r"(?:the |its |his |her )?(?:city of |(?:university|company|institute|hospital|city|college)['’]s |"
    r"(?:[\w-]+ ){0,2}?(?:[a-z]*maker|firm|company|group|club|bank|start-?up|giant|retailer|insurer|lender) )?"
    r"(?P<employer>[ⒷⓊⒸ])",
    "title": r"(?P<title>[^.;:!?()ⒷⓊⒸⓅⒺ]{2,80}?)",
}
"""What stands in braces in the rules' patterns, beside the words that the list gives itself."""


_OPENS_POST = re.compile(r"^|, | and |\bby |\bthe ")
_LEADS_ON = re.compile(" (?:of|at|for|from) (?:the )?$")
_NO_PHRASE = re.compile("[,ⒷⓊⒸ]")
_ALSO = re.compile(r"(?:^|, )(?P<title>[^,.;ⒷⓊⒸ]{3,60}?) (?:of|at) (?:the )?(?P<employer>[ⒷⓊ]),? ?(?:and )?")
"""A post before another one of the same person: Rector of Ⓑ, academician of Ⓑ Ⓟ."""


@cache
def rules() -> Sieve[_Rule]:
    """The rules of ``data/posts_en.yaml``, in their order."""
    rows = read_list("loaders.claims", "posts_en.yaml")
    found = (
        _Rule(
            re.compile(filled(filled(row["told"], _SHAPES), rows["words"])),
            row["sure"],
            row.get("title"),
            row.get("former", False),
        )
        for row in rows["rules"]
    )
    return Sieve(found, attrgetter("pattern"))


_UNTITLED = re.compile(
    r"(?P<title>(?:(?:[A-Z][\w-]*|of|and) ){0,4})(?P<person>Ⓟ)(?:,? (?:of|from) (?:the )?| \((?:the )?|"
    r",? (?:signing |who signed |signed )?(?:on behalf of|for|"
    r"representing) (?:the )?)(?P<employer>[ⒷⓊⒸ])(?![-Ⓟ])|"
    r"(?:^|[:;] ?(?:and )?)[Ff]or (?:the )?(?P<side>Ⓑ), (?P<sent>Ⓟ)(?=[;.]|$)|"
    r"(?P<owner>[ⒷⓊ])['’]s? (?P<theirs>Ⓟ)"
)


def posts(outline: Outline) -> Iterator[Post]:
    """Every post that a sentence tells of a person."""
    if PERSON not in outline.text or len(outline.text) > LONGEST:
        return
    if edits := [(*match.span(), "", -1) for match in _NEEDLESS.finditer(outline.text)]:
        outline = outline.redrawn(edits)
    told = list(_by_rule(outline))
    yield from told
    seen = {(post.person, post.employer) for post in told}
    for place, cluster in outline.at.items():
        if outline.text[place] == PERSON:
            beside = (*_behind(outline, place, cluster), *_before(outline, place, cluster))
            found = [post for post in beside if post[:2] not in seen]
            if not found and cluster not in {person for person, _ in seen}:
                found = [post for post in _near(outline, place) if post[:2] not in seen]
            seen |= {post[:2] for post in found}
            yield from found
    yield from (post for post in _untitled(outline) if post[:2] not in seen)


def signed_off(above: Outline, outline: Outline) -> Iterator[Post]:
    """The post in a line right under a name, as letters end: ``Ⓟ`` above ``Vice President, Ⓑ``."""
    under = _LINE.fullmatch(outline.text) if _NAME_ALONE.fullmatch(above.text) else None
    title = _post(under["title"]) if under and title_pattern().match(under["title"]) else None
    if under and title:
        yield from _told(outline, above.clusters(PERSON)[0], under.start("employer"), title, 0.75)


def _near(outline: Outline, place: int) -> Iterator[Post]:
    for found in near(outline, place):
        clause = outline.text[min(found.person, found.employer) : max(found.person, found.employer)]
        if not _PLANNED.search(clause):
            for post in _told(outline, outline.at[place], found.employer, found.title, 0.6):
                yield post._replace(former=post.former or found.former)
            return


def _by_rule(outline: Outline) -> Iterator[Post]:
    """Posts told by a verb, or shared by a list: ``Ⓟ heads Ⓑ``, ``Ⓟ and Ⓟ are co-founders of Ⓑ``."""
    seen: set[tuple[int, int]] = set()
    for rule in rules().passing(outline.text):
        for match in rule.pattern.finditer(outline.text):
            title = rule.title if rule.title is not None else _post(match["title"])
            if title is None or _PLANNED.search(match[0]):
                continue
            past = rule.former or bool(_FORMER_OF.search(outline.text, 0, match.start("employer")))
            people = outline.clusters(PERSON, *match.span("people"))
            if len(people) > 1 and not (_PLURAL.search(match[0]) or _shared(title)):
                people = people[-1:] if match.start("people") < match.start("employer") else people[:1]
            gone = outline.clusters(PERSON, *match.span("gone")) if "gone" in match.re.groupindex else []
            for person, former in (*((p, past) for p in people), *((p, True) for p in gone)):
                for post in _told(outline, person, match.start("employer"), title, rule.confidence):
                    if post[:2] not in seen:
                        seen.add((post.person, post.employer))
                        yield post._replace(former=post.former or former)


def _shared(title: str) -> bool:
    """Whether a title is of several people: co-founders."""
    plain = titles().english_heads
    found = map(str.casefold, _WORD.findall(title))
    return any(word not in plain and word.rstrip("s").removeprefix("co-") in plain for word in found)


def _untitled(outline: Outline) -> Iterator[Post]:
    """Whom a body sent, whatever the post: ``Ⓟ of Ⓑ``, ``Mayor Ⓟ of Ⓒ``, ``Ⓟ (Ⓑ)``, ``Ⓑ's Ⓟ``."""
    for match in _UNTITLED.finditer(outline.text):
        person, employer = (
            outline.at.get(next(match.start(name) for name in names if match[name]))
            for names in (("person", "theirs", "sent"), ("employer", "owner", "side"))
        )
        title = _post(match["title"] or "")
        if person is None or employer is None:
            continue
        if title:
            yield from _told(outline, person, match.start("employer"), title, 0.75)
        elif BODY in (match["employer"], match["owner"], match["side"]):
            yield Post(person, employer, None, False, 0.65)
        elif match["employer"] == UNKNOWN and match[0].endswith(f"({UNKNOWN}"):
            yield Post(person, employer, None, False, 0.6)


def _behind(outline: Outline, place: int, person: int) -> Iterator[Post]:
    """A post told behind a name: ``Ⓟ, vice president of Ⓑ and president of Ⓑ``."""
    text = outline.text
    lead = _AFTER.match(text[place + 1 : place + 60])
    if lead is None:
        return
    at = place + 1 + lead.end()
    last: int | None = None
    for _ in range(4):
        stop = re.compile(r"[.;:()!?ⓅⒺ]|, (?:said|says|who|which|met|in|at|on|with)\b").search(text, at)
        end = min(stop.start() if stop else len(text), at + 120)
        sign = _SIGN.search(text, at, end)
        if sign and text.startswith("and ", at) and _NEXT_PERSON.match(text, sign.end()):
            return  # Ⓟ, and the president of Ⓑ, Professor Ⓟ
        if sign is None:
            title = _post(re.split(r",", text[at:end])[0])
            if title and last is not None:
                yield from _told(outline, person, last, title, 0.8)
            return
        title = _post(text[at : sign.start()])
        if title is None:
            if (others := _NEXT_POSTS.match(text, sign.end())) and _post(others["next"]):
                return
            owned = re.compile(
                r"(?:'s|’s)? (?P<title>[^.;:()ⒷⓊⒸⓅⒺ]{3,80}?)(?<!Prof)"
                r"(?=[,.;)]|$| and | who | said| says)(?!, Ⓟ)"
            ).match(text, sign.end())
            if at == place + 1 + lead.end() and (named := _post(owned["title"]) if owned else None):
                past = _FORMER_OF.search(text, at, sign.start()) is not None
                for post in _told(outline, person, sign.start(), named, 0.75):
                    yield post._replace(former=post.former or past)
            return
        if text.startswith(f" {PERSON}", sign.end()):  # it is the next person's: Ⓟ, vice president of Ⓑ Ⓟ
            return
        last = sign.start()
        past = " was " in f"{lead[0]} " and _NOT_ANY_MORE.match(text, sign.end()) is not None
        for post in _told(outline, person, last, title, 0.85):
            yield post._replace(former=post.former or past)
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
    addressed = _ADDRESSED.fullmatch(between)
    owned = not addressed and re.fullmatch(
        rf"(?:'s|’s)?,? (?P<title>[^,ⒷⓊⒸ]{{2,80}}?){_ADDRESSED.pattern}", between
    )
    if owned and (title := _post(owned["title"])):
        past = re.search(r"\b(?:former|ex|then|one-time)[ -]$", window[: sign.start()], re.IGNORECASE)
        for post in _told(outline, person, shift + sign.start(), title, 0.85):
            yield post._replace(former=post.former or past is not None)
        return
    if addressed and (before := _post_of(window[: sign.start()])):
        start, title = before
        yield from _told(outline, person, shift + sign.start(), title, 0.8)
        for other in _ALSO.finditer(window, 0, start + 2):
            if other.end() >= start and (title := _post(other["title"])):
                yield from _told(outline, person, shift + other.start("employer"), title, 0.75)


def _post_of(text: str) -> tuple[int, str] | None:
    """The post in what leads on to a body (signed by the rector of), and where the phrase begins that is one."""
    on = _LEADS_ON.search(text)
    for lead in _OPENS_POST.finditer(text, 0, on.start()) if on else ():
        phrase = text[lead.end() : on.start()] if on else ""
        if not _NO_PHRASE.search(phrase) and 2 < len(phrase) <= 80 and (title := _post(phrase)):
            return lead.start(), title
    return None


def _post(text: str) -> str | None:
    """The text as a post's name, without what leads on to the employer; None where it is none."""
    name = re.sub(
        r",? (?:of|at|for|from|with|in|to)(?: the| its)?(?: [Cc]ity of)?\s?$|[\s,]+$", "", text
    ).strip(" ,\"“”'’")
    name = _CHINESE.sub("", name)
    name = _TAIL.sub("", name)
    name = _LEAD.sub("", name)
    if not name or len(name) > 90 or len(name.split()) > 12 or _VERB.search(name):
        return None
    heads = [word.casefold() for word in _WORD.findall(name)]
    plain = titles().english_heads
    bare = (
        part for head in heads for part in (head.rstrip("s").removeprefix("co-"), head.rsplit("-", 1)[-1])
    )
    return name if any(head in plain for head in (*heads, *bare)) else None


def _told(outline: Outline, person: int, sign: int, title: str, confidence: float) -> Iterator[Post]:
    employer = outline.at.get(sign)
    if employer is None or (outline.text[sign] == CITY and not _MUNICIPAL.search(title)):
        return
    first = title.partition(" ")[0].casefold()
    former = first.strip("-") in titles().english_former or first.startswith("ex-")
    once = _ONCE.match(title)
    title = _EX.sub("", title[once.end() :] if once else title)
    yield Post(person, employer, title or None, former or once is not None, confidence)
