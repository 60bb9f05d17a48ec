"""Options that mean the same in every command."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

import typer


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


FormatOption = Annotated[Format, typer.Option("--format", help="How rows are printed.", show_choices=True)]
LangOption = Annotated[
    Literal["en", "zh"] | None,
    typer.Option("--lang", help="Names in this language, where documents give them."),
]
LimitOption = Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many rows at most.")]
