"""Why somebody changes the register: asked for with every change, required for some."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.translation import gettext_lazy as _

from agreements.models.plain_text import validate_text

from .relations import RecordForm
from .storable import is_storable

LONGEST = 1_000


class ReasonField(forms.CharField):
    """The reason of an edit, which stands in the history of what it changes."""

    def __init__(self, **kwargs):
        super().__init__(
            label=_("Why"),
            max_length=LONGEST,
            validators=[validate_text],
            widget=AdminTextareaWidget(attrs={"rows": 2}),
            error_messages={"required": _("Say why: it stands in the history.")},
            help_text=_("Why this is changed; it stands in the history, which everybody can read."),
            **kwargs,
        )


class ReasonForm(forms.Form):
    """The reason of what cannot be done without one."""

    why = ReasonField()


class ReasonedRecordForm(RecordForm):
    """The form of a record, with a reason for what is changed."""

    why = ReasonField(required=False)


def reason_in(sent):
    """Return the reason in what a form sent, empty where no database could hold it."""
    text = sent.get("why", "").strip()
    return text if is_storable(text) and len(text) <= LONGEST else ""
