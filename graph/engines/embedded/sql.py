"""What the embedded engine does in its own SQL alone, and so not over Bolt: over HTTP, on loopback."""

from __future__ import annotations

import base64
import json
import urllib.error
import urllib.request
from typing import Any

from graph.engines.embedded.address import DATABASE, Address
from graph.errors import GraphRefused, GraphUnavailable


def run_sql(address: Address, statement: str) -> list[dict[str, Any]]:
    """Return the rows that a statement answers. Raises GraphRefused or GraphUnavailable."""
    credentials = base64.b64encode(f"{address.username}:{address.password}".encode()).decode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{address.http_port}/api/v1/command/{DATABASE}",
        json.dumps({"language": "sql", "command": statement}).encode(),
        {"Authorization": f"Basic {credentials}", "Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            rows: list[dict[str, Any]] = json.load(answer)["result"]
            return rows
    except urllib.error.HTTPError as error:
        raise GraphRefused(f"the embedded engine refused {statement!r}: {_detail(error.read())}") from error
    except OSError as error:
        raise GraphUnavailable(
            f"the embedded engine does not answer at {request.full_url}: {error}"
        ) from error


def _detail(body: bytes) -> str:
    """Return what went wrong, in the engine's own words."""
    try:
        told = json.loads(body)
    except ValueError:
        return body.decode(errors="replace")
    return str(told.get("detail") or told.get("error"))
