"""HTML that is right by construction: every text is escaped unless an element made it."""

from __future__ import annotations

from html import escape


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


_VOID = frozenset({"input", "meta", "br", "link"})


def tag(name: str, /, *children: str | None, **attributes: str | bool | None) -> Html:
    """Return an element; ``class_`` loses its underscore, an attribute that is None or False is left out."""
    shown = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{escape(value)}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if name in _VOID:
        return Html(f"<{name}{shown}>")
    return Html(f"<{name}{shown}>{together(*children)}</{name}>")


def together(*children: str | None) -> Html:
    """Return one behind the other; what is no HTML is escaped."""
    return Html("".join(one if isinstance(one, Html) else escape(one) for one in children if one is not None))
