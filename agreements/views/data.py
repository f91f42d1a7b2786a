"""Records and lists as data, of the same answer as their pages."""

from functools import cached_property
from http import HTTPStatus

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from agreements.formats import FORMATS
from agreements.formats.cursors import Cursor
from agreements.formats.data_filter import DataFilter
from agreements.formats.described import Described
from agreements.formats.listing import Listing
from agreements.formats.options import LanguageField
from agreements.formats.problem import errors_of, not_taken, problem
from agreements.index.crossed import crossed
from agreements.language_paths import OWN, OWN_NAMES, in_same_language
from agreements.language_paths import PARAMETER as LANGUAGE
from agreements.lists import live
from agreements.lists.answer import answer
from agreements.lists.fields import PastDayField
from agreements.lists.former import led_on
from agreements.lists.mistakes import likely_texts
from agreements.lists.newest import newest
from agreements.models import revision_number

from .as_of import PARAMETER
from .conditional import number_of_tag
from .data_answers import ASKING, REVISION, as_data, of_revision, preflight, refusals, with_links
from .data_links import data_address
from .downloads import ask_again, sent
from .earlier import Earlier
from .list_page import ListPage
from .metadata import told_of
from .page import page_asked
from .record_page import RecordPage


class NotYet(Exception):  # noqa: N818, it is no error of the program
    """A large change is being taken in: what is counted, read or found by name is not one state."""


class RecordForm(forms.Form):
    """Reads the day as at whose end a record is asked for, and in which language."""

    as_of = PastDayField(required=False)
    lang = LanguageField(noun=None)


# As of a page: it takes nothing.
@method_decorator(csrf_exempt, name="dispatch")
class Data:
    """What records and lists as data have in common: the format, and the headers."""

    formats = ()
    has_languages = False
    # Whether the address may ask for another language than English.
    takes_language = False
    # Data is one state of the register, or is not sent.
    patience = live.PATIENCE

    @cached_property
    def format(self):
        """Return the Format of the address; raise Http404 where there is none."""
        found = FORMATS.get(self.kwargs["extension"])
        if found is None or self.writer(found) is None or not found.suits(self.noun):
            raise Http404(_("The register has no data of this format."))
        return found

    @property
    def language(self):
        """Return the language of the answer, English where the address asks for none there is."""
        asked = self.request.GET.getlist(LANGUAGE) if self.takes_language else []
        return asked[0].lower() if len(asked) == 1 and asked[0].lower() in OWN_NAMES else OWN

    def dispatch(self, request, *args, **kwargs):
        """Answer with the data or with what is wrong, open to every reader."""
        if request.method == ASKING:
            return as_data(preflight(self._allowed_methods()))
        with override(self.language):
            response = self.answered(request, *args, **kwargs)
        response.headers["Content-Language"] = self.language
        return as_data(response)

    def varied(self, response):
        """Return the answer as it is: data depends on its address alone."""
        return response

    def answered(self, request, *args, **kwargs):
        try:
            response = super().dispatch(request, *args, **kwargs)
        except Http404 as error:
            response = problem(HTTPStatus.NOT_FOUND, str(error))
        except NotYet:
            response = ask_again(_("Much was written just now. Ask again in half a minute."))
        if hasattr(self, "snapshot"):
            return of_revision(response, self.snapshot.revision)
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            response.headers[REVISION] = number_of_tag(response.headers["ETag"])
        return response

    def http_method_not_allowed(self, request, *args, **kwargs):
        return not_taken(self._allowed_methods())

    def refused(self, detail, errors=()):
        """Return the answer to an address that cannot be read, with where that is explained."""
        about = self.request.build_absolute_uri(reverse("agreements:api")) + "#errors"
        return problem(HTTPStatus.BAD_REQUEST, detail, errors, about=about)

    def opened(self):
        """Return what a page does; raise NotYet while a large change is being taken in."""
        snapshot, release = super().opened()
        if not snapshot.is_newest:
            raise NotYet
        return snapshot, release


