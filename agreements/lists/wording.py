"""What is chosen from a list, in words: for titles of what leaves the page."""

from collections.abc import Iterable
from datetime import date
from functools import reduce

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.index.results import Result
from agreements.index.selection import Selection
from agreements.models.numbers import grouped
from agreements.nouns import AGREEMENT, Noun
from agreements.nouns.derived import DerivedFacet
from agreements.nouns.facets import NOT_STATED, Facet, FacetValue
from agreements.punctuation import in_brackets, labelled, listed, listed_apart

from .fields import CHARTS


def title_of(noun: Noun, selection: Selection) -> str:
    """Return what a list is called with its choice: "Agreements (Country: China, Uzbekistan)"."""
    chosen = choice_in_words(noun, selection)
    if not chosen:
        return noun.title
    return in_brackets(noun.title, listed_apart(chosen))


def total_in_words(noun: Noun, result: Result) -> str:
    """Return how many there are of a noun: "14 agreements (4 records)"."""
    return agreements_in_words(result) if noun.weight else noun.words_for(result.total)


def agreements_in_words(result: Result) -> str:
    """Return how many agreements there are, and how many records where these are fewer."""
    told = {"agreements": agreements_alone(result)}
    if result.total == result.possible:
        return told["agreements"]
    records = {"shown": grouped(result.total)}
    told["records"] = ngettext("%(shown)s record", "%(shown)s records", result.total) % records
    if result.stood_for == result.possible:
        return in_brackets(told["agreements"], told["records"])
    return _("%(agreements)s (%(records)s; the exact number is not known)") % told


def agreements_alone(result: Result) -> str:
    """Return how many agreements there are: from one number to another where that is not known.

    It is not where records stand for several and nobody says how many of them fit.
    """
    least, most = max(result.stood_for, result.total), result.possible
    if least == most:
        return AGREEMENT.words_for(most)
    between = {"least": grouped(least), "most": grouped(most)}
    words = ngettext("%(least)s to %(most)s agreement", "%(least)s to %(most)s agreements", most)
    return words % between


def page_title_of(noun: Noun, selection: Selection, result: Result) -> str:
    """Return what tells one page of a list from another: "Energy, China: 9 agreements".

    What is looked for is in quotation marks; a value that says too little has its filter beside it.
    """
    words = [_("“%(words)s”") % {"words": selection.query.text}] if selection.query else []
    facets = facets_of(noun, selection.on or selection.as_of)
    words += [in_title(facets[name], values) for name, values in selection.chosen.items() if values]
    days = [day for day in (selection.on, selection.as_of) if day]
    words += [formats.date_format(day, "DATE_FORMAT") for day in days]
    title = str(noun.title)
    if words:
        total = agreements_alone(result) if noun.weight else noun.words_for(result.total)
        title = labelled(listed(words), total)
    if selection.view == CHARTS:
        return _("Charts: %(title)s") % {"title": title}
    if selection.page > 1:
        title = _("%(title)s, page %(page)s") % {"title": title, "page": selection.page}
    return title


def facets_of(noun: Noun, day: date | None) -> dict[str, Facet | DerivedFacet]:
    """Return {parameter: facet} of a noun as of a day, None for today."""
    return {facet.parameter: facet.on(day) for facet in (*noun.facets, *noun.derived)}


def in_title(facet: Facet | DerivedFacet, values: Iterable[FacetValue]) -> str:
    """Return what is chosen of a facet: "China or Uzbekistan", "Not stated (Sector)"."""
    says_little = facet.needs_label or any(value.text == NOT_STATED for value in values)
    return in_brackets(_either(values), facet.label) if says_little else _either(values)


def _either(values: Iterable[FacetValue]) -> str:
    labels = [str(value.label) for value in values]
    return reduce(
        lambda one, other: _("%(one)s or %(other)s") % {"one": one, "other": other}, labels
    )


def choice_in_words(noun: Noun, selection: Selection) -> list[str]:
    """Return what is looked for and what is chosen of each filter, with the label of each."""
    return [labelled(label, value) for label, value in chosen_of_each(noun, selection)]


def chosen_of_each(
    noun: Noun, selection: Selection, day: date | None = None
) -> list[tuple[str, str]]:
    """Return what is looked for, and what is chosen of each filter: (its label, those of values).

    What is another thing on every day is told of the day that is chosen, or of another one.
    """
    day = selection.on or selection.as_of or day
    facets = facets_of(noun, day)
    told = [(_("Search"), selection.query.text)] if selection.query else []
    if selection.as_of:
        told.append((_("As of the end of"), formats.date_format(selection.as_of, "DATE_FORMAT")))
    return told + [
        (str(facets[name].label), listed(value.label for value in values))
        for name, values in selection.chosen.items()
        if values
    ]


def order_in_words(noun: Noun, selection: Selection) -> str:
    """Return in which order the records stand."""
    if selection.query and not selection.sort:
        return _("Best matches first")
    return str(noun.arrangement(selection.sort).label)
