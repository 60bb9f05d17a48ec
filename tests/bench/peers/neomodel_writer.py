"""neomodel: nodes merged in lists, relationships connected one by one, which is the way that it has."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import Any

from neomodel import (
    ArrayProperty,
    BooleanProperty,
    FloatProperty,
    IntegerProperty,
    RelationshipTo,
    StringProperty,
    StructuredNode,
    StructuredRel,
    db,
    get_config,
)
from rows import PASSWORD, URI, USER, Node, Relationship, measure

BATCH = 1000

get_config().database_url = f"bolt://{USER}:{PASSWORD}@{URI.partition('://')[2]}"


class Said(StructuredRel):  # type: ignore[misc]
    """What a relationship holds."""

    start, end = IntegerProperty(), IntegerProperty()
    confidence, former = FloatProperty(), BooleanProperty()
    starts, ends = ArrayProperty(IntegerProperty()), ArrayProperty(IntegerProperty())
    aliases, external_ids, texts = (ArrayProperty(StringProperty()) for _ in range(3))
    document, quote, extractor, date, name, name_zh, name_en = (StringProperty() for _ in range(7))


LABELS = ("Document", "Company", "University", "City", "Executive", "Center", "Event", "Organization")
TYPES = ("MENTIONS", "SIGNED_WITH", "LOCATED_IN", "SPEAKS_AT", "ATTENDED", "WORKS_FOR", "PART_OF")
TEXTS = ("name", "name_zh", "name_en", "path", "title", "published", "language", "sha256", "fingerprint")


def _model(label: str) -> Any:
    """Return a label's class, with all that any node may have."""
    return type(
        label,
        (StructuredNode,),
        {
            "key": StringProperty(unique_index=True, required=True, db_property="id"),
            "length": IntegerProperty(),
            "given": BooleanProperty(),
            **{name: StringProperty() for name in TEXTS},
            **{name: ArrayProperty(StringProperty()) for name in ("aliases", "external_ids")},
            **{f"{kind}_{end}": RelationshipTo(end, kind, model=Said) for kind in TYPES for end in LABELS},
        },
    )


MODELS = {label: _model(label) for label in LABELS}
globals().update(MODELS)  # where neomodel looks up what a relationship leads to


def write(nodes: list[Node], relationships: list[Relationship]) -> None:
    """Write a thousand in a transaction."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for label, row in nodes:
        rows[label].append({"key" if name == "id" else name: value for name, value in row.items()})
    made: dict[tuple[str, ...], Any] = {}
    for label, values in rows.items():
        for begin in range(0, len(values), BATCH):
            with db.transaction:
                for node in MODELS[label].nodes.bulk_create_or_update(*values[begin : begin + BATCH]):
                    made[label, node.key] = node
    remaining = iter(relationships)
    while batch := list(islice(remaining, BATCH)):
        with db.transaction:
            for kind, source, target, row in batch:
                getattr(made[tuple(source)], f"{kind}_{target[0]}").connect(made[tuple(target)], row)


measure(write)
