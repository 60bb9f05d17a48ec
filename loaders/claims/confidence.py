"""Confidence: how often claims of one kind of rule are right at least, where that was counted."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

FILE = "confidence.yaml"


@cache
def _measured() -> Mapping[str, Mapping[float, float]]:
    """By type of claim and strength of rule: the share that was right."""
    text = files("loaders.claims").joinpath("data", FILE).read_text(encoding="utf-8")
    measured: dict[str, dict[float, float]] = yaml.safe_load(text)
    return measured


def confidence(kind: str, strength: float) -> float:
    """The measured precision of claims of a type that rules of this strength made; of the nearest if none did.

    A rule's strength, 0 to 1, orders it among the rules for one type, and says no more than that.
    """
    measured = _measured().get(kind)
    if not measured:
        return round(strength, 2)
    return measured[min(measured, key=lambda known: (abs(known - strength), known))]
