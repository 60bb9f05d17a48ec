"""The catalogue as tools of the Model Context Protocol: one for each canned query, and one that asks in words."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import orjson
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)
from starlette.types import Receive, Scope, Send

from api.errors import explain
from api.problems import BadOption
from api.requests import read_options
from api.service import Service
from graph.errors import PactgraphError
from queries.catalog import Catalog
from queries.query import Parameter, Query
from queries.statement import DEFAULT_LIMIT

ASK = "ask"
_READS = ToolAnnotations(readOnlyHint=True, openWorldHint=False)
_OPTIONS: dict[str, Any] = {
    "limit": {
        "type": "integer",
        "minimum": 1,
        "default": DEFAULT_LIMIT,
        "description": "How many rows at most.",
    },
    "next": {"type": "string", "description": "What an earlier page answered as `next`."},
    "lang": {"type": "string", "enum": ["en", "zh"], "description": "The language of names."},
}


def server(catalog: Catalog, service: Callable[[], Service], max_rows: int) -> Server[Any]:
    """Return a server whose tools answer from the service that there is when they are called."""

    async def tools(_: object, __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=[_ask_tool(), *(_tool(query) for query in catalog.values())])

    async def call(_: object, asked: CallToolRequestParams) -> CallToolResult:
        try:
            shown = await _answer(service(), asked.name, asked.arguments or {}, max_rows)
        except PactgraphError as error:
            return CallToolResult(content=[TextContent(type="text", text=explain(error))], isError=True)
        text = orjson.dumps(shown).decode()
        return CallToolResult(content=[TextContent(type="text", text=text)], structuredContent=shown)

    return Server(
        "pactgraph",
        instructions="Who signed with whom, where, and which sentence says so. Every row carries its evidence.",
        on_list_tools=tools,
        on_call_tool=call,
    )


async def _answer(service: Service, name: str, arguments: dict[str, Any], max_rows: int) -> dict[str, Any]:
    """Return what GET /ask or GET /queries/{name} would answer. Raises PactgraphError."""
    for option, value in arguments.items():
        if not isinstance(value, str | int):
            raise BadOption(option, str(value), "a text or a whole number")
    options = read_options([(option, str(value)) for option, value in arguments.items()], "", max_rows)
    if name == ASK:
        (question,) = options.take(ASK, "question")
        return (await service.ask(question, options.limit, options.lang, options.next)).shown()
    answer = await service.run(name, options.given, options.limit, options.lang, options.next)
    return answer.shown()


class Endpoint:
    """The tools over HTTP (the streamable transport), without sessions: every request stands for itself."""

    def __init__(self, tools: Server[Any]) -> None:
        self._tools = tools
        self._manager: StreamableHTTPSessionManager | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Answer requests as long as this is open."""
        # Who may ask is checked before: the Host header, the token.
        manager = StreamableHTTPSessionManager(
            self._tools,
            json_response=True,
            stateless=True,
            security_settings=TransportSecuritySettings(enable_dns_rebinding_protection=False),
        )
        started, ended = asyncio.Event(), asyncio.Event()

        async def run() -> None:
            # In a task of its own: its cancel scope must be left by the task that entered it.
            async with manager.run():
                self._manager = manager
                started.set()
                await ended.wait()

        task = asyncio.create_task(run())
        await started.wait()
        try:
            yield
        finally:
            ended.set()
            await task

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        assert self._manager is not None  # noqa: S101 - the lifespan has started it
        await self._manager.handle_request(scope, receive, send)


def _tool(query: Query) -> Tool:
    return Tool(
        name=query.name,
        title=query.called("en"),
        description=query.description,
        inputSchema={
            "type": "object",
            "properties": {
                **{parameter.name: _schema(parameter) for parameter in query.parameters},
                **_OPTIONS,
            },
            "required": [parameter.name for parameter in query.parameters if parameter.required],
            "additionalProperties": False,
        },
        annotations=_READS,
    )


def _ask_tool() -> Tool:
    question = {"type": "string", "description": "The question, in English or Chinese."}
    return Tool(
        name=ASK,
        title="Ask a question",
        description="How a question in words was understood, and its rows; never a guess.",
        inputSchema={
            "type": "object",
            "properties": {"question": question, **_OPTIONS},
            "required": ["question"],
            "additionalProperties": False,
        },
        annotations=_READS,
    )


def _schema(parameter: Parameter) -> dict[str, Any]:
    described: dict[str, Any] = {
        "type": "integer" if parameter.type == "count" else "string",
        "description": parameter.description,
        "examples": [parameter.example.text],
    }
    if parameter.labels:
        described["description"] += " An id, or any of its names in any script."
    if parameter.allowed:
        described["enum"] = list(parameter.allowed)
    return described
