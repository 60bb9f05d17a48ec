"""What is in which city and what belongs to whom, in an English sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter

from loaders.claims.scene import BODY, CITY, EVENT, LONGEST, UNKNOWN, Outline
from loaders.text.sieve import Sieve

_B, _THE = "(?P<body>[ⒷⓊ])", "(?:the |its |downtown |central )?"
_C = "(?P<city>Ⓒ)"
_SEAT = r"(?:headquarters?|head offices?|main office|seat|home)"
_ASIDE = r"(?: \([^()]{0,40}\))?"
_LIST = (
    r"(?:the )?[ⒷⓊ](?:(?:, (?:opened|founded|set up|launched) in \d{4})?(?:, | and |, and )(?:the )?[ⒷⓊ]"
    r"(?: \([^()]{0,20}\))?){0,20}"
)
_UNIT = (
    r"(?:subsidiary|unit|arm|division|brand|affiliate|platform|part|branch|laboratory|lab|institute|"
    r"marque|business|enterprise|venture|spin-?off|daughter company|"
    r"research cent(?:er|re)|offshoot)"
)
_HELD = (
    r"(?:[^.;:ⓅⒷⓊⒸⒺ]{0,40}?\b(?:held|hosted|taking place|takes place|took place|opens?|opened|opening|"
    r"starts?|started|began|begins|"
    r"kicks? off|kicked off|concluded|ended|wrapped up|gathered|convened|staged|runs|under way|"
    r"ran)\b[^.;:ⓅⒷⓊⒸⒺ]{0,40}?\b)"
)
_LOCATED = Sieve(
    (
        (re.compile(pattern), sure)
        for pattern, sure in (
            (rf"{_C}-based (?:[\w-]+ ){{0,4}}{_B}", 0.85),
            (
                rf"{_B}{_ASIDE},? (?:is |are |was |which is |that is |an? |the )?{_C}-(?:based|headquartered)\b",
                0.85,
            ),
            (
                rf"{_B}{_ASIDE},?[^.;:ⒷⓊⓅⒺⒸ]{{0,60}}?\b(?:based|headquartered|located|situated)\b(?: \w+){{0,3}} "
                rf"(?:in|at|near) [^.;ⒷⓊⓅ]{{0,40}}?{_C}",
                0.8,
            ),
            (rf"{_B}{_ASIDE},? of {_THE}{_C}(?!['’-])", 0.7),
            (rf"{_B}{_ASIDE}, (?:an?|the) [^.,;:ⒷⓊⓅⒺ]{{0,60}}? (?:from|of|in) {_C}(?!['’-])", 0.75),
            (rf"(?:^(?:The )?|[,;] ){_B} from {_C}", 0.7),
            (rf"{_B}(?:['’]s)? (?:[a-z]+ ){{0,2}}{_SEAT}\b[^.;:ⒷⓊⓅ]{{0,30}}? (?:in|at) {_THE}{_C}", 0.8),
            (rf"{_B}['’]s {_C} {_SEAT}\b", 0.75),
            (rf"{_B} \({_C}(?:\)|[,;] )", 0.75),
            (rf"(?:^|[;,] |\b(?:of|at|from) (?:the )?){_B}, {_C}(?=[,.;)]|$)", 0.6),
            (rf"\b(?:of|at) (?:the )?{_B} in {_C}", 0.65),
            (rf"\bin {_C} (?:[a-z]+ ){{0,3}}?at (?:the )?{_B}", 0.6),
            (
                rf"{_B}[^.;:ⒷⓊⓅⓒⒺ]{{0,40}}?\b(?:{_SEAT}|located|situated|sits|lies) (?:in |at |near )?{_C}",
                0.65,
            ),
            (
                rf"{_C} is (?:also )?(?:the |its )?(?:headquarters?|home|seat|hometown)(?: \w+)? of {_THE}{_B}",
                0.75,
            ),
            (rf"{_B}[^.;:ⒷⓊⓅⒺ]{{0,40}}?,? out of {_C}", 0.7),
            (
                rf"{_B},? (?:is|are|was|sits|lies|stands) (?:now |still |also )?(?:in|at) {_THE}{_C}(?!['’-])",
                0.75,
            ),
            (rf"{_B}, in {_C}(?=[,.;)])", 0.65),
            (rf"(?:^|[,;] (?:and )?){_B} in {_C}(?=[.;]|$)", 0.6),
            (rf"{_B} ?[-–—]{{1,2}} ?(?:[Aa]t|[Ii]n) {_C}(?=[,.;])", 0.6),
            (
                rf"{_B}[^.;:ⒷⓊⓅⒺ]{{0,30}}?\bheadquarter(?:s|ed),? (?:(?:is |are )?(?:located )?(?:in |at ))?{_C}",
                0.7,
            ),
            (rf"{_B},? [^.;:ⒷⓊⓅⒺ]{{0,20}}?\blocated {_C}", 0.7),
            (
                rf"{_B}[^.;:ⒷⓊⓅⒺ]{{0,60}}? at (?:its|the) (?:[a-z]+ )?(?:campus|premises|seat) in {_THE}{_C}",
                0.65,
            ),
            (rf"(?P<body>Ⓔ), {_C}(?=[,.;)]|$)", 0.65),
            (
                rf"(?P<body>Ⓔ)[^.;ⓅⒷ]{{0,60}}?\b(?:in|at) [^.;ⓅⒷⒸ]{{0,24}}{_C}[^.;ⓅⒷ]{{0,24}}? (?:held|started|"
                rf"opened|kicked off|ended|closed|began)",
                0.65,
            ),
            (
                rf"\b(?:in|at) [^.;ⓅⒷⒸ]{{0,24}}{_C} (?:[a-z]+ ){{0,3}}?(?:held|holds?|opened|hosted|staged) "
                rf"[^.;ⓅⒷ]{{0,24}}?(?P<body>Ⓔ)",
                0.65,
            ),
            (
                rf"{_B}[^.;:ⒷⓊⓅⒺ]{{0,60}}?\b(?:with|has|have|whose|keeps|its) "
                rf"[^.;:ⒷⓊⓅ]{{0,15}}\b{_SEAT}\b[^.;:ⒷⓊⓅ]{{0,20}}? "
                rf"(?:in|at) [^.,;:ⒷⓊⓅ]{{0,12}}{_C}",
                0.8,
            ),
            (
                rf"\bin {_C},? where {_B} (?:is|has|keeps|was) (?:its |also )?(?:headquartered|based|{_SEAT})",
                0.85,
            ),
            (rf"{_SEAT} of {_THE}{_B}[^.;:ⒷⓊⓅ]{{0,20}} in {_C}", 0.75),
            (rf"(?:[Ff]rom|[Aa]t|[Ii]n) its [^.;:ⒷⓊⓅⓒ]{{0,20}}?{_SEAT} in {_C}, {_THE}{_B}", 0.75),
            (
                rf"{_C}(?:['’]s| is (?:the )?home (?:to|of)| hosts) {_THE}(?:[a-z-]+ ){{0,3}}{_B}(?![-'’])",
                0.65,
            ),
            (rf"(?P<body>Ⓔ){_ASIDE},? ?{_HELD}(?:in|at) [^.,;:ⓅⓊ]{{0,30}}?{_C}(?!['’-])", 0.8),
            (rf"(?P<body>Ⓔ){_ASIDE},? (?:in|at) {_THE}{_C}(?!['’-])", 0.8),
            (
                rf"\bin {_C},? (?:[a-z]+ ){{0,3}}(?:for|at|during|attending|hosting|to attend) (?:the |its |"
                rf"this year['’]s )?(?:[a-z]+ ){{0,2}}(?P<body>Ⓔ)",
                0.7,
            ),
            (
                rf"{_C} (?:hosts|hosted|will host|is hosting|staged|is staging) (?:the |this year['’]s )?(?P<body>Ⓔ)",
                0.75,
            ),
        )
    ),
    itemgetter(0),
)
_PARTS = Sieve(
    (
        re.compile(pattern)
        for pattern in (
            rf"(?P<units>[ⒷⓊ]){_ASIDE},? (?:which )?(?:is |was |remains )?(?:an?|the|one of the)? "
            rf"?(?:[\w-]+ ){{0,4}}?{_UNIT} of "
            r"(?:the )?(?:[a-z]+ ){0,3}(?P<owner>[ⒷⓊ])",
            rf"(?P<owner>[ⒷⓊ])['’]s? (?:[\w-]+ ){{0,4}}?{_UNIT},? (?P<units>[ⒷⓊ])",
            rf"(?P<owner>[ⒷⓊ])['’]s? (?:[\w-]+ ){{0,4}}?(?:{_UNIT}s|subsidiaries|branches),? (?P<units>{_LIST})",
            rf"(?P<owner>[ⒷⓊ])['’]s (?:[a-z]+ ){{0,2}}(?:brands|subsidiaries|units|marques)"
            rf"[^.;:ⒷⓊⓅ]{{0,20}} (?P<units>{_LIST})",
            rf"(?P<owner>[ⒷⓊ]){_ASIDE},? (?:which |that )?(?:owns|is the owner of|the owner of|owner of|"
            rf"parent of|the parent of|"
            rf"the parent company of|parent company of) (?:the )?(?:brands? )?(?P<units>{_LIST})",
            rf"(?P<units>[ⒷⓊ]){_ASIDE},? (?:which )?(?:is |are )?(?:wholly |majority-|jointly )?owned by "
            rf"(?:the )?(?:[a-z]+ ){{0,2}}"
            r"(?P<owner>[ⒷⓊ])",
            rf"(?P<units>[ⒷⓊ]){_ASIDE},? (?:which )?belongs to (?:the )?(?:[a-z]+ ){{0,3}}(?P<owner>[ⒷⓊ])",
            rf"(?P<owner>[ⒷⓊ]){_ASIDE},? (?:which )?(?:comprises|consists of|is made up of|is home to|hosts) "
            rf"(?P<units>{_LIST})",
            r"(?P<owner>[ⒷⓊ])-(?:owned|controlled|run) (?:[\w-]+ ){0,3}(?P<units>[ⒷⓊ])",
            rf"(?P<units>[ⒷⓊ]){_ASIDE},? (?:is )?(?:an? |the )?(?P<owner>[ⒷⓊ])(?:['’]s)? (?:[\w-]+ ){{0,3}}?{_UNIT}\b",
            r"(?P<units>[ⒷⓊ])(?:['’]s?)? (?:[a-z]+ )?(?:parent|owner)(?: company| group)?,? (?P<owner>[ⒷⓊ])",
            r"(?P<owner>[ⒷⓊ])['’]s (?P<units>[ⒷⓊ])(?!['’-]| (?:and|supplier|rival|unit|customer))",
        )
    ),
    lambda pattern: pattern,
)
_UNSURE = re.compile(
    r"\b(?:will|would|could|may|might|plans? to|hopes? to|expected to|to be|set to|not|no longer|"
    r"formerly|bid|want(?:s|ed)?)\b"
)


def located(outline: Outline) -> Iterator[tuple[int, int, float]]:
    """Body, city and confidence for every body that a sentence says is in a city."""
    if CITY not in outline.text or len(outline.text) > LONGEST:
        return
    text = outline.text
    for pattern, sure in _LOCATED.passing(text):
        for match in pattern.finditer(text):
            body, city = outline.at.get(match.start("body")), outline.at.get(match.start("city"))
            sure_of = text[match.start("body")] == EVENT or not _UNSURE.search(match[0])
            if body is not None and city is not None and sure_of:
                yield body, city, sure


def owned(outline: Outline) -> Iterator[tuple[int, int]]:
    """Unit and owner, for every unit or brand that a sentence says belongs to a body."""
    if len(outline.at) < 2 or len(outline.text) > LONGEST:
        return
    for pattern in _PARTS.passing(outline.text):
        for match in pattern.finditer(outline.text):
            owner = outline.at.get(match.start("owner"))
            if owner is None or _UNSURE.search(match[0]):
                continue
            start, end = match.span("units")
            for place in range(start, end):
                if outline.text[place] in (BODY, UNKNOWN) and place in outline.at:
                    yield outline.at[place], owner
