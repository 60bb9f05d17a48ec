"""Printing: rows on stdout in the format asked for, words on stderr."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import typer

from api.cli.options import Format
from api.formats import to_csv, to_jsonl
from queries.query import Column

if TYPE_CHECKING:
    from api.service import Answer
    from queries.ask import Understood


def words(text: str) -> None:
    """Say something to the person at the terminal."""
    typer.echo(text, err=True)


def json(value: Any) -> None:
    """Print a value as JSON, indented."""
    from pydantic_core import to_json

    typer.echo(to_json(value, indent=2))


def rows(columns: Sequence[Column], found: Sequence[dict[str, Any]], format_: Format) -> None:
    """Print rows."""
    if format_ is Format.JSON:
        json(list(found))
    elif format_ is Format.JSONL:
        sys.stdout.write(to_jsonl(found))
    elif format_ is Format.CSV:
        sys.stdout.write(to_csv(columns, found))
    else:
        from api.cli.table import table

        sys.stdout.write(table(columns, found))


def answer(found: Answer, format_: Format) -> None:
    """Print an answer: whole as JSON, else its rows; and say where rows are missing."""
    if format_ is Format.JSON:
        json(found.shown())
        return
    rows(found.query.columns, found.rows.rows, format_)
    if not found.rows.rows:
        words("Nothing in the graph says so.")
    elif found.rows.truncated:
        more = "" if found.rows.total_is_exact else "more than "
        words(f"{len(found.rows.rows)} of {more}{found.rows.total} rows; --limit shows others.")


def reading(understood: Understood) -> None:
    """Say how a question was read."""
    words(understood.reading.text)
    words(f"  {understood.reading.how}")
    for other in understood.alternatives:
        words(f"It might also mean: {other.text}")
        words(f"  {other.how}")


def not_understood(why: str, examples: Sequence[str]) -> None:
    """Say why a question was not understood, and what would be."""
    words(why)
    if examples:
        words("Questions that can be answered:")
    for example in examples:
        words(f"  {example}")
