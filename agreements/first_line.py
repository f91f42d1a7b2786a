"""What databases and their programs say of a failure, without what they add about it."""


def first_line(told: Exception | str) -> str:
    """Return the first line of what is told, as a sentence; the kind of an error that says nothing.

    The lines behind it repeat a statement of the database, or what to look at beside it.
    """
    lines = str(told).strip().splitlines() or [type(told).__name__]
    return f"{lines[0].rstrip('.')}."
