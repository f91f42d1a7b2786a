"""What is wrong with a form, listed above it with links: forms are many screens long."""

from collections.abc import Iterator
from typing import NamedTuple

from django import forms
from django.contrib.admin.helpers import InlineAdminFormSet
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Said of a row whose key is that of no row any more.
GONE = gettext_lazy(
    "Somebody else deleted it meanwhile: keep what you still need of it, and load the page again."
)


class Problem(NamedTuple):
    """A sentence that says what is wrong, with the id of the place in the form that it is about."""

    anchor: str
    place: str
    sentence: str


def problems_in(form: forms.ModelForm, inlines: list[InlineAdminFormSet]) -> list[Problem]:
    """Return all that is wrong with a form and its parts, in the order of the page.

    What is wrong with the whole stands above the form already.
    """
    found = list(_of_form(form, "", ""))
    for inline in inlines:
        formset = inline.formset
        rows = f"{formset.prefix}-group"
        heading = capfirst(formset.model._meta.verbose_name_plural)
        found += [Problem(rows, heading, sentence) for sentence in formset.non_form_errors()]
        for number, row in enumerate(formset.forms, 1):
            place = _("%(noun)s %(number)s") % {
                "noun": capfirst(formset.model._meta.verbose_name),
                "number": number,
            }
            found += _of_form(row, place, row.prefix)
    return found


def _of_form(form: forms.ModelForm, row: str, row_anchor: str) -> Iterator[Problem]:
    if not form.is_bound:
        return
    for name, sentences in form.errors.items():
        if name == NON_FIELD_ERRORS and not row:
            continue
        if name == NON_FIELD_ERRORS or form[name].is_hidden:
            anchor, place = row_anchor, row
        else:
            anchor, label = form[name].auto_id, capfirst(form[name].label)
            place = _("%(row)s, %(label)s") % {"row": row, "label": label} if row else label
        if row and name == form._meta.model._meta.pk.name:
            # The page shows no row for it, only those that are there.
            yield Problem(f"{row_anchor.rsplit('-', 1)[0]}-group", row, GONE)
            continue
        for sentence in sentences:
            yield Problem(anchor, place, sentence)
