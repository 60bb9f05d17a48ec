"""``status``: which graph this is, and what it holds."""

from __future__ import annotations

from api.cli.options import Format, FormatOption


def status(format_: FormatOption = Format.TABLE) -> None:
    """Show engine, version, address, schema version, revision and counts."""
    from api.cli import output
    from api.settings import read_settings
    from graph.engines.bolt import Graph
    from graph.status import status as ask_status
    from queries.query import Column

    with Graph(read_settings().connect()) as graph:
        found = ask_status(graph)
    values = {
        "engine": found.engine,
        "version": found.version,
        "address": found.address,
        "schema": "none" if found.schema is None else found.schema,
        "revision": found.revision,
        **found.counts.nodes,
        **found.counts.relationships,
    }
    if format_ is Format.JSON:
        output.json(values)
        return
    columns = (Column("what", "text"), Column("value", "text"))
    output.rows(columns, [{"what": name, "value": value} for name, value in values.items()], format_)
