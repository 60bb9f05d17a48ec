"""``migrate``: the schema is brought up to date."""

from __future__ import annotations


def migrate() -> None:
    """Bring the graph's schema up to date: constraints, indexes, version."""
    from api.cli import output
    from api.settings import read_settings
    from graph.engines.bolt import Graph
    from graph.schema import SCHEMA_VERSION, ensure_schema

    with Graph(read_settings().connect()) as graph:
        found = ensure_schema(graph)
        address = graph.connection.uri
    if found == SCHEMA_VERSION:
        output.words(f"The graph at {address} has schema {found}, which is current.")
    elif found is None:
        output.words(f"The graph at {address} had no schema and now has schema {SCHEMA_VERSION}.")
    else:
        output.words(f"The graph at {address} had schema {found} and now has schema {SCHEMA_VERSION}.")
