"""What stands for a name in English: the company, its, he; each is drawn as the sign that it means.

``The carmaker signed …`` becomes ``Ⓑ signed …``, ``its chairman Ⓟ`` becomes ``Ⓑ's chairman Ⓟ``, so that the
rules for names hold for what stands for them. Only where one antecedent suggests itself: the one body
named before in the sentence, or the one that is of the kind said, else what the text is about (:mod:`focus_en`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from loaders.claims.focus_en import JOINT_SUBJECT, Focus, described, home
from loaders.claims.scene import BODY, LONGEST, PERSON, UNKNOWN, Outline, Scene
from loaders.mentions.lexicon import alternatives, read_list, titles

_BODIES = (BODY, UNKNOWN)
_SUBJECT = re.compile(r"^(?:[A-Z]?[a-z-]+ ){0,3}[ⒷⓊ](?:,| [a-z])")
_DEEDS = (
    "(?i:ran|once|formerly|previously|left|succeeds|succeeded|replaces|replaced|joined|headed|led|served|"
    "sits|used to|"
    "until recently|has left|has quit|quit|heads|runs|chairs|also chairs|stepped down|took over|became|"
    "founded|co-founded)"
)
"""What tells of a person where the subject is left out: Ran Siemens until 2005; left its board last year."""
_POSTS = (
    "chancellor",
    "principal",
    "board member",
    "general secretary",
    "party secretary",
    "party committee secretary",
    "high commissioner",
)
_OF_WHICH = re.compile(r"[ⒷⓊ], (?:which|that) [a-z ]{2,30}$")
"""Before what belongs to the body named last, and not to the sentence's subject: Ⓑ is a part of Ⓑ, which has its."""
_TURN = re.compile(r"\W{0,3}(Q|A|Question|Answer)\s?:")
_UNSAID = re.compile(r"[\"“][^\"”]*$|\b(?:if|once|when|could|should|not|never)\b[^,.;]*$", re.IGNORECASE)
"""Before a "we" that is another's, or of which nothing is told."""
_NEW = re.compile(r"\bnew (?:company|firm|group|venture|joint venture)$|\bventure$")
"""What is meant by that was named last: the new company, the joint venture."""
_NOUNS = frozenset(
    noun
    for list_ in ("company_nouns", "institution_nouns")
    for noun in read_list("loaders.mentions", "names_en.yaml")[list_]
)
_NO_POSTS_OF_BODIES = frozenset(read_list("loaders.mentions", "titles.yaml")["en"]["not_of_bodies"])
_REPRESENTED = re.compile(
    r"(?:(?P<body>Ⓑ) (?:(?:is|was|were) )?represented|represented [^.;]{2,90}, and (?P<next>Ⓑ)) by "
    r"(?:(?:Mr|Ms|Mrs|Dr|Prof)\.? )?Ⓟ, $"
)
"""Somebody who stands for a body, right before his post: Ⓑ was represented by its dean, and Ⓑ by Ⓟ, vice president."""
_ACADEMIC = re.compile(r"(?:vice[- ])?(?:rector|chancellor|provost|dean)\b", re.IGNORECASE)
_OFFICIALS = re.compile(r"(?<!Vice )(?<!vice )President(?: [A-Z]|,? Ⓟ)|(?:Vice-)?[Cc]hancellor|[Pp]rincipal")


