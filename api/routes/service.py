"""The service itself: alive, ready, what the graph holds."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api.answers import StateAnswer, StatsAnswer
from api.openapi import problems
from api.problems import SchemaNotCurrent
from api.responses import json_response
from api.routes import TheService
from graph.schema import BOOKKEEPING_NODE, SCHEMA_VERSION
from graph.status import COUNTS, shape_counts

routes = APIRouter(tags=["service"])


@routes.get("/healthz", summary="Alive?", response_model=StateAnswer)
async def healthz() -> Response:
    """Answers while the server runs; it does not ask the database."""
    return json_response({"status": "alive"})


@routes.get("/readyz", summary="Ready?", response_model=StateAnswer, responses=problems(503))
async def readyz(service: TheService) -> Response:
    """Answers 200 when the database answers and its schema is the one that this version needs, else 503."""
    record = await service.one(BOOKKEEPING_NODE)
    schema = record["schema"] if record else None
    if schema != SCHEMA_VERSION:
        raise SchemaNotCurrent(schema, SCHEMA_VERSION)
    return json_response({"status": "ready"})


@routes.get("/stats", summary="Counts", response_model=StatsAnswer, responses=problems(503, 504))
async def stats(service: TheService) -> Response:
    """How many nodes there are of each label and relationships of each type, and the graph's revision."""
    counts = shape_counts(await service.reader.rows(COUNTS, None, service.timeout))
    record = await service.one(BOOKKEEPING_NODE) or {"schema": None, "revision": None}
    return json_response(
        {
            "nodes": dict(counts.nodes),
            "relationships": dict(counts.relationships),
            "schema_version": record["schema"],
            "revision": record["revision"],
        }
    )
