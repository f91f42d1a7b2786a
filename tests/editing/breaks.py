"""How tests read the breaks of the register's truths."""

from agreements.editing.integrity import violations


def found():
    """Return the (address, sentence) pairs of all breaks."""
    return [(found.address, str(found.sentence)) for found in violations()]
