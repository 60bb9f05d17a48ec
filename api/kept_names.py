"""The index of names on disk: a graph that was not written since needs not be read again when a server starts."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import orjson

from graph.engines.files import write_private
from graph.names.authority import authority
from graph.state import State
from queries.link import Index

FORM = 3
"""Changes whenever names are folded or kept in another way."""

FEWEST = 2000
"""Entities from which on an index is kept: a smaller one is read in a moment."""

log = logging.getLogger("pactgraph")


class KeptNames:
    """One file in the home folder, which holds the index of the graph in one state."""

    def __init__(self, home: Path) -> None:
        self._file = home / "names.json"

    def load(self, state: State) -> Index | None:
        """Return the index of a graph in this state; None if that is not the one that is kept."""
        if state.stamp is None:
            return None
        try:
            kept: dict[str, Any] = orjson.loads(self._file.read_bytes())
            return Index.unpack(kept["index"], state) if kept["made_for"] == _made_for(state) else None
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, KeyError) as error:
            log.warning("%s cannot be used, and is made anew: %s", self._file, error)
            return None

    def save(self, index: Index) -> None:
        """Keep an index, instead of the one that was kept before."""
        if index.state.stamp is None or len(index.by_id) < FEWEST:
            return
        kept = {"made_for": _made_for(index.state), "index": index.pack()}
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_private(self._file, orjson.dumps(kept).decode())
        except OSError as error:
            log.warning(
                "%s cannot be written, so that the next start reads every name: %s", self._file, error
            )


def _made_for(state: State) -> list[Any]:
    return [FORM, state.stamp, authority().fingerprint]
