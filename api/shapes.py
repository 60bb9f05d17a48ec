"""The shapes of what each canned query takes and answers, from its header, for the API's documentation."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, create_model

from api.answers import EntityAnswer, EvidenceAnswer, RowsAnswer
from queries.query import Column, ColumnType, Query

_TYPES: dict[ColumnType, Any] = {
    "entity": EntityAnswer,
    "text": str,
    "date": str,
    "number": int,
    "boolean": bool,
    "list": list[str],
    "evidence": list[EvidenceAnswer],
}


@cache
def answer_model(query: Query) -> type[BaseModel]:
    """Return the model of a query's answers: its own parameters and rows in the envelope that all share."""
    title = "".join(part.title() for part in query.name.split("_"))
    row = _model(
        f"{title}Row",
        f"A row of {query.name}.",
        {column.name: _type(column) for column in query.columns},
    )
    parameters = _model(
        f"{title}Parameters",
        "The parameters as they were understood: ids for names, null for what was not given.",
        {
            known.name: (int if known.type == "count" else str)
            if known.required or known.default is not None
            else str | None
            for known in query.parameters
        },
    )
    return create_model(
        f"{title}Answer",
        __base__=RowsAnswer,
        __doc__=query.description,
        parameters=(parameters, ...),
        rows=(list[row], ...),  # type: ignore[valid-type]  # a type by its value
    )


def _model(name: str, doc: str, fields: dict[str, Any]) -> type[BaseModel]:
    defined = {field: (type_, ...) for field, type_ in fields.items()}
    made: type[BaseModel] = create_model(name, __doc__=doc, __config__=ConfigDict(), **defined)  # type: ignore[call-overload]
    return made


def _type(column: Column) -> Any:
    type_ = _TYPES[column.type]
    return type_ | None if column.nullable else type_
