"""What an English text is about when a sentence begins: what one may mean that names nothing.

A sentence goes on about the subject of the one before it; a paragraph or list about the one body of its heading; a
document about the body that it is about. Built once, sentence by sentence, and used by every rule for what is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from loaders.claims.scene import BODY, PERSON, UNKNOWN, Outline, Scene
from loaders.mentions.lexicon import alternatives, read_list

JOINT_SUBJECT = re.compile(r"^[^ⒷⓊ]{0,40}[ⒷⓊ](?:,[^,ⒷⓊ]{0,60},)? (?:and|&|/) [ⒷⓊ]")
_JOINT = re.compile(r"(?<!with )(?<!with the )([ⒷⓊ])(?: \([^()]{0,40}\))?,? (?:and|&) (?:the )?([ⒷⓊ])")
_NO_SUBJECT = re.compile(
    r"^Among [^.;:,ⒷⓊ]{0,40}\b(?:partners|counterpart(?:ie)?s|signatories|customers|suppliers|clients|licensees) "
    r"[^.;:,ⒷⓊ]{0,40}\b(?:is|are|was|were) [ⒷⓊ]|"
    r"^(?:An?|Another|Two|Three|Further|Similar|Other) [^.;:,ⒷⓊ]{0,40}\b(?:agreement|contract|deal|memorandum|pact|"
    r"partnership|accord|order)s?\b[^.;:,ⒷⓊ]{0,30} with (?:the )?[ⒷⓊ](?![^.;:]*[ⒷⓊ])"
)
"""Sentences that open with the other side of what they tell: Among its partners is Ⓑ; A contract with Ⓑ covers."""
_OPENS_WITH_PERSON = re.compile(r"^(?:[^,.;:ⓅⒺ]{0,60} )?Ⓟ")
_LEAD = re.compile(r"^\W{0,4}(?:\d{1,2}[.)] )?([ⒷⓊ])(?:[.…]{2,}| ?:| [-–—|] | \([^()]{0,30}\) ?[-–—:])")
"""How a paragraph or item of a list is headed by the body that it is about: INTEL.....; News Corp – May 22."""
_PRESS = re.compile(r"\b(?:Magazine|Daily|News|Times|Journal|Gazette|Ledger|Herald|Tribune|Weekly)$")
_OFTEN = 2
"""So often at most is named what a document is not about."""
_LATELY = 8
"""So many bodies that were named last may be meant by what describes them."""


@dataclass(frozen=True)
class Focus:
    """The clusters that a sentence may be about without naming them; None where nothing suggests itself."""

    home: int | None = None
    section: int | None = None
    lead: int | None = None
    opened: int | None = None
    block: int = -1
    subject: int | None = None
    pair: tuple[int, int] | None = None
    person: int | None = None
    lately: tuple[int, ...] = ()
    described: Mapping[int, frozenset[str]] = field(default_factory=dict)
    answers: bool = False
    """Whether the text is an interview, in which "you" and "we" are the body that it is about."""

    @property
    def bodies(self) -> tuple[int | None, ...]:
        """The bodies that the text goes on about: its paragraph's, the last subject, the heading's, the document's."""
        return self.lead, self.subject, self.section, self.home

    @property
    def body(self) -> int | None:
        """The first of those bodies."""
        return next((body for body in self.bodies if body is not None), None)

    def before(self, outline: Outline) -> Focus:
        """The focus where a sentence begins: a paragraph's own body holds no longer than that."""
        block = outline.sentence.block
        return self if block == self.block else replace(self, lead=None, opened=None, block=block)

    def after(self, outline: Outline) -> Focus:
        """The focus behind a sentence whose words for names were drawn as names."""
        people = outline.clusters(PERSON)
        one = len(set(people)) == 1 or _OPENS_WITH_PERSON.match(outline.text)
        named = list(dict.fromkeys(reversed(outline.clusters(BODY) + outline.clusters(UNKNOWN))))
        found = replace(
            self,
            subject=self._subject(outline),
            lead=self.lead if (lead := _LEAD.match(outline.text)) is None else outline.at.get(lead.start(1)),
            opened=self.opened if self.opened is not None else self._subject(outline),
            pair=_pair(outline, self.pair),
            person=people[0] if people and one else None,
            lately=(*named, *(body for body in self.lately if body not in named))[:_LATELY],
        )
        if outline.sentence.kind in ("heading", "title"):
            bodies = set(outline.clusters(BODY))
            return replace(found, section=bodies.pop() if len(bodies) == 1 else None, pair=None)
        return found

    def _subject(self, outline: Outline) -> int | None:
        """The body that a sentence is about: the first known one; a heading's single one; else the old one."""
        if JOINT_SUBJECT.match(outline.text):
            return None
        if outline.sentence.kind != "heading" and _NO_SUBJECT.match(outline.text):
            return self.subject
        bodies = outline.clusters(BODY) or outline.clusters(UNKNOWN)
        if outline.sentence.kind == "heading" and len(set(bodies)) != 1:
            return None
        return bodies[0] if bodies else self.subject

    def meant_by(self, noun: str, own: list[int]) -> int | None:
        """The body that "the NOUN" means: one that is called or described so, lately or in the sentence (``own``)."""
        word = noun.rsplit(" ", 1)[-1].casefold()
        return next(
            (body for body in (*reversed(own), *self.lately) if word in self.described.get(body, ())), None
        )


