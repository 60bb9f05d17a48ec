"""English outlines without what stands between the parties of a deed and its verb.

``German carmaker Ⓑ (Ⓤ) and Ⓟ, chairman of Ⓑ, on Monday signed …`` becomes ``Ⓑ and Ⓑ on Monday signed …``: brackets,
descriptions and origins go, and whoever signs stands for the body that sent him.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from loaders.claims.scene import BODY, UNKNOWN, Outline
from loaders.mentions.lexicon import alternatives, read_list, titles

_INNER_STOP = re.compile(
    r"(?<=\d)[.:](?=\d)|(?<=\b[A-Z])\.|(?<=\bMr)\.|(?<=\bDr)\.|(?<=\bNo)\.|(?<=\bvs)\.|(?<=\bSt)\."
)
UNSIGNED = (
    r"[(\[](?i:still |yet )?(?i:un|(?:not|never|to be|yet to be)(?: yet)? )(?i:signed|executed|concluded)\b"
)
"""Behind an entry of a list: Agreement between Ⓑ and Ⓑ (not yet signed)."""
_OF_WHOM = r"supplier|rival|unit|subsidiary|arm|parent|owner|partner|brand|affiliate|customer|spin-?off|peer"
_GIVEN = r"(?:(?:Mr|Ms|Mrs|Dr|Prof|H\.E)\.? )?"


@cache
def _passes() -> tuple[re.Pattern[str], ...]:
    """What is taken out, one pass after another; a group named ``body`` is what stays."""
    rows = read_list("loaders.mentions", "names_en.yaml")
    nouns = alternatives([*rows["company_nouns"], *rows["institution_nouns"], *rows["body_nouns"]])
    heads = f"(?i:{alternatives(titles().english_heads)})"
    post = rf"[^.;:()ⓅⒷⓊⒸⒺ]{{0,80}}?\b(?:{heads})s?\b[^.;:()ⓅⒷⓊⒸⒺ]{{0,30}}"
    sources = (
        # (NYSE: F), (BYD), [sic]; not (not yet signed)
        rf"\s?(?!{UNSIGNED})[(\[][^()\[\]]{{0,60}}[)\]]",
        # Walmart-backed, Paris-based
        r"[ⒷⓊⒸ]-(?:based|backed|owned|listed|led|controlled|headquartered|run) ",
        r"\b(?:[A-Z][\w.]+|state|family|privately|publicly)-(?:based|backed|owned|listed|led|run|held|"
        r"controlled|born) ",
        # Tesla supplier Panasonic
        rf"(?:\bthe )?[ⒷⓊ](?:['’]s?)? (?:[a-z-]+ ){{0,2}}(?:{_OF_WHOM})(?: company)?,? (?=[ⒷⓊ])",
        # Brazil's, the German carmaker, an Ann Arbor startup
        rf"(?<![\w-])(?:(?:the|an?|its|fellow|local|both|each of|"
        rf"either) )?(?:(?:[A-Z][\w.]+(?: [A-Z][\w.]+)?['’]s|"
        rf"[A-Z]\w+(?:an|ese|ish|ch|ss|eek|i)|U·?[SK]·?|[ⓊⒸ]|South|North|(?!with\b|and\b|by\b|to\b|from\b|"
        rf"the\b)[a-z][\w-]*) ){{0,4}}"
        rf"\b(?:{nouns})s?,? (?=[ⒷⓊ])",
        r"\b[A-Z][\w.]+(?: [A-Z][\w.]+)?['’]s (?=[ⒷⓊ])",
        # Dubai Holding's Meraas, but no Amazon's Ⓑ service
        r"[ⒷⓊⒸ]['’]s (?=Ⓑ(?! (?!(?:and|or|signed|has|have|had|in|on|to|for|with|at)\b)[a-z]))",
        # of Spain, in Munich, from the Netherlands
        r"(?<=[ⒷⓊ]),? (?:of|in|from) (?:the )?(?:Ⓒ|[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?:, "
        r"[A-Z][a-z]+(?: [A-Z][a-z]+)?(?=,))?(?= (?:and|signed|has|have|"
        r"inked|agreed|struck|sealed|reached|concluded|formed|entered|announced|to|for|on|in)\b|,|\.|$)",
        # Ⓟ, chairman of the Ⓑ,
        rf"Ⓟ(?:,| \(| -| –) ?(?:the )?{post}(?:of |at |for |,)\s?(?:the )?(?P<body>[ⒷⓊ])\)?,?(?= and |[ .;]|$)",
        r"Ⓟ,? (?:of|from) (?:the )?(?P<body>[ⒷⓊ])",
        # Ⓑ's chief executive Ⓟ
        rf"(?P<body>[ⒷⓊ])(?:['’]s?)?,? {post} ?,? ?{_GIVEN}Ⓟ,?",
        rf"\b(?:[Tt]he )?(?:{heads}) of (?:the )?(?P<body>[ⒷⓊ]),? {_GIVEN}Ⓟ,?",
        rf"(?P<body>[ⒷⓊ])['’]s {_GIVEN}Ⓟ",
        # Ⓑ, Ⓑ's rival,
        rf"(?<=[ⒷⓊ]), [ⒷⓊ]['’]s? (?:[a-z-]+ ){{0,2}}(?:{_OF_WHOM}),(?= [a-z])",
        # representatives of, on behalf of
        r"\b(?:[Rr]epresentatives|[Oo]fficials|[Ee]xecutives|[Ll]eaders|[Hh]eads|[Dd]elegations|[Oo]n "
        r"behalf|[Ss]ubsidiaries|[Uu]nits)"
        r" (?:of|from) (?:the )?(?=[ⒷⓊ])",
        # , the world's largest carmaker by sales,
        r"(?<=[ⒷⓊ]),? (?:(?:an?|the|one of|whose|based|headquartered|formerly|part of|known|which|who|"
        r"together owned|backed|owned) "
        r"(?![ⒷⓊ])|[a-z]+-)[^.;:()Ⓟ]{0,90}?,(?= (?:and|has|have|had|signed|inked|on|today|said|"
        r"announced|will|entered|formed|agreed)\b)",
        # on Monday, in Paris, last June: between the parties and the verb
        r"(?<=[ⒷⓊ]) (?:on|last|this|in|at|earlier|late) (?:[\w-]+ ){0,3}?(?:(?:Mon|Tues|Wednes|Thurs|"
        r"Fri|Satur|Sun)day|\d{4}|Ⓒ|week|month|year)"
        r"(?= (?:signed|inked|announced|entered|said|sealed|agreed|formed))",
    )
    return tuple(re.compile(source) for source in sources)


def plainer(outline: Outline) -> Outline:
    """The outline without brackets, descriptions and origins beside its bodies, nor stops inside numbers and names."""
    outline = replace(outline, text=_INNER_STOP.sub("·", outline.text))
    for pattern in _passes():
        edits = list(_edits(outline, pattern))
        if edits:
            outline = outline.redrawn(edits)
    return outline


def _edits(outline: Outline, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, str, int]]:
    for match in pattern.finditer(outline.text):
        start, end = match.span()
        if start == end:
            continue
        if "body" not in pattern.groupindex:
            yield start, end, "", -1
        elif (body := outline.at.get(match.start("body"))) is not None:
            sign = BODY if match["body"] == BODY else UNKNOWN
            yield start, end, f"{sign},"[: 1 if match[0][-1] != "," else 2], body
