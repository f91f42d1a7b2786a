"""Settlements: how the editors decided a dispute between sources."""

import json

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .agreement import Agreement
from .alliance import Alliance
from .citation import CITED, field_constraint
from .country import Country
from .event import Event
from .filled_links import filled_indexes
from .institution import Institution
from .items import ITEMS
from .person import Person
from .place import Place
from .plain_text import validate_text
from .project import Project
from .sector import Sector
from .subjects import AboutOneRecord, one_subject_constraint, subject_field


class Settlement(AboutOneRecord):
    """The editors' decision on one disputed value, with its reason and its day.

    The sources still differ, so the value stays disputed; it is known besides which of them the
    editors follow, and why. The citations that dispute the value lead to the settlement that
    weighed them. It counts for the value on which it was made, and for those citations only: when
    the value is another one by now, or a source that was not weighed disputes it too, nobody has
    decided between what stands there now, and the dispute is open again.
    """

    SUBJECTS = tuple(CITED)

    agreement = subject_field(Agreement, "settlements", _("agreement"))
    institution = subject_field(Institution, "settlements", _("institution"))
    person = subject_field(Person, "settlements", _("person"))
    alliance = subject_field(Alliance, "settlements", _("alliance"))
    event = subject_field(Event, "settlements", _("event"))
    project = subject_field(Project, "settlements", _("project"))
    sector = subject_field(Sector, "settlements", _("sector"))
    country = subject_field(Country, "settlements", _("country"))
    place = subject_field(Place, "settlements", _("place"))
    field = models.CharField(
        _("field"), max_length=30, help_text=_("The field whose value was disputed.")
    )
    value = models.TextField(
        _("value"), help_text=_("The value on which it was settled, as it was called then.")
    )
    # The same as the database holds it: a body that is renamed is the same value.
    held = models.TextField(editable=False)
    reason = models.TextField(
        _("reason"), help_text=_("Why the editors decided so."), validators=[validate_text]
    )
    settled_at = models.DateTimeField(
        pgettext_lazy("a dispute", "settled at"), default=timezone.now
    )

    class Meta:
        ordering = ["id"]
        verbose_name = _("settlement")
        verbose_name_plural = _("settlements")
        # Whoever may change a record settles its disputes.
        default_permissions = ()
        indexes = filled_indexes("settlement", CITED)
        constraints = [
            one_subject_constraint("settlement_about_one_record", CITED),
            field_constraint("settlement_field_belongs_to_record"),
            models.CheckConstraint(
                name="settlement_reason_not_empty",
                condition=~Q(reason=""),
                violation_error_message=_("Say why the dispute is settled so."),
            ),
        ]

    def __str__(self):
        return self.value

    def counts_for(self, record, item=None):
        """Return whether a record, or one item of its field, has the value that was settled on."""
        return held(record, self.field, item) == self.held


def held(record, field, item=None):
    """Return what a record holds in a field, as a text to compare with.

    Of a field with several values it is what one item of them holds, such as a Party, or what all
    of them do.
    """
    return json.dumps(_held(record, field, item), sort_keys=True, ensure_ascii=False)


def _held(record, field, item):
    if item:
        return _columns(item, _own_fields(item, record))
    if field in ITEMS:
        rows = [_columns(row, _own_fields(row, record)) for row in getattr(record, field).all()]
        return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))
    own = [record._meta.get_field(name) for name in value_fields(record, field)]
    columns = _columns(record, [one for one in own if one.concrete and not one.many_to_many])
    if not own[0].concrete or own[0].many_to_many:
        columns[field] = sorted(str(one.pk) for one in getattr(record, field).all())
    return columns


def value_fields(record, field):
    """Return the fields that make up a value: it, how exactly it is known, what it is told with."""
    told_with = [name for name, other in record.TOLD_WITH.items() if other == field]
    exactly = getattr(record, "DAYS", {}).get(field)
    return [field, *([exactly] if exactly else []), *told_with]


def _own_fields(item, record):
    """Return the fields of an item but its key, its place and the link to its record."""
    return [
        field
        for field in item._meta.concrete_fields
        if not (field.primary_key or field.name == "position" or _leads_to(record, item, field))
    ]


def _leads_to(record, item, field):
    return field.related_model is type(record) and getattr(item, field.attname) == record.pk


def _columns(row, fields):
    """Return {field: text} of the fields of a row that are not empty."""
    values = {field.name: field.value_from_object(row) for field in fields}
    return {name: str(value) for name, value in values.items() if value not in (None, "")}
