"""The shapes of the answers, for the API's documentation; each has an example."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from queries.statement import COUNT_BOUND

_TOTAL = Field(
    description=f"How many rows there are in all, counted up to {COUNT_BOUND:,}; past that total_is_exact is false."
)


def _example(**fields: Any) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [fields]})


HUAWEI = {
    "id": "company/huawei",
    "label": "Company",
    "name": "Huawei",
    "name_zh": "华为",
    "name_en": "Huawei",
}
UNIVERSITY = {
    "id": "university/shandong-university",
    "label": "University",
    "name": "Shandong University",
    "name_zh": "山东大学",
    "name_en": "Shandong University",
}
JINAN = {"id": "city/jinan", "label": "City", "name": "Jinan", "name_zh": "济南", "name_en": "Jinan"}
EVIDENCE = {
    "document": "samples/jinan-2022.txt",
    "title": "An agreement in Jinan",
    "published": "2022-06-17",
    "quote": "Huawei and Shandong University signed an agreement in Jinan.",
    "start": 120,
    "end": 180,
    "confidence": 0.9,
}


class EntityAnswer(BaseModel):
    """An entity as it stands in a row."""

    model_config = _example(**HUAWEI)
    id: str
    label: str
    name: str
    name_zh: str | None
    name_en: str | None


class EvidenceAnswer(BaseModel):
    """A sentence that says so, and where it stands: in which document, from which character to which."""

    model_config = _example(**EVIDENCE)
    document: str
    title: str | None
    published: str | None
    quote: str
    start: int
    end: int
    confidence: float


class EntityDetails(EntityAnswer):
    """One entity with everything that documents call it."""

    model_config = _example(
        **HUAWEI, aliases=["华为技术有限公司"], external_ids={"wikidata": "Q160120"}, documents=3, revision=12
    )
    aliases: list[str]
    external_ids: dict[str, str]
    documents: int = Field(description="How many documents name it.")
    revision: int | None


class ColumnAnswer(BaseModel):
    """A column of the rows."""

    model_config = _example(name="partner", type="entity")
    name: str
    type: str = Field(description="entity, text, date, number, boolean, list or evidence")


class RowsAnswer(BaseModel):
    """Rows, how many there are in all, and the graph's revision that they come from."""

    model_config = _example(
        query="partners_of",
        parameters={"organization": "company/huawei", "kind": None, "year": None},
        columns=[{"name": "partner", "type": "entity"}, {"name": "evidence", "type": "evidence"}],
        rows=[{"partner": UNIVERSITY, "evidence": [EVIDENCE]}],
        total=1,
        total_is_exact=True,
        truncated=False,
        next=None,
        revision=12,
    )
    query: str
    parameters: dict[str, Any]
    columns: list[ColumnAnswer]
    rows: list[dict[str, Any]]
    total: int = _TOTAL
    total_is_exact: bool
    truncated: bool
    next: str | None
    revision: int | None


class AskAnswer(BaseModel):
    """How a question was understood, with the rows; or why it was not."""

    model_config = _example(
        understood=True,
        question="who partnered in Jinan",
        reading="Who partnered in Jinan",
        how="partners_in_city, city = Jinan (city/jinan)",
        says=None,
        alternatives=[],
        query="partners_in_city",
        parameters={"city": "city/jinan", "year": None, "organization": None, "kind": None},
        columns=[
            {"name": "organization", "type": "entity"},
            {"name": "partner", "type": "entity"},
            {"name": "evidence", "type": "evidence"},
        ],
        rows=[{"organization": HUAWEI, "partner": UNIVERSITY, "evidence": [EVIDENCE]}],
        total=1,
        total_is_exact=True,
        truncated=False,
        next=None,
        revision=12,
    )
    understood: bool
    question: str
    reading: str | None = None
    how: str | None = None
    says: Literal["yes", "nothing says so"] | None = None
    alternatives: list[dict[str, Any]] | None = None
    why: str | None = None
    near: list[EntityAnswer] | None = None
    examples: list[str] | None = None


class ParameterAnswer(BaseModel):
    """A parameter of a canned query."""

    model_config = _example(
        name="city",
        type="city",
        required=True,
        default=None,
        example="Jinan",
        allowed=[],
        description="Where it was signed.",
    )
    name: str
    type: str
    required: bool
    default: str | None
    example: str
    allowed: list[str]
    description: str


class QueryAnswer(BaseModel):
    """A canned query."""

    model_config = _example(
        name="events_in_city",
        title={"en": "Which events were held in {city}", "zh": "{city}举办了哪些活动"},
        description="The events that took place in a city.",
        parameters=[],
        columns=[{"name": "event", "type": "entity"}],
        questions={"en": ["which events were held in {city}"], "zh": ["{city}举办了哪些活动"]},
        url="/queries/events_in_city",
    )
    name: str
    title: dict[str, str]
    description: str
    parameters: list[ParameterAnswer]
    columns: list[ColumnAnswer]
    questions: dict[str, list[str]]
    url: str


