"""A linear-chain CRF over what the rules propose: it decides which words are names, and of what.

Lafferty, McCallum and Pereira, 2001, "Conditional Random Fields"; trained by ``loaders/training/build_labeller.py``.
"""

from loaders.mentions.labeller.labeller import Labeller, labeller

__all__ = ["Labeller", "labeller"]
