"""Edits: who changed what and why, undone whole where nothing stands on them."""

from functools import partial

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.changes.told_edits import told_rows
from agreements.changes.undo import undo
from agreements.models import Edit

from .base import RegisterAdmin
from .deletions import DeletionPages
from .edit_filters import EditsListed, NounFilter, WhoFilter
from .edit_words import edits_in_words
from .seen import LookFilter, SeenPages
from .undoing import confirm, may_set_back


class EditChangeList(ChangeList):
    """A page of edits, told in words at once."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = list(self.result_list)
        words = edits_in_words(self.result_list)
        for edit in self.result_list:
            edit.words = words.get(edit.pk, "")


@admin.register(Edit)
class EditAdmin(DeletionPages, SeenPages, RegisterAdmin):
    """What was done to the register, which nobody changes: it is only undone, by another edit.

    Whoever works here may read it, as readers may read the history of each record.
    """

    list_display = ["at", "who", "reason", "kind", "changed", "second_look"]
    list_filter = [LookFilter, WhoFilter, NounFilter]
    date_hierarchy = "at"
    readonly_fields = []
    search_fields = []
    sortable_by = []
    view_on_site = False

    def has_module_permission(self, request):
        return request.user.is_staff

    def has_view_permission(self, request, obj=None):
        return request.user.is_staff

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return EditsListed(Edit).order_by("-pk")

    def get_changelist(self, request, **kwargs):
        return EditChangeList

    @admin.display(description=_("why"))
    def reason(self, edit):
        """Return the beginning of the reason."""
        return Truncator(edit.why).chars(120)

    @admin.display(description=_("what was changed"))
    def changed(self, edit):
        """Return how many rows of what were changed."""
        return edit.words

    @admin.display(description=_("second look"), empty_value="-")
    def second_look(self, edit):
        """Return who saw it, or why somebody is to look at it."""
        if edit.seen_at:
            return gettext("Seen by %(who)s") % {"who": edit.seen_by}
        return edit.get_look_display() or None

    def get_urls(self):
        """Return the addresses of the pages that no other list has, then those of any."""
        undoing = path(
            "<int:number>/undo/",
            self.admin_site.admin_view(self.undo_view),
            name="agreements_edit_undo",
        )
        return [undoing, *self.deletion_urls(), *self.seen_urls(), *super().get_urls()]

    def page_context(self, request, title, **context):
        """Return what all pages about edits are made of."""
        site = self.admin_site.each_context(request)
        return {**site, "opts": self.opts, "title": title, **context}

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show what an edit changed, record by record."""
        edit = self.get_object(request, unquote(object_id))
        if edit is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        context = self.page_context(
            request,
            gettext("What was changed"),
            edit=edit,
            told=told_rows(edit.versions.all()),
            undone_by=edit.undone_by.order_by("pk"),
            may_undo=may_set_back(request.user, edit.versions.all()),
            may_see=self.may_see(request.user, edit),
        )
        return TemplateResponse(request, "admin/agreements/edit/change_form.html", context)

    def history_view(self, request, object_id, extra_context=None):
        """Lead to the edit, of which there is nothing else to tell."""
        return redirect("admin:agreements_edit_change", object_id)

    def undo_view(self, request, number):
        """Ask why an edit is to be undone, and undo it."""
        edit = get_object_or_404(Edit, pk=number)
        return self.set_back(
            request,
            edit.versions.all(),
            partial(undo, edit),
            self.page_context(request, gettext("Undo this edit"), edit=edit),
        )

    def set_back(self, request, versions, write, context):
        """Ask for the reason, then lead to the edit that set the versions back."""
        page, written = confirm(request, versions, write, context)
        if page:
            return page
        self.message_user(request, gettext("It was done, and can be undone from here."))
        return redirect("admin:agreements_edit_change", written.pk)
