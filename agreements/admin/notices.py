"""Asks what becomes of the citations of a value that a form changes."""

from collections.abc import Iterable, Iterator

from django.db import models
from django.forms import BaseForm
from django.utils.translation import gettext as _

from agreements.editing.outlived import Answer, Changed, Outlived, carry_out, outlived
from agreements.models import Citation
from agreements.models.items import ITEMS
from agreements.nouns import NOUNS

from .shown import shown


class Unanswered(Exception):  # noqa: N818, it is no error of the program
    """A value was changed, and nobody has said yet what becomes of its citations."""

    def __init__(self, notices: list[Outlived]):
        super().__init__(notices)
        self.notices = notices

    def __str__(self) -> str:
        return _(
            "Nothing was saved yet: sources are cited for what you changed. Say of each whether "
            "it supports the new value, then save again."
        )


def answer_notices(
    data, record: models.Model, changes: list[Changed], touched: Iterable[int] = ()
) -> None:
    """Do with the citations of changed values what the data of a form says.

    `touched` are those that the form changes or removes itself. Raises Unanswered where it does not
    say so of all others.
    """
    notices = outlived(record, changes, set(touched)) if changes else []
    answers = {each.parameter: data.get(each.parameter, "") for each in notices}
    if any(answer not in Answer.values for answer in answers.values()):
        raise Unanswered(notices)
    for each in notices:
        carry_out(each, answers[each.parameter])


def changed_fields(record: models.Model, form: BaseForm) -> Iterator[Changed]:
    """Yield the cited fields of the record itself whose values a form changes."""
    noun = NOUNS[record._meta.model_name]
    told_with = {**{precision: day for day, precision in record.DAYS.items()}, **record.TOLD_WITH}
    names = dict.fromkeys(told_with.get(name, name) for name in form.changed_data)
    for name in names:
        if name in record.PUBLIC_FIELDS and name not in noun.uncited:
            yield Changed(name, None, before(form, name))


def changed_items(formsets: list) -> Iterator[Changed]:
    """Yield the rows of fields with several values that formsets change."""
    fields = {model_of(field): field for field in ITEMS}
    for formset in formsets:
        field = fields.get(formset.model)
        for form in formset.initial_forms if field else ():
            is_changed = {*form.changed_data} - {"position", "is_cited"}
            if is_changed and form not in formset.deleted_forms:
                row = formset.model._base_manager.filter(pk=form.instance.pk).first()
                if row:
                    yield Changed(field, form.instance, str(row))


def model_of(field: str) -> type[models.Model]:
    return Citation._meta.get_field(ITEMS[field]).related_model


def touched_citations(formsets: list) -> set[int]:
    """Return the primary keys of the citations that a form changes or removes itself."""
    return {
        form.instance.pk
        for formset in formsets
        if formset.model is Citation
        for form in formset.initial_forms
        if form.has_changed()
    }


def before(form: BaseForm, name: str) -> str:
    """Return what a form showed of a value before it was changed, in words."""
    field = form.fields.get(name)
    return shown(field, form.get_initial_for_field(field, name)) if field else ""
