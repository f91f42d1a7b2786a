"""The engine of templates whose parts stand on a page hundreds of times.

They are in `templates/repeated/`, written for Jinja2, which renders them in a fifth of the time
that Django's own engine takes. All that is said once on a page is left to that.
"""

from django.utils.translation import gettext
from jinja2 import Environment, StrictUndefined

from agreements.models.numbers import grouped
from agreements.templatetags.display import as_time, grade_label


def environment(**options):
    """Return the Jinja2 environment of such templates; a name without a value is a mistake."""
    made = Environment(**options)  # noqa: S701, Django has it escape all values
    made.undefined = StrictUndefined
    made.filters.update(number=grouped, as_time=as_time, grade_label=grade_label)
    made.globals.update(_=gettext)
    return made
