"""What can be taken away from the register, in which form, and what its columns mean."""

import json
from http import HTTPStatus

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from agreements.formats import FORMATS
from agreements.formats.catalog import catalog
from agreements.formats.json_rows import written
from agreements.formats.options import LanguageField
from agreements.formats.problem import errors_of, problem
from agreements.formats.xlsx import MAX_RECORDS, MAX_ROWS
from agreements.index.selection import MAX_PAGE_SIZE
from agreements.language_paths import bare, in_same_language
from agreements.lists.fields import MAX_VALUES
from agreements.models import Change
from agreements.models.numbers import grouped
from agreements.reconciliation.queries import MAX_BATCH
from agreements.release.codebook import HEADINGS, codebook
from agreements.release.papers import as_json
from agreements.release.released import released_tables
from agreements.release.shelf import releases
from agreements.tables.table import TABLES
from agreements.tables.written_values import csv_of

from .data_answers import data_file, of_revision
from .downloads import AT_ONCE, MAX_SECONDS, MAX_WHOLE
from .metadata import made
from .page import Page

TITLE = gettext_lazy("Data to take away")
SENTENCE = gettext_lazy(
    "The whole register as files, on which terms, what its columns mean, and how to cite it."
)
CODEBOOK_TITLE = gettext_lazy("Codebook")
CODEBOOK_SENTENCE = gettext_lazy("Every table, column and code of the published data, in words.")
# What was changed in the files that programs read: (day, sentence), the newest first.
FORMAT_CHANGES = (
    (
        "2026-11-30",
        gettext_lazy(
            "New columns: “revision” of agreements; “institution_named” and “identifiers” of"
            " parties."
        ),
    ),
    ("2026-11-29", gettext_lazy("Lists and records in all formats, and releases.")),
)


class PageOfData(Page):
    """A page about data, which says as data does of which revision it tells."""

    @property
    def told_of(self):
        return self.snapshot.revision

    def render_to_response(self, context, **more):
        return of_revision(super().render_to_response(context, **more), self.told_of)


class DataPage(PageOfData):
    """Formats, limits, licence, releases, and how to cite."""

    template_name = "agreements/data.html"

    @property
    def besides(self):
        return stamps()

    def get_context_data(self, **context):
        return super().get_context_data(
            title=TITLE,
            metadata=made(self.request, TITLE, SENTENCE),
            releases=releases(),
            formats=FORMATS.values(),
            limits=limits(),
            format_changes=FORMAT_CHANGES,
            **context,
        )


class CodebookPage(PageOfData):
    """The codebook, a section a table."""

    template_name = "agreements/codebook.html"

    def get_context_data(self, **context):
        return super().get_context_data(
            title=CODEBOOK_TITLE,
            metadata=made(self.request, CODEBOOK_TITLE, CODEBOOK_SENTENCE),
            tables=described_tables(),
            file_address=bare(reverse("agreements:codebook-file")) + in_same_language(""),
            **context,
        )


def described_tables():
    """Return the tables of the codebook, those of releases first, then those of lists."""
    lists = {table.name: table for tables in TABLES.values() for table in tables.values()}
    return (*released_tables(), *lists.values())


def limits():
    """Return what data is not given at once, a sentence each."""
    return [
        ngettext(
            "A page of JSON has at most %(count)s record.",
            "A page of JSON has at most %(count)s records.",
            MAX_PAGE_SIZE,
        )
        % {"count": MAX_PAGE_SIZE},
        _("The most that a spreadsheet has: records %(records)s, rows %(rows)s. CSV has all.")
        % {"records": grouped(MAX_RECORDS), "rows": grouped(MAX_ROWS)},
        ngettext(
            "Up to %(shown)s record is sent as a whole, with its length; more as they come.",
            "Up to %(shown)s records are sent as a whole, with their length; more as they come.",
            MAX_WHOLE,
        )
        % {"shown": grouped(MAX_WHOLE)},
        ngettext(
            "A filter takes at most %(count)s value.",
            "A filter takes at most %(count)s values.",
            MAX_VALUES,
        )
        % {"count": MAX_VALUES},
        ngettext(
            "A server makes at most %(count)s long file at a time; others are asked to wait.",
            "A server makes at most %(count)s long files at a time; others are asked to wait.",
            AT_ONCE,
        )
        % {"count": AT_ONCE},
        ngettext(
            "A file has to be taken within %(count)s minute.",
            "A file has to be taken within %(count)s minutes.",
            MAX_SECONDS // 60,
        )
        % {"count": MAX_SECONDS // 60},
        ngettext(
            "A batch of names to be matched has at most %(count)s name.",
            "A batch of names to be matched has at most %(count)s names.",
            MAX_BATCH,
        )
        % {"count": MAX_BATCH},
    ]


def stamps():
    """Return what tells whether a release was added, made anew or removed."""
    return [f"{release.name} {release.path.stat().st_mtime_ns}" for release in releases()]


class CodebookForm(forms.Form):
    """Reads in which language the codebook is asked for."""

    lang = LanguageField(noun=None)


@data_file("lang")
def codebook_file(request):
    """Answer with the codebook as CSV, in the language that the address asks for."""
    form = CodebookForm(request.GET)
    if not form.is_valid():
        errors = errors_of(form)
        return problem(HTTPStatus.BAD_REQUEST, errors[0]["detail"], errors)
    language = form.cleaned_data["lang"]
    with override(language):
        body = csv_of([HEADINGS, *codebook(described_tables())])
    response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    response.headers["Content-Language"] = language
    return of_revision(response, Change.objects.revision())


@data_file()
def catalog_file(request):
    """Answer with what there is as data, for those who gather catalogues."""
    told = catalog(FORMATS.values(), releases(), request.build_absolute_uri)
    response = HttpResponse(written(told), content_type="application/ld+json")
    return of_revision(response, Change.objects.revision())


@data_file()
def package_file(_request):
    """Answer with the description of the newest release; its paths lead to the tables there."""
    newest = next(iter(releases()), None)
    if not newest:
        raise Http404(_("No release has been made yet."))
    with newest.open("datapackage.json") as file:
        package = json.load(file)
    for resource in package["resources"]:
        resource["path"] = f"releases/{newest.name}/{resource['path']}"
    response = HttpResponse(as_json(package), content_type="application/json")
    return of_revision(response, newest)
