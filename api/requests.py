"""What every request may say: ``lang``, ``limit``, ``next`` and ``format``, the same everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from api.problems import BadOption, NotAcceptable
from queries.query import Language
from queries.statement import DEFAULT_LIMIT

Format = Literal["json", "jsonl", "csv"]
MEDIA_TYPES: Mapping[Format, str] = {
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a request, and the parameters that are left for the query."""

    limit: int
    format: Format
    lang: Language | None
    given: Mapping[str, str] = field(default_factory=dict)


def read_options(items: Iterable[tuple[str, str]], accept: str, max_rows: int) -> Options:
    """Tell options from parameters. Raises BadOption or NotAcceptable."""
    values: dict[str, str] = {}
    for name, value in items:
        if name in values:
            raise BadOption(name, value, "given once")
        values[name] = value
    if values.pop("next", ""):
        raise BadOption("next", "", "what an earlier answer gave as `next`, and none did")
    return Options(
        limit=_limit(values.pop("limit", ""), max_rows),
        format=_format(values.pop("format", ""), accept),
        lang=_language(values.pop("lang", "")),
        given=values,
    )


def _limit(text: str, max_rows: int) -> int:
    if not text:
        return min(DEFAULT_LIMIT, max_rows)
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= max_rows):
        raise BadOption("limit", text, f"a whole number from 1 to {max_rows}")
    return int(text)


def _language(text: str) -> Language | None:
    if text in ("", "en", "zh"):
        return text or None  # type: ignore[return-value]  # mypy does not narrow a str by `in`
    raise BadOption("lang", text, "en or zh")


def _format(name: str, accept: str) -> Format:
    for format_ in MEDIA_TYPES:
        if name == format_:
            return format_
    if name:
        raise NotAcceptable(f"format={name}", tuple(MEDIA_TYPES))
    wanted = [part.partition(";")[0].strip().lower() for part in accept.split(",")] if accept else ["*/*"]
    for media_range in wanted:
        for format_, media_type in MEDIA_TYPES.items():
            kind = media_type.partition(";")[0]
            if media_range in ("*/*", kind, kind.partition("/")[0] + "/*"):
                return format_
    if any(media_range == "application/problem+json" for media_range in wanted):
        return "json"
    raise NotAcceptable(accept, tuple(MEDIA_TYPES.values()))
