"""Editing screens that lose nothing typed, neither to another save nor to a second click."""

from collections import Counter
from uuid import uuid4

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db import connection
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agreements import databases
from agreements.changes.history import newest_version_of
from agreements.editing.outlived import Answer
from agreements.lists.addresses import pairs_of
from agreements.models import Edit, Version
from agreements.punctuation import listed

from .guard import FIELD, rebase, version_in
from .notices import answer_notices, changed_fields, changed_items, touched_citations

TOKEN = "_token"  # noqa: S105, it only tells two clicks from two forms
MAX_TOKEN = 40


class SentAgain(Exception):  # noqa: N818, it is no error of the program
    """The form was saved already: a second click, or a line that was lost before the answer."""

    def __init__(self, edit: Edit):
        super().__init__(edit)
        self.edit = edit


class GuardedScreen:
    """What an editing screen does so that nothing is lost and nothing is done twice."""

    class Media:
        js = ["agreements/admin/form.js", "agreements/admin/choices.js"]

    def save_related(self, request, form, formsets, change):
        """Save what hangs on a record; of changed values, say what becomes of their citations."""
        if change:
            changes = [*changed_fields(form.instance, form), *changed_items(formsets)]
            touched = touched_citations(formsets)
            answer_notices(request.POST, form.instance, changes, touched)
        super().save_related(request, form, formsets, change)

    def newest_version(self, object_id=None, *_arguments):
        """Return the number of the newest version of a record, None of one that is to be added."""
        return newest_version_of(self.model(pk=unquote(object_id))) if object_id else None

    def render_change_form(self, request, context, *args, **kwargs):
        """Show a form that carries the version that it was made from, and a token of its own."""
        context |= {
            **self.guard_context(request),
            "version": getattr(request, "version", version_in(request.POST)),
            "notices": getattr(request, "notices", []),
            "answers": Answer.choices,
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def give_back(self, request, refusal, *args, **kwargs):
        """Show a form as it was sent, and why; without a transaction, which would wait again."""
        request.refusal = str(refusal)
        request.notices = getattr(refusal, "notices", [])
        return self._changeform_view(request, *args, **kwargs)

    def guard_context(self, request):
        """Return what a form needs to carry a version, and a token of its own."""
        return {
            "version_field": FIELD,
            "token_field": TOKEN,
            "token": token_in(request) or uuid4().hex,
        }

    def refuse_second_click(self, request):
        """Raise SentAgain where this very form was saved before; writers wait for each other."""
        databases.of(connection).lock_writers(connection)
        token = token_in(request)
        if token and (edit := Edit.objects.filter(token=token, is_open=False).first()):
            raise SentAgain(edit)

    def answer_second_click(self, request, edit, address=""):
        """Lead to what was saved with the first click, or to an address."""
        messages.info(request, _("This form was saved already; it was not saved a second time."))
        name = f"admin:agreements_{self.model._meta.model_name}"
        made = edit.versions.filter(table=self.model._meta.db_table, op=Version.Op.INSERT)
        key = made.values_list("key", flat=True).first()
        address = reverse(f"{name}_change", args=[key]) if key else address
        return HttpResponseRedirect(address or request.get_full_path())

    def keep_other_saves(self, request, object_id=None, *_arguments):
        """Bring what was sent onto what others saved since its form was shown, or refuse it."""
        known, newest = version_in(request.POST), self.newest_version(object_id)
        if None in (known, newest) or known >= newest:
            return
        record = self.get_object(request, unquote(object_id))
        if not record:
            return
        rebased = rebase(
            request.POST,
            record,
            self.get_form(request, record, change=True),
            self.unbound_formsets(request, record),
        )
        request.POST = rebased.data
        if rebased.clashes:
            sentences = "\n".join(clash.sentence for clash in rebased.clashes)
            refusal = _(
                "Others changed the same values meanwhile; nothing was saved. Decide what is "
                "right, then save again."
            )
            request.refusal = f"{refusal}\n{sentences}"
        elif rebased.taken_over:
            taken_over = listed(dict.fromkeys(rebased.taken_over))
            sentence = _("Others changed this meanwhile, and it was kept: %(what)s.")
            messages.info(request, sentence % {"what": taken_over})

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        """Lead away from a record that is not there; what was typed for it is shown first."""
        typed = typed_in(pairs_of(request.POST))
        if not typed:
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)
        key = unquote(object_id)
        removed = Version.objects.filter(
            table=opts.db_table, key=key, op=Version.Op.DELETE
        ).select_related("edit")
        context = {
            **self.admin_site.each_context(request),
            "title": _("This record was deleted meanwhile"),
            "typed": typed,
            "removal": removed.first(),
            "opts": opts,
        }
        return render(request, "admin/agreements/typed_for_nothing.html", context, status=410)

    def unbound_formsets(self, request, record):
        """Return the inline formsets of a record as its form shows them."""
        made, prefixes = [], Counter()
        for formset, inline in self.get_formsets_with_inlines(request, record):
            prefix = formset.get_default_prefix()
            prefixes[prefix] += 1
            if prefixes[prefix] > 1:
                prefix = f"{prefix}-{prefixes[prefix]}"
            rows = inline.get_queryset(request)
            made.append(formset(instance=record, prefix=prefix, queryset=rows))
        return made


def typed_in(sent):
    """Return those (name, text) of what a form sent that an editor may have typed."""
    return [
        (name, text)
        for name, text in sent
        if text.strip() and not name.startswith(("_", "csrf")) and "_FORMS" not in name
    ]


def token_in(request):
    """Return the token of the form that was sent, empty where it has none that could be one."""
    token = request.POST.get(TOKEN, "")
    return token if token.isascii() and token.isalnum() and len(token) <= MAX_TOKEN else ""
