"""Front matter: the YAML between two lines of three dashes with which Markdown files may begin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from graph.errors import DocumentError
from loaders.readers.dates import iso_date
from loaders.text.spanned import Metadata

_FENCED = re.compile(r"\s*^---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.M | re.S)
_FIELD = re.compile(r"""(?:\s*(?:\#.*)?\n)*["']?[\w. -]{1,40}["']?[ \t]*:(?:\s|\Z)""")

_TITLE = ("title", "headline")
_PUBLISHED = ("date", "published", "pubdate", "publishdate", "publish_date", "published_at", "datepublished")
_URL = ("url", "link", "canonical", "canonical_url", "permalink")
_LANGUAGE = ("lang", "language", "locale")
_AUTHOR = ("author", "authors", "byline")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says; the body begins at source offset ``end``."""

    metadata: Metadata
    end: int


def front_matter(source: str, *, path: str) -> FrontMatter | None:
    """Read a document's front matter; None where there is none (a line of dashes alone makes none).

    Blank lines may stand before it. Raises DocumentError with the line where its YAML is malformed.
    """
    fenced = _FENCED.match(source)
    if not fenced or not _FIELD.match(fenced["yaml"]):
        return None
    first_line = source.count("\n", 0, fenced.start("yaml")) + 1
    try:
        fields = yaml.load(fenced["yaml"], Loader=yaml.BaseLoader)  # noqa: S506 - it makes nothing but strings
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        raise DocumentError(
            f"{path}, line {line}: the front matter is not YAML: {error.problem or error.context}"
        ) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise DocumentError(f"{path}, line {first_line}: the front matter is not YAML: {error}") from None
    if not isinstance(fields, dict):
        return None
    return FrontMatter(_metadata(fields), fenced.end())


def _metadata(fields: dict[Any, Any]) -> Metadata:
    lower = {str(key).lower(): value for key, value in fields.items()}
    published = _first(lower, _PUBLISHED)
    return Metadata(
        title=_first(lower, _TITLE),
        published=iso_date(published) if published else None,
        url=_first(lower, _URL),
        language=_first(lower, _LANGUAGE),
        author=_first(lower, _AUTHOR),
    )


def _first(fields: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    """Take the first of these fields that holds text; of a list its texts, of a mapping its name."""
    for key in keys:
        value = fields.get(key)
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, list):
            value = ", ".join(part for part in value if isinstance(part, str))
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None
