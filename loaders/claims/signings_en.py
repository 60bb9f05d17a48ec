"""Who signed with whom, in an English sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from operator import attrgetter
from typing import NamedTuple

from loaders.claims.plainer_en import plainer
from loaders.claims.scene import BODY, LONGEST, UNKNOWN, Outline
from loaders.claims.signings_zh import Pair
from loaders.mentions.lexicon import alternatives, read_list
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
_CLAUSE = re.compile(r"[^.;:]+")


class _Rule(NamedTuple):
    """A pattern with the groups ``left``, ``right`` and ``trigger``; in a flat list all sign with all."""

    pattern: re.Pattern[str]
    confidence: float
    flat: bool = False


class _Rules(NamedTuple):
    stems: tuple[str, ...]
    frame: re.Pattern[str]
    party: re.Pattern[str]
    partner: re.Pattern[str]
    one_sided: tuple[re.Pattern[str], ...]
    pairs: Sieve[_Rule]
    both: tuple[re.Pattern[str], ...]
    hoped: re.Pattern[str]
    undone: re.Pattern[str]


@cache
def _rules() -> _Rules:
    rows = read_list("loaders.claims", "signings.yaml")["en"]
    verb, deed, paper, pair = rows["verb"], rows["deed"], rows["paper"], rows["pair_verb"]
    bare, led = _lists()
    told_of = r"(?:, (?:an?|the|which|whose|one of|based|headquartered|owned)\b[^.;:]{0,80}?,)?"
    left, right, one = f"(?P<left>{bare}){told_of}", f"(?P<right>{led})", "[ⒷⓊ]"
    led_left = f"(?P<left>{led})"
    gap, short, near = "[^.;:]{0,110}?", "[^.;:ⒷⓊ]{0,50}?", "[^.;:ⒷⓊ]{0,60}?"
    aside = "(?:,[^,.;]{0,60},)?"
    of = r"\b(?:with|between)"
    apart = r"(?<!\bwith )(?<!\bwith the )"
    noun = "partnership|agreement|memorandum|cooperation|collaboration|deal|contract|alliance|joint venture|tie-up|pact"
    alone = rf"(?![^.;:]{{0,50}}\bwith (?:[a-z]+ ){{0,3}}{one})"
    told = "(?:has |have |had |also |jointly |formally |officially |already |successively |recently )*"
    sources: tuple[tuple[str, float, bool], ...] = (
        (rf"{left}{gap}\b(?P<trigger>{verb})\b[^.;:]{{0,90}}?\b(?:{paper})\b{near}{of} {right}", 0.9, False),
        (rf"{left}{gap}\b(?P<trigger>{deed})\b[^.;:]{{0,60}}?\bwith {right}", 0.85, False),
        (rf"{left}{gap}\b(?P<trigger>{pair}) with {right}", 0.8, False),
        (rf"{left}{gap}\b(?P<trigger>{told}agreed) with {right}", 0.75, False),
        (rf"{left} {near}\b(?P<trigger>{noun}) with {right}", 0.7, False),
        (
            rf"{left}{gap}\b(?P<trigger>{verb}|{deed}|{pair})\b[^.;:]{{0,90}}?\bwith [^.;:ⒷⓊ]{{0,60}}: "
            rf"{right}",
            0.8,
            False,
        ),
        (
            rf"{left}{short}\bwith {right}(?: in Ⓒ)?,? (?P<trigger>{told}{rows['mixed']})"
            rf"\b[^.;:]{{0,70}}?\b(?:{paper})\b",
            0.8,
            False,
        ),
        (rf"\b(?P<trigger>(?:signed|concluded|reached) by) {led_left} (?:with|and) {right}", 0.85, False),
        (
            rf"\b(?P<trigger>signed by) [^.;:ⒷⓊ]{{0,50}}?(?P<left>{one})[^.;:ⒷⓊ]{{0,50}}? and "
            rf"[^.;:ⒷⓊ]{{0,50}}?(?P<right>{one})",
            0.75,
            False,
        ),
        (
            rf"{apart}(?P<left>{bare}) and {right}{aside}{short}\b(?P<trigger>{verb})"
            rf"\b[^.;:]{{0,90}}?\b(?:{paper})\b{alone}",
            0.85,
            True,
        ),
        (rf"{apart}(?P<left>{bare}) and {right} (?P<trigger>{pair})\b{alone}", 0.75, True),
        (
            rf"{apart}(?P<left>{bare}) and {right}{aside}{short}\b(?P<trigger>{rows['agreed']})\b{alone}",
            0.75,
            True,
        ),
        (
            rf"{apart}(?P<left>{bare}) and {right}{short}\b(?P<trigger>(?:signing|handshake) ceremony)",
            0.8,
            True,
        ),
        (rf"\b(?P<trigger>{paper})\b{near}\b(?:between|by) {led_left}(?:,)? and {right}", 0.75, False),
        (rf"\b(?P<trigger>signatories|signatures)\b[^.;ⒷⓊ]{{0,30}}{led_left},? and {right}", 0.75, True),
        (rf"(?P<left>{one})[-–/](?P<right>{one}) (?P<trigger>{noun})\b", 0.6, False),
        (
            rf"(?P<trigger>(?:signing|contract|handshake){near}) (?:between|(?<!each )of|by) {led_left} and {right}",
            0.8,
            False,
        ),
        (rf"{left}{gap}\b(?P<trigger>{rows['licensed']})\b[^.;:Ⓟ]{{0,90}}?\b(?:to|from) {right}", 0.8, False),
        (
            rf"{left}{short}\b(?P<trigger>{rows['awarded']}) {right} [^.;:ⒷⓊ]{{0,50}}?\b(?:rights|"
            rf"licen[cs]e|contracts?|deal)\b",
            0.75,
            False,
        ),
        (
            rf"{left}{short}\b(?P<trigger>{rows['won']})\b{near}\b(?:contract|deal|licen[cs]e|order|"
            rf"mandate|tender|concession)"
            rf"s?\b{near}\b(?:from|with|by) {right}",
            0.75,
            False,
        ),
        (
            rf"{left}{short}\b(?P<trigger>{rows['became']})\b{near}\b(?:partner|sponsor|supplier|"
            rf"licensee)s? (?:of|to|for|with) {right}",
            0.7,
            False,
        ),
        (
            rf"{left}{short}\b(?P<trigger>{rows['picked']}) {right} (?:as (?:its|the|an?|[ⒷⓊ]['’]s)\b|"
            rf"to (?:supply|build|provide|develop|deliver|design|make)\b)",
            0.7,
            False,
        ),
        (rf"{left}{short}\b(?P<trigger>joined by) {right}[^.;:]{{0,80}}?\b(?:{paper})\b", 0.65, False),
        (
            rf"\b(?:[Uu]nder|[Tt]hrough|[Aa]s part of|[Ff]ollowing) (?:an?|the|its|[ⒷⓊ]['’]s) "
            rf"{near}(?P<trigger>{paper})\b{near} with {led_left}, {right}",
            0.75,
            False,
        ),
        (
            rf"(?P<trigger>){left} [^.;:ⒷⓊ]{{0,30}}?\b{rows['supplies']}\b{near}{right}{near}\bunder "
            rf"(?:an?|the|[a-z]+ [a-z]*) ?{near}\b(?:{paper})\b",
            0.75,
            False,
        ),
        (
            rf"{left}{short}\b(?P<trigger>{rows['ordered']})\b{near}\b(?:from|with|by|for) {right}",
            0.75,
            False,
        ),
        (
            rf"{left}{short}\b(?P<trigger>{rows['ordered']})\b{near}{right}['’]?s? {rows['goods']}\b",
            0.7,
            False,
        ),
        (
            rf"{left}{short}\b(?P<trigger>{rows['was_chosen']}) by {right}(?![^.;]{{0,30}}\b(?:court|regulator)s?\b)",
            0.7,
            False,
        ),
        (
            rf"{left}[^.;:]{{0,60}}?{right},? (?:with (?:which|whom) (?:it|they|[ⒷⓊ])|having) "
            rf"{told}(?P<trigger>{deed}|{verb})\b",
            0.7,
            False,
        ),
        (
            rf"(?:that|who|which|to) (?:have )?(?P<trigger>{deed}|{pair})(?: up)?(?: [a-z -]{{0,40}})? "
            rf"with {left} (?:are|include|were|included) {right}",
            0.7,
            False,
        ),
        (rf"{left} and {right} (?P<trigger>{rows['together']})\b{alone}", 0.7, True),
        (
            rf"\b(?:{paper}) (?P<trigger>links|binds|unites|joins|commits|brings together) {led_left} "
            rf"(?:with|and|to) {right}",
            0.7,
            False,
        ),
        (
            rf"(?i:between) {led_left},? (?:and|with) {right},? [^.;:]{{0,60}}?\b(?:{paper})\b (?:was|"
            rf"were|is|has been|have been) (?P<trigger>{deed}|{verb})\b",
            0.75,
            False,
        ),
        (
            rf"(?P<left>{bare}) and {right} (?P<trigger>have|share|now have) (?:an?|their|several|two) "
            rf"{near}\b(?:{paper})\b",
            0.65,
            True,
        ),
        (
            rf"{left}{gap}\b(?P<trigger>{deed}|{verb})\b[^.;:]{{0,120}}?,? (?:and|as well as|and "
            rf"another|and a (?:second|third|similar) \w+) with {right}",
            0.7,
            False,
        ),
        (
            rf"{left} [^.;:ⒷⓊ]{{0,20}}?\bpartners? (?:of|to) {right},? under [^.;:]{{0,40}}?(?P<trigger>{paper})\b",
            0.7,
            False,
        ),
        (
            rf"{left}{gap}\b(?P<trigger>in (?:partnership|cooperation|collaboration|a joint venture|an "
            rf"alliance)) with {right}",
            0.65,
            False,
        ),
    )
    parties = (
        r"\b(?:the (?:two|three|four)(?: "
        r"(?:companies|sides|parties|organi[sz]ations|universities|firms|partners|institutions|groups|"
        r"carmakers|cities|banks|airlines))?"
        r"|both(?: sides| parties| companies| firms)?|the (?:companies|parties|pair|partners|duo|sides|"
        r"firms)|they)\b"
    )
    both = (
        rf"{parties}{short}\b(?P<trigger>{deed}|{verb})\b[^.;:]{{0,60}}?\b(?:{paper})\b",
        rf"\b(?:{paper})\b[^.;:ⒷⓊ]{{0,30}} {parties} (?:had |have )?(?P<trigger>signed|concluded|inked|"
        rf"reached|struck|entered|agreed|launched|formed|forged|sealed|started|announced)\b",
        rf"^(?:The|An?) (?:[a-z-]+ ){{0,5}}(?:{paper}) (?:was|were|has been|had been) "
        rf"{short}\b(?P<trigger>signed|inked|concluded|sealed)\b",
    )
    return _Rules(
        tuple(rows["stems"].split("|")),
        re.compile(rf"\b(?P<trigger>(?:{verb}|{deed})\b[^.;:ⒷⓊ]{{0,80}}?\b(?:{paper}))\b", re.IGNORECASE),
        re.compile(rf"(?<!\bof )(?<!\bof the )(?<!\bin )(?P<parties>{bare})(?!['’-])"),
        re.compile(rf"[^.;:ⒷⓊ]{{0,40}} with (?P<parties>{led})"),
        tuple(
            re.compile(source, re.IGNORECASE)
            for source in (
                rf"\b(?:{paper})\b[^.;:ⒷⓊ]{{0,40}} with "
                rf"(?P<parties>{led})[^.;:ⒷⓊ]{{0,70}}?\b(?P<trigger>{deed}|{verb})\b",
                rf"\bwith (?P<parties>{led}),? "
                rf"[^.;:ⒷⓊ]{{0,60}}?\b(?:{paper})\b[^.;:ⒷⓊ]{{0,60}}?\b(?P<trigger>{deed}|{verb})\b",
                rf"\b(?P<trigger>{deed}|{verb})\b[^.;:ⒷⓊ]{{0,60}}?\b(?:{paper})\b{near}{of} (?P<parties>{led})",
                rf"\b(?P<trigger>{pair}) with (?P<parties>{led})",
            )
        ),
        Sieve(
            (_Rule(re.compile(source, re.IGNORECASE), sure, flat) for source, sure, flat in sources),
            attrgetter("pattern"),
        ),
        tuple(re.compile(source, re.IGNORECASE) for source in both),
        re.compile(rows["hoped"], re.IGNORECASE),
        re.compile(rows["undone"], re.IGNORECASE),
    )


def pairs(outline: Outline, before: Sequence[int], topic: int | None) -> Iterator[Pair]:
    """The pairs that a sentence says signed.

    ``before`` are the bodies of the sentence before, ``topic`` is the body that the document is about.
    """
    lower = outline.text.lower()
    if len(outline.text) > LONGEST or not any(stem in lower for stem in _rules().stems):
        return
    plain = plainer(outline)
    several = sum(plain.text.count(sign) for sign in (BODY, UNKNOWN)) > 1
    found = list(_by_rule(plain)) if several else []
    found = found or list(_both(outline, before)) or (list(_framed(plain)) if several else [])
    yield from found or _one_sided(plain, topic)


def _by_rule(outline: Outline) -> Iterator[Pair]:
    for rule in _rules().pairs.passing(outline.text):
        for match in rule.pattern.finditer(outline.text):
            if not _undone(outline.text, match):
                for one, other in _crossed(outline, match, flat=rule.flat):
                    yield Pair(one, other, rule.confidence)


def _framed(outline: Outline) -> Iterator[Pair]:
    """A deed that no rule reads whole: who stands first before it, with whoever stands behind its "with" or "and"."""
    for clause in _CLAUSE.finditer(outline.text):
        deed = _rules().frame.search(outline.text, *clause.span())
        if deed is None or _undone(outline.text, deed):
            continue
        left = _listed(outline, clause.start(), deed.start("trigger"))
        right = _listed(outline, deed.end("trigger"), clause.end())
        if left and right:
            yield from (Pair(one, other, 0.55) for one in left for other in right if one != other)
        elif len(parties := left or right) == 2 and not (
            right and _WITH.search(outline.text, deed.end(), clause.end())
        ):
            yield Pair(parties[0], parties[1], 0.55)


def _one_sided(outline: Outline, topic: int | None) -> Iterator[Pair]:
    """Partners of the body that the document is about, where a sentence names no other: a deal with Ⓑ was signed."""
    named = {*outline.clusters(BODY), *outline.clusters(UNKNOWN)}
    if topic is None:
        return
    for pattern in _rules().one_sided:
        told = pattern.search(outline.text)
        if told is not None and not _undone(outline.text, told):
            partners = [body for body in _members(outline, told, "parties") if body != topic]
            if named <= {*partners, topic}:
                yield from (Pair(topic, partner, 0.5) for partner in partners)
            return


def _listed(outline: Outline, start: int, end: int) -> list[int]:
    """The first list of bodies in a part of a sentence, but for those of which only something is told."""
    match = _rules().party.search(outline.text, start, end)
    return _members(outline, match, "parties") if match else []


def _both(outline: Outline, before: Sequence[int]) -> Iterator[Pair]:
    """Two parties named before: in the sentence, else in the one before it."""
    for pattern in _rules().both:
        told = pattern.search(outline.text)
        if told is None or (not _DONE.search(told[0]) and _undone(outline.text, told)):
            continue
        own = {outline.at[i] for i in outline.at if i < told.start() and outline.text[i] in (BODY, UNKNOWN)}
        parties = sorted(own or set(before))
        partner = _rules().partner.match(outline.text, told.end())
        if len(parties) > 1 and partner is not None:
            for other in _members(outline, partner, "parties"):
                yield from (Pair(party, other, 0.7) for party in parties if party != other)
            return
        if len(parties) == 2:
            yield Pair(parties[0], parties[1], 0.65)
            return


def _crossed(outline: Outline, match: re.Match[str], *, flat: bool) -> Iterator[tuple[int, int]]:
    left, right = _members(outline, match, "left"), _members(outline, match, "right")
    if len(left) == len(right) > 1 and "respectively" in outline.text[match.start() : match.end() + 40]:
        yield from zip(left, right, strict=True)
    elif flat and len(left) > 1:
        yield from combinations(dict.fromkeys([*left, *right]), 2)
    else:
        yield from ((one, other) for one in left for other in right if one != other)


def _undone(text: str, match: re.Match[str]) -> bool:
    """Whether the deed is hoped for, planned, denied or over."""
    at = match.start("trigger")
    clause = text[max(0, at - 60) : at]
    return bool(_rules().hoped.search(clause) or _rules().undone.match(text, match.end()))


def _members(outline: Outline, match: re.Match[str], group: str) -> list[int]:
    start, end = match.span(group)
    places = (i for i in range(start, end) if outline.text[i] in (BODY, UNKNOWN))
    return list(dict.fromkeys(outline.at[i] for i in places if i in outline.at))
