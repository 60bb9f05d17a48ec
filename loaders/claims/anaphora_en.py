"""What stands for a name in English: the company, its, he; each is drawn as the sign that it means.

``The carmaker signed …`` becomes ``Ⓑ signed …``, ``its chairman Ⓟ`` becomes ``Ⓑ's chairman Ⓟ``, so that the
rules for names hold for what stands for them. Only where one antecedent suggests itself: the one body
named before in the sentence, else the subject of the sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from loaders.claims.scene import BODY, LONGEST, PERSON, UNKNOWN, Outline, Scene
from loaders.mentions.lexicon import alternatives, read_list, titles

_BODIES = (BODY, UNKNOWN)
_JOINT_SUBJECT = re.compile(r"^[^ⒷⓊ]{0,40}[ⒷⓊ](?:,[^,ⒷⓊ]{0,60},)? (?:and|&|/) [ⒷⓊ]")


_NO_POSTS_OF_BODIES = frozenset(read_list("loaders.mentions", "titles.yaml")["en"]["not_of_bodies"])
_OFFICIALS = r"(?<!Vice )(?<!vice )President(?: [A-Z]|,? Ⓟ)"


@cache
def _bare() -> re.Pattern[str]:
    """A post named without the body at which it is held: ``Chairman Ⓟ``, ``Ⓟ, the chief executive,``."""
    heads = alternatives({*titles().english_heads, "board member", "general secretary"} - _NO_POSTS_OF_BODIES)
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
        rf"Dr\.? |Prof\.? )?Ⓟ)|"
        rf"(?<=Ⓟ, )(?:the |its )?(?={post}(?:[,.;)]|$| said| told| says| also| will))|"
        rf"(?<=Ⓟ )(?:is|was|became|becomes|has been|was named|was appointed|named|appointed|remains|"
        rf"stays as|serves as|takes over as|"
        rf"took over as) (?:the |its |as )?(?={post}(?:[,.;)]|$| until| since| in \d| on | from [A-Z\d]))|"
        rf"(?<=The )(?={post} (?:is|was) Ⓟ)|(?<=became )(?={post})"
    )


@cache
def _pattern() -> re.Pattern[str]:
    rows = read_list("loaders.mentions", "names_en.yaml")
    nouns = alternatives([*rows["company_nouns"], *rows["institution_nouns"]])
    heads = alternatives(titles().english_heads)
    owned = (
        rf"(?:[a-z-]+ ){{0,3}}?(?:{heads}|headquarters?|head office|seat|main office|partners?|"
        rf"brands|subsidiaries|units|labs?|arm)\b"
    )
    return re.compile(
        rf"\b(?:[Tt]he|[Tt]his|[Tt]hat) (?P<city>Ⓒ(?:-based)? )?(?:[a-z-]+ |[A-Z][a-z]+ |Ⓤ )?(?:[a-z-]+ "
        rf")?(?P<noun>{nouns})\b(?! (?:of|from) [A-ZⓊⒷ])"
        rf"(?! [ⒷⓊ]|,? (?:which|that)\b|,? [ⒷⓊ])|\b(?P<its>[Ii]ts|their) (?={owned})|^(?P<it>It)\b(?! "
        rf"(?:is|was) (?:the|not|a|also|said|expected|hoped|unclear))|"
        r"[:,] (?:in [A-Z]?[a-z]+ (?:\d{4} )?)?(?P<then>it)\b (?=[a-z]+ed\b)|^(?P<he>He|She)\b|[;,] "
        r"(?:and |but )?(?P<they>he|she) (?=[a-z]+s\b)"
    )


def resolved(scene: Scene) -> Iterator[Outline]:
    """The outlines of a scene, with English words that stand for names drawn as names."""
    topic: int | None = None
    person: int | None = None
    home = scene.topic
    for outline in scene.outlines:
        if outline.sentence.chinese:
            topic = person = None
            yield outline
            continue
        if len(outline.text) > LONGEST:
            topic = person = None
            yield outline
            continue
        drawn = _drawn(scene, outline, topic, person, home)
        yield drawn
        topic = _subject(drawn, topic)
        people = drawn.clusters(PERSON)
        person = people[0] if len(set(people)) == 1 else None


def _subject(outline: Outline, topic: int | None) -> int | None:
    """The body that a sentence is about: the first known one; a heading's single one; else the old one."""
    if _JOINT_SUBJECT.match(outline.text):
        return None
    bodies = outline.clusters(BODY) or outline.clusters(UNKNOWN)
    if outline.sentence.kind == "heading" and len(set(bodies)) != 1:
        return None
    return bodies[0] if bodies else topic


def _drawn(
    scene: Scene, outline: Outline, topic: int | None, person: int | None, home: int | None
) -> Outline:
    """The outline with every word that stands for a name replaced by its sign."""
    edits: list[tuple[int, int, str, int]] = []
    for match in _pattern().finditer(outline.text):
        if match["he"]:
            if person is not None:
                edits.append((match.start(), match.end(), PERSON, person))
            continue
        if match["they"]:
            if len(people := set(outline.clusters(PERSON, 0, match.start()))) == 1:
                edits.append((*match.span("they"), PERSON, people.pop()))
            continue
        body = _antecedent(outline, match.start(), topic, own=match["its"] is not None)
        if body is None or (match["noun"] and not _is_a(scene.label(body), match["noun"])):
            continue
        if match["its"]:
            edits.append((*match.span("its"), f"{BODY}'s", body))
        elif match["it"] or match["then"]:
            edits.append((*match.span("it" if match["it"] else "then"), BODY, body))
        elif not match["city"]:
            edits.append((*match.span(), BODY, body))
        else:  # where it is stays told: the Ⓒ-based Ⓑ
            tie = "" if "based" in match["city"] else "-based "
            edits.append((match.end("city") - len(tie[:1]), match.end(), tie + BODY, body))
    for match in _bare().finditer(outline.text):
        body = _antecedent(outline, match.start(), topic if topic is not None else home)
        if body is None or _official(scene, body, outline.text, match.end()):
            continue
        if not any(start <= match.end() and match.start() <= end for start, end, _, _ in edits):
            verb = re.match(
                r"(?:is|was|became|becomes|has|named|appointed|remains|stays|serves|takes|took)\b", match[0]
            )
            kept = re.sub(r"(?:the |its )$", "", match[0]) if verb else ""
            edits.append((*match.span(), f"{kept}{BODY}'s ", body))
    return outline.redrawn(sorted(edits)) if edits else outline


def _official(scene: Scene, body: int, text: str, at: int) -> bool:
    """Whether a post without a body is a state's: President Ⓟ, where no university or club is told of."""
    return scene.label(body) in ("Company", "Unknown") and re.compile(_OFFICIALS).match(text, at) is not None


def _is_a(label: str, noun: str) -> bool:
    """Whether a body of this label may be called so: no university is a carmaker."""
    company = noun in read_list("loaders.mentions", "names_en.yaml")["company_nouns"]
    return (label in ("Company", "Unknown")) == company or noun in ("group", "exchange", "operator")


def _antecedent(outline: Outline, at: int, topic: int | None, *, own: bool = False) -> int | None:
    """The one body named before in the sentence, else the subject of the sentence before; "its" is the subject's."""
    before = list(dict.fromkeys(outline.clusters(BODY, 0, at) or outline.clusters(UNKNOWN, 0, at)))
    if len(before) == 1 or (
        before and own and outline.text[0] in _BODIES and not _JOINT_SUBJECT.match(outline.text)
    ):
        return before[0]
    return topic if not before else None
