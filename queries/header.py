"""Reading a ``.cypher`` file: its header, and the checks that hold header and Cypher to each other."""

from __future__ import annotations

import re
from typing import Any, cast, get_args

import yaml

from graph.model import LABEL_BY_NAME
from queries.errors import HeaderError
from queries.query import (
    LABELS_OF_TYPE,
    Column,
    ColumnType,
    Example,
    Language,
    Parameter,
    ParameterType,
    Phrasing,
    Query,
    SortKey,
)

RESERVED_NAMES = frozenset(
    {"lang", "limit", "next", "format", "q", "bom", "row_limit", "row_more", "row_bound", "row_after"}
)
"""Names that mean the same everywhere, so that no parameter may have them."""

_HEADER = re.compile(r"\s*/\*(.*?)\*/", re.DOTALL)
_ENDING = re.compile(r"(.*)\bRETURN\b(?!.*\bRETURN\b)(.*?)\bORDER BY\b(.*)", re.DOTALL)
_CUT = re.compile(r"^// PAGE(?: BY (?P<by>.+?))?(?: OF (?P<of>.+))?$", re.MULTILINE)
"""The line behind which a row is only filled in: what stands before it says which rows there are, in what order.

Behind OF stand the variables from which a row is filled in and sorted, where no index gives the order and all rows are
looked at; behind BY the first key of the order where it has few values, so that a page needs few parts of the rows.
"""

_COMMA = re.compile(r",(?![^()\[\]]*[)\]])")
"""A comma that stands in no brackets (one deep is all that sort keys have)."""

_SUBQUERY = re.compile(r"\{[^{}]*\}")

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def read_query(text: str, file: str) -> Query:
    """Read one ``.cypher`` file's text. Raises HeaderError, which names the file and the field."""
    match = _HEADER.match(text)
    if match is None:
        raise HeaderError(file, "", "does not begin with a block comment /* ... */ that holds its header")
    cypher = text[match.end() :].strip()
    header = _Header(file, _yaml(match[1], file))
    header.only("title", "description", "parameters", "columns", "questions")
    whole, items, order = _parts(cypher, file)
    cut = _CUT.search(whole)
    parameters = tuple(
        _parameter(header.inside("parameters", name), name) for name in header.mapping("parameters")
    )
    query = Query(
        name=file.removesuffix(".cypher"),
        title={language: header.inside("title").text(language) for language in get_args(Language)},
        description=" ".join(header.text("description").split()),
        parameters=parameters,
        columns=tuple(_column(header.inside("columns"), name) for name in header.mapping("columns")),
        questions=_questions(header),
        cypher=cypher,
        selection=whole[: cut.start()].strip() if cut else None,
        carried=tuple(cut["of"].split(", ")) if cut and cut["of"] else (),
        parted=cut["by"] if cut else None,
        body=whole[cut.end() if cut else 0 :].strip(),
        items=items,
        order=order,
    )
    _check(query, file)
    return query