@cache
def _bare() -> re.Pattern[str]:
    """A post named without the body at which it is held: ``Chairman Ⓟ``, ``Ⓟ, the chief executive,``."""
    heads = alternatives((titles().english_heads - _NO_POSTS_OF_BODIES) | set(_POSTS))
    before = alternatives(
        {*titles().english_before, "committee", "vice-", "co"} - {"ex", "ex-", "foreign", "prime"}
    )
    post = (
        rf"(?i:(?:(?:{before}|{heads})[ -]|and ){{0,5}}(?:{heads})s?)(?![\w'’-])"
        rf"(?! (?:of|at|for|in|to|with) (?:the |its )?(?:[A-Z]\w|[ⒷⓊⒸ])| ?\((?:of )?[ⒷⓊ])"
    )
    return re.compile(
        rf"(?:^|(?<=[,;:(–—] )|(?<=that )|(?<=with )|(?<=and )|(?<=by )|(?<=when )|(?<=while )|"
        rf"(?<=between )|(?<=to ))"
        rf"(?:[Tt]he |[Ii]ts )?(?=(?:(?:then|former|new|ex|current)[ -])?{post},? (?:Mr\.? |Ms\.? |"
        rf"Dr\.? |Prof\.? )?Ⓟ(?!,? (?:of|from) (?:the )?[ⒷⓊ]))|"
        rf"(?<=Ⓟ, )(?:the |its )?(?={post}(?:(?!, [ⒷⓊ])[,.;)]|$| said| told| says| also| will))|"
        rf"(?<=Ⓟ)(?:,[^.;:ⓅⒺ]{{5,90}},)?(?: \(| |, who | who )(?:formerly |previously |also |now )?(?:is|"
        rf"was|served as|"
        rf"has served as|worked as|became|becomes|will be|has been|was named|was appointed|named|appointed|"
        rf"remains|stays|stays on as|stays as|serves as|takes over as|took over as|returns as|returned as|as) "
        rf"(?:(?:the|its|as|also|now) )*(?={post}(?:[,.;)]|$| of (?:the )?(?:company|group|firm|school|"
        rf"bank)\b| until| since|"
        rf" in \d| on | from [A-Z\d]))|"
        rf"(?<=The )(?={post}(?: (?:of|for|in charge of) [a-z][a-z ,&-]{{2,40}})? "
        rf"(?:is|was)(?: served by| held by)? Ⓟ)|"
        rf"(?<=[,;] )(?={post} is Ⓟ)|"
        rf"(?<=became )(?={post})|"
        rf"(?P<goes>(?<=Ⓟ)(?=,? (?:who )?(?:has |had |was |is )?(?:steps|stepped|stepping|ousted|resigns|"
        rf"resigned|retires|"
        rf"retired|sacked|dismissed)\b(?![^.;]{{0,40}}[ⒷⓊ])))"
    )


@cache
def _first_post() -> re.Pattern[str]:
    """The first of several posts of one person: Ⓑ partner, chief technology officer Ⓟ."""
    return re.compile(
        rf"[ⒷⓊ](?:['’]s)? (?:[\w-]+ ){{0,3}}(?:{alternatives(titles().english_heads)}),(?: and)? $",
        re.IGNORECASE,
    )


@cache
def _pattern() -> re.Pattern[str]:
    rows = read_list("loaders.mentions", "names_en.yaml")
    listed = [*rows["company_nouns"], *rows["institution_nouns"], *rows["body_nouns"]]
    nouns = alternatives([*listed, *(noun.capitalize() for noun in listed if " " not in noun)])
    heads = alternatives(titles().english_heads)
    owned = (
        rf"(?:[a-z-]+ ){{0,3}}?(?:{heads}|headquarters?|head office|seat|main office|partners?|"
        rf"brands|subsidiar(?:y|ies)|units?|labs?|arm|affiliate|division|(?:joint )?venture|contract|"
        rf"agreement|deal|partnership|alliance|pact|tie-up)\b"
    )
    return re.compile(
        rf"\b(?:[Tt]he|[Tt]his|[Tt]hat) (?P<city>Ⓒ(?:-based)? )?(?:[a-z-]+ |[A-Z][a-z]+ |"
        rf"Ⓤ )?(?:[a-z-]+ )?(?P<noun>{nouns})\b"
        rf"(?! (?:of|from) [A-ZⓊⒷ])(?! [ⒷⓊ]|,? (?:which|that)\b|,? [ⒷⓊ])|"
        rf"\b(?P<its>[Ii]ts|[Oo]ur|their|(?<=, )whose) (?={owned}|(?:[a-z]+ )?Ⓑ(?= is| are| was|,))|"
        rf"^(?P<seat>HQ|(?:The )?[Hh]eadquarters|Head office|The head office|The campus|The seat|Company|"
        rf"The company)"
        rf"(?=(?:['’]s| is| are)(?: now| still)?(?: located| based| situated)? (?:in|at) )|"
        r"\b(?:co-founded|founded|joined|headed|led|ran|runs|leads|heads|chairs|left) (?P<object>it)\b|"
        rf"^(?P<it>It)\b(?! (?:is|was) (?:the|not|a|also|said|expected|hoped|unclear|recalled|understood|"
        rf"reported|known|thought|believed|learned|noted|time|up to))|"
        r"[:,] (?:in [A-Z]?[a-z]+ (?:\d{4} )?)?(?P<then>it)\b (?=[a-z]+ed\b)|"
        r"(?P<we>\b(?:[Ww]e|[Yy]ou)\b)(?= (?:have |had |also |recently |just |then )*(?:signed|inked|partnered|"
        r"teamed up|joined forces|entered into|struck|concluded|"
        r"(?<=have )(?:had )?an? (?:cooperation|partnership|contract|agreement)))|"
        rf"(?:^|[;,] (?:and |but )?|(?<=\d )|(?<=then )|(?<=where ))(?P<person>he|she|(?<![;,] )He|(?<![;,] )She)\b|"
        rf"(?:^|; (?:and )?)(?P<deed>{_DEEDS})(?= (?!by\b|is\b|was\b|to\b))|"
        r"\b(?P<one>[Tt]he (?:former|latter))(?=['’]s |[,.;:)]|$| (?:is|was|has|had|in|on|at|of|to|will|"
        r"and|for|by|with|signed|"
        r"holds|owns|said|agreed)\b)"
    )


