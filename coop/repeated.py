"""The engine of templates whose parts stand on a page hundreds of times.

They are in `templates/repeated/`, written for Jinja2, which renders them in a fifth of the time
that Django's own engine takes. All that is said once on a page is left to that.
"""

from django.utils.translation import gettext
from jinja2 import Environment

from agreements.lists import row_words
from agreements.models.numbers import grouped
from agreements.punctuation import listed
from agreements.spoken import spoken
from agreements.templatetags import display

FILTERS = {
    "number": grouped,
    **{
        made.__name__: made
        for made in (
            *(display.as_time, display.event_days, display.grade_label, display.grade_sign),
            *(display.language_label, display.named, display.noun_label),
            *(row_words.in_words, row_words.records_in_words, row_words.members_in_words),
            *(row_words.statements_in_words, row_words.written_in_words, listed),
            *(display.worded, spoken),
        )
    },
}


def environment(**options):
    """Return the Jinja2 environment of such templates."""
    made = Environment(**options)  # noqa: S701, Django has it escape all values
    made.filters.update(FILTERS)
    made.globals.update(_=gettext)
    return made
