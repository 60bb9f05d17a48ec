"""The facts of one document: the contract between extraction and everything behind it.

Written as JSON Lines, one document a line (``Facts.model_dump_json``), and read back with
:func:`read_facts`, which names the field that breaks the format.
"""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from graph.errors import FactsError
from graph.model import CLAIM_TYPE_BY_NAME, LABEL_BY_NAME

LARGEST_TEXT = 16 * 1024 * 1024
"""Bytes of a text in UTF-8: parsers of RDF read no longer literal."""


def _encodable(text: str) -> str:
    try:
        size = len(text.encode("utf-8"))
    except UnicodeEncodeError as error:
        raise ValueError(f"holds a lone surrogate at character {error.start}") from None
    if size > LARGEST_TEXT:
        raise ValueError(f"holds more than {LARGEST_TEXT // 1024 // 1024} MB")
    return text


Text = Annotated[str, AfterValidator(_encodable)]
NonEmpty = Annotated[str, StringConstraints(min_length=1), AfterValidator(_encodable)]
Offset = Annotated[int, Field(ge=0)]
Date = Annotated[str, StringConstraints(pattern=r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Mention(_Model):
    """A place in the source where an entity is named."""

    start: Offset
    end: Offset
    text: Text


class Entity(_Model):
    """A thing that the document names; ``id`` is its label's key, a slash and a slug."""

    id: NonEmpty
    label: str
    name: NonEmpty
    name_zh: Text | None = None
    name_en: Text | None = None
    aliases: tuple[Text, ...] = ()
    external_ids: dict[str, Text] = {}
    mentions: tuple[Mention, ...] = ()


class Claim(_Model):
    """What one sentence says of two entities; offsets point into the source's decoded text."""

    type: str
    source: NonEmpty
    target: NonEmpty
    date: Date | None = None
    place: NonEmpty | None = None
    title: Text | None = None
    topic: Text | None = None
    former: bool = False
    quote: NonEmpty
    start: Offset
    end: Offset
    confidence: Annotated[float, Field(ge=0, le=1)]
    extractor: Text | None = None


class Document(_Model):
    """Where the facts come from; ``id`` says what is replaced when it is loaded again.

    ``given``: its entities' ids stand, and only judgements and the authority file merge them. It is false of what
    our own pipeline extracted from a text. ``minhash`` is the text's signature, by which reprints are told.
    """

    id: NonEmpty
    path: Text
    title: Text | None = None
    published: Date | None = None
    url: Text | None = None
    language: Text | None = None
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    length: Offset | None = None
    minhash: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]{171}=$")] | None = None
    given: bool = True


class Facts(_Model):
    """A document, the entities it names and the claims it makes."""

    document: Document
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        labels = _check_entities(self)
        for number, claim in enumerate(self.claims):
            _check_claim(f"claims[{number}]", claim, labels, self.document.length)
        return self

    def fingerprint(self) -> str:
        """A hash of everything stated here: equal facts, equal fingerprint."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


def read_facts(row: str | bytes | dict[str, Any], where: str = "") -> Facts:
    """Read one row of the facts format.

    Raises FactsError, which names ``where`` and the field, for the first thing that breaks the format.
    """
    try:
        if isinstance(row, dict):
            return Facts.model_validate(row)
        return Facts.model_validate_json(row)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        what = first["msg"].removeprefix("Value error, ")
        raise FactsError(where, f"{field}: {what}" if field else what) from None
    except RecursionError:
        raise FactsError(where, "nested too deeply to be facts") from None


def is_facts(row: dict[str, Any]) -> bool:
    """Whether a JSON Lines row is facts (it has claims) and not a document (it has text)."""
    return "claims" in row


def dump_rows(rows: Any) -> str:
    """Compact JSON with Chinese kept as it is."""
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _check_entities(facts: Facts) -> dict[str, str]:
    labels: dict[str, str] = {}
    for number, entity in enumerate(facts.entities):
        where = f"entities[{number}]"
        label = LABEL_BY_NAME.get(entity.label)
        if label is None:
            raise ValueError(f"{where}.label: {entity.label!r} is none of {', '.join(LABEL_BY_NAME)}")
        key, _, slug = entity.id.partition("/")
        if key != label.key or not slug:
            raise ValueError(
                f"{where}.id: {entity.id!r} does not begin with {label.key}/, as a {label.name}'s must"
            )
        if entity.id in labels:
            raise ValueError(f"{where}.id: {entity.id!r} stands twice")
        labels[entity.id] = entity.label
        for place, mention in enumerate(entity.mentions):
            _check_span(f"{where}.mentions[{place}]", mention, facts.document.length)
    return labels


def _check_claim(where: str, claim: Claim, labels: dict[str, str], length: int | None) -> None:
    kind = CLAIM_TYPE_BY_NAME.get(claim.type)
    if kind is None:
        raise ValueError(f"{where}.type: {claim.type!r} is none of {', '.join(CLAIM_TYPE_BY_NAME)}")
    for end, allowed in (("source", kind.sources), ("target", kind.targets)):
        entity = getattr(claim, end)
        if entity not in labels:
            raise ValueError(f"{where}.{end}: {entity!r} is not among the entities")
        if labels[entity] not in allowed:
            raise ValueError(
                f"{where}.{end}: {kind.name} cannot have a {labels[entity]} there, only {', '.join(allowed)}"
            )
    if claim.place is not None and labels.get(claim.place) not in ("City", "Event"):
        raise ValueError(f"{where}.place: {claim.place!r} is no City or Event among the entities")
    _check_span(where, claim, length)


def _check_span(where: str, span: Mention | Claim, length: int | None) -> None:
    if span.start > span.end:
        raise ValueError(f"{where}: start {span.start} stands after end {span.end}")
    if length is not None and span.end > length:
        raise ValueError(f"{where}: end {span.end} is past the document's length {length}")