class _Header:
    """A mapping of the header, which knows where it stands when something in it is wrong."""

    def __init__(self, file: str, value: Any, path: str = "") -> None:
        self.file = file
        self.path = path
        if not isinstance(value, dict):
            raise self.wrong("", "must be a mapping of names to values")
        self.value: dict[str, Any] = value

    def wrong(self, field: str, what: str) -> HeaderError:
        return HeaderError(self.file, ".".join(part for part in (self.path, field) if part), what)

    def inside(self, *path: str) -> _Header:
        found = self
        for field in path:
            below = ".".join(part for part in (found.path, field) if part)
            found = _Header(self.file, found.value.get(field), below)
        return found

    def mapping(self, field: str) -> dict[str, Any]:
        return self.inside(field).value

    def text(self, field: str) -> str:
        value = self.value.get(field)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(field, "must be a text")
        return value

    def choice(self, field: str, allowed: tuple[Any, ...]) -> Any:
        value = self.value.get(field)
        if value not in allowed:
            raise self.wrong(field, f"{value!r} is none of {', '.join(allowed)}")
        return value

    def texts(self, field: str) -> tuple[str, ...]:
        value = self.value.get(field, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(field, "must be a list of texts")
        return tuple(value)

    def only(self, *fields: str) -> None:
        if unknown := set(self.value) - set(fields):
            raise self.wrong(min(unknown), f"means nothing here; known are {', '.join(fields)}")


def _yaml(text: str, file: str) -> Any:
    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - a safe one
    except yaml.YAMLError as error:
        raise HeaderError(file, "", f"the header is no YAML: {error}") from None


def _parts(cypher: str, file: str) -> tuple[str, tuple[str, ...], tuple[SortKey, ...]]:
    """What stands before the last RETURN, what it returns, and in which order."""
    ending = _ENDING.fullmatch(cypher)
    if ending is None:
        raise HeaderError(
            file, "", "the Cypher does not end with RETURN … ORDER BY, so answers would come in any order"
        )
    body, items, order = (part.strip() for part in ending.groups())
    keys = (key.strip() for key in _COMMA.split(order))
    returned = tuple(item.strip() for item in _COMMA.split(items))
    return body, returned, tuple(SortKey(key.removesuffix(" DESC"), key.endswith(" DESC")) for key in keys)


def _parameter(header: _Header, name: str) -> Parameter:
    header.only("type", "required", "default", "example", "allowed", "description")
    if name in RESERVED_NAMES:
        raise header.wrong("", "is a name that means the same everywhere, so no parameter may have it")
    required, default = header.value.get("required", False), header.value.get("default")
    if not isinstance(required, bool):
        raise header.wrong("required", "must be true or false")
    if required and default is not None:
        raise header.wrong("default", "a required parameter has none")
    type_ = header.choice("type", get_args(ParameterType))
    return Parameter(
        name=name,
        type=type_,
        description=header.text("description"),
        example=_example(header, type_),
        required=required,
        default=None if default is None else str(default),
        allowed=_allowed(header, type_),
    )


def _column(header: _Header, name: str) -> Column:
    """A column by its type, behind which a question mark says that it may be null."""
    text = header.text(name)
    type_ = text.removesuffix("?")
    if type_ not in get_args(ColumnType):
        raise header.wrong(name, f"{text!r} is none of {', '.join(get_args(ColumnType))}")
    return Column(name, cast("ColumnType", type_), text.endswith("?"))


def _allowed(header: _Header, type_: str) -> tuple[str, ...]:
    allowed = header.texts("allowed")
    if type_ != "label":
        return allowed
    if unknown := set(allowed) - set(LABEL_BY_NAME):
        raise header.wrong("allowed", f"{min(unknown)} is no label; labels are {', '.join(LABEL_BY_NAME)}")
    return allowed or tuple(LABEL_BY_NAME)


def _example(header: _Header, type_: str) -> Example:
    if type_ in LABELS_OF_TYPE:
        inside = header.inside("example")
        return Example(*(inside.text(field) for field in ("id", "en", "zh")))
    value = header.value.get("example")
    if value is None or isinstance(value, list | dict):
        raise header.wrong("example", "is missing")
    return Example(str(value), str(value), str(value))


def _questions(header: _Header) -> tuple[Phrasing, ...]:
    if "questions" not in header.value:
        return ()
    questions = header.inside("questions")
    questions.only(*get_args(Language))
    return tuple(
        Phrasing(text, language) for language in get_args(Language) for text in questions.texts(language)
    )


def _check(query: Query, file: str) -> None:
    """Hold the header to the Cypher, and the texts to the parameters."""
    names = {parameter.name for parameter in query.parameters}
    required = {parameter.name for parameter in query.parameters if parameter.required}
    used = set(re.findall(r"\$(\w+)", query.cypher))
    if used != names:
        raise HeaderError(
            file, "parameters", f"{', '.join(sorted(used ^ names))} stand only here or only in the Cypher"
        )
    for name in query.carried:
        if not re.search(rf"\b{re.escape(name)}\b", query.selection or ""):
            raise HeaderError(file, "", f"{name!r} stands behind // PAGE OF, but nowhere before it")
    first = query.order[0]
    if query.parted and (query.parted != first.expression or first.descending or not query.carried):
        what = (
            f"{query.parted!r} stands behind // PAGE BY: that takes the order's first key, ascending, and OF"
        )
        raise HeaderError(file, "", what)
    outside, inside = query.cypher, 1
    while inside:
        outside, inside = _SUBQUERY.subn("", outside)
    if re.search(r"\bLIMIT\b", outside, re.IGNORECASE):
        raise HeaderError(file, "", "the Cypher has a LIMIT outside of its CALLs; the service adds it")
    for language, title in query.title.items():
        if extra := set(_PLACEHOLDER.findall(title)) - required:
            raise HeaderError(file, f"title.{language}", f"{{{min(extra)}}} is no required parameter")
    for phrasing in query.questions:
        holes = _PLACEHOLDER.findall(phrasing.text)
        where = f"questions.{phrasing.language}"
        if extra := set(holes) - names:
            raise HeaderError(file, where, f"{phrasing.text!r}: {{{min(extra)}}} is no parameter")
        if missing := required - set(holes):
            raise HeaderError(file, where, f"{phrasing.text!r} does not hold the required {{{min(missing)}}}")
        if len(holes) != len(set(holes)) or re.search(r"\}\s*\{", phrasing.text):
            raise HeaderError(
                file, where, f"{phrasing.text!r}: placeholders must differ and have words between them"
            )
