"""Records and lists as data, of the same answer as their pages."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.formats import FORMATS

from .list_page import ListPage
from .metadata import told_of
from .record_page import RecordPage


class RecordData(RecordPage):
    """A record in a data format."""

    def canonical(self):
        """Answer with a redirect to the one true address of the record's data."""
        address = {"address": self.object.address, "extension": self.kwargs["extension"]}
        return redirect(
            reverse(f"agreements:{self.noun.name}-data", kwargs=address), permanent=True
        )

    def respond(self):
        written_as = data_format(self.kwargs["extension"])
        told = told_of(self.request, self.get_context_data())
        return answer_with(written_as, written_as.of_record(self.object, told))


class ListData(ListPage):
    """A page of a list in a data format: the same filters, words, order and page."""

    def get(self, request, *args, **kwargs):
        """Answer with the records, or with 400 and what is wrong with the address."""
        written_as = data_format(kwargs["extension"])
        answered = self.answer()
        if not answered.filterset.is_valid():
            errors = answered.filterset.form.errors.values()
            sentences = "\n".join(str(error) for found in errors for error in found)
            return HttpResponse(f"{sentences}\n", status=400, content_type="text/plain")
        return answer_with(written_as, written_as.of_list(answered, request.build_absolute_uri))


def data_format(extension):
    """Return the Format of an extension; raise Http404 where there is none."""
    if extension not in FORMATS:
        raise Http404(_("The register has no data of this format."))
    return FORMATS[extension]


def answer_with(written_as, text):
    return HttpResponse(text, content_type=written_as.content_type)
