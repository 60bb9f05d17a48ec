"""The catalogue: the canned queries, one ``.cypher`` file each beside this module.

A file begins with a block comment that holds YAML (title, description, parameters, columns, questions);
below it stands Cypher that can be pasted into Neo4j Browser as it is. Where many rows would be filled in of which
a page shows few, a line ``// PAGE`` ends the part that finds the rows. ``// PAGE OF a, b`` does so where that part
looks at every row anyway, and names the variables that the rest needs; ``// PAGE BY a OF a, b`` where the first key of
the order has few values, so that only the rows of the first of them need be sorted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from graph.names.near import near
from queries.errors import UnknownQuery
from queries.header import read_query
from queries.query import Query


class Catalog(Mapping[str, Query]):
    """The canned queries by name, in the order of their names."""

    def __init__(self, queries: Mapping[str, Query]) -> None:
        self._queries = dict(sorted(queries.items()))

    def __getitem__(self, name: str) -> Query:
        """The query of that name. Raises UnknownQuery, which carries near misses."""
        try:
            return self._queries[name]
        except KeyError:
            raise UnknownQuery(name, near(name, self._queries)) from None

    def __contains__(self, name: object) -> bool:
        return name in self._queries

    def __iter__(self) -> Iterator[str]:
        return iter(self._queries)

    def __len__(self) -> int:
        return len(self._queries)


@cache
def catalog() -> Catalog:
    """The canned queries that ship with pactgraph."""
    return read_catalog(files("queries"))


def read_catalog(folder: Traversable) -> Catalog:
    """Read every ``.cypher`` file of a folder. Raises HeaderError, which names the file and the field."""
    found = [entry for entry in folder.iterdir() if entry.name.endswith(".cypher")]
    return Catalog(
        {
            entry.name.removesuffix(".cypher"): read_query(entry.read_text(encoding="utf-8"), entry.name)
            for entry in found
        }
    )
