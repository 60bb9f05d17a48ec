"""What a mistyped id or name may have meant."""

from __future__ import annotations

from collections.abc import Iterable

_MOST, _ALIKE = 3, 60


def near(text: str, known: Iterable[str]) -> list[str]:
    """The known texts that this one is most like, best first, at most three (rapidfuzz's WRatio, 60 or more)."""
    from rapidfuzz import fuzz, process

    found = process.extract(text, list(known), scorer=fuzz.WRatio, limit=_MOST, score_cutoff=_ALIKE)
    return [match for match, _, _ in found]