class RecordData(Data, Earlier, RecordPage):
    """A record in a data format, as it is or as it was at the end of a day."""

    parameters = (PARAMETER, LANGUAGE)
    takes_language = True

    @staticmethod
    def writer(data_format):
        return data_format.of_record

    def get(self, request, *args, **kwargs):
        """Answer with the record, or with 400 where the address tells a day of no answer."""
        form = RecordForm(request.GET)
        if form.is_valid() and not self.refusal:
            return super().get(request, *args, **kwargs)
        if self.refusal:
            form.add_error(PARAMETER, self.refusal)
        sentence = _("The address asks for what this record does not have.")
        return self.refused(sentence, errors_of(form))

    def canonical(self):
        """Answer with a redirect to the one true address of the record's data."""
        query = in_same_language(f"?{PARAMETER}={self.as_of.isoformat()}" if self.as_of else "")
        return redirect(f"{data_address(self.object, self.format)}{query}", permanent=True)

    def respond(self):
        """Answer with the record and with what its page has loaded of it."""
        context = self.get_context_data()
        if errors := refusals(context["unknown"], self.request.GET):
            sentence = _("The address asks for what this record does not have.")
            return self.refused(sentence, errors)
        told = told_of(self.request, context)
        described = Described(
            record=self.object, told=told, revision=self.snapshot.revision, as_of=self.as_of
        )
        body = self.format.of_record(described)
        return with_links(
            HttpResponse(body, content_type=self.format.content_type),
            described.page_address,
        )

    def missing(self, address):
        """Answer 410 for a record that was deleted, 404 for one that never was, or not then."""
        if self.as_of:
            raise Http404(_("The register did not have this record on that day."))
        gone = super().missing(address)
        return problem(gone.status_code, _("This record was deleted."))


class ListData(Data, ListPage):
    """A list in a data format: the same filters, words and order as its page."""

    takes_language = True

    @staticmethod
    def writer(data_format):
        return data_format.of_list

    def get(self, request, *args, **kwargs):
        """Answer with the records, or with 400 and what is wrong with the address."""
        filterset = DataFilter(request.GET, self.noun, self.format, self.labels)
        self.refuse(filterset)
        if led := self.led_on(filterset):
            return led
        if not filterset.is_valid():
            sentence = _("The address asks for what this list does not have.")
            return self.refused(sentence, self.errors(filterset))
        listing = self.listing(filterset)
        self.release()
        if why := self.format.too_large(listing):
            return self.refused(why)
        response = sent(self, self.format, listing)
        response.headers["Coop-Total"] = listing.answer.result.total
        return with_links(response, listing.page_address, listing.following, self.preceding())

    def errors(self, filterset):
        """Return what is wrong with the address, each with what was likely meant."""
        told = zip(errors_of(filterset.form), likely_texts(filterset, self.snapshot), strict=True)
        return [error | {"nearest": meant} for error, meant in told]

    def meant(self, filterset):
        """Return what a former number means now; a program is told of all else that is wrong."""
        return led_on(self.request.GET, filterset)

    def listing(self, filterset):
        """Return the Listing of what is chosen: all of it, a page, or what changed last.

        Raise NotYet where names that were written last cannot be found yet.
        """
        page = page_asked(self.request.GET)
        asked = filterset.asked
        facets = asked.get("facets", ())
        answered = answer(filterset, page, self.snapshot, listed=None, facets=facets)
        if not self.snapshot.is_complete:
            raise NotYet
        index, keys, changed_at = self.snapshot.index(self.noun), answered.result.ids, {}
        first = self.first_revision(filterset.cursor, page)
        counted = list(self.format.counted(asked)) if self.format.counted else []
        if self.format.is_feed:
            changed_at = newest(answered, index)
            keys = list(changed_at)
        elif self.format.is_whole and not counted:
            keys = index.all_keys(answered.selection, answered.matches)
        return Listing(
            answer=answered,
            revision=self.snapshot.revision,
            absolute=self.request.build_absolute_uri,
            keys=keys,
            changed_at=changed_at,
            table=asked["rows"],
            columns=asked["columns"],
            options=asked,
            within={
                name: index.count_within(answered.selection, name, None, answered.matches)
                for name in counted
            },
            crossed=crossed(index, answered.selection, counted, answered.matches)
            if len(counted) > 1
            else {},
            following=self.following(answered, first),
            first_revision=first,
        )

    def first_revision(self, cursor, page):
        """Return the number of the revision of the first page, None where nobody can tell."""
        if cursor:
            return cursor.first_revision
        return revision_number(self.snapshot.revision) if page == 1 else None

    def following(self, answered, first):
        """Return the absolute address of the next page of the same data, None at the end."""
        selection, result = answered.selection, answered.result
        if not self.format.has_pages or not result.ids or result.end >= result.total:
            return None
        parameters = self.request.GET.copy()
        if first is None or (selection.query and not selection.sort):
            parameters["page"] = selection.page + 1
        else:
            sort = selection.sort or next(iter(self.noun.orders))
            cursor = Cursor.after(self.noun, sort, result.ids[-1], first)
            parameters["after"] = cursor.written(self.noun)
        return self.address_with(parameters)

    def preceding(self):
        """Return the absolute address of the page before, None of the first and after a place."""
        if (page := page_asked(self.request.GET)) == 1:
            return None
        parameters = self.request.GET.copy()
        parameters["page"] = page - 1
        return self.address_with(parameters)

    def address_with(self, parameters):
        return self.request.build_absolute_uri(f"{self.request.path}?{parameters.urlencode()}")
