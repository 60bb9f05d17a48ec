"""Errors that pactgraph raises.

::

    PactgraphError
    ├── FactsError       facts that break the format; nothing of the document is loaded
    ├── DocumentError    a document that cannot be read
    ├── QueryError       a canned query or one of its parameters is wrong
    └── GraphError       the database cannot be reached or used
        ├── GraphUnavailable   no answer from it: address, network, not started
        ├── GraphRefused       it answers, but does not let us in: password, database name, version, read-only
        └── GraphTimeout       a query ran past its time limit
"""

from __future__ import annotations


class PactgraphError(Exception):
    """Base of every error that pactgraph raises; its text is a sentence that a user can act on."""


class FactsError(PactgraphError):
    """Facts that break the format; ``where`` names the line and the field."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}" if where else what)
        self.where = where
        self.what = what

    def __reduce__(self) -> tuple[type[FactsError], tuple[str, str]]:
        return type(self), (self.where, self.what)


class DocumentError(PactgraphError):
    """A document that cannot be read; the text says what, where and what to do."""


class QueryError(PactgraphError):
    """A canned query or one of its parameters is wrong."""


class GraphError(PactgraphError):
    """The database cannot be reached or used."""


class GraphUnavailable(GraphError):  # noqa: N818 - an error by its base
    """No answer from the database."""


class GraphRefused(GraphError):  # noqa: N818
    """The database answers, but does not let us in or cannot do what we need."""


class GraphTimeout(GraphError):  # noqa: N818
    """A query ran past its time limit."""
