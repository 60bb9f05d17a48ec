"""The tools as the SDK's own client sees them: in memory, over HTTP, over stdio."""

from __future__ import annotations

import asyncio
import json
import socket
import sys
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import pytest
import uvicorn
from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult, TextContent

from api.app import create_app
from api.mcp_tools import server
from api.service import Service
from api.settings import Settings
from graph.engines import Connection
from graph.engines.bolt import Graph, Reader
from queries.catalog import catalog
from tests.queries.world import HUAWEI, JINAN, UNIVERSITY, load

T = TypeVar("T")


@pytest.fixture
def world(graph: Graph, connection: Connection) -> Connection:
    load(graph)
    return connection


def in_memory(connection: Connection, use: Callable[[Client], Awaitable[T]]) -> T:
    async def run() -> T:
        async with Reader(connection) as reader:
            service = Service(reader, catalog(), timeout=10.0)
            async with Client(server(catalog(), lambda: service, 100)) as client:
                return await use(client)

    return asyncio.run(run())


def said(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


def test_every_query_is_a_tool_with_typed_parameters(world: Connection) -> None:
    listed = in_memory(world, lambda client: client.list_tools())
    tools = {tool.name: tool for tool in listed.tools}
    assert set(tools) == {"ask", *catalog()}
    schema = tools["partners_of"].input_schema
    assert schema["required"] == ["organization"]
    assert schema["properties"]["kind"]["enum"] == ["Company", "University", "Center", "Organization", "City"]


def test_a_tool_answers_as_the_http_api_does(world: Connection) -> None:
    result = in_memory(
        world, lambda client: client.call_tool("partners_in_city", {"city": "濟南", "limit": 1})
    )
    answer = result.structured_content
    assert answer == json.loads(said(result))
    assert (answer["parameters"]["city"], answer["total"], answer["truncated"]) == (JINAN, 3, True)
    assert answer["rows"][0]["evidence"][0]["document"] == "b.txt"
    asked = in_memory(world, lambda client: client.call_tool("ask", {"question": "who partnered in Jinan"}))
    assert asked.structured_content["rows"][0]["partner"]["id"] == UNIVERSITY


@pytest.mark.parametrize(
    ("tool", "arguments", "expected"),
    [
        ("partners_in_city", {}, "needs the parameter city"),
        ("partners_in_city", {"city": "Jinnan"}, "did you mean Jinan"),
        ("partners_in_city", {"city": "Jinan", "town": "x"}, "no parameter 'town'"),
        ("partners_in_city", {"city": ["Jinan"]}, "city="),
        ("partners_in_town", {"city": "Jinan"}, "partners_in_city"),
        ("posts_of", {"person": "王伟"}, "may be"),
    ],
)
def test_an_error_says_what_to_do(
    world: Connection, tool: str, arguments: dict[str, Any], expected: str
) -> None:
    result = in_memory(world, lambda client: client.call_tool(tool, arguments))
    assert result.is_error
    assert expected in said(result)


def test_the_tools_over_http(world: Connection) -> None:
    async def ask(address: str) -> CallToolResult:
        async with Client(f"{address}/mcp") as client:
            return await client.call_tool("partners_of", {"organization": HUAWEI})

    with _serving(world) as address:
        answer = asyncio.run(ask(address)).structured_content
    assert answer["total"] == 4


def test_the_tools_over_stdio(world: Connection) -> None:
    environment = {
        "NEO4J_URI": world.uri,
        "NEO4J_USERNAME": world.reader_username,
        "NEO4J_PASSWORD": world.reader_password,
        "NEO4J_DATABASE": world.database,
    }
    code = "from api.cli import main; main()"

    async def ask() -> CallToolResult:
        started = StdioServerParameters(command=sys.executable, args=["-c", code, "mcp"], env=environment)
        async with Client(started) as client:
            return await client.call_tool("partners_of", {"organization": "华为"})

    assert asyncio.run(ask()).structured_content["total"] == 4


@contextmanager
def _serving(connection: Connection) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        app = create_app(Settings(_env_file=None), connection)
        running = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            running.should_exit = True
            thread.join()
