"""``why``, ``merge``, ``split``: which things that documents name are one, and people's say in it."""

from __future__ import annotations

import dataclasses
from typing import Annotated

import typer

from api.cli.options import Format, FormatOption

OneArgument = Annotated[str, typer.Argument(metavar="ID", help="An entity's id, such as company/huawei.")]
OtherArgument = Annotated[str, typer.Argument(metavar="ID", help="Another of the same label.")]


def why(one: OneArgument, other: OtherArgument, format_: FormatOption = Format.TABLE) -> None:
    """Say why two ids are one thing in the graph, or why not: names, rule, score, documents."""
    from api.cli import output
    from api.cli.session import open_writer
    from graph.identity.explain import why as explain
    from queries.query import Column

    with open_writer() as writer:
        found = explain(writer.graph, one, other)
    for id_, names in found.names.items():
        output.words(f"{id_}: {', '.join(names) or 'no document says so now'}")
    output.words(f"They are {'one' if found.same else 'two'}: {found.because}.")
    if format_ is Format.JSON:
        output.json(dataclasses.asdict(found))
        return
    rows = [{**dataclasses.asdict(step), "documents": list(step.documents)} for step in found.steps]
    columns = (
        *(Column(name, "text") for name in ("one", "other", "rule")),
        Column("score", "number"),
        Column("because", "text"),
        Column("merged", "boolean"),
        Column("why_not", "text"),
        Column("documents", "list"),
    )
    if rows:
        output.rows(columns, rows, format_)


def merge(one: OneArgument, other: OtherArgument) -> None:
    """Make two entities one, now and whenever their documents are loaded again."""
    _judge(one, other, same=True)


def split(one: OneArgument, other: OtherArgument) -> None:
    """Keep two ids apart, now and whenever their documents are loaded again."""
    _judge(one, other, same=False)


def _judge(one: str, other: str, *, same: bool) -> None:
    from api.cli import output
    from api.cli.session import judge, open_writer
    from graph.identity.explain import known_ids
    from graph.identity.explain import why as explain
    from graph.identity.judgements import OnPair

    with open_writer() as writer:
        known_ids(writer.graph, one, other)
        judge(writer.graph, [OnPair(min(one, other), max(one, other), same)])
        found = explain(writer.graph, one, other)
    if found.same != same:
        output.words(f"Noted, but they stay {'one' if found.same else 'two'}: {found.because}.")
        raise typer.Exit(1)
    output.words(f"Merged: {found.because}." if same else f"Split: {one} and {other} are two.")
