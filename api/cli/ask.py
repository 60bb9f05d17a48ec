"""``ask``: a question in words."""

from __future__ import annotations

from typing import Annotated

import typer

from api.cli.options import Format, FormatOption, LangOption, LimitOption

NOT_UNDERSTOOD = 2


def ask(
    question: Annotated[str, typer.Argument(help="The question, in English or Chinese.")],
    format_: FormatOption = Format.TABLE,
    limit: LimitOption = 50,
    lang: LangOption = None,
) -> None:
    """Answer a question, with the sentences that say so."""
    from api.cli import output
    from api.cli.session import with_service
    from queries.ask import NotUnderstood

    asked = with_service(lambda service: service.ask(question, limit, lang))
    if format_ is Format.JSON:
        output.json(asked.shown())
    if isinstance(asked.understood, NotUnderstood):
        if format_ is not Format.JSON:
            output.not_understood(asked.understood.why, asked.examples)
        raise typer.Exit(NOT_UNDERSTOOD)
    assert asked.answer is not None  # noqa: S101 - what is understood has been answered
    if format_ is not Format.JSON:
        output.reading(asked.understood)
        if asked.says is not None:
            output.words(f"{asked.says.capitalize()}.")
        output.answer(asked.answer, format_)
