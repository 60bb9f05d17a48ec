"""The forward pass: two bidirectional GRU layers over the pieces of many sentences at once.

Jiao, Sun and Sun, 2018, "Chinese Lexical Analysis with Deep Bi-GRU-CRF Network".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from loaders.mentions.lac.packing import Packing

Floats = NDArray[np.float32]

HIDDEN = 128


@dataclass(frozen=True, slots=True)
class Layer:
    """A bidirectional GRU's weights; index 0 of the direction axis reads forward, 1 backward.

    Columns are those of the update gate, the reset gate and the candidate, 128 each. Signs and a factor are
    folded in: ``sigmoid(x) = 1 / (1 + exp(-x))``, ``tanh(x) = 2 sigmoid(2x) - 1``.
    """

    inputs: Floats  # (width, 2 * 384): both directions side by side
    bias: Floats  # (2 * 384,)
    gates: Floats  # (2, 128, 256)
    candidate: Floats  # (2, 128, 128)

    @classmethod
    def of(cls, weights: Mapping[str, Any], number: int) -> Layer:
        """Take layer ``number`` (0 or 1) from the arrays of the weights file."""
        factors = np.repeat(np.array([-1, -1, -2], dtype=np.float32), HIDDEN)
        directions = (2 * number, 2 * number + 1)
        states = np.stack([weights[f"gru{one}_gates"] for one in directions])
        candidates = np.stack([weights[f"gru{one}_candidate"] for one in directions])
        return cls(
            np.concatenate([weights[f"fc{one}_w"] * factors for one in directions], axis=1),
            np.concatenate(
                [(weights[f"fc{one}_b"] + weights[f"gru{one}_b"]) * factors for one in directions]
            ),
            states * factors[: 2 * HIDDEN],
            candidates * factors[2 * HIDDEN :],
        )


@dataclass(frozen=True, slots=True)
class Network:
    """The weights from piece ids to emissions."""

    embeddings: Floats  # (vocabulary, 128)
    first: Layer
    second: Layer
    output: Floats  # (256, tags)
    output_bias: Floats  # (tags,)

    @classmethod
    def of(cls, weights: Mapping[str, Any]) -> Network:
        """Take the network from the arrays of the weights file."""
        layers = (Layer.of(weights, 0), Layer.of(weights, 1))
        return cls(weights["word_emb"].astype(np.float32), *layers, weights["fc4_w"], weights["fc4_b"])

    def emissions(self, ids: NDArray[np.int64], packing: Packing) -> Floats:
        """Score every tag for every piece: packed ``ids`` (size,) in, (size, tags) out."""
        pieces, places = np.unique(ids, return_inverse=True)  # a quarter of a batch's pieces are different
        with _blas().limit(limits=1, user_api="blas"):
            hidden = _recur(self.embeddings[pieces], places, self.first, packing)
            hidden = _recur(hidden, np.arange(packing.size), self.second, packing)
        emissions: Floats = hidden @ self.output
        emissions += self.output_bias
        return emissions


@cache
def _blas() -> ThreadpoolController:
    """What multiplies matrices: a step's are so small that two threads wait for each other and are slower than one."""
    return ThreadpoolController()


def _recur(table: Floats, places: NDArray[np.int64], layer: Layer, packing: Packing) -> Floats:
    """Run both directions through the GRU, step by step, over the rows of ``table`` at ``places`` (size,).

    What a row brings to the gates is computed once, for all steps; a step adds what the state brings.
    Returns the states of both directions side by side, each at its own piece: (size, 256).
    ``u, r = sigmoid(...)``, ``c = tanh(x + (r * h) @ candidate)``, ``h = h + u * (c - h)``.
    """
    given = table @ layer.inputs
    given += layer.bias
    given = given.reshape(-1, 2, 3 * HIDDEN)
    places_back = places[packing.reverse]
    most = int(packing.rows[0])
    out = np.empty((packing.size, 2 * HIDDEN), dtype=np.float32)
    gates_buffer = np.empty((2, most, 2 * HIDDEN), dtype=np.float32)
    buffer = np.empty((2, most, HIDDEN), dtype=np.float32)
    inputs_buffer = np.empty((2, most, 3 * HIDDEN), dtype=np.float32)
    state = np.zeros((2, most, HIDDEN), dtype=np.float32)
    with np.errstate(over="ignore"):  # exp may reach infinity, and 1 / infinity is the 0 that is meant
        for offset, rows in packing.steps():
            here = slice(offset, offset + rows)
            state, inputs = state[:, :rows], inputs_buffer[:, :rows]
            gates, candidate = gates_buffer[:, :rows], buffer[:, :rows]
            inputs[0] = given[places[here], 0]
            inputs[1] = given[places_back[here], 1]
            np.matmul(state, layer.gates, out=gates)
            gates += inputs[:, :, : 2 * HIDDEN]
            _sigmoid_of_negated(gates)
            update, reset = gates[:, :, :HIDDEN], gates[:, :, HIDDEN:]
            reset *= state
            np.matmul(reset, layer.candidate, out=candidate)
            candidate += inputs[:, :, 2 * HIDDEN :]
            _sigmoid_of_negated(candidate)
            candidate += candidate
            candidate -= 1
            candidate -= state
            candidate *= update
            state += candidate
            out[here, :HIDDEN] = state[0]
            out[packing.reverse[here], HIDDEN:] = state[1]
    return out


def _sigmoid_of_negated(values: Floats) -> None:
    np.exp(values, out=values)
    values += 1
    np.reciprocal(values, out=values)
