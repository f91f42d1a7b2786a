"""Merging two records: the page that shows what moves and what differs, and asks why."""

from django.contrib import messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.changes.edits import edit
from agreements.changes.history import newest_version_of
from agreements.editing.merge_plan import plan
from agreements.editing.merging import merge
from agreements.editing.refusals import Refused, in_words
from agreements.editing.turns import Busy, turn_to_write
from agreements.editing.uses import SHOWN
from agreements.models import Edit
from agreements.models.alias import MERGED, address_of
from agreements.punctuation import labelled

from .deletion import admin_link, heading
from .deletion import in_words as row_in_words
from .guard import version_in
from .guarded import SentAgain, token_in
from .merge_forms import MergeForm, SurvivorForm
from .reasons import reason_in
from .storable import readable

PERMISSION = "agreements.merge_records"
OTHER_VERSION = "_other_version"


class Invalid(Exception):  # noqa: N818, it is no error of the program
    """What was sent cannot be saved; the form says why."""


class MergingScreen:
    """What an editing screen does so that a record can be merged into another one."""

    def get_urls(self):
        page = path(
            "<path:object_id>/merge/",
            self.admin_site.admin_view(self.merge_view),
            name=f"agreements_{self.model._meta.model_name}_merge",
        )
        return [*([page] if self.model in MERGED.values() else []), *super().get_urls()]

    def may_merge(self, request):
        return self.model in MERGED.values() and request.user.has_perm(PERMISSION)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        """Offer to merge a record above its form."""
        if obj is not None and self.may_merge(request):
            context["merge_address"] = self._merge_address(obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def merge_view(self, request, object_id):
        """Ask into which record one is merged, show what that changes, ask why, and do it."""
        if not self.may_merge(request) or not self.has_view_permission(request):
            raise PermissionDenied
        request.POST = readable(request.POST)
        lost = self.get_object(request, unquote(object_id))
        if lost is None and (saved := self._saved_before(request)):
            return saved
        if lost is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        choice = SurvivorForm(readable(request.GET) or None, record=lost, screen=self)
        if not choice.is_valid():
            return self._page(request, "choose_survivor", lost, form=choice)
        return self._merge(request, lost, choice.cleaned_data["into"])

    def _saved_before(self, request):
        """Return the answer to a second click on a form that was saved, None for any other."""
        token = token_in(request)
        made = Edit.objects.filter(token=token).first() if token else None
        kept = self.get_object(request, readable(request.GET).get("into", "")) if made else None
        return kept and self.answer_second_click(request, made, self._record_address(kept))

    def _merge(self, request, lost, kept):
        # Before the records are read again: what is written in between is newer than the page says.
        versions = _versions(lost, kept)
        refusal = ""
        if request.method == "POST":
            try:
                return self._save(request, lost.pk, kept.pk)
            except SentAgain as sent:
                return self.answer_second_click(request, sent.edit, self._record_address(kept))
            except Invalid:
                pass
            except (Busy, Refused) as refused:
                refusal = str(refused)
        made = plan(self.model.objects.get(pk=lost.pk), self.model.objects.get(pk=kept.pk))
        form = MergeForm(request.POST if request.method == "POST" else None, plan=made)
        told = {"form": form, "plan": made, "refusal": refusal, "versions": versions}
        told["addresses"] = address_of(lost), address_of(kept)
        return self._page(request, "merge", lost, kept=kept, moved=_moved(made), **told)

    def _save(self, request, lost_key, kept_key):
        who, why = request.user.get_username(), reason_in(request.POST)
        told = {"kind": Edit.Kind.MERGE, "token": token_in(request)}
        with in_words(), turn_to_write(), edit(who, why, **told) as opened:
            self.refuse_second_click(request)
            found = self.model.objects.in_bulk([lost_key, kept_key])
            if len(found) < 2:
                raise Refused(_("One of the two records is not there any more."))
            lost, kept = found[lost_key], found[kept_key]
            if _versions(lost, kept) != _versions_in(request.POST):
                raise Refused(
                    _(
                        "One of the two records was changed since this page was shown; nothing was "
                        "saved. Look at what they hold now, then merge them."
                    )
                )
            form = MergeForm(request.POST, plan=plan(lost, kept))
            if not form.is_valid():
                raise Invalid
            address, name = address_of(lost), str(lost)
            merge(lost, kept, form.sides, form.other_name)
        return self._merged(request, name, address, kept, opened)

    def _merged(self, request, name, address, kept, opened):
        """Lead to the record that is left, and say how it is undone."""
        sentence = _(
            "“{name}” ({address}) was merged into this record. It can be undone whole from "
            '<a href="{edit}">its edit</a>.'
        )
        its_edit = reverse("admin:agreements_edit_change", args=[opened.pk])
        words = {"name": name, "address": address, "edit": its_edit}
        messages.success(request, format_html(sentence, **words))
        return HttpResponseRedirect(self._record_address(kept))

    def _page(self, request, template, record, **context):
        """Return a page about a record that is to be merged."""
        context = {
            **self.admin_site.each_context(request),
            **self.guard_context(request),
            "opts": self.opts,
            "title": _("Merge into another record"),
            "record": record,
            "media": self.media + context["form"].media,
            "other_version_field": OTHER_VERSION,
            **context,
        }
        return TemplateResponse(request, f"admin/agreements/{template}.html", context)

    def _merge_address(self, record):
        name = f"admin:agreements_{self.model._meta.model_name}_merge"
        return reverse(name, args=[quote(record.pk)])


def _versions(lost, kept):
    """Return the numbers of the newest versions of two records."""
    return newest_version_of(lost), newest_version_of(kept)


def _versions_in(data):
    other = data.get(OTHER_VERSION, "")
    is_number = other.isascii() and other.isdigit() and len(other) < 19
    return version_in(data), int(other) if is_number else None


def _moved(made):
    """Return (heading, first rows, how many more there are) of all that moves."""
    return [(_heading(use), _shown(use), use.more) for use in made.uses]


def _is_part(use):
    return use.link.many_to_one and use.link.remote_field.on_delete is models.CASCADE


def _heading(use):
    if not _is_part(use):
        return heading(use)
    nouns = capfirst(use.link.model._meta.verbose_name_plural)
    return labelled(nouns, use.count)


def _shown(use):
    if _is_part(use):
        return [row_in_words(row) for row in use.rows[:SHOWN]]
    return [admin_link(record) for record in use.shown]
