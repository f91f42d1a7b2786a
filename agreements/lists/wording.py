"""What is chosen from a list, in words: for titles of what leaves the page."""

from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _

from agreements.index.selection import Selection
from agreements.nouns import Noun


def title_of(noun: Noun, selection: Selection) -> str:
    """Return what a list is called with its choice: "Agreements (Country: China, Uzbekistan)"."""
    chosen = choice_in_words(noun, selection)
    if not chosen:
        return noun.title
    return _("%(list)s (%(choice)s)") % {"list": noun.title, "choice": "; ".join(chosen)}


def choice_in_words(noun: Noun, selection: Selection) -> list[str]:
    """Return what is looked for and what is chosen of each filter, with the label of each."""
    chosen = chosen_of_each(noun, selection)
    return [_("%(label)s: %(value)s") % {"label": label, "value": value} for label, value in chosen]


def chosen_of_each(
    noun: Noun, selection: Selection, day: date | None = None
) -> list[tuple[str, str]]:
    """Return what is looked for, and what is chosen of each filter: (its label, those of values).

    What is another thing on every day is told of the day that is chosen, or of another one.
    """
    day = selection.on or selection.as_of or day
    labels = {facet.parameter: facet.on(day).label for facet in noun.facets}
    labels |= {facet.parameter: facet.label for facet in noun.derived}
    told = [(_("Search"), selection.query.text)] if selection.query else []
    if selection.as_of:
        told.append((_("As of the end of"), formats.date_format(selection.as_of, "DATE_FORMAT")))
    return told + [
        (str(labels[name]), ", ".join(str(value.label) for value in values))
        for name, values in selection.chosen.items()
        if values
    ]


def order_in_words(noun: Noun, selection: Selection) -> str:
    """Return in which order the records stand."""
    if selection.query and not selection.sort:
        return _("Best matches first")
    return str(noun.arrangement(selection.sort).label)
