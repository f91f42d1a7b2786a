"""Small filters and tags for display."""

from django import template
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.translation import pgettext

from agreements.evidence.values import field_label
from agreements.keeper import keeper, licence
from agreements.lists.addresses import words_in
from agreements.models.grades import Grade
from agreements.models.languages import language_name
from agreements.models.numbers import grouped
from agreements.models.web_address import is_web_address
from agreements.nouns import LISTED
from agreements.views.data_links import cited, offered
from agreements.words import labelled, listed

register = template.Library()
register.filter(is_web_address)
register.filter(words_in)
register.filter(labelled)
register.filter(listed)


@register.filter
def as_time(day):
    """Return a Day as an HTML time element, no more exact than it is known; empty without one."""
    return format_html('<time datetime="{}">{}</time>', day.iso, day) if day else ""


@register.filter
def moment(at):
    """Return the day of a moment, as an HTML time element that has the moment itself."""
    return _moment_as(at, "DATE_FORMAT")


@register.filter
def moment_of_day(at):
    """Return a moment with its time, as an HTML time element."""
    return _moment_as(at, "DATETIME_FORMAT")


def _moment_as(at, format_name):
    told = formats.date_format(timezone.localtime(at), format_name)
    return format_html('<time datetime="{}">{}</time>', at.isoformat(timespec="seconds"), told)


register.filter("number", grouped)
register.filter(offered)
register.filter(cited)


@register.filter
def with_count(label, count):
    """Return what is counted, with how many there are of it: "Energy: 1,200"."""
    return labelled(label, grouped(count))


@register.filter
def plain(length):
    """Return a length as SVG reads it, whatever the language of the page: 12.5, never 12,5."""
    return f"{length:g}"


@register.filter
def short_number(count):
    """Return a count in few characters, in English at most four: 950, 1.2k, 95k, 1.3M."""
    # Chinese counts by ten thousands.
    signs = pgettext("how large numbers are cut short: the largest first", "1000000=M, 1000=k")
    for size, sign in (pair.split("=") for pair in signs.split(", ")):
        # What would be rounded to 1000k is 1.0M.
        if count >= int(size) * 0.9995:
            share = count / int(size)
            places = 0 if share >= 9.95 else 1
            return formats.number_format(f"{share:.{places}f}", places) + sign
    return str(count)


@register.filter
def language_label(tag):
    """Return the name of a language, or its BCP 47 tag where the register has no name for it."""
    return language_name(tag)


@register.filter
def noun_label(record):
    """Return what a record is: "institution", "place" and so on."""
    return record._meta.verbose_name


@register.filter
def grade_label(evidence):
    return Grade(evidence).label


# As ink: two voices, one, half a disc for a dispute, "therefore" for a conclusion, none.
SIGNS = {
    Grade.CORROBORATED: "●●",
    Grade.SINGLE: "●",
    Grade.DISPUTED: "◐",
    Grade.CONCLUDED: "∴",
    Grade.UNSOURCED: "◌",
}


@register.filter
def grade_sign(grade):
    """Return the sign of a Grade, which stands beside words."""
    return SIGNS[grade]


@register.filter
def citation_field(citation):
    """Return the name of the field that a citation bears on, as readers know it."""
    return field_label(citation.subject_name, citation.field)


@register.filter
def edit_address(record):
    return reverse(f"admin:agreements_{record._meta.model_name}_change", args=[record.pk])


@register.simple_tag(takes_context=True)
def may_edit(context, record):
    """Return whether the reader is signed in and may change records of this noun."""
    return bool(context["perms"]["agreements"][f"change_{record._meta.model_name}"])


@register.simple_tag
def main_lists():
    return LISTED


# Error pages, which are made without a request, say them too.
register.simple_tag(keeper)
register.simple_tag(licence)


@register.simple_tag(takes_context=True)
def evidence_of(context, field, item=None):
    """Return the ValueEvidence of a value of the page's record."""
    return context["evidence"].of(field, item)


@register.simple_tag(takes_context=True)
def evidence_of_all(context, field):
    """Return the ValueEvidence of all items of a field at once: where sources name none singly."""
    return context["evidence"].of_all(field)


@register.inclusion_tag("components/siglum.html", takes_context=True)
def siglum(context, citation):
    """Show the letter of the source of a citation, and where in it the citation stands."""
    return {"letters": context["sigla"][citation.source_id], "citation": citation}
