"""The encoder's two networks in PyTorch, as :mod:`loaders.training.build_encoder` trains and exports them."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import onnx
import torch
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 (as everybody calls it)

from loaders.claims.judge.features import NUMBERS
from loaders.claims.judge.verdicts import ALL_ANSWERS, layout
from loaders.encoder.pieces import SHAPES
from loaders.encoder.windows import MARKS

_TAGS = 60
_NAMES = MARKS - 2  # a name is never unknown
_SMALL, _HIDDEN = 128, 256
_DROPPED = 0.1
_NEVER = -1e4
_UNLIKELY = -10.0  # log odds of what no pair says
_RIVALS = 5
"""Pairs that share the one end or the other, in the sentence or in the window, and the same pair in other sentences."""


@dataclass(frozen=True, slots=True)
class Base:
    """A published encoder of sentences: BERT's weights by their names, how many layers, how many heads."""

    weights: Mapping[str, Tensor]
    layers: int
    heads: int

    @classmethod
    def load(cls, file: Path) -> Base:
        """Read it from ONNX, whose matrices bear the names of the nodes that multiply by them."""
        graph = onnx.load(str(file)).graph
        found = {one.name: torch.tensor(numpy_helper.to_array(one)) for one in graph.initializer}
        for node in graph.node:
            if node.op_type == "MatMul" and node.input[1] in found:
                name = node.name.removeprefix("/").removesuffix("/MatMul").replace("/", ".")
                found[f"{name}.weight"] = found[node.input[1]].T.contiguous()
        layers = 1 + max(int(name.split(".")[2]) for name in found if name.startswith("encoder.layer."))
        width = found["embeddings.LayerNorm.weight"].shape[0]
        return cls(found, layers, width // (32 if width == 384 else 64))


class Layer(nn.Module):
    """A transformer's layer (Vaswani et al., 2017), normalised behind each part as BERT's are."""

    def __init__(self, base: Base, number: int) -> None:
        super().__init__()
        self.heads = base.heads
        width = base.weights["embeddings.LayerNorm.weight"].shape[0]
        self.given = nn.Linear(width, 3 * width)
        self.taken = nn.Linear(width, width)
        self.wide = nn.Linear(width, 4 * width)
        self.narrow = nn.Linear(4 * width, width)
        self.norm_one, self.norm_two = (nn.LayerNorm(width, eps=1e-12) for _ in range(2))
        own = f"encoder.layer.{number}."
        for part in ("weight", "bias"):
            parts = (base.weights[f"{own}attention.self.{one}.{part}"] for one in ("query", "key", "value"))
            getattr(self.given, part).data = torch.cat(list(parts))
            for module, name in (
                (self.taken, "attention.output.dense"),
                (self.norm_one, "attention.output.LayerNorm"),
                (self.wide, "intermediate.dense"),
                (self.narrow, "output.dense"),
                (self.norm_two, "output.LayerNorm"),
            ):
                getattr(module, part).data = base.weights[f"{own}{name}.{part}"].clone()

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """The states behind the layer; ``mask`` is added to the scores of what each piece looks at."""
        batch, length, width = x.shape
        size = width // self.heads
        query, key, value = self.given(x).view(batch, length, 3, self.heads, size).permute(2, 0, 3, 1, 4)
        scores = (query * size**-0.5) @ key.transpose(-1, -2)
        if mask is not None:
            scores = scores + mask.to(scores.dtype)
        seen = (scores.softmax(-1, dtype=scores.dtype) @ value).transpose(1, 2).reshape(batch, length, width)
        x = self.norm_one(x + self.taken(seen))
        wide = self.narrow(F.gelu(self.wide(x)))
        result: Tensor = self.norm_two(x + F.dropout(wide, _DROPPED, self.training))
        return result


def _embedding(count: int, width: int) -> nn.Embedding:
    found = nn.Embedding(count, width)
    nn.init.normal_(found.weight, 0, 0.02)
    return found


class Reader(nn.Module):
    """Pieces in; out come their states half way up, and at the top how likely each mark of a name is."""

    def __init__(self, base: Base) -> None:
        super().__init__()
        weights = base.weights
        word = weights["embeddings.word_embeddings.weight"]
        width = word.shape[1]
        place = weights["embeddings.position_embeddings.weight"]
        place = place + weights["embeddings.token_type_embeddings.weight"][0]
        self.word = nn.Embedding.from_pretrained(word, freeze=True)
        self.place = nn.Embedding.from_pretrained(place, freeze=True)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.norm.weight.data = weights["embeddings.LayerNorm.weight"].clone()
        self.norm.bias.data = weights["embeddings.LayerNorm.bias"].clone()
        self.shape = _embedding(2 * SHAPES + 1, width)
        self.rule = _embedding(MARKS, width)
        self.tag = _embedding(_TAGS, width)
        layers = [Layer(base, number) for number in range(base.layers)]
        self.low = nn.ModuleList(layers[: base.layers // 2])
        self.high = nn.ModuleList(layers[base.layers // 2 :])
        self.marks = nn.Linear(width, _NAMES)

    def forward(
        self, piece: Tensor, shape: Tensor, rule: Tensor, tag: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """The states half way up (windows, pieces, width), and the marks' logits (windows, pieces, marks)."""
        x = self.norm(self.word(piece) + self.place(torch.arange(piece.shape[1])))
        x = F.dropout(x + self.shape(shape) + self.rule(rule) + self.tag(tag), _DROPPED, self.training)
        for layer in self.low:
            x = layer(x, mask)
        states = x
        for layer in self.high:
            x = layer(x, mask)
        return states, self.marks(F.dropout(x, _DROPPED, self.training))


class Relater(nn.Module):
    """States and what they name in; out comes how likely each answer is for each pair.

    A pair is seen as the means of both things' states, their product, what the sentence says of them by attention,
    and the numbers of :mod:`loaders.claims.judge.features`. Then it is weighed again beside its rivals: what is
    likeliest of other pairs that share an end with it (stacked generalization, Wolpert, 1992).
    """

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        width = reader.marks.in_features
        self.thing = _embedding(MARKS, width)
        self.layers = copy.deepcopy(reader.high)
        self.small = nn.Linear(NUMBERS, _SMALL)
        self.query, self.key, self.value = (
            nn.Linear(2 * width, width),
            nn.Linear(width, width),
            nn.Linear(width, width),
        )
        self.hidden = nn.Linear(4 * width + _SMALL, _HIDDEN)
        self.answers = nn.Linear(_HIDDEN, len(ALL_ANSWERS))
        self.rivals = nn.Linear((1 + _RIVALS) * len(ALL_ANSWERS) + _SMALL, _SMALL)
        self.correction = nn.Linear(_SMALL, len(ALL_ANSWERS))
        nn.init.zeros_(self.correction.weight)
        nn.init.zeros_(self.correction.bias)

    def forward(
        self, states: Tensor, things: Tensor, places: Tensor, ends: Tensor, numbers: Tensor
    ) -> Tensor:
        """The answers' log odds for the pairs of one window; see :meth:`loaders.encoder.Encoder.relate`."""
        return self.pairs(self.states(states, things)[0], places, ends, numbers)[1]

    def states(self, states: Tensor, things: Tensor, mask: Tensor | None = None) -> Tensor:
        """The states that know which pieces name what."""
        x = states + self.thing(things)
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def pairs(self, states: Tensor, places: Tensor, ends: Tensor, numbers: Tensor) -> tuple[Tensor, Tensor]:
        """The answers for a window's pairs, each by itself and beside its rivals; ``states`` has a row a piece."""
        states = states.float()
        total = torch.cat([torch.zeros_like(states[:1]), states.cumsum(0)])
        one, other = (_mean(total, places[:, at], places[:, at + 1]) for at in (0, 2))
        scores = self.query(torch.cat([one, other], 1)) @ self.key(states).T / states.shape[1] ** 0.5
        piece = torch.arange(states.shape[0])[None]
        outside = (piece < places[:, 4:5]) | (piece >= places[:, 5:6])
        seen = scores.float().masked_fill(outside, _NEVER).softmax(-1) @ self.value(states).float()
        small = F.relu(self.small(numbers))
        x = torch.cat([one, other, one * other, seen, small], 1)
        x = F.gelu(self.hidden(F.dropout(x, _DROPPED, self.training)))
        alone = self.answers(F.dropout(x, _DROPPED, self.training)).float()
        told = torch.cat([alone.detach(), *_rivals(alone.detach(), ends), small.float()], 1)
        beside: Tensor = alone + self.correction(F.gelu(self.rivals(told))).float()
        return alone, beside


def _rivals(answers: Tensor, ends: Tensor) -> list[Tensor]:
    """The likeliest answers of five groups of other pairs: see :data:`_RIVALS`."""
    one, other, sentence = ends[:, 0:1], ends[:, 1:2], ends[:, 2:3]
    here = sentence == sentence.T
    shares_one = (one == one.T) | (one == other.T)
    shares_other = (other == one.T) | (other == other.T)
    same = shares_one & shares_other
    groups = (
        here & shares_one & ~same,
        here & shares_other & ~same,
        shares_one & ~same,
        shares_other & ~same,
        same & ~here,
    )
    spread = answers[None].expand(answers.shape[0], -1, -1)
    return [spread.masked_fill(~group[:, :, None], _UNLIKELY).amax(1) for group in groups]


def _mean(total: Tensor, first: Tensor, behind: Tensor) -> Tensor:
    return (total[behind] - total[first]) / (behind - first).clamp(min=1)[:, None]


def export(reader: Reader, relater: Relater, stem: Path) -> None:
    """Write both networks as ONNX, ``STEM-read`` and ``STEM-relate``, their matrices in eight bits.

    Each bears in its metadata what its inputs and outputs stand for.
    """
    some = {name: torch.zeros(1, 9, dtype=torch.int64) for name in ("piece", "shape", "rule", "tag")}
    places = torch.tensor([[1, 2, 3, 4, 1, 8], [1, 2, 4, 5, 1, 8]])
    states = torch.zeros(1, 9, reader.marks.in_features)
    ends = torch.tensor([[0, 1, 0], [0, 2, 0]])
    pairs = {"places": places, "ends": ends, "numbers": torch.zeros(2, NUMBERS)}
    window, rows = {1: "pieces"}, {0: "pairs"}
    meaning = layout()
    _export(
        reader,
        some,
        ["states", "marks"],
        {**dict.fromkeys(some, window)},
        meaning,
        stem.with_name(f"{stem.name}-read.onnx"),
    )
    _export(
        relater,
        {"states": states, "things": some["piece"], **pairs},
        ["answers"],
        {"states": window, "things": window, **dict.fromkeys(pairs, rows)},
        meaning,
        stem.with_name(f"{stem.name}-relate.onnx"),
    )


def _export(
    network: nn.Module,
    given: Mapping[str, Tensor],
    names: list[str],
    axes: Mapping[str, Any],
    meaning: Mapping[str, str],
    file: Path,
) -> None:
    with TemporaryDirectory() as folder:
        exact = Path(folder) / "exact.onnx"
        torch.onnx.export(
            network.eval(),
            tuple(given.values()),
            str(exact),
            input_names=list(given),
            output_names=names,
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        # Seven bits, since processors without VNNI add up pairs of products in sixteen.
        quantize_dynamic(exact, file, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    model = onnx.load(str(file))
    onnx.helper.set_model_props(model, dict(meaning))
    onnx.save(model, str(file))
