"""The best sequence of tags under a linear-chain CRF, for many sentences at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from loaders.mentions.lac.packing import Packing

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Chain:
    """Scores of beginning with a tag, ending with it, and going from one (row) to another (column)."""

    start: Floats  # (tags,)
    end: Floats  # (tags,)
    transitions: Floats  # (tags, tags)

    @classmethod
    def of(cls, crf: Floats) -> Chain:
        """Take them from LAC's ``crf`` array (tags + 2, tags)."""
        return cls(crf[0], crf[1], np.ascontiguousarray(crf[2:]))

    def decode(self, emissions: Floats, packing: Packing) -> NDArray[np.int64]:
        """Find the best tags: packed ``emissions`` (size, tags) in, tag numbers (size,) out.

        Only the forward scores are kept. The way back then looks for the best predecessor of the one
        tag that was chosen, instead of having stored it for every tag.
        """
        forward = self._forward(emissions, packing)
        into = np.ascontiguousarray(self.transitions.T)
        tags = np.empty(packing.size, dtype=np.int64)
        after = tags[:0]
        for offset, rows in reversed(packing.steps()):
            scores = forward[offset : offset + rows]
            scores[: len(after)] += into[after]
            scores[len(after) :] += self.end  # these sentences end here
            after = tags[offset : offset + rows] = scores.argmax(axis=1)
        return tags

    def _forward(self, emissions: Floats, packing: Packing) -> Floats:
        """For every piece and tag, the score of the best path that ends there: (size, tags)."""
        forward = emissions.copy()
        count = len(self.start)
        first = int(packing.rows[0])
        forward[:first] += self.start
        buffer = np.empty((count, first, count), dtype=np.float32)
        arrivals = self.transitions[:, None, :]
        before = forward[:first]
        for offset, rows in packing.steps()[1:]:
            paths = buffer[:, :rows]
            np.add(before[:rows].T[:, :, None], arrivals, out=paths)
            before = forward[offset : offset + rows]
            before += paths.max(axis=0)
        return forward
