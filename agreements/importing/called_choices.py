"""Choices and days as people write them in sheets: by code, by label, by words in use."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import override

from agreements.editing.written_days import read_day
from agreements.models import Agreement, Institution, Party
from agreements.models.days import Day, Precision
from agreements.nouns.callings import choice_words
from agreements.punctuation import listed
from agreements.search.fold import fold

from .written_terms import OPEN, PRECISIONS, parted_term

# Words of senders that are neither codes nor labels.
ALSO = {
    Agreement.Kind: {
        "cooperation agreement": "agreement",
        "memorandum of understanding": "memorandum",
        "industry college": "joint_college",
        "training programme": "training",
        "training program": "training",
        "luban workshop": "workshop",
        "qinling workshop": "workshop",
        "china uzbekistan workshop": "workshop",
        "joint college": "joint_college",
    },
    Agreement.Status: {"in force": "operating", "active": "operating", "ended": "ended"},
    Institution.Kind: {
        "company": "enterprise",
        "government body": "public_authority",
        "government": "public_authority",
        "bank": "development_bank",
        "college": "vocational_college",
        "school": "vocational_school",
    },
    Party.Role: {"recipient": "beneficiary", "guidance": "guide"},
}
NOUNS = {
    Agreement.Kind: ("agreement", "kind"),
    Agreement.Status: ("agreement", "status"),
    Institution.Kind: ("institution", "kind"),
    Party.Role: ("agreement", "role"),
}


def read_choice(choices: type[models.TextChoices], text: str) -> str:
    """Return the code of a choice that a text means, "" of an empty one.

    Raises ValidationError that names what there is to choose from.
    """
    key = fold(text)
    if not key:
        return ""
    for means in _readings(choices):
        if found := means.get(key):
            return found
    raise ValidationError(
        _("“%(text)s” is none of these: %(choices)s.")
        % {"text": text[:100], "choices": listed(choices.labels)}
    )


def _readings(choices: type[models.TextChoices]) -> Iterator[dict[str, str]]:
    """Yield {folded words: code}, those that mean one thing only before those of many."""
    yield {fold(code.replace("_", " ")): code for code in choices.values}
    yield {fold(words): code for words, code in ALSO[choices].items()}
    with override("en"):
        yield {fold(str(label)): code for code, label in choices.choices}
    noun, parameter = NOUNS[choices]
    yield {
        fold(word): key
        for (of, by, key), words in reversed(choice_words().items())
        for word in words
        if (of, by) == (noun, parameter)
    }


def read_known_day(text: str, precision: str = "") -> Day:
    """Return the day that a text names, no more exactly than its precision says.

    Raises ValidationError.
    """
    day = read_day(text)
    if not precision or not day:
        return day
    precision = PRECISIONS.get(" ".join(precision.lower().split()), precision)
    if precision not in Precision.values:
        sentence = _("“%(text)s” is no precision: write day, month or year.")
        raise ValidationError(sentence % {"text": precision[:50]})
    order = list(Precision.values)
    if order.index(precision) < order.index(day.precision):
        sentence = _("It is said to be known more exactly (%(precision)s) than it is written.")
        raise ValidationError(sentence % {"precision": Precision(precision).label})
    first = day.on.replace(day=1) if precision != Precision.DAY else day.on
    return Day(first.replace(month=1) if precision == Precision.YEAR else first, precision)


def read_term(text: str) -> tuple[Day, Day, bool]:
    """Return the first and the last day of a term, and whether no end was agreed.

    It is written 2024-05 to 2027-04, from 2024, until 2027, or 2024 to open. Raises
    ValidationError.
    """
    text = " ".join(text.split())
    parts = parted_term(text)
    if text and parts is None:
        sentence = _("This is no term: write 2024-05 to 2027, from 2024, until 2027, 2024 to open.")
        raise ValidationError(sentence)
    start, end = parts or ("", "")
    is_open = end.casefold() in OPEN
    return read_day(start), read_day("" if is_open else end), is_open
