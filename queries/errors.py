"""What can be wrong with a canned query or what it is given.

::

    QueryError
    ├── HeaderError          a .cypher file's header is wrong; names the file and the field
    ├── UnknownQuery         no canned query of that name
    ├── UnknownParameter     the query takes no parameter of that name
    ├── MissingParameter     a required parameter is not given
    ├── BadValue             a value is not of its parameter's type
    ├── UnknownName          nothing in the graph goes by that name
    ├── AmbiguousName        more than one thing in the graph goes by that name
    └── BadCursor            a ``next`` that was not made for this question
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graph.errors import QueryError

if TYPE_CHECKING:
    from queries.link import Entry
    from queries.query import Parameter


class HeaderError(QueryError):
    """A .cypher file's header is wrong; ``file`` and ``field`` say where."""

    def __init__(self, file: str, field: str, what: str) -> None:
        super().__init__(f"{file}: {field}: {what}" if field else f"{file}: {what}")
        self.file = file
        self.field = field


class UnknownQuery(QueryError):  # noqa: N818 - an error by its base, as are those below
    """No canned query of that name."""

    def __init__(self, name: str, near: Sequence[str]) -> None:
        hint = (
            f"did you mean {', '.join(near)}?" if near else "`pactgraph queries` and GET /queries list them"
        )
        super().__init__(f"There is no query {name!r}: {hint}")
        self.name = name
        self.near = tuple(near)


class UnknownParameter(QueryError):  # noqa: N818
    """The query takes no parameter of that name."""

    def __init__(self, query: str, name: str, known: Sequence[str]) -> None:
        takes = f"it takes {', '.join(known)}" if known else "it takes none"
        super().__init__(f"{query} has no parameter {name!r}: {takes}")
        self.query = query
        self.name = name
        self.known = tuple(known)


class MissingParameter(QueryError):  # noqa: N818
    """A required parameter is not given."""

    def __init__(self, query: str, parameter: Parameter) -> None:
        super().__init__(
            f"{query} needs the parameter {parameter.name}, of type {parameter.type}: "
            f"for example {parameter.name}={parameter.example.text}"
        )
        self.query = query
        self.parameter = parameter


class BadValue(QueryError):  # noqa: N818
    """A value is not of its parameter's type."""

    def __init__(self, parameter: Parameter, value: str, expected: str) -> None:
        super().__init__(
            f"{parameter.name}={value!r} is not {expected}: for example {parameter.example.text}"
        )
        self.parameter = parameter
        self.value = value


class UnknownName(QueryError):  # noqa: N818
    """Nothing in the graph goes by that name; ``near`` are things that nearly do."""

    def __init__(self, parameter: str, name: str, kind: str, near: Sequence[Entry]) -> None:
        hint = (
            f"did you mean {' or '.join(entry.display for entry in near)}?" if near else "check the spelling"
        )
        super().__init__(f"No {kind} in the graph goes by the name {name!r}: {hint}")
        self.parameter = parameter
        self.name = name
        self.near = tuple(near)


class AmbiguousName(QueryError):  # noqa: N818
    """More than one thing in the graph goes by that name; ``choices`` are these."""

    def __init__(self, parameter: str, name: str, choices: Sequence[Entry]) -> None:
        listed = " or ".join(entry.id for entry in choices)
        super().__init__(f"{name!r} may be {listed}: give the id of the one you mean")
        self.parameter = parameter
        self.name = name
        self.choices = tuple(choices)


class BadCursor(QueryError):  # noqa: N818
    """A ``next`` that was not made for this query and these parameters, or not made by us."""

    def __init__(self, query: str) -> None:
        super().__init__(
            f"This `next` does not belong to {query} with these parameters: give one that an earlier page of the "
            "same question answered, or none"
        )
        self.query = query
