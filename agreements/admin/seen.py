"""Edits that a second person looks at: listed until somebody else says that they saw them."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.editing.turns import Busy, turn_to_write
from agreements.models import Edit

TO_LOOK_AT = "open"


class LookFilter(admin.SimpleListFilter):
    """Which edits a second person is to look at, or has looked at."""

    title = gettext_lazy("second look")
    parameter_name = "look"

    def lookups(self, request, model_admin):
        return [(TO_LOOK_AT, _("To look at")), ("seen", _("Seen"))]

    def queryset(self, request, queryset):
        conditions = {TO_LOOK_AT: Edit.TO_LOOK_AT, "seen": ~Edit.UNSEEN}
        condition = conditions.get(self.value())
        return queryset.filter(condition) if condition else queryset


class SeenPages:
    """The button by which somebody says that they looked at an edit of somebody else."""

    def seen_urls(self):
        """Return the address to which the button sends."""
        view = self.admin_site.admin_view(self.seen_view)
        return [path("<int:number>/seen/", view, name="agreements_edit_seen")]

    def may_see(self, user, edit):
        """Return whether an edit waits for a second look, which this person may give it."""
        is_other = edit.who != user.get_username()
        is_open = bool(edit.look) and edit.seen_at is None
        return is_open and is_other and user.has_perm("agreements.see_edits")

    def seen_view(self, request, number):
        """Note who looked at an edit, and lead to those that are left."""
        edit = get_object_or_404(Edit, pk=number)
        if request.method != "POST":
            return HttpResponseRedirect(reverse("admin:agreements_edit_change", args=[number]))
        if edit.seen_at is not None:
            messages.info(
                request, _("Somebody has seen it already: %(who)s.") % {"who": edit.seen_by}
            )
        elif not self.may_see(request.user, edit):
            raise PermissionDenied
        else:
            self._note(request, edit)
        address = reverse("admin:agreements_edit_changelist")
        return HttpResponseRedirect(f"{address}?{LookFilter.parameter_name}={TO_LOOK_AT}")

    def _note(self, request, edit):
        """Write who saw it; of two who say so at once, the first one counts."""
        values = {"seen_by": request.user.get_username(), "seen_at": timezone.now()}
        try:
            with turn_to_write():
                Edit.objects.filter(pk=edit.pk, seen_at=None).update(**values)
        except Busy as busy:
            messages.error(request, str(busy))
        else:
            messages.success(request, _("The edit of %(at)s is marked as seen.") % {"at": edit})
