"""Records that were deleted, each with a way to put it back."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from agreements.changes.removals import put_back, removals, removed_record, versions_of_removal
from agreements.nouns import NOUNS

from .base import BoundedPaginator

A_PAGE = 50


class DeletionPages:
    """The list of what was deleted, and the page that asks why it is put back."""

    def deletion_urls(self):
        """Return the addresses of the pages."""
        view = self.admin_site.admin_view
        return [
            path("deleted/", view(self.deleted_view), name="agreements_edit_deleted"),
            path(
                "deleted/<int:number>/put-back/",
                view(self.put_back_view),
                name="agreements_edit_put_back",
            ),
        ]

    def deleted_view(self, request):
        """List the records that were deleted, the newest first, of one noun or of all."""
        chosen = request.GET.get("noun", "")
        if chosen and chosen not in NOUNS:
            raise Http404(_("The register has no such noun."))
        found = removals([chosen] if chosen else NOUNS)
        page = BoundedPaginator(found, A_PAGE).get_page(request.GET.get("page"))
        context = self.page_context(
            request,
            _("Deleted records"),
            page=page,
            deleted=[(removal, removed_record(removal)) for removal in page],
            nouns=NOUNS.values(),
            chosen=chosen,
        )
        return TemplateResponse(request, "admin/agreements/edit/deleted.html", context)

    def put_back_view(self, request, number):
        """Ask why a record is to be put back, and put it back."""
        removal = get_object_or_404(removals(), pk=number)
        record = removed_record(removal)
        title = _("Put back %(record)s") % {"record": record}
        return self.set_back(
            request,
            versions_of_removal(removal),
            partial(put_back, removal),
            self.page_context(request, title, edit=removal.edit, record=record),
        )
