"""What was written since a revision: by it, a copy of the register becomes one of today."""

from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.changes.changed_records import NotKept, changes_since
from agreements.formats.json_changes import changes_json
from agreements.formats.options import MomentField, RevisionField
from agreements.formats.problem import errors_of, problem
from agreements.lists.filters import FilterForm
from agreements.release.shelf import releases
from agreements.tables.written_values import moment

from .data import Data
from .data_answers import with_links
from .page import Page


class SinceForm(FilterForm):
    """Reads since which revision changes are asked for, and of which moment that has to be."""

    is_strict = True

    since = RevisionField()
    changed_at = MomentField()


class ChangeList(Data, Page):
    """The records that were added, changed or deleted after a revision, as JSON."""

    def get(self, request, *args, **kwargs):
        """Answer with the changes, 400 for what is no revision, 410 for one that is not kept."""
        form = SinceForm(request.GET)
        if not form.is_valid():
            sentence = _("The address does not say since which revision.")
            return self.refused(sentence, errors_of(form))
        try:
            changes = changes_since(form.cleaned_data["since"], form.cleaned_data["changed_at"])
        except NotKept:
            return self.not_kept()
        following = None if changes.is_all else self.address_of(changes.reached)
        body = changes_json(changes, following, request.build_absolute_uri)
        response = HttpResponse(body, content_type="application/json")
        return with_links(
            response, request.build_absolute_uri(reverse("agreements:api")), following
        )

    def address_of(self, revision):
        """Return the absolute address of the changes after a revision."""
        query = {"since": revision.number, "changed_at": moment(revision.noted_at)}
        return self.request.build_absolute_uri(f"{self.request.path}?{urlencode(query)}")

    def not_kept(self):
        newest = next(iter(releases()), None)
        there = reverse("agreements:release", args=[newest.name]) if newest else "/data/"
        address = self.request.build_absolute_uri(there)
        sentence = _(
            "What was written since that revision is not known any more. Begin anew from the "
            "newest release: %(address)s"
        )
        return problem(HTTPStatus.GONE, sentence % {"address": address}, about=address)
