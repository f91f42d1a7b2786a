"""The history of a record on its editing screen: that of the register, in place of Django's log."""

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from agreements.changes.told_history import told_history


class KeptByVersions:
    """Screens of records, of which the database keeps every change, with who made it and why.

    Django's own log knows less, and loses what somebody did along with the account.
    """

    object_history_template = "admin/agreements/object_history.html"

    def log_addition(self, request, obj, message):
        """Note nothing: a version is there."""

    def log_change(self, request, obj, message):
        """Note nothing: a version is there."""

    def log_deletions(self, request, queryset):
        """Note nothing: versions are there."""

    def history_view(self, request, object_id, extra_context=None):
        """Show what became of a record: the same as readers see, with who did it."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("History of %(record)s") % {"record": record},
            "object": record,
            "opts": self.opts,
            "module_name": capfirst(self.opts.verbose_name_plural),
            "history": told_history(record, request.GET.get("before")),
            **(extra_context or {}),
        }
        return TemplateResponse(request, self.object_history_template, context)
