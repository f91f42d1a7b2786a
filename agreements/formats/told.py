"""What a file tells of itself in words: what is chosen, how many, of which state and register."""

from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from agreements.keeper import keeper
from agreements.lists.answer import Answer
from agreements.lists.filters import RELEVANCE

from .listing import Listing


def chosen(answer: Answer) -> list[tuple[str, str]]:
    """Return what is looked for, and what is chosen of each facet: (its label, those of values).

    What is another thing on every day is told with the day.
    """
    selection, filterset = answer.selection, answer.filterset
    day = selection.on or timezone.localdate()
    labels = {facet.parameter: facet.label for facet in filterset.derived}
    labels |= {facet.parameter: facet.on(day).label for facet in filterset.facets}
    words = [(_("Search"), selection.query.text)] if selection.query else []
    return words + [
        (str(labels[name]), "; ".join(value.label for value in values))
        for name, values in selection.chosen.items()
        if values
    ]


def order(answer: Answer) -> str:
    """Return the order of the records in words."""
    selection = answer.selection
    if selection.sort == RELEVANCE or (selection.query and not selection.sort):
        return _("Best matches first")
    return str(answer.noun.arrangement(selection.sort).label)


def total(answer: Answer) -> str:
    """Return how many records are chosen, in words."""
    if not answer.noun.weight:
        return answer.noun.words_for(answer.result.total)
    words = render_to_string("agreements/_agreement_total.html", {"result": answer.result})
    return " ".join(words.split())


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


def citation(listing: Listing) -> str:
    """Return how to cite the list."""
    words = [": ".join(pair) for pair in chosen(listing.answer)]
    params = {
        "list": ". ".join([str(listing.answer.noun.title), *words]),
        "register": register(),
        "state": state(listing),
        "address": listing.page_address,
    }
    return _("%(list)s. %(register)s, %(state)s. %(address)s") % params
