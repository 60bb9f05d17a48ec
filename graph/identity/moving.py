"""Moving: relationships of local ids go to another node, with the documents' own ids kept on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from graph import statements
from graph.identity import statements as own
from graph.identity.judgements import Judgements
from graph.identity.local import by_label
from graph.model import CITY, EVENT, MENTIONS
from graph.rows import claim_row, mention_row, stored_claim

if TYPE_CHECKING:
    from graph.identity.settling import Steps

Row = dict[str, Any]


def move(steps: Steps, places: Mapping[str, str], moves: Mapping[str, str], judgements: Judgements) -> None:
    """Move local ids from the nodes in ``places`` to those in ``moves``, which are made where need be."""
    steps.make(moves.values())
    mentions: list[Row] = []
    claims: list[Row] = []
    for label, locals_ in by_label(moves):
        rows = [{"local": local, "node": places[local]} for local in locals_]
        mentions += _taken(steps, own.mentions_of(label), own.delete_mentions(label), rows)
        for end in ("source", "target"):
            claims += _taken(steps, own.claims_of(label, end), own.delete_claims(label, end), rows)
        if label in (CITY.name, EVENT.name):
            claims += _placed(steps, rows)
    steps.relate(
        MENTIONS, [mention_row(row["local"], _without_local(row["properties"]), moves) for row in mentions]
    )
    put_claims(steps, claims, moves, judgements)


def put_claims(steps: Steps, found: Iterable[Row], moves: Mapping[str, str], judgements: Judgements) -> None:
    """Make claims again that were taken out of the graph, between the nodes that their ends have now."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        kind, source, target, properties = stored_claim(row)
        nodes = {source: row["source"], target: row["target"]}
        if place := properties.get("place"):
            nodes[place] = row["properties"]["place"]
        nodes |= {id_: moves[id_] for id_ in nodes if id_ in moves}
        stored, made = claim_row(kind, source, target, properties, nodes, judgements)
        rows[stored].append(made)
    for stored, claims in sorted(rows.items()):
        steps.relate(stored, claims)


def _taken(steps: Steps, fetch: str, delete: str, rows: list[Row]) -> list[Row]:
    """Return what a statement answers, and delete it."""
    found = steps.fetch(fetch, rows)
    if found:
        steps.run(delete, rows)
    return found


def _placed(steps: Steps, rows: list[Row]) -> list[Row]:
    found: list[Row] = []
    parameters = {"locals": [row["local"] for row in rows], "nodes": [row["node"] for row in rows]}
    for kind in statements.STORED_CLAIMS:
        found += steps.tell(own.claims_at(kind), **parameters)
        steps.tell(own.delete_claims_at(kind), **parameters)
    return found


def _without_local(properties: Row) -> Row:
    return {name: value for name, value in properties.items() if name != "local"}