def resolved(scene: Scene) -> Iterator[tuple[Outline, Focus]]:
    """The outlines of a scene, with English words that stand for names drawn as names, and what each is about."""
    turns = {turn[1][0] for outline in scene.outlines if (turn := _TURN.match(outline.text))}
    answers = turns == {"Q", "A"}
    start = Focus(home=home(scene), described=described(scene), answers=answers)
    focus = start
    for outline in scene.outlines:
        if outline.sentence.chinese or len(outline.text) > LONGEST:
            focus = start
            yield outline, focus
            continue
        focus = focus.before(outline)
        drawn = _with_posts(scene, _drawn(scene, outline, focus), focus)
        yield drawn, focus
        focus = focus.after(drawn)


def _drawn(scene: Scene, outline: Outline, focus: Focus) -> Outline:
    """The outline with every word that stands for a name replaced by its sign."""
    edits: list[tuple[int, int, str, int]] = []
    for match in _pattern().finditer(outline.text):
        if match["person"] or match["deed"]:
            if (person := _person(outline, match, focus)) is not None:
                told = f"{PERSON} {match['deed'].casefold()}" if match["deed"] else PERSON
                edits.append((*match.span("deed" if match["deed"] else "person"), told, person))
            continue
        if match["we"]:
            if (
                focus.answers
                and focus.home is not None
                and not _UNSAID.search(outline.text, 0, match.start())
            ):
                edits.append((*match.span("we"), BODY, focus.home))
            continue
        if match["one"]:
            if (pair := _pair(outline, match.start(), focus)) is not None:
                edits.append((*match.span("one"), BODY, pair[match["one"].endswith("latter")]))
            continue
        body = _meant(scene, outline, match, focus)
        if body is None:
            continue
        if match["seat"]:
            edits.append((*match.span("seat"), f"{BODY}'s headquarters", body))
            continue
        if match["its"]:
            edits.append((*match.span("its"), f"{BODY}'s", body))
        elif group := next((name for name in ("it", "then", "object") if match[name]), None):
            edits.append((*match.span(group), BODY, body))
        elif not match["city"]:
            edits.append((*match.span(), BODY, body))
        else:  # where it is stays told: the Ⓒ-based Ⓑ
            tie = "" if "based" in match["city"] else "-based "
            edits.append((match.end("city") - len(tie[:1]), match.end(), tie + BODY, body))
    return outline.redrawn(edits) if edits else outline


def _person(outline: Outline, match: re.Match[str], focus: Focus) -> int | None:
    """Who is meant by he or she, or by a clause without a subject: the one person before, here or a sentence ago."""
    before = set(outline.clusters(PERSON, 0, match.start()))
    if before:
        return before.pop() if len(before) == 1 else None
    return focus.person


