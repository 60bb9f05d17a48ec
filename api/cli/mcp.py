"""``mcp``: the catalogue as MCP tools over stdin and stdout."""

from __future__ import annotations


def mcp() -> None:
    """Offer the canned queries and `ask` as MCP tools over stdio."""
    from mcp.server.stdio import stdio_server

    from api.cli.session import with_service
    from api.mcp_tools import server
    from api.service import Service
    from api.settings import read_settings
    from queries.catalog import catalog

    async def serve(service: Service) -> None:
        tools = server(catalog(), lambda: service, read_settings().max_rows)
        async with stdio_server() as (reading, writing):
            await tools.run(reading, writing, tools.create_initialization_options())

    with_service(serve)
