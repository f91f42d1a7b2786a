"""Small filters and tags for display."""

import re
from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.encoding import escape_uri_path
from django.utils.html import format_html
from django.utils.http import escape_leading_slashes
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from agreements.evidence.values import field_label
from agreements.keeper import keeper, licence
from agreements.language_paths import OWN_NAMES, bare, in_language, language_of
from agreements.lists.addresses import words_in
from agreements.lists.parameters import known_query
from agreements.lists.wording import agreements_in_words
from agreements.models.grades import Grade
from agreements.models.languages import language_name
from agreements.models.numbers import grouped
from agreements.models.shown_names import shown_words
from agreements.models.web_address import is_web_address
from agreements.nouns import LISTED
from agreements.punctuation import in_brackets, labelled, listed
from agreements.spoken import is_in_latin_letters, named, spoken
from agreements.views.conditional import is_signed_in
from agreements.views.data_links import cited, offered
from agreements.views.entries import shown_entries

# A list of so many parts spares readers the way through the page.
MANY_PARTS = 4
# A part of a page as templates write it: its anchor, or that of its heading, and the heading.
PART = re.compile(
    r'<section class="part" (?:id|aria-labelledby)="([^"]+)">\s*<h2[^>]*>(.*?)</h2>', re.DOTALL
)

register = template.Library()
register.filter(is_web_address)
register.filter(words_in)
register.filter(agreements_in_words)
register.filter(bare)
register.filter(in_brackets)
register.filter(labelled)
register.filter(listed)
register.filter(named)
register.filter(spoken)


@register.filter
def as_time(day):
    """Return a Day as an HTML time element, no more exact than it is known; empty without one."""
    return _as_time_in(get_language(), day) if day else ""


@lru_cache(maxsize=10_000)
def _as_time_in(_page, day):
    return format_html('<time datetime="{}">{}</time>', day.iso, day)


@register.filter
def as_time_or_not(day):
    """Return a Day as HTML, in words where it is not known."""
    return as_time(day) if day else _("Day not known")


@register.filter
def event_days(event):
    """Return the days of an event, or of a part of one, as HTML, in words where none is known."""
    if not event.first_day:
        return _("Day not known")
    if not event.last_day:
        return as_time(event.first_day)
    between = {"first": as_time(event.first_day), "last": as_time(event.last_day)}
    # What is filled in has been escaped.
    return mark_safe(_("%(first)s to %(last)s") % between)  # noqa: S308


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
register.filter(shown_entries)
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
def worded(text):
    """Return words of the data as HTML that says where they are not in the language of the page."""
    words = shown_words(str(text))
    return named(words) if words.lang else spoken(text)


@register.filter
def stated(citation):
    """Return the value that a citation states, as `worded`; some are in the words of the source."""
    source = citation.source.language
    words = shown_words(citation.stated_value, source if is_in_latin_letters(source) else "en")
    return named(words) if words.lang else spoken(words)


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
    return bare(reverse(f"admin:agreements_{record._meta.model_name}_change", args=[record.pk]))


@register.simple_tag(takes_context=True)
def may_edit(context, record):
    """Return whether the reader is signed in and may change records of this noun."""
    may_change = f"change_{record._meta.model_name}"
    return is_signed_in(context["request"]) and context["perms"]["agreements"][may_change]


@register.simple_tag
def main_lists():
    return LISTED


@register.simple_tag
def own_names():
    """Return {code: name} of the languages, each in its own words."""
    return OWN_NAMES


@register.inclusion_tag("components/languages.html", takes_context=True)
def languages(context):
    """Show where the same page is in each language, with what the address asks of it."""
    request = context.get("request")
    if request is None:
        return {"languages": ()}
    query, current = known_query(request.GET, context.get("unknown")), language_of(request.path)
    return {
        "languages": [
            {
                "code": code,
                "name": name,
                "href": escape_leading_slashes(escape_uri_path(in_language(request.path, code)))
                + query,
                "is_current": code == current,
            }
            for code, name in OWN_NAMES.items()
        ]
    }


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


@register.simple_block_tag
def contents(content):
    """Show the parts of a record's page below a list of them, where they are many."""
    parts = [(anchor, mark_safe(heading)) for anchor, heading in PART.findall(content)]  # noqa: S308
    if len(parts) < MANY_PARTS:
        return content
    return mark_safe(  # noqa: S308
        get_template("components/contents.html").render({"parts": parts}) + content
    )
