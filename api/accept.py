"""What of what we can produce a request asks for: a type, a language (RFC 9110, section 12.5)."""

from __future__ import annotations

from collections.abc import Sequence

from queries.query import Language


def preferred(accept: str, offers: Sequence[str]) -> str | None:
    """Return the offer that the header ranks highest, the first of equals; None if it takes none of them.

    An offer is a media type in lower case, without parameters. An empty header takes everything.
    """
    ranges = dict(_read(part) for part in accept.lower().split(",") if part.strip())
    if not ranges:
        return offers[0]
    best = max(offers, key=lambda offer: _quality(offer, ranges))
    return best if _quality(best, ranges) > 0 else None


def preferred_language(accept_language: str) -> Language:
    """Return the language that an Accept-Language header ranks highest of those of names; English where it is none."""
    asked = (
        (tag.partition("-")[0], quality) for tag, quality in map(_read, accept_language.lower().split(","))
    )
    ranked = dict(sorted(asked, key=lambda one: one[1]))
    return "zh" if ranked.get("zh", 0.0) > ranked.get("en", 0.0) else "en"


def _quality(offer: str, ranges: dict[str, float]) -> float:
    """Return what the most specific range that covers an offer says of it, 0 where none does."""
    for covering in (offer, offer.partition("/")[0] + "/*", "*/*"):
        if covering in ranges:
            return ranges[covering]
    return 0.0


def _read(part: str) -> tuple[str, float]:
    media_range, *parameters = (piece.strip() for piece in part.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return media_range, float(value)
            except ValueError:
                return media_range, 0.0
    return media_range, 1.0
