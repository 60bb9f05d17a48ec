"""Who signed with whom, in an English sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from operator import attrgetter
from typing import NamedTuple

from loaders.claims.couples import each
from loaders.claims.focus_en import Focus
from loaders.claims.plainer_en import UNSIGNED, plainer
from loaders.claims.scene import BODY, LONGEST, PERSON, UNKNOWN, Outline
from loaders.claims.signings_zh import Pair
from loaders.mentions.lexicon import alternatives, filled, read_list
from loaders.text.sieve import Sieve


@cache
def _lists() -> tuple[str, str]:
    """A list of bodies, without and with what leads up to it: ``German carmaker Ⓑ (Ⓑ) and Ⓑ of Spain``."""
    rows = read_list("loaders.mentions", "names_en.yaml")
    nouns = alternatives([*rows["company_nouns"], *rows["institution_nouns"], "partner", "rival"])
    lead = (
        r"(?:the |its |an? |each of |both |either |fellow |[A-Z][a-z]+(?: [A-Z][a-z]+)?['’]s )?"
        r"(?:(?:Ⓒ-based|[A-Za-z]+-(?:owned|based|listed|backed|run|born|language)|[A-Z][a-z]+(?:an|ese|"
        r"ish|ch|ss|i)|local|private|public|"
        rf"tech|oil|gas|chip|car|software|energy|technology|state|national|Ⓤ) ){{0,2}}(?:(?:[a-z]+ )"
        rf"?(?:{nouns})s? )?"
    )
    body = r"[ⒷⓊ](?:'s|’s)?(?: \([^()]{0,40}\))?(?: of (?:Ⓒ|[A-Z][a-z]+)| [A-Z][a-z]+(?=[,.]| and ))?"
    rest = rf"(?:(?:, (?:and |as well as )?| and | & | as well as | along with | plus ){lead}{body}){{0,40}}"
    return f"{body}{rest}", f"{lead}{body}{rest}"


_DONE = re.compile(r"\b(?:had|have) \w+$")
"""In a clause that says what an agreement is: what became of it later undoes no signing."""
_WITH = re.compile(r"\bwith (?:the |its )?[ⒷⓊ]")
_TWO = re.compile(r"\b(?:the (?:two|pair|duo)|both)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[^.;:]+")
_AMONG = re.compile("Among (?:its|their) [^.;:ⒷⓊ]{0,40} (?:is|are|was|were) ")
"""What opens with the partners of a body that the text is about: Among its customers are Ⓑ and Ⓑ."""
_COUPLE = re.compile("[ⒷⓊ] (?:with|and) [ⒷⓊ]")
_COUPLES = re.compile(
    "(?:[ⒷⓊ] with [ⒷⓊ](?:,? and |, )){1,20}[ⒷⓊ] with [ⒷⓊ]|"
    "(?<=between )(?:[ⒷⓊ] and [ⒷⓊ](?:, and |, )){1,20}[ⒷⓊ] and [ⒷⓊ]"
)
"""Couples in a row."""


class Rule(NamedTuple):
    """A pattern with the groups ``left``, ``right`` and ``trigger``; in a flat list all sign with all."""

    pattern: re.Pattern[str]
    confidence: float = 0.5
    flat: bool = False


class Rules(NamedTuple):
    """The rules of ``data/signings_en.yaml``, and what they are made of that other rules need as well."""

    stems: tuple[str, ...]
    frame: re.Pattern[str]
    party: re.Pattern[str]
    partner: re.Pattern[str]
    deed: re.Pattern[str]
    pairs: Sieve[Rule]
    sided: Sieve[Rule]
    following: Sieve[Rule]
    both: Sieve[Rule]
    hoped: re.Pattern[str]
    undone: re.Pattern[str]
    next_subject: re.Pattern[str]


class Context(NamedTuple):
    """What the text said before a sentence: the bodies of the one before it, what it is about, who signed most."""

    before: Sequence[int] = ()
    focus: Focus = Focus()
    hub: int | None = None


_ONE, _ALONE = "[ⒷⓊ]", r"(?!(?:(?!, (?:while|whereas)\b)[^.;:]){0,50}\bwith (?:[a-z]+ ){0,3}[ⒷⓊ])"
_NEAR = "[^.;:ⒷⓊ]{0,60}?"


def _shapes() -> dict[str, str]:
    """What stands in braces in the rules' patterns, beside the words of ``signings.yaml``."""
    bare, led = _lists()
    told_of = r"(?:, (?:an?|the|which|whose|one of|based|headquartered|owned)\b[^.;:]{0,80}?,)?"
    return {
        "left": f"(?P<left>{bare}){told_of}",
        "right": f"(?P<right>{led})",
        "led_left": f"(?P<left>{led})",
        "bare": bare,
        "led": led,
        "one": _ONE,
        "gap": "[^.;:]{0,110}?",
        "short": "[^.;:ⒷⓊ]{0,50}?",
        "near": _NEAR,
        "aside": "(?:,[^,.;]{0,60},)?",
        "of": r"\b(?:with|between)",
        "apart": r"(?<!\bwith )(?<!\bwith the )",
        "alone": _ALONE,
        "told": "(?:has |have |had |also |jointly |formally |officially |already |successively |recently )*",
    }


