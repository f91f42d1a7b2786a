"""Deleting a record: what is in use is not deleted before all of it leads elsewhere."""

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import NestedObjects, quote, unquote
from django.db import router
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from agreements.editing.uses import move, uses_of
from agreements.evidence.values import field_label
from agreements.models import Citation
from agreements.punctuation import labelled

from .relations import OneRecordField, OneRecordSelect


class GuardedDeletion:
    """A screen that tells what hangs on a record, and offers to move it, instead of deleting it.

    `is_movable` is true of the nouns of which one record can stand in the place of another.
    """

    is_movable = False

    def _delete_view(self, request, object_id, extra_context):
        record = self.get_object(request, unquote(object_id))
        uses = uses_of(record) if record else []
        if not uses or not self.has_delete_permission(request, record):
            return super()._delete_view(request, object_id, extra_context)
        form = self._move_form(request, record, uses)
        if form and form.is_valid():
            other = form.cleaned_data["move_to"]
            count = move(record, other)
            messages.success(request, _moved(count, other))
            return super()._delete_view(request, object_id, extra_context)
        return self._in_use(request, record, uses, form, extra_context)

    def _move_form(self, request, record, uses):
        """Return the form that asks for another record, None where nothing can be moved."""
        rights = {f"agreements.change_{use.link.model._meta.model_name}" for use in uses}
        if not self.is_movable or not request.user.has_perms(rights):
            return None
        chosen = {"move_to": getattr(request, "move_to", None)}
        more = {"record": record, "link": uses[0].link, "screen": self}
        return MoveForm(request.POST or None, initial=chosen, **more)

    def _in_use(self, request, record, uses, form, extra_context):
        context = {
            **self.admin_site.each_context(request),
            **(extra_context or {}),
            "title": _("This record is in use"),
            "object": record,
            "opts": self.opts,
            "uses": [(use, heading(use), map(admin_link, use.shown)) for use in uses],
            "form": form,
            "media": self.media + form.media if form else self.media,
        }
        return TemplateResponse(request, "admin/agreements/in_use.html", context)

    def get_deleted_objects(self, objs, request):
        """Say of each row what it is in the register."""
        _names, *counts = super().get_deleted_objects(objs, request)
        rows = NestedObjects(using=router.db_for_write(self.model), origin=objs)
        rows.collect(objs)
        return rows.nested(in_words), *counts


class MoveForm(forms.Form):
    """Asks which record is to stand in the place of one that is in use."""

    def __init__(self, data, *, record, link, screen, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["move_to"] = OneRecordField(
            label=gettext_lazy("Move all of it to"),
            queryset=screen.model._default_manager.exclude(pk=record.pk),
            relation=link,
            widget=OneRecordSelect(link, screen.admin_site),
        )


def in_words(row):
    """Return what a row that is deleted with a record is, in words."""
    if isinstance(row, Citation):
        return _("Citation of “%(field)s” by %(publisher)s: %(claim)s") % {
            "field": field_label(row.subject_name, row.field),
            "publisher": row.source.publisher,
            "claim": row.claim,
        }
    if row._meta.auto_created:
        *_start, end = (field for field in row._meta.fields if field.is_relation)
        row = getattr(row, end.name)
    return labelled(capfirst(row._meta.verbose_name), row)


def _moved(count, other):
    sentence = ngettext(
        "%(count)s use was moved to “%(record)s”.",
        "%(count)s uses were moved to “%(record)s”.",
        count,
    )
    return sentence % {"count": count, "record": other}


def heading(use):
    """Return what leads to a record by which link, and how often: "Agreements, by “sectors”: 5"."""
    return _("%(noun)s, by “%(link)s”: %(count)s") % {
        "noun": capfirst(use.link.model._meta.verbose_name_plural),
        "link": use.link.verbose_name,
        "count": use.count,
    }


def admin_link(record):
    address = f"admin:agreements_{record._meta.model_name}_change"
    return format_html('<a href="{}">{}</a>', reverse(address, args=[quote(record.pk)]), record)
