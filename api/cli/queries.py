"""``query`` and ``queries``: the canned queries by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from api.cli.options import Format, FormatOption, LangOption, LimitOption


def query(
    name: Annotated[str, typer.Argument(help="The query's name; `pactgraph queries` lists them.")],
    values: Annotated[
        list[str] | None, typer.Argument(metavar="[K=V]...", help="Its parameters, such as city=Jinan.")
    ] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", help="A parameter, as name=value.", metavar="K=V")
    ] = None,
    format_: FormatOption = Format.TABLE,
    limit: LimitOption = 50,
    lang: LangOption = None,
) -> None:
    """Run one canned query."""
    from api.cli import output
    from api.cli.session import with_service

    given = _parameters([*(values or ()), *(param or ())])
    answer = with_service(lambda service: service.run(name, given, limit, lang))
    output.answer(answer, format_)


def queries(format_: FormatOption = Format.TABLE) -> None:
    """List the canned queries with their parameters."""
    from api.cli import output
    from queries.catalog import catalog
    from queries.query import Column

    columns = (Column("query", "text"), Column("parameters", "list"), Column("question", "text"))
    rows = [
        {
            "query": query.name,
            "parameters": [_usage(parameter.name, parameter.required) for parameter in query.parameters],
            "question": query.example("en") or query.called("en"),
        }
        for query in catalog().values()
    ]
    output.rows(columns, rows, format_)


def _usage(name: str, required: bool) -> str:
    return name if required else f"[{name}]"


def _parameters(pairs: Sequence[str]) -> dict[str, str]:
    given: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise typer.BadParameter(f"{pair!r} is not name=value", param_hint="K=V")
        if name in given:
            raise typer.BadParameter(f"{name} is given twice", param_hint="K=V")
        given[name] = value
    return given