class CatalogAnswer(BaseModel):
    """Every canned query."""

    model_config = _example(queries=[QueryAnswer.model_config["json_schema_extra"]["examples"][0]])  # type: ignore[index]
    queries: list[QueryAnswer]


class DocumentAnswer(BaseModel):
    """One loaded document and the claims that it makes."""

    model_config = _example(
        id="samples/jinan-2022.txt",
        title="An agreement in Jinan",
        path="samples/jinan-2022.txt",
        published="2022-06-17",
        url=None,
        language="en",
        sha256="0" * 64,
        length=812,
        text=EVIDENCE["quote"],
        mentions=[{"entity": HUAWEI, "start": 0, "end": 6, "text": "Huawei"}],
        claims=[{"type": "SIGNED_WITH", "source": HUAWEI, "target": UNIVERSITY, "evidence": [EVIDENCE]}],
        total=1,
        total_is_exact=True,
        truncated=False,
        next=None,
        revision=12,
    )
    id: str
    title: str | None
    path: str
    published: str | None
    url: str | None
    language: str | None
    sha256: str
    length: int | None
    text: str | None = Field(
        description="The text that offsets count in, as characters; null where it is not kept (PACTGRAPH_KEEP_TEXTS)."
    )
    mentions: list[dict[str, Any]] = Field(description="Where it names entities, in the order of its text.")
    claims: list[dict[str, Any]]
    total: int = _TOTAL
    total_is_exact: bool
    truncated: bool
    next: str | None
    revision: int | None


class ReportAnswer(BaseModel):
    """What became of a document that was put."""

    model_config = _example(
        status="new",
        path="samples/jinan-2022.txt",
        id="samples/jinan-2022.txt",
        line=None,
        reason=None,
        language="en",
        entities=5,
        claims=4,
        added=None,
        removed=None,
        encoding="utf-8",
        confidence=1.0,
        size=812,
    )
    status: str = Field(description="new, edited or unchanged")
    path: str
    id: str
    line: int | None
    reason: str | None
    language: str | None
    entities: int
    claims: int
    added: int | None
    removed: int | None
    encoding: str | None
    confidence: float = Field(description="In the encoding; 1 where nothing was guessed.")
    size: int = Field(description="Bytes.")


class ForgottenAnswer(BaseModel):
    """What went with a document that was retracted."""

    model_config = _example(id="samples/jinan-2022.txt", claims_removed=4, entities_removed=2)
    id: str
    claims_removed: int
    entities_removed: int


class StateAnswer(BaseModel):
    """Whether the server, and the database behind it, can answer."""

    model_config = _example(status="ready")
    status: str


class StatsAnswer(BaseModel):
    """What the graph holds."""

    model_config = _example(
        nodes={"Company": 41, "Document": 12},
        relationships={"SIGNED_WITH": 23},
        schema_version=1,
        revision=12,
    )
    nodes: dict[str, int]
    relationships: dict[str, int]
    schema_version: int | None
    revision: int | None


class Problem(BaseModel):
    """Why there is no answer (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str


PROBLEMS: dict[int, dict[str, Any]] = {
    401: {
        "type": "urn:pactgraph:unauthorized",
        "title": "The token is needed",
        "detail": "Send the header `Authorization: Bearer TOKEN` with the server's PACTGRAPH_TOKEN.",
    },
    403: {
        "type": "urn:pactgraph:writing-off",
        "title": "Writing is off",
        "detail": "This server has no token, so nobody can write: start it with PACTGRAPH_TOKEN set.",
    },
    413: {
        "type": "urn:pactgraph:too-large",
        "title": "The document is too large",
        "detail": "A document may have 10,000,000 characters: split it, or set PACTGRAPH_MAX_DOCUMENT.",
    },
    429: {
        "type": "urn:pactgraph:too-busy",
        "title": "Too many writes at once",
        "detail": "8 writes are under way: come again in a moment, or `pactgraph load` many at once.",
    },
    404: {
        "type": "urn:pactgraph:unknown-name",
        "title": "Nothing goes by that name",
        "detail": "No city in the graph goes by the name 'Jinnan': did you mean Jinan (city/jinan)?",
        "parameter": "city",
        "value": "Jinnan",
        "near": [JINAN],
    },
    406: {
        "type": "urn:pactgraph:not-acceptable",
        "title": "Cannot be produced",
        "detail": "format=xml cannot be produced; json, jsonl, csv can",
        "available": ["json", "jsonl", "csv"],
    },
    422: {
        "type": "urn:pactgraph:missing-parameter",
        "title": "A parameter is missing",
        "detail": "partners_in_city needs the parameter city, of type city: for example city=Jinan",
        "parameter": "city",
        "parameter_type": "city",
        "example": "Jinan",
    },
    503: {
        "type": "urn:pactgraph:database-away",
        "title": "The database is away",
        "detail": "The database cannot be used now; the server's log says why.",
    },
    504: {
        "type": "urn:pactgraph:timeout",
        "title": "The query ran too long",
        "detail": "The query ran past its time limit; ask for less, or try again later.",
    },
}
"""An example of a problem for every status that is documented."""
