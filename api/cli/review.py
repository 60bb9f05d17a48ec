"""``review``: what the rules are least sure of, for a person to confirm or reject."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli.options import Format, LimitOption

if TYPE_CHECKING:
    from graph.identity.explain import Doubtful, Step
    from graph.identity.judgements import Judgement

CHOICES = {"c": True, "r": False, "s": None}


def review(
    limit: LimitOption = 20,
    format_: Annotated[
        Format | None, typer.Option("--format", help="List them in this format, and ask nothing.")
    ] = None,
) -> None:
    """Go through the merges and claims that the rules are least sure of, one by one."""
    from api.cli import output
    from api.cli.session import judge, open_writer
    from graph.identity.explain import doubtful_claims, doubtful_merges

    with open_writer() as writer:
        merges = doubtful_merges(writer.graph)[:limit]
        claims = doubtful_claims(writer.graph, limit)
        if format_ is not None:
            _list(merges, claims, format_)
            return
        judged = _ask(merges, claims)
        if judged:
            judge(writer.graph, judged)
    output.words(f"{len(judged)} judged, {len(merges) + len(claims) - len(judged)} left open.")


def _list(merges: Sequence[Step], claims: Sequence[Doubtful], format_: Format) -> None:
    from api.cli import output
    from queries.query import Column

    rows: list[dict[str, Any]] = [
        {
            "what": "merged" if step.merged else "apart",
            "one": step.one,
            "other": step.other,
            "sure": step.score,
            "why": _reason(step),
            "documents": list(step.documents),
        }
        for step in merges
    ]
    rows += [
        {
            "what": claim.type,
            "one": claim.source,
            "other": claim.target,
            "sure": claim.confidence,
            "why": claim.quote,
            "documents": [claim.document],
        }
        for claim in claims
    ]
    columns = (
        *(Column(name, "text") for name in ("what", "one", "other")),
        Column("sure", "number"),
        Column("why", "text"),
        Column("documents", "list"),
    )
    output.rows(columns, rows, format_)


def _ask(merges: Sequence[Step], claims: Sequence[Doubtful]) -> list[Judgement]:
    from graph.identity.judgements import OnClaim, OnPair

    judged: list[Judgement] = []
    for step in merges:
        state = "are taken for one" if step.merged else "are taken for two"
        answer = _prompt(
            f"{step.one} and {step.other} {state} ({_reason(step)}; {step.score:g}; "
            f"{', '.join(step.documents)}).\nAre they one?"
        )
        if answer is None:
            return judged
        if CHOICES[answer] is not None:
            judged.append(OnPair(step.one, step.other, same=answer == "c"))
    for claim in claims:
        answer = _prompt(
            f"{claim.type} {claim.source} → {claim.target} ({claim.confidence:g}; {claim.document}):\n"
            f"  “{claim.quote}”\nDoes it say so?"
        )
        if answer is None:
            return judged
        if CHOICES[answer] is not None:
            fields = dataclasses.asdict(claim)
            ends = {name: fields[name] for name in ("document", "type", "source", "target")}
            judged.append(OnClaim(**ends, right=answer == "c"))
    return judged


def _reason(step: Step) -> str:
    return f"{step.rule}: {step.because}" + (f"; {step.why_not}" if step.why_not else "")


def _prompt(question: str) -> str | None:
    """Return one of CHOICES, None for no more."""
    typer.echo(question, err=True)
    while True:
        try:
            answer = str(
                typer.prompt("[c]onfirm, [r]eject, [s]kip, [q]uit", default="s", show_default=False, err=True)
            )
        except typer.Abort:
            return None
        first = answer.strip().casefold()[:1]
        if first == "q":
            return None
        if first in CHOICES:
            return first
        typer.echo(f"{answer!r} is none of the four.", err=True)
