"""Cursors: the text in ``next`` that tells where the following page begins.

A cursor holds the key of the last row that was seen, and a checksum over it, the query and its parameters. The
checksum is no secret: it tells a cursor that was cut, altered or taken from another question, while one that somebody
made up would only begin at another row.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from queries.errors import BadCursor

_CHECKSUM = 12


def make_cursor(query: str, parameters: Mapping[str, Any], key: Sequence[Any]) -> str:
    """The cursor that stands behind the row of this key; letters, digits, ``-`` and ``_`` only."""
    body = _json(list(key))
    return base64.urlsafe_b64encode(_checksum(query, parameters, body) + body).decode().rstrip("=")


def read_cursor(query: str, parameters: Mapping[str, Any], cursor: str) -> list[Any]:
    """The key in a cursor. Raises BadCursor unless it was made for this query and these parameters."""
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise BadCursor(query) from None
    checksum, body = raw[:_CHECKSUM], raw[_CHECKSUM:]
    # A text has several spellings in base64 (spare bits, padding): only the one that we made counts.
    if (
        checksum != _checksum(query, parameters, body)
        or base64.urlsafe_b64encode(raw).decode().rstrip("=") != cursor
    ):
        raise BadCursor(query)
    key: list[Any] = json.loads(body)
    return key


def _checksum(query: str, parameters: Mapping[str, Any], body: bytes) -> bytes:
    made_for = _json([query, sorted(parameters.items())])
    return hashlib.blake2b(made_for + b"\0" + body, digest_size=_CHECKSUM, person=b"pactgraph").digest()


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