def _pair(outline: Outline, last: tuple[int, int] | None) -> tuple[int, int] | None:
    """The two bodies that "the former" and "the two" mean behind a sentence: those that it joins, else its only two."""
    if joint := _JOINT.search(outline.text):
        one, other = (outline.at.get(joint.start(group)) for group in (1, 2))
        if one is not None and other is not None:
            return one, other
    bodies = list(dict.fromkeys(outline.clusters(BODY) or outline.clusters(UNKNOWN)))
    return (bodies[0], bodies[1]) if len(bodies) == 2 and last is None else last


@cache
def _kinds() -> tuple[re.Pattern[str], frozenset[str]]:
    """Where a text says what kind of body one is, and the nouns for that."""
    rows = read_list("loaders.mentions", "names_en.yaml")
    nouns = {noun for list_ in ("company_nouns", "institution_nouns", "body_nouns") for noun in rows[list_]}
    some = alternatives(nouns)
    return (
        re.compile(
            rf"\b(?P<before>{some})s?,? (?P<named>[ⒷⓊ])|"
            rf"(?P<body>[ⒷⓊ])(?: \([^()]{{0,30}}\))?(?:,| is| was)? (?:an?|the|"
            rf"one of the) (?:[\w'’-]+ ){{0,5}}?(?P<behind>{some})\b"
        ),
        frozenset(noun.rsplit(" ", 1)[-1] for noun in nouns),
    )


def home(scene: Scene) -> int | None:
    """The body that a document is about: of its first lines, else the one that it names again and again."""
    if scene.topic is not None and not _is_press(scene, scene.topic):
        return scene.topic
    counts = Counter(body for outline in scene.outlines for body in outline.clusters(BODY))
    return next((body for body, times in counts.most_common(1) if times > _OFTEN), None)


def _is_press(scene: Scene, body: int) -> bool:
    return any(map(_PRESS.search, scene.clusters[body].names))


def described(scene: Scene) -> Mapping[int, frozenset[str]]:
    """By body the nouns by which the document may go on about it: in its name, or told of it."""
    pattern, nouns = _kinds()
    found: dict[int, set[str]] = {}
    for number, cluster in enumerate(scene.clusters):
        for name in cluster.names:
            found.setdefault(number, set()).update(_SAME.get(word, word) for word in name.casefold().split())
    for outline in scene.outlines:
        for match in pattern.finditer(outline.text) if not outline.sentence.chinese else ():
            body = outline.at.get(match.start("named" if match["named"] else "body"))
            if body is not None:
                noun = (match["before"] or match["behind"]).casefold()
                found.setdefault(body, set()).add(noun.rsplit(" ", 1)[-1])
    return {number: frozenset(words & nouns) for number, words in found.items() if words & nouns}


_SAME = {
    "airlines": "airline",
    "airways": "airline",
    "air": "airline",
    "labs": "lab",
    "stores": "retailer",
    "health": "hospital",
}
"""What words in names say that their bodies are."""
