"""What a file tells of itself in words: what is chosen, how many, of which state and register."""

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from agreements.keeper import keeper
from agreements.lists.answer import Answer
from agreements.lists.wording import chosen_of_each, total_in_words

from .listing import Listing


def chosen(answer: Answer) -> list[tuple[str, str]]:
    """Return what is looked for, and what is chosen of each facet: (its label, those of values).

    What is another thing on every day is told of today, unless a day is chosen.
    """
    return chosen_of_each(answer.noun, answer.selection, timezone.localdate())


def total(answer: Answer) -> str:
    """Return how many records are chosen, in words."""
    return total_in_words(answer.noun, answer.result)


def state(listing: Listing) -> str:
    """Return of which state of the register the file is, in words."""
    if listing.revision is None:
        return _("before the first change")
    day = formats.date_format(timezone.localtime(listing.revision.noted_at), "DATE_FORMAT")
    params = {"number": listing.revision.number, "day": day}
    return _("revision %(number)s of %(day)s") % params


def register() -> str:
    """Return which register it is, and who keeps it where that is known."""
    kept_by = keeper()
    if kept_by is None:
        return _("Coop, a register of cooperation agreements")
    return _("Coop, a register of cooperation agreements, kept by %(keeper)s") % {
        "keeper": kept_by.name
    }
