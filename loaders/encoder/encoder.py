"""The encoder: windows in, what each piece and each pair of things is likely to be out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from graph.errors import PactgraphError
from loaders.encoder.pieces import Pieces
from loaders.encoder.windows import Ints, Window, windows
from loaders.mentions.lac import Word
from loaders.mentions.mention import Mention
from loaders.text.analysis import Analysed

DATA = Path(__file__).parent / "data"
Floats = NDArray[np.float32]
_KEPT = 250
"""Windows of a document whose states are kept, some 250 MB; what is beyond is read again."""


class Reading(NamedTuple):
    """A window that was read: how likely each mark of a name is for each piece (logits, pieces x 15).

    ``states`` is what the encoder made of each piece (1 x pieces x width), None where it was not kept.
    """

    window: Window
    states: Floats | None
    marks: Floats
    encoder: Encoder


@dataclass(frozen=True, slots=True)
class Encoder:
    """One language's encoder: a network that reads a window, and one that reads on when its things are known."""

    pieces: Pieces
    reader: onnxruntime.InferenceSession
    relater: onnxruntime.InferenceSession

    @classmethod
    def load(cls, name: str, folder: Path = DATA) -> Encoder:
        """Read what :mod:`loaders.training.build_encoder` writes; ``name`` is en or zh.

        Raises PactgraphError where a file is missing or damaged.
        """
        try:
            networks = [_session(folder / f"{name}-{part}.onnx") for part in ("read", "relate")]
            return cls(Pieces.load(folder / f"{name}.txt.xz"), *networks)
        except Exception as error:  # onnxruntime's errors have nothing else in common
            raise PactgraphError(
                f"the encoder {name!r} in {folder} cannot be read: install pactgraph again ({error})"
            ) from error

    def read(self, window: Window) -> Reading:
        """Read a window: its things are not known yet."""
        given = {name: numbers[np.newaxis] for name, numbers in window.inputs.items()}
        states, marks = self.reader.run(["states", "marks"], given)
        return Reading(window, states, marks[0], self)

    def relate(self, reading: Reading, things: Ints, places: Ints, ends: Ints, numbers: Floats) -> Floats:
        """How likely each answer is for each pair of a window whose states are kept, in log odds: a row a pair.

        ``things`` marks the pieces that name a thing by its label. Of a pair a row of ``places`` tells where the pieces
        of both things and those of the sentence begin and end (six numbers), one of ``ends`` which things and which
        sentence they are, one of ``numbers`` what else is known.
        """
        pairs = {"places": places, "ends": ends, "numbers": numbers}
        given = {"states": reading.states, "things": things[np.newaxis], **pairs}
        scores: Floats = self.relater.run(["answers"], given)[0]
        return scores


def read(document: Analysed, tagged: Sequence[Sequence[Word]], proposed: Sequence[Mention]) -> list[Reading]:
    """Read a document: its windows in each language. ``proposed`` are the rules' mentions, in order and apart."""
    readings: list[Reading] = []
    for chinese in sorted({sentence.chinese for sentence in document.sentences}):
        encoder = encoders(chinese=chinese)
        for window in windows(document, tagged, proposed, encoder.pieces, chinese=chinese):
            reading = encoder.read(window)
            readings.append(reading if len(readings) < _KEPT else reading._replace(states=None))
    return readings


@cache
def encoders(*, chinese: bool) -> Encoder:
    """The encoder of a language that ships with the project; the second call gives the same one."""
    return Encoder.load("zh" if chinese else "en")


def _session(file: Path) -> onnxruntime.InferenceSession:
    """Open a network. One thread: the windows are too small for two, and a process a core is the faster way."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_mem_pattern = (
        False  # it is kept for every shape of inputs, and nearly every window has its own
    )
    return onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
