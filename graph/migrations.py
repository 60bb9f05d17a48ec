"""Migrations: what takes a graph that holds data from one version of the schema to the next."""

from __future__ import annotations

from graph.model import CLAIM_TYPES, DOCUMENT

MIGRATIONS: dict[int, tuple[str, ...]] = {
    1: (
        # Version 1 did not say which documents came as facts; our own name their extractor in every claim.
        f"MATCH (d:{DOCUMENT})\nSET d.given = false",
        *(
            f"MATCH ()-[r:{kind.name}]->()\nWHERE coalesce(r.extractor, '') <> 'rules'\n"
            f"WITH DISTINCT r.document AS id\nMATCH (d:{DOCUMENT} {{id: id}})\nSET d.given = true"
            for kind in CLAIM_TYPES
        ),
    ),
    2: (),  # the full-text index over names, which is made with the others
}
"""By the version that they start from, statements; any of them may be run again. Indexes are made before them.

What is derived (merged ids, name keys) needs none: it is settled with the next write of a graph that has not
recorded by which rules it was made.
"""
