"""The judge of claims: which pairs of things a sentence ties to each other, learned from marked documents.

It says how likely what the rules propose is, and finds pairs that no rule reads: a log-linear model (Berger, Della
Pietra and Della Pietra, 1996) over the words and their roles around two things, and a second one over the first one's
answers for a whole document (Wolpert, 1992, "Stacked Generalization"). Trained by ``loaders/training/build_judge.py``.
"""

from loaders.claims.judge.verdicts import Verdict, verdicts

__all__ = ["Verdict", "verdicts"]
