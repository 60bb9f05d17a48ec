"""Lists of names in an outline: Ⓑ、Ⓑ和Ⓑ等, ``Ⓑ, Ⓑ and Ⓑ``."""

from __future__ import annotations

import re

JOINT = r"(?:\s?[、,，]\s?(?:and |及|和|以及|与)?|\s?(?:和|及|以及|与|and|&|as well as|along with)\s?|\s)"
ASIDE = r"(?:\s?[（(][^（()）]{0,40}[)）])?"
LEAD = r"(?:the |its |[^，。；、,.;ⒷⒸⓅⒺⓊ()（）与和及]{1,10}?(?=Ⓑ))?"


def run(sign: str, *, spaced: bool = True) -> str:
    """A regular expression for a list of this sign's members; brackets behind a member are looked past."""
    joint = JOINT if spaced else JOINT.replace(r"|\s)", ")")
    return f"{sign}{ASIDE}(?:{joint}(?:the |its )?{sign}{ASIDE})*+"


BODIES_ZH = re.compile(run("Ⓑ", spaced=False))
TRAILING_ETC = re.compile(r"\s?等(?:[^，。；ⒷⓅ与]{0,10})?")
