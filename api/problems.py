"""What can be wrong with a request besides what is wrong with a query."""

from __future__ import annotations

from collections.abc import Sequence

from graph.errors import PactgraphError


class RequestError(PactgraphError):
    """A request that cannot be answered as it stands."""


class BadOption(RequestError):  # noqa: N818 - an error by its base, as are those below
    """An option that every request has, with a value that will not do."""

    def __init__(self, name: str, value: str, expected: str) -> None:
        super().__init__(f"{name}={value!r} will not do: it has to be {expected}")
        self.name = name
        self.value = value


class NotAcceptable(RequestError):  # noqa: N818
    """A type that we cannot produce."""

    def __init__(self, asked: str, available: Sequence[str]) -> None:
        super().__init__(f"{asked} cannot be produced; {', '.join(available)} can")
        self.available = tuple(available)


class NotFound(RequestError):  # noqa: N818
    """Nothing stands under that id; ``near`` are ids that nearly do."""

    def __init__(self, what: str, id_: str, near: Sequence[str] = ()) -> None:
        hint = f": did you mean {' or '.join(near)}?" if near else ""
        super().__init__(f"There is no {what} {id_!r}{hint}")
        self.near = tuple(near)
