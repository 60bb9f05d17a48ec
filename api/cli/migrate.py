"""``migrate``: the schema is brought up to date."""

from __future__ import annotations


def migrate() -> None:
    """Bring the graph up to date: constraints, indexes, version, what is derived from judgements and authority."""
    from api.cli import output
    from api.settings import read_settings
    from graph.engines.bolt import Graph
    from graph.identity.judgements import load_judgements
    from graph.schema import SCHEMA_VERSION, ensure_schema
    from graph.writer import Writer

    settings = read_settings()
    judgements = load_judgements(settings.home)
    with Graph(settings.connect()) as graph:
        found = ensure_schema(graph)
        Writer(graph, judgements).settle()
        address = graph.connection.uri
    if found == SCHEMA_VERSION:
        output.words(f"The graph at {address} has schema {found}, which is current.")
    elif found is None:
        output.words(f"The graph at {address} had no schema and now has schema {SCHEMA_VERSION}.")
    else:
        output.words(f"The graph at {address} had schema {found} and now has schema {SCHEMA_VERSION}.")
