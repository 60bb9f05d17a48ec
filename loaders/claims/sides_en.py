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

_TOWN = rf"(?:(?:[Tt]he )?(?:\w+ ){{0,2}}(?:city|town) of )?{CITY}"
_SISTERS = re.compile(
    rf"(?P<one>{_TOWN}) and (?P<other>{_TOWN}) "
    rf"(?=(?:became|have become|have been|are|were) (?:now )?(?:twinned|(?:sister|twin) (?:cities|towns)))"
    rf"|(?P<first>{_TOWN}) (?:has been|is|was|became|becomes) (?:an? |the )?(?:sister|twin) (?:city|town) of "
    rf"(?P<second>{_TOWN})"
)


def drawn(outline: Outline) -> Outline:
    """The outline in which a city that signs is a body, and so are two that are sisters."""
    spans = [side.span(str(side.lastgroup)) for side in _SIDE.finditer(outline.text)]
    if not spans:
        found = _SISTERS.finditer(outline.text)
        spans = [match.span(name) for match in found for name, said in match.groupdict().items() if said]
    edits = [(start, end, BODY, outline.at[end - 1]) for start, end in sorted(spans) if end - 1 in outline.at]
    return outline.redrawn(edits) if edits else outline
