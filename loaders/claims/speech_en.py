"""Who speaks and who is present, in an English sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.claims.rows import row_before
from loaders.claims.scene import LONGEST, PERSON, Outline

_SPEECH = (
    r"(?:keynotes?|(?:keynote |special |thematic )reports?|report (?:titled|entitled)|speech(?:es)?|address(?:es)?|"
    r"remarks|talks?|lectures?|presentations?|toasts?|panels?)"
)
_GAVE = rf"(?:gave|gives|delivered|delivers|made|makes|presented|held|gave the|opened with) [^.;Ⓟ]{{0,30}}?{_SPEECH}"
_SAID = (
    r"said|says|noted|notes|added|adds|told|tells|stated|states|explained|explains|commented|remarked|"
    r"stressed|emphasi[sz]ed|"
    r"pointed out|believes|spoke|shared|highlighted|expressed|express|introduced|argued|argues|"
    r"mentioned|proposed|announced|"
    r"called for|urged|warned|warns|praised|welcomed the|described|pledged|predicted|vowed|outlined|"
    r"insisted|echoed|acknowledged|"
    r"observed|confirmed|reiterated|recalled|joked|quipped|admitted|concluded|recommended|appealed|"
    r"reminded|replied|answered|"
    r"indicated|underlined|underscored|claimed|declared|disclosed|revealed|promised|suggested|thanked|"
    r"talked|moderated|on stage|"
    r"opened (?:proceedings|the proceedings)|took the floor|told (?:the )?(?:hall|audience|guests|"
    r"delegates|room|crowd)|"
    r"opened the (?:event|session|conference|forum|summit|meeting|ceremony)|"
    r"responded|complained|complains|brags|jokes|grumbles|wonders|"
    r"addressed|took the stage|keynoted|laid out|set out|presented|by video delivered|"
    r"brought (?:[a-z]+ ){0,3}greetings|welcomed (?:the )?guests|"
    r"joined (?:in )?(?:by|via|over) (?:video|phone|link)|dial+ed in|(?:was|were) interviewed|opened with|closed with"
)
_SAYS = re.compile(
    rf"^(?:,[^.;!?Ⓟ]{{0,160}}?,|,[^.;!?,Ⓟ]{{0,110}}|\s?\([^()]{{0,60}}\)| (?:of|from) (?:the )?[ⒷⓊⒸ](?:, Ⓒ,?)?)?\s?"
    rf"(?:who |and )?(?:\w+ ){{0,3}}?[\"“]?(?:{_SAID}|{_GAVE})\b",
    re.IGNORECASE,
)
_ROW = re.compile(
    r"(?:,(?! who\b| which\b)[^.;:!?Ⓟ\"“”]{3,110})?(?:,? and|,) "
    r"(?:(?:[A-Z][\w'’.]*|of|the|Ⓑ['’]?s?|[a-z]+ (?=of|Ⓟ)) ){0,4}"
)
_ROW_REACH = 120
"""So many characters before a row tell whether it is the subject."""
_OPENS_ROW = re.compile(
    r"(?:^|[.;:!?”\"] ?|[ⒺⒸ], |, and |^[A-Z][a-z]+ [^,.;Ⓟ]{0,60}, )(?:(?:[A-Z][\w.]*|Ⓑ['’]?s?|the|of) ){0,5}$"
)
"""Before the first of a row: it is the subject of its clause."""
_QUOTED_BY = re.compile(
    r"(?:[\"”’],?|,) ?(?:said|says|added|adds|noted|explained|according to|told \w+|argued|warned|"
    r"recalled)(?: [^.;!?Ⓟ\"]{0,80})? ?$",
    re.IGNORECASE,
)
_SPOKE_AT = re.compile(
    r"\b(?:spoke|speaks|speak|were speakers|gave (?:speeches|talks|keynotes)|delivered (?:speeches|"
    r"keynotes|talks)|took the stage|"
    r"addressed|addresses|(?:was|were) (?:among the )?(?:keynote )?speakers?)(?: at| to)? [^.;ⓅⒷ]{0,30}Ⓔ"
)
_AMONG = re.compile(
    r"\b(?:(?:was|were|is|are) (?:also |all )?(?:among|one of) the (?:keynote |main |first |"
    r"other )?(?:speakers|panell?ists)|"
    r"(?:was|were) (?:the |an? )?(?:keynote )?speakers?|sat on the (?:podium|panel)|"
    r"rounded off the (?:programme|program))\b"
)
_LED_IN = re.compile(
    rf"(?:\b[Ss]peaking|\b[Aa]ddressing|\b(?:[Ii]n|[Dd]uring) (?:his|her|an?|the) (?:[\w-]+ "
    rf")?{_SPEECH})\b[^.;Ⓟ]{{0,140}}?,"
    r"(?: [^.;,Ⓟ]{0,80})? ?Ⓟ"
)
_NAMED_SPEAKERS = re.compile(
    rf"\b(?:speakers?|panell?ists?|{_SPEECH}|on stage|on the (?:stage|podium|"
    rf"panel))\b[^.;ⓅⒺ]{{0,60}}?(?:Ⓔ[^.;Ⓟ]{{0,20}})?"
    r"\b(?:includ(?:e|ed|ing)|were|was|by|from|are|came from)\b[^.;Ⓟ]{0,60}|"
    r"(?:\b(?:delegates|guests|participants|attendees|audience|hall|forum|summit|conference)\b|Ⓔ)[^.;Ⓟ]{0,40} "
    r"(?:also )?heard (?:speeches )?from\b[^.;Ⓟ]{0,60}",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\b(?:attend(?:ed|ing|s)?|participat(?:ed|ing|es)(?: in)?|witness(?:ed|ing|es)?|(?:took|taking|"
    r"takes) part|(?:were|was) (?:also )?"
    r"(?:present|there|in attendance|among those|among the (?:guests|participants|attendees|delegates|"
    r"audience|visitors)|in the "
    r"(?:room|hall|audience)|seated|represented)|joined (?:a |the )?(?:Ⓔ|panel|discussion|event|"
    r"ceremony|meeting|forum|summit|conference)|"
    r"present at|graced|in attendance|presided(?! over by)|chaired|did the honou?rs|"
    r"hosted|inaugurated|looked on|cut the ribbon|"
    r"unveiled the plaque|"
    r"sat (?:next to|beside)|sat on (?:a|the) panel|(?:travelled|traveled|flew|came|went) to "
    r"[^.;Ⓟ]{0,30}Ⓔ|shook hands|met at)(?!\w)",
    re.IGNORECASE,
)
_GUESTS = re.compile(
    r"\b(?:in the presence of|(?:was|were) witnessed by|witnessed by|attended by|flanked by|joined by|"
    r"accompanied by|watched by|"
    r"(?:guests|attendees|participants|delegates|delegation|dignitaries|those present|those attending|"
    r"also present|also there|those seen|visitors)"
    r"\b[^.;:ⓅⒷ]{0,40}?(?:were|was|includ(?:ed|ing)|:)|"
    r"(?:among|amongst) (?:the|those) (?:[\w-]+ ){0,3}(?:were|was|are|present|attending|guests|"
    r"participants|attendees|visitors))",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"^\W{0,3}(?:(?:photo|picture|pictured|image|caption|slide)\b(?: ?\d+)?\W|from left\b|left to right\b|"
    r"l-r\b)|"
    r"\((?:photo|picture|image) \d+\)|\((?:left|right|centre|center|second left|far left|far right)\)",
    re.IGNORECASE,
)


_ENTRY = re.compile(r"^\W{0,3}Ⓟ, [^.;:Ⓟ]{3,80}$")
"""A line of a list of guests: a person and his post, without a verb."""
_PROGRAMMED = re.compile(
    r"Ⓟ(?=(?:,[^.;:Ⓟ]{0,60},)? on (?:why|how|whether|what|where|the )|,? (?:is|was) up (?:next|too|first|last)\b|"
    r" (?:opens|opened|closes|closed|kicks off|kicked off) (?:the )?"
    r"(?:day|night|morning|show|stage|programme|program)\b|"
    r"[^.;:Ⓟ]{0,90}, and (?:said|promised|announced|added|told)\b)|"
    r"\b(?:[Cc]losing|[Oo]pening|[Ww]elcome|[Kk]eynote)(?: words?| remarks| speech| address)?"
    r"(?: by| from|:)[^.;:Ⓟ]{0,40}Ⓟ"
)
_AWAY = re.compile(
    r"\b(?:not|never|nobody|stay(?:ed|s|ing) away|skipped|declined|boycotted|turned down|absent|absence|"
    r"without|previous|last year|former|earlier|founded|succeed\w*|"
    r"replaced|died|will|by video|remotely|"
    r"in an? (?:interview|statement|letter|email|post|tweet)|elsewhere|meanwhile)\b|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)


def speakers(outline: Outline) -> Iterator[int]:
    """The people who are quoted in a sentence, or of whom it says that they spoke."""
    text = outline.text
    if len(text) > LONGEST:
        return
    for place, cluster in outline.at.items():
        if text[place] != PERSON:
            continue
        if _SAYS.match(text[place + 1 :]):
            yield cluster
            yield from _in_row(outline, place)
        elif _QUOTED_BY.search(text[:place]):
            yield cluster
    if among := _AMONG.search(text):
        yield from outline.clusters(PERSON, 0, among.start())
    if led := _LED_IN.search(text):
        yield from outline.clusters(PERSON, led.end() - 1, led.end())
    if spoke := _SPOKE_AT.search(text):
        yield from outline.clusters(PERSON, 0, spoke.start())
    if listed := _NAMED_SPEAKERS.search(text):
        yield from outline.clusters(PERSON, listed.end())


def _in_row(outline: Outline, place: int) -> Iterator[int]:
    """Who stands in one row before a speaker: Ⓟ, the president of Ⓑ, and Ⓟ delivered speeches."""
    row = list(row_before(outline, place, _ROW.fullmatch, LONGEST))
    first = row[-1] if row else place
    if _OPENS_ROW.search(outline.text, max(0, first - _ROW_REACH), first):
        yield from (outline.at[other] for other in row)


def attendees(outline: Outline) -> Iterator[int]:
    """The people whom a sentence says were present."""
    text = outline.text
    if _CAPTION.search(text):
        yield from outline.clusters(PERSON)
        return
    guests = _GUESTS.search(text)
    if guests is not None:
        yield from outline.clusters(PERSON, guests.end())
    present = _PRESENT.search(text)
    if present is not None:
        before = outline.clusters(PERSON, 0, present.start())
        yield from before
        if guests is None and (not before or present[0].casefold().startswith("witness")):
            yield from outline.clusters(PERSON, present.end())


def seen(outline: Outline) -> Iterator[int]:
    """The people whom a sentence of a report on an event names as there, by naming them at all or as an entry."""
    if _ENTRY.match(outline.text) or not _AWAY.search(outline.text):
        yield from outline.clusters(PERSON)


def programmed(outline: Outline) -> Iterator[int]:
    """Who speaks by the notes of a report on an event: Ⓟ on why …; closing words: Ⓟ; Ⓟ is up too."""
    for match in _PROGRAMMED.finditer(outline.text):
        place = match.end() - 1 if match[0].endswith(PERSON) else match.start()
        yield from outline.clusters(PERSON, place, place + 1)
