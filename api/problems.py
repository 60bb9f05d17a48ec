"""What can be wrong with a request besides what is wrong with a query."""

from __future__ import annotations

from collections.abc import Sequence

from graph.errors import PactgraphError

SHOWN = 80
"""Characters of what a client sent that an error repeats."""


class RequestError(PactgraphError):
    """A request that cannot be answered as it stands."""


class BadOption(RequestError):  # noqa: N818 - an error by its base, as are those below
    """A parameter of a request, with a value that will not do."""

    def __init__(self, name: str, value: str, expected: str) -> None:
        name = shorten(name)
        wrong = f"{name}={shorten(value)!r} will not do" if value.strip() else f"{name} is missing"
        super().__init__(f"{wrong}: it has to be {expected}")
        self.name = name
        self.value = value


class NotAcceptable(RequestError):  # noqa: N818
    """A type that we cannot produce."""

    def __init__(self, asked: str, available: Sequence[str]) -> None:
        super().__init__(f"{shorten(asked)} cannot be produced; {', '.join(available)} can")
        self.available = tuple(available)


class NotFound(RequestError):  # noqa: N818
    """Nothing stands under that id; ``near`` are ids that nearly do."""

    def __init__(self, what: str, id_: str, elsewhere: str, near: Sequence[str] = ()) -> None:
        hint = f"did you mean {' or '.join(near)}?" if near else elsewhere
        super().__init__(f"There is no {what} {shorten(id_)!r}: {hint}")
        self.near = tuple(near)


class SchemaNotCurrent(RequestError):  # noqa: N818
    """The database answers, but its schema is not the one that this version needs."""

    def __init__(self, found: int | None, needed: int) -> None:
        if found is not None and found > needed:
            text = f"The graph has schema {found}, newer than schema {needed} of this version: install the newer one"
        else:
            state = "has no schema yet" if found is None else f"has schema {found}"
            text = f"The graph {state}, and this version needs schema {needed}: run `pactgraph migrate`"
        super().__init__(text)


class Unauthorized(RequestError):  # noqa: N818
    """A request without the token."""

    def __init__(self) -> None:
        super().__init__("Send the header `Authorization: Bearer TOKEN` with the server's PACTGRAPH_TOKEN.")


class WritingOff(RequestError):  # noqa: N818
    """A request that would write, to a server that only reads."""

    def __init__(self) -> None:
        super().__init__("This server has no token, so nobody can write: start it with PACTGRAPH_TOKEN set.")


class BadDocument(RequestError):  # noqa: N818
    """A document that cannot be loaded; ``line`` is where, if that is known."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(f"The document cannot be loaded: {reason}")
        self.line = line


class TooLarge(RequestError):  # noqa: N818
    """A body of more bytes than the longest document can have."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"A document may have {limit:,} characters: split it, or set PACTGRAPH_MAX_DOCUMENT."
        )


class TooBusy(RequestError):  # noqa: N818
    """A write too many."""

    def __init__(self, at_once: int) -> None:
        super().__init__(
            f"{at_once} writes are under way: come again in a moment, or `pactgraph load` many at once."
        )


def shorten(text: str) -> str:
    """Return a text that is short enough to be repeated in an error."""
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
