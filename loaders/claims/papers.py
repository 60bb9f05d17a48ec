"""The sentence that goes on about what was signed, and says when and where: It was signed in Pella on Monday."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date as day

REACH = 3
"""For so many sentences "the contract" is the one that was told of."""
_PAPER = (
    r"(?i:agreements?|memorand(?:um|a)(?: of (?:understanding|agreement|cooperation))?|mous?|deals?|contracts?|"
    r"pacts?|accords?|documents?|papers|treaty|partnership|extension|texts?|tie-up|alliance|arrangement)"
)
_SIGNED = (
    r"(?:signed|inked|executed|exchanged|concluded|sealed|penned|formali[sz]ed|initialled|agreed|finali[sz]ed|"
    r"(?:shook hands|put pen to paper) on)"
)
_OTHER = r"(?!similar|separate|second|another|earlier|previous|first|other|original|comparable|like|initial|expansion)"
_TOLD = (
    r"(?P<told>(?:(?!\b(?:who|which|that|after|following|when|while|until|but|although|for|from|between|with effect)\b)"
    r"[^,;.])*)"
)
"""What is told behind the verb, up to where something else begins."""

_ENGLISH = (
    re.compile(
        rf"^\W*(?:(?P<before>(?:On|In|At|Late|Early|Last|This|Yesterday|Earlier)\b[^,;]{{0,40}}),? )?"
        rf"(?:[Tt]he|[Tt]his|[Bb]oth|[Tt]heir|[Aa]n?) (?:{_OTHER}[\w-]+ ){{0,4}}?{_PAPER}"
        rf"(?: (?:of|to|on|for|between|with)\b[^,.;]{{1,60}}?|, [^.;]{{1,60}},)? "
        rf"(?:was|were|has been|have been)(?: [a-z]+ly)? {_SIGNED}\b{_TOLD}"
    ),
    re.compile(rf"^\W*(?:The|This) (?:{_OTHER}[\w-]+ ){{0,3}}?{_PAPER}, (?:which was )?{_SIGNED}\b{_TOLD}"),
    re.compile(rf"^\W*(?:It|They) (?:was|were)(?: [a-z]+ly)? {_SIGNED}\b{_TOLD}"),
    re.compile(
        rf"^\W*(?:[Tt]he|[Tt]his) (?:[a-z]+ )?"
        rf"(?:signing(?: ceremony| event)?|ceremony|event(?= took)|exchange of (?:documents|papers|letters))"
        rf"(?: (?:was|is) (?:held|staged|hosted)| took place| happened| (?:was|is)(?= (?:in|on|at)\b)){_TOLD}"
    ),
    re.compile(
        rf"(?<!\bhad )(?<!\balso )\b{_SIGNED} (?:the|this|that|their|its) (?:{_OTHER}[\w-]+ ){{0,3}}?{_PAPER}\b{_TOLD}"
    ),
)
_CHINESE = (
    re.compile("签[约订署字](?:仪式)?的?(?:时间|日期|地点?)(?:为|是|在|定?于|：)(?P<told>[^，。；]{2,24})"),
    re.compile(
        "(?:签[约署字订]|换文)(?:仪式|活动)[^，。；]{0,6}?(?P<told>[在于][^，。；]{2,24}?)(?:举行|举办|进行|完成)"
    ),
    re.compile(
        "(?:^|[，。；])(?:该|此|这[一份项]|双方的?|上述)?[^，。；]{0,6}?(?:协议|备忘录|合同|合约|协定|文本)书?"
        "(?P<told>[^，。；]{0,4}[在于][^，。；]{2,24}?)(?:正式)?(?:签[署订约下]|互换|落笔|落款)"
    ),
)
OF = re.compile(r"\b(?:for|of|by|from|to) (?:the |its )?(?:[\w-]+ ){0,2}$")
"""Before a body that is no party: … sonars for the Polish Navy."""
DEAL = re.compile("签|合作|协议|合同|备忘录|sign|agree|contract|deal|partner|memorandum|pact|alliance")
"""What tells of another paper."""
IN = re.compile(r"\b(?:in|at|near|outside) (?:the )?(?:[\w'’-]+ ){0,2}$")
"""Before a city in which something was done; not: guests from Ⓒ."""
TELLS_PLACE = re.compile(r"\b(?:in|at) (?:the )?$|[在于]$")
"""Before a city in the sentence that tells who signed, which a dateline has not."""
_NEAR = 10
"""Days between what two sentences tell of one signing: the day of the report, and the day of the paper."""
ANOTHER = re.compile(
    r"\b(?:similar|earlier|previous|another|separate|comparable) (?:[\w-]+ ){0,3}"
    r"(?:agreements?|deals?|contracts?|memorandum|pacts?|partnerships?)\b",
    re.IGNORECASE,
)
"""What says that a sentence tells of another paper."""
_ANOTHER = re.compile("此前|早在|曾|首[份个次]|上一|另|原|年前|政府间|去年|前年")
_AT = re.compile(r"\b(?:at|in|inside|outside|aboard) (?:the |its |their )?(?:[\w.&-]+['’]s? )?$")
_PLANNED = re.compile(r"\b(?:will|would|to be|may|not|never|expected)\b|将|拟|计划|未|尚")


def told_of(text: str, others: Iterable[int], *, chinese: bool) -> tuple[tuple[int, int], ...]:
    """Where a sentence tells when and where the paper was signed of which the text told before, if it does.

    ``others`` are the places of names of bodies that did not sign it: where they are no mere scene, another paper is
    meant.
    """
    if chinese and _ANOTHER.search(text):
        return ()
    for pattern in _CHINESE if chinese else _ENGLISH:
        match = pattern.search(text)
        if match and not _PLANNED.search(match[0]):
            scene = all(_AT.search(text, 0, start) for start in others)
            return tuple(match.span(name) for name, said in match.groupdict().items() if said and scene)
    return ()


def is_about_paper(text: str) -> bool:
    """Whether an English sentence goes on about what was signed."""
    return any(pattern.search(text) for pattern in _ENGLISH)


def is_better(told: str | int | None, date: str | int | None) -> bool:
    """Whether what is told of the paper is the signing's date: none was known, it is finer, or a day near to it."""
    if not isinstance(told, str) or not isinstance(date, str):
        return isinstance(told, str)
    if len(told) == len(date) == len("2024-01-01"):
        return abs(day.fromisoformat(told) - day.fromisoformat(date)).days <= _NEAR
    return told.startswith(date)
