"""A release: its files, with their sizes and sums, and the files themselves."""

from datetime import UTC, date, datetime, time
from wsgiref.util import FileWrapper

from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agreements.formats import bibtex, csl_json, ris
from agreements.formats.citing import Citing
from agreements.language_paths import bare, for_programs
from agreements.models import Revision
from agreements.release.shelf import SUMS, release_named

from .conditional import tag
from .data import as_data
from .data_page import stamps
from .metadata import made
from .page import Page

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
}
PLAIN = "text/plain; charset=utf-8"
PART = 64 * 1024
# By the name of the file, the module that writes how a release is cited.
CITED = {f"citation.{module.FORMAT.extension}": module for module in (bibtex, ris, csl_json)}


class ReleasePage(Page):
    """What is in a release."""

    template_name = "agreements/release.html"

    @property
    def besides(self):
        return stamps()

    @cached_property
    def shown(self):
        return found(self.kwargs["name"])

    def get_context_data(self, **context):
        title = _("Release %(version)s") % {"version": self.shown.version}
        sentence = _("The whole register as it stood on %(day)s, as one file.")
        description = sentence % {"day": self.shown.day}
        return super().get_context_data(
            title=title,
            metadata=made(self.request, title, description),
            release=self.shown,
            citing=citing_of(self.shown, for_programs(self.request)),
            data_links=(),
            cited={
                bare(address_of_file(self.shown, name)): module.FORMAT.label
                for name, module in CITED.items()
            },
            **context,
        )


def citing_of(release, absolute):
    """Return how a release is cited: with the sum of its list of sums, which no other has."""
    noted_at = datetime.combine(date.fromisoformat(release.day), time(), UTC)
    whole = _("SHA-256 of its %(file)s: %(sum)s")
    return Citing(
        key=f"coop-{release.name}",
        title=_("Release %(version)s") % {"version": release.version},
        address=absolute(reverse("agreements:release", args=[release.name])),
        revision=Revision(release.number, noted_at),
        particulars=(whole % {"file": SUMS, "sum": release.members[SUMS].sha256},),
        is_list=True,
    )


def address_of_file(release, name):
    return reverse("agreements:release-file", args=[release.name, name])


def found(name):
    """Return the Release of a name; raise Http404 where there is none."""
    release = release_named(name)
    if release is None:
        raise Http404(_("There is no such release."))
    return release


@require_safe
def release_file(request, name, member):
    """Answer with a release, or with one of its files; or with 304 where the reader has it."""
    release = found(name)
    if member in CITED:
        module = CITED[member]
        body = module.entry(citing_of(release, request.build_absolute_uri))
        return as_data(HttpResponse(body, content_type=module.FORMAT.content_type))
    if member != release.file_name and member not in release.members:
        raise Http404(_("The release has no such file."))
    # The list of sums tells one release from another.
    of = release.members[SUMS if member == release.file_name else member]
    etag = f'"{of.sha256}"'
    confirmed = get_conditional_response(request, etag=etag)
    return as_data(tag(confirmed or sent(release, member), etag))


def sent(release, member):
    """Return a file as an answer of a known length."""
    if member == release.file_name:
        return FileResponse(release.path.open("rb"), as_attachment=True, filename=member)
    kind = TYPES.get(member.rpartition(".")[2], PLAIN)
    response = StreamingHttpResponse(FileWrapper(release.open(member), PART), content_type=kind)
    response.headers["Content-Length"] = str(release.members[member].size)
    return response
