"""The forward pass: two bidirectional GRU layers over the pieces of many sentences at once.

Jiao, Sun and Sun, 2018, "Chinese Lexical Analysis with Deep Bi-GRU-CRF Network".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from loaders.mentions.lac.packing import Packing

Floats = NDArray[np.float32]

HIDDEN = 128


@dataclass(frozen=True, slots=True)
class Layer:
    """A bidirectional GRU's weights; index 0 of the direction axis reads forward, 1 backward.

    Weights for the input and for the state stand on top of each other, so one product serves both.
    ``gates`` has update and reset as its first axis: then every array that a step touches is in one piece.
    Signs and a factor are folded in: ``sigmoid(x) = 1 / (1 + exp(-x))``, ``tanh(x) = 2 sigmoid(2x) - 1``.
    """

    gates: Floats  # (2, 2, width + 128, 128)
    gates_bias: Floats  # (2, 2, 1, 128)
    candidate: Floats  # (2, width + 128, 128)
    candidate_bias: Floats  # (2, 1, 128)

    @classmethod
    def of(cls, weights: Mapping[str, Any], number: int) -> Layer:
        """Take layer ``number`` (0 or 1) from the arrays of the weights file."""
        both = np.stack([_direction(weights, one) for one in (2 * number, 2 * number + 1)], axis=1)
        rows, bias = np.ascontiguousarray(both[:, :, :-1]), np.ascontiguousarray(both[:, :, -1:])
        return cls(rows[:2], bias[:2], rows[2], bias[2])


def _direction(weights: Mapping[str, Any], number: int) -> Floats:
    """One direction's weights with the bias as a last row: (3, width + 128 + 1, 128)."""
    states = np.concatenate([weights[f"gru{number}_gates"], weights[f"gru{number}_candidate"]], axis=1)
    bias = weights[f"fc{number}_b"] + weights[f"gru{number}_b"]
    rows = np.concatenate([weights[f"fc{number}_w"], states, bias[None]])
    factors = np.array([-1, -1, -2], dtype=np.float32)[:, None, None]
    thirds: Floats = rows.reshape(len(rows), 3, HIDDEN).transpose(1, 0, 2) * factors
    return thirds


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
        hidden = _recur(self.embeddings, ids, self.first, packing)
        hidden = _recur(hidden, np.arange(packing.size), self.second, packing)
        emissions: Floats = hidden @ self.output
        emissions += self.output_bias
        return emissions


def _recur(table: Floats, places: NDArray[np.int64], layer: Layer, packing: Packing) -> Floats:
    """Run both directions through the GRU, step by step, over the rows of ``table`` at ``places`` (size,).

    Returns the states of both directions side by side, each at its own piece: (size, 256).
    ``u, r = sigmoid(...)``, ``c = tanh(x + (r * h) @ candidate)``, ``h = h + u * (c - h)``.
    """
    width, most = table.shape[1], int(packing.rows[0])
    places_back = places[packing.reverse]
    out = np.empty((packing.size, 2 * HIDDEN), dtype=np.float32)
    given_buffer = np.empty((2, most, width + HIDDEN), dtype=np.float32)
    buffer = np.empty((3, 2, most, HIDDEN), dtype=np.float32)
    state = np.zeros((2, most, HIDDEN), dtype=np.float32)
    with np.errstate(over="ignore"):  # exp may reach infinity, and 1 / infinity is the 0 that is meant
        for offset, rows in packing.steps():
            here = slice(offset, offset + rows)
            state, given = state[:, :rows], given_buffer[:, :rows]
            gates, candidate = buffer[:2, :, :rows], buffer[2, :, :rows]
            given[0, :, :width] = table[places[here]]
            given[1, :, :width] = table[places_back[here]]
            given[:, :, width:] = state
            np.matmul(given, layer.gates, out=gates)
            gates += layer.gates_bias
            _sigmoid_of_negated(gates)
            update, reset = gates
            np.multiply(reset, state, out=given[:, :, width:])
            np.matmul(given, layer.candidate, out=candidate)
            candidate += layer.candidate_bias
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
