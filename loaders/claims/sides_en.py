"""Which cities are sides of a signing in an English sentence: the city of Bonn, Bonn and a company that signed."""

from __future__ import annotations

import re

from loaders.claims.scene import BODY, CITY, Outline

_SIGNED = r"(?: \w+){0,2} (?:signed|inked|sign|concluded|sealed)\b"
_GOVERNMENT = r"(?:(?:[Cc]ity|[Mm]unicipal|local) )?(?:[Pp]eople['’]s )?[Gg]overnment\b"
_SIDE = re.compile(
    rf"\b(?:with|between) (?:the )?[Cc]ity(?: government)? of (?P<partner>{CITY})"
    rf"|\b[Cc]ity(?: government)? of (?P<party>{CITY})(?={_SIGNED})"
    rf"|\b(?:with|between|and) (?:the )?(?P<governed>{CITY}) {_GOVERNMENT}"
    rf"|(?:^|[,;] |\b(?:19|20)\d\d )(?P<first>{CITY}) and (?:the )?{BODY}(?={_SIGNED})"
    rf"|(?:^|[,;] |\b(?:19|20)\d\d ){BODY} and (?:the )?(?P<second>{CITY})(?={_SIGNED})"
)


def drawn(outline: Outline) -> Outline:
    """The outline in which a city that signs is a body."""
    signs = (side.start(str(side.lastgroup)) for side in _SIDE.finditer(outline.text))
    edits = [(at, at + 1, BODY, outline.at[at]) for at in signs if at in outline.at]
    return outline.redrawn(edits) if edits else outline
