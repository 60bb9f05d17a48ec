"""The canned queries as favourites of Neo4j Browser: a file of Cypher, and an archive that becomes a folder of them.

Browser makes one favourite of a file and takes the comment in its first line for the name, so that each query has
to come as a file of its own to be one.
"""

from __future__ import annotations

import io
import zipfile

from api.browser.runnable import runnable
from queries.catalog import Catalog

FOLDER = "pactgraph"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same bytes for the same queries


def favourites(catalog: Catalog) -> str:
    """Return all queries in one file, as Browser exports favourites."""
    return "\n\n".join(f"{runnable(query)};" for query in catalog.values()) + "\n"


def archive(catalog: Catalog) -> bytes:
    """Return a ZIP with a ``.cypher`` file for each query, in a folder."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as files:
        for query in catalog.values():
            file = zipfile.ZipInfo(f"{FOLDER}/{query.name}.cypher", _EPOCH)
            files.writestr(file, runnable(query), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