def _pair(outline: Outline, at: int, focus: Focus) -> tuple[int, int] | None:
    """The former and the latter: of the two bodies named before in the sentence, else of those in the one before."""
    own = list(dict.fromkeys(outline.clusters(BODY, 0, at)))
    return (own[0], own[1]) if len(own) == 2 else focus.pair


def _meant(scene: Scene, outline: Outline, match: re.Match[str], focus: Focus) -> int | None:
    """The body that a word or a description stands for."""
    own = outline.clusters(BODY, 0, match.start())
    if match["seat"]:
        return focus.body
    if not match["noun"]:
        if which := _OF_WHICH.search(outline.text, 0, match.start()):
            return outline.at.get(which.start())
        if match["its"] == "whose":
            near = [
                i for i in outline.at if match.start() - 60 < i < match.start() and outline.text[i] in _BODIES
            ]
            return outline.at[max(near)] if near else None
        if (match["its"] or "").casefold() == "our":
            return focus.home
        return _antecedent(outline, match.start(), focus.subject, own=match["its"] is not None)
    if _NEW.search(match[0]):
        return own[-1] if own else next(iter(focus.lately), None)
    if (called := focus.meant_by(match["noun"], own)) is not None:
        return called
    if match["noun"] not in _NOUNS:
        return None
    topic = focus.opened if match["city"] and focus.opened is not None else focus.subject
    body = _antecedent(outline, match.start(), topic)
    return body if body is not None and _is_a(scene.label(body), match["noun"]) else None


def _with_posts(scene: Scene, outline: Outline, focus: Focus) -> Outline:
    """The outline with the body before each post that names none."""
    edits: list[tuple[int, int, str, int]] = []
    for match in _bare().finditer(outline.text):
        at = match.start()
        first = _first_post().search(outline.text, max(0, at - 60), at)
        first = first or _REPRESENTED.search(outline.text, max(0, at - 130), at)
        body = _school(scene, outline, match) if _ACADEMIC.match(outline.text, match.end()) else None
        if body is None:
            body = (
                outline.at.get(first.start(first.lastgroup or 0))
                if first
                else _antecedent(outline, match.start(), focus.body, subject=True)
            )
        if body is None or _official(scene, body, outline.text, match.end()):
            continue
        if match["goes"] is not None:
            if focus.lead is not None or focus.section is not None:
                edits.append((*match.span(), f" of {BODY}", body))
            continue
        told = outline.text[: match.start()].endswith((PERSON, "became "))
        kept = re.sub(r"(?:the |its )$", "", match[0]) if told else ""
        edits.append((*match.span(), f"{kept}{BODY}'s ", body))
    return outline.redrawn(edits) if edits else outline


def _school(scene: Scene, outline: Outline, match: re.Match[str]) -> int | None:
    """The university named last before a post that only one has."""
    bodies = outline.clusters(BODY, 0, match.start())
    return next((body for body in reversed(bodies) if scene.label(body) == "University"), None)


def _official(scene: Scene, body: int, text: str, at: int) -> bool:
    """Whether a post without a body is a state's: President Ⓟ, where no university or club is told of."""
    return scene.label(body) in ("Company", "Unknown") and _OFFICIALS.match(text, at) is not None


def _is_a(label: str, noun: str) -> bool:
    """Whether a body of this label may be called so: no university is a carmaker."""
    company = noun in read_list("loaders.mentions", "names_en.yaml")["company_nouns"]
    return (label in ("Company", "Unknown")) == company or noun in ("group", "exchange", "operator")


def _antecedent(
    outline: Outline, at: int, topic: int | None, *, own: bool = False, subject: bool = False
) -> int | None:
    """The one body named before in the sentence, else the topic; "its" and a bare post are the sentence's subject's."""
    before = list(dict.fromkeys(outline.clusters(BODY, 0, at) or outline.clusters(UNKNOWN, 0, at)))
    opens = outline.text[0] in _BODIES or (subject and _SUBJECT.match(outline.text) is not None)
    if len(before) == 1 or (before and (own or subject) and opens and not JOINT_SUBJECT.match(outline.text)):
        return before[0]
    return topic if not before else None
