"""Which of the types that we can produce an Accept header asks for (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence


def preferred(accept: str, offers: Sequence[str]) -> str | None:
    """Return the offer that the header ranks highest, the first of equals; None if it takes none of them.

    An offer is a media type in lower case, without parameters. An empty header takes everything.
    """
    ranges = dict(_read(part) for part in accept.lower().split(",") if part.strip())
    if not ranges:
        return offers[0]
    best = max(offers, key=lambda offer: _quality(offer, ranges))
    return best if _quality(best, ranges) > 0 else None


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
