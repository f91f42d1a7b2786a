"""How a constraint is tested: on what it lets pass, and on what it refuses, with its sentence."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

KEPT = ([], "stored")
NOT_FIRST_DAY = "A day known only as a month or a year is entered as the first day of it."
REF_OF_ANOTHER_NOUN = "The register makes this number itself."


def refused(sentence):
    """Return the outcome of a record that breaks one rule."""
    return ([sentence], "refused")


def outcome(record, **values):
    """Try the values on the record; return what a form says, and what the database does."""
    for field, value in values.items():
        setattr(record, field, value)
    sentences = []
    try:
        record.validate_constraints()
    except ValidationError as error:
        sentences = error.messages
    try:
        with transaction.atomic():
            record.save()
    except IntegrityError:
        return sentences, "refused"
    return sentences, "stored"


# Days and their precisions, with the outcome that every record with such a day has.
DAYS = {
    "a day": (date(2024, 9, 24), "day", KEPT),
    "a month": (date(2024, 9, 1), "month", KEPT),
    "a year": (date(2024, 1, 1), "year", KEPT),
    "unknown": (None, "day", KEPT),
    "unknown to the month": (None, "month", KEPT),
    "second of a month": (date(2024, 9, 2), "month", refused(NOT_FIRST_DAY)),
    "end of a month": (date(2024, 9, 30), "month", refused(NOT_FIRST_DAY)),
    "eleventh of a month": (date(2024, 9, 11), "month", refused(NOT_FIRST_DAY)),
    "first of another month in a year": (date(2024, 9, 1), "year", refused(NOT_FIRST_DAY)),
    "second of a year": (date(2024, 1, 2), "year", refused(NOT_FIRST_DAY)),
    "a precision that is none": (date(2024, 1, 1), "hour", refused(NOT_FIRST_DAY)),
}