@cache
def rules() -> Rules:
    """Every rule, made once."""
    words = read_list("loaders.claims", "signings.yaml")["en"]
    rows = read_list("loaders.claims", "signings_en.yaml")
    parts = {**_shapes(), **words, **rows["words"], "pair": words["pair_verb"]}

    def made(name: str) -> Sieve[Rule]:
        found = (
            Rule(
                re.compile(filled(row["told"], parts), re.IGNORECASE),
                row.get("sure", 0.5),
                row.get("flat", False),
            )
            for row in rows[name]
        )
        return Sieve(found, attrgetter("pattern"))

    verb, deed, paper = words["verb"], words["deed"], words["paper"]
    return Rules(
        tuple(words["stems"].split("|")),
        re.compile(rf"\b(?P<trigger>(?:{verb}|{deed})\b[^.;:ⒷⓊ]{{0,80}}?\b(?:{paper}))\b", re.IGNORECASE),
        re.compile(rf"(?<!\bof )(?<!\bof the )(?<!\bin )(?P<parties>{parts['bare']})(?!['’-])"),
        re.compile(rf"[^.;:ⒷⓊ]{{0,40}} with (?P<parties>{parts['led']})"),
        re.compile(rf"\b(?P<trigger>{verb}|{deed}|{words['pair_verb']})\b", re.IGNORECASE),
        made("pairs"),
        made("sided"),
        made("following"),
        made("both"),
        re.compile(words["hoped"], re.IGNORECASE),
        re.compile(words["undone"], re.IGNORECASE),
        re.compile(
            rf",? (?:and|while|but|whereas) (?:the )?[ⒷⓊ] {parts['told']}(?:{verb}|{deed}|said|confirmed|denied)\b",
            re.IGNORECASE,
        ),
    )


def pairs(outline: Outline, context: Context) -> Iterator[Pair]:
    """The pairs that a sentence says signed."""
    lower = outline.text.lower()
    if len(outline.text) > LONGEST or not any(stem in lower for stem in rules().stems):
        return
    plain = plainer(outline)
    if coupled := list(_coupled(plain)):
        yield from coupled
        return
    several = sum(plain.text.count(sign) for sign in (BODY, UNKNOWN)) > 1 and not _AMONG.match(plain.text)
    found = list(_by_rule(plain)) if several else []
    found = found or list(_both(outline, context)) or (list(_framed(plain)) if several else [])
    yield from found or _one_sided(plain, context)


def is_refused(outline: Outline) -> bool:
    """Whether an English sentence tells of signings as hoped for, planned or over, and of none that was done."""
    if len(outline.text) > LONGEST:
        return False
    text = plainer(outline).text
    told = [one for rule in rules().pairs.passing(text) for one in rule.pattern.finditer(text)]
    return bool(told) and all(_undone(text, one) for one in told)


def by_people(outline: Outline, context: Context, employers: Mapping[int, int]) -> Iterator[Pair]:
    """The pairs that a sentence says signed by their people: ``Ⓟ and Ⓟ exchange folders``."""
    edits = [
        (place, place + 1, BODY, employers[person])
        for place, person in sorted(outline.at.items())
        if outline.text[place] == PERSON and person in employers
    ]
    if edits:
        for pair in pairs(outline.redrawn(edits), context):
            yield pair._replace(confidence=min(pair.confidence, 0.6))


def _coupled(outline: Outline) -> Iterator[Pair]:
    """Couples that each signed on their own: ``signed between Ⓑ and Ⓑ, Ⓑ and Ⓑ``, ``Ⓑ with Ⓑ and Ⓑ with Ⓑ signed``.

    The clause names nobody else.
    """
    for clause in _CLAUSE.finditer(outline.text) if _COUPLES.search(outline.text) else ():
        row = _COUPLES.search(outline.text, *clause.span())
        deed = rules().deed.search(outline.text, *clause.span())
        if row is None or deed is None or _undone(outline.text, deed):
            continue
        if sum(clause[0].count(sign) - row[0].count(sign) for sign in (BODY, UNKNOWN)):
            continue
        yield from (Pair(one, other, 0.8) for one, other in each(outline, _COUPLE, *row.span()))


def _by_rule(outline: Outline) -> Iterator[Pair]:
    for rule in rules().pairs.passing(outline.text):
        for match in rule.pattern.finditer(outline.text):
            if not _undone(outline.text, match) and not _changes_subject(outline.text, match):
                for one, other in _crossed(outline, match, flat=rule.flat):
                    yield Pair(one, other, rule.confidence)


