"""Folds names and sentences as a server does beside its readers."""

from agreements.search.folding import fold_all


def fold_everything():
    """Fold all that was written before."""
    fold_all(pause=0)
