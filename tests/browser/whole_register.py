"""What a test of editing compares: all that the register holds, and what breaks its truths."""

from agreements.editing.integrity import violations
from tests.changes.moments import copies, without_moments


def as_it_stands():
    """Return all that the register holds, but for when it was edited."""
    return without_moments(copies())


def breaks():
    """Return what a check of the register finds wrong with single records."""
    return [str(problem.sentence) for problem in violations() if problem.record]
