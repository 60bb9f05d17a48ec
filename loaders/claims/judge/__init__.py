"""The judge of claims: which pairs of things a sentence ties to each other.

It says how likely what the rules propose is, and finds pairs that no rule reads: the encoder reads a window once more
when its things are known, and weighs each pair.
"""

from loaders.claims.judge.verdicts import Verdict, verdicts

__all__ = ["Verdict", "verdicts"]