def _framed(outline: Outline) -> Iterator[Pair]:
    """A deed that no rule reads whole: who stands first before it, with whoever stands behind its "with" or "and"."""
    for clause in _CLAUSE.finditer(outline.text):
        deed = rules().frame.search(outline.text, *clause.span())
        if deed is None or _undone(outline.text, deed) or rules().next_subject.search(clause[0]):
            continue
        left = _listed(outline, clause.start(), deed.start("trigger"))
        right = _listed(outline, deed.end("trigger"), clause.end())
        if left and right:
            yield from (Pair(one, other, 0.55) for one in left for other in right if one != other)
        elif len(parties := left or right) == 2 and not (
            right and _WITH.search(outline.text, deed.end(), clause.end())
        ):
            yield Pair(parties[0], parties[1], 0.55)


def _one_sided(outline: Outline, context: Context) -> Iterator[Pair]:
    """Partners of the body that the text is about, or of who signed before, where a sentence names no other."""
    named = {*outline.clusters(BODY), *outline.clusters(UNKNOWN)}
    for told_of, others in ((rules().sided, context.focus.bodies), (rules().following, (context.hub,))):
        for rule in told_of.passing(outline.text):
            told = rule.pattern.search(outline.text)
            if told is None or _undone(outline.text, told):
                continue
            partners = _members(outline, told, "parties")
            other = next((body for body in others if body is not None and body not in partners), None)
            if other is not None and named <= {*partners, other}:
                yield from (Pair(other, partner, rule.confidence) for partner in partners)
            return


def _listed(outline: Outline, start: int, end: int) -> list[int]:
    """The first list of bodies in a part of a sentence, but for those of which only something is told."""
    match = rules().party.search(outline.text, start, end)
    return _members(outline, match, "parties") if match else []


def _both(outline: Outline, context: Context) -> Iterator[Pair]:
    """Two parties named before: in the sentence, else in the one before it, else the two that the text is about."""
    for rule in rules().both.passing(outline.text):
        told = rule.pattern.search(outline.text)
        if told is None or (not _DONE.search(told[0]) and _undone(outline.text, told)):
            continue
        parties = _named_before(outline, told, context)
        if "partners" in told.groupdict():
            others = _members(outline, told, "partners")
            if len(parties) == len(others) and "respectively" in outline.text:
                yield from (
                    Pair(*pair, 0.7) for pair in zip(context.focus.pair or parties, others, strict=True)
                )
            else:
                yield from (Pair(one, other, 0.65) for one in parties for other in others)
            return
        partner = rules().partner.match(outline.text, told.end())
        if len(parties) > 1 and partner is not None:
            for other in _members(outline, partner, "parties"):
                yield from (Pair(party, other, 0.7) for party in parties if party != other)
            return
        if len(parties) == 2 or (len(parties) == 3 and "three" in told[0]):
            yield from (Pair(one, other, 0.65) for one, other in combinations(parties, 2))
            return
        if len(parties) != 1 and context.focus.pair is not None:
            yield Pair(*context.focus.pair, 0.5)
            return


def _named_before(outline: Outline, told: re.Match[str], context: Context) -> list[int]:
    """The parties that "the two" or "they" are: two of the sentence, of the one before, or those joined last."""
    own = {outline.at[i] for i in outline.at if i < told.start() and outline.text[i] in (BODY, UNKNOWN)}
    if len(own) > 1:
        return sorted(own)
    before, pair = set(context.before), set(context.focus.pair or ())
    if pair and _TWO.search(told[0]) and (len(before) != 2 or before & pair):
        return sorted(pair)
    return sorted(before or own)


def _crossed(outline: Outline, match: re.Match[str], *, flat: bool) -> Iterator[tuple[int, int]]:
    left, right = _members(outline, match, "left"), _members(outline, match, "right")
    if len(left) == len(right) > 1 and "respectively" in outline.text[match.start() : match.end() + 40]:
        yield from zip(left, right, strict=True)
    elif flat and len(left) > 1:
        yield from combinations(dict.fromkeys([*left, *right]), 2)
    else:
        yield from ((one, other) for one in left for other in right if one != other)


_UNSIGNED = re.compile(rf"[^.;:ⒷⓊ]{{0,60}}?{UNSIGNED}")


def _undone(text: str, match: re.Match[str]) -> bool:
    """Whether the deed is hoped for, planned, denied or over."""
    at = match.start("trigger")
    clause = text[max(0, at - 60) : at]
    last = max(text.rfind(sign, at, match.end()) for sign in (BODY, UNKNOWN)) + 1
    undone = rules().undone.match(text, match.end()) or (last and _UNSIGNED.match(text, last))
    return bool(rules().hoped.search(clause) or undone)


def _changes_subject(text: str, match: re.Match[str]) -> bool:
    """Whether another body does something between the sides: Ⓑ and Ⓑ signed, and the Ⓑ signed with Ⓑ."""
    return rules().next_subject.search(text, match.end("left"), match.start("right")) is not None


def _members(outline: Outline, match: re.Match[str], group: str) -> list[int]:
    start, end = match.span(group)
    places = (i for i in range(start, end) if outline.text[i] in (BODY, UNKNOWN))
    return list(dict.fromkeys(outline.at[i] for i in places if i in outline.at))
