"""A release: its files, with their sizes and sums, and the files themselves."""

import json
from datetime import UTC, date, datetime, time
from functools import partial

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from agreements.formats import bibtex, csl_json, ris
from agreements.formats.citing import Citing
from agreements.keeper import licence
from agreements.language_paths import bare, for_programs
from agreements.models import Revision
from agreements.release.shelf import SUMS, release_named

from .conditional import tag
from .data_answers import data_file, of_revision
from .data_page import PageOfData, stamps
from .file_parts import file_answer
from .metadata import made

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "zip": "application/zip",
}
PLAIN = "text/plain; charset=utf-8"
PACKAGE, LINKSET, LINKSET_TYPE = "datapackage.json", "linkset.json", "application/linkset+json"
# By the name of the file, the module that writes how a release is cited.
CITED = {f"citation.{module.FORMAT.extension}": module for module in (bibtex, ris, csl_json)}


class ReleasePage(PageOfData):
    """What is in a release."""

    template_name = "agreements/release.html"

    @property
    def besides(self):
        return stamps()

    @cached_property
    def shown(self):
        return found(self.kwargs["name"])

    @property
    def told_of(self):
        return self.shown

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

    def followed(self, context):
        """Return where programs go from a release: to its zip, and to a list of all its files."""
        local = reverse("agreements:release", args=[self.shown.name])
        address = for_programs(self.request)(local)
        return [
            (address, "cite-as", ""),
            (f"{address}{LINKSET}", "linkset", LINKSET_TYPE),
            (f"{address}{PACKAGE}", "describedby", TYPES["json"]),
            (f"{address}{self.shown.file_name}", "item", TYPES["zip"]),
            (licence().address, "license", ""),
        ]


def linkset_of(release, absolute):
    """Return what belongs to a release as a set of links (RFC 9264)."""
    address = absolute(reverse("agreements:release", args=[release.name]))
    names = [release.file_name, *release.members]
    links = {
        "anchor": address,
        "cite-as": [{"href": address}],
        "describedby": [{"href": f"{address}{PACKAGE}", "type": TYPES["json"]}],
        "item": [{"href": f"{address}{name}", "type": type_of(name)} for name in names],
        "license": [{"href": licence().address}],
    }
    return json.dumps({"linkset": [links]})


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


@data_file()
def release_file(request, name, member):
    """Answer with a release, one of its files or a part of it; or with 304 for who has it."""
    release = found(name)
    return of_revision(file_of(request, release, member), release)


def file_of(request, release, member):
    if member in CITED:
        module = CITED[member]
        body = module.entry(citing_of(release, request.build_absolute_uri))
        return HttpResponse(body, content_type=module.FORMAT.content_type)
    if member == LINKSET:
        body = linkset_of(release, request.build_absolute_uri)
        return HttpResponse(body, content_type=LINKSET_TYPE)
    if member != release.file_name and member not in release.members:
        raise Http404(_("The release has no such file."))
    etag = tag_of(release, member)
    confirmed = get_conditional_response(request, etag=etag)
    return tag(confirmed or sent(request, release, member, etag), etag)


def type_of(name):
    return TYPES.get(name.rpartition(".")[2], PLAIN)


def tag_of(release, member):
    """Return the ETag of a file: of these bytes, so that parts of two files are never joined.

    The list of sums tells one release from another, but two zips of the same files may differ.
    """
    if member != release.file_name:
        return f'"{release.members[member].sha256}"'
    return f'"{release.members[SUMS].sha256}-{release.size}-{release.path.stat().st_mtime_ns}"'


def sent(request, release, member, etag):
    """Return the file, or the part of it that is asked for; a release is to be kept as a file."""
    kind = type_of(member)
    if member != release.file_name:
        size = release.members[member].size
        return file_answer(request, partial(release.open, member), size, etag, kind)
    opened = partial(release.path.open, "rb")
    response = file_answer(request, opened, release.size, etag, kind)
    response.headers["Content-Disposition"] = content_disposition_header(True, member)
    return response
