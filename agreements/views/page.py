"""What all public pages share: each is made from one snapshot of the register."""

import re
from contextlib import ExitStack
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView

from agreements.databases import replica
from agreements.index.results import EmptyPage
from agreements.language_paths import for_programs
from agreements.lists import live
from agreements.lists.fields import OneValueField, given
from agreements.lists.filters import PAGE
from agreements.lists.parameters import mended, unknown_parameters
from agreements.models.country import called_at_once
from agreements.models.shown_names import named_together

from . import kept_pages
from .conditional import as_before, is_signed_in, may_keep_copies, tag_page
from .data_links import alternates, link_header
from .negotiation import led_to_data

# Pages leave compressed by what the reader takes.
ENCODED = ["Accept-Encoding"]


# What is sent to it is refused as what it does not take, not for want of a token.
@method_decorator(csrf_exempt, name="dispatch")
class Page(TemplateView):
    """A public page, made from one snapshot of the register, `self.snapshot`.

    The view asks its indexes and reads its rows; then, by `self.release`, others may ask the
    indexes, while the page is rendered from the same state of the database, which is left with
    `self.state`. Whoever prefers one of the `formats` to a page is led to it. The page of a noun of
    which other things are true every day is of `today`, and its copies are.
    """

    template_engine = "django"
    noun = None
    # The data formats in which the same is told at addresses of their own.
    formats = ()
    # What the page shows that is not in the register, such as files in a folder.
    besides = ()
    # Whether it has an address in each language; what is for programs has one for all.
    has_languages = True
    # Of a page of an earlier day no copy is kept: the newest change does not tell whether it is the
    # same.
    is_of_now = True

    @cached_property
    def today(self):
        """Return the day that the page is of, None where it is the same on every day."""
        return timezone.localdate() if self.noun and self.noun.is_dated else None

    def dispatch(self, request, *args, **kwargs):
        """Answer with the page, with 304 where the reader has it, or lead to the same as data."""
        if request.method not in self._allowed_methods():
            return self.varied(self.http_method_not_allowed(request, *args, **kwargs))
        if led := led_to_data(request, self.formats):
            return self.varied(led)
        return self.varied(self.made(request, *args, **kwargs))

    def varied(self, response):
        """Return an answer with what it depends on besides its address."""
        patch_vary_headers(response, ["Accept", *ENCODED] if self.formats else ENCODED)
        return response

    def made(self, request, *args, **kwargs):
        """Answer with the page as it was kept or made anew, with 304 where the reader has it."""
        if pairs := mended(request.GET):
            return redirect(f"{request.path}?{urlencode(pairs)}", permanent=True)
        may_keep, day = self.is_of_now and may_keep_copies(request), self.today
        if may_keep and (answer := as_before(request, day, self.besides)):
            return answer
        with ExitStack() as self.state:
            snapshot, self.release = self.opened()
            self.snapshot = snapshot
            is_known = self.is_of_now and snapshot.is_newest
            with called_at_once(snapshot.revision if is_known else None), named_together():
                response = self.rendered(request, *args, **kwargs)
        if is_signed_in(request) and not settings.DEBUG:
            add_never_cache_headers(response)
        tag_page(response, snapshot, may_keep=may_keep, day=day, besides=self.besides)
        if "ETag" in response.headers:
            kept_pages.keep(request, response)
        return response

    def rendered(self, request, *args, **kwargs):
        """Return the answer in full; others may ask the indexes before it is rendered."""
        try:
            response = super().dispatch(request, *args, **kwargs)
        except EmptyPage as error:
            raise Http404(_("This list has fewer pages.")) from error
        self.release()
        if hasattr(response, "render"):
            response.render()
        return response

    def render_to_response(self, context, **more):
        """Return the page with a header that leads programs to the same as data."""
        response = super().render_to_response(context, **more)
        if header := link_header(self.followed(context)):
            response.headers["Link"] = header
        return response

    def followed(self, context):
        """Return where programs go from the page, as triples of a Link header."""
        return alternates(context.get("data_links", ()), for_programs(self.request))

    def opened(self):
        """Return the Snapshot that the page is made from, and what lets others ask its indexes."""
        return self.state.enter_context(live.snapshot_and_release(patience=self.patience))

    @property
    def patience(self):
        """Return how many seconds to wait for a large change: who may have made it is patient.

        So is who was shown a newer state by a replica than the indexes of the database itself are.
        """
        is_led_back = replica.is_set() and replica.source() != replica.REPLICA
        return live.PATIENCE if is_led_back or is_signed_in(self.request) else 0

    def get_context_data(self, parameters=(), **context):
        """Return what the template shows, and what it says of the address.

        `parameters` are the names that the page knows. Of a page with others search engines are not
        to keep a copy: there are as many such addresses as anybody writes.
        """
        unknown = unknown_parameters(self.request.GET, parameters)
        if unknown.alike or unknown.others:
            context["metadata"] = context["metadata"].not_indexed()
        return super().get_context_data(unknown=unknown, **context)


def page_asked(data):
    """Return the number of the page that an address asks for: 1 of several, which a form refuses.

    Raises Http404 as `page_number` does.
    """
    texts = given(data.getlist(PAGE))
    return page_number(texts[0]) if len(texts) == 1 else 1


def page_number(text):
    """Return the number of a page; raise Http404 for what is not a plain number from 1."""
    if not re.fullmatch(r"[1-9][0-9]{0,8}", text, re.ASCII):
        raise Http404(_("Pages are numbered 1, 2, 3 and so on."))
    return int(text)


def one_text(data, name, several=OneValueField.several):
    """Return the text that an address has for a parameter, "" where it has none.

    Raises Http404 where it has several different ones; `several` says so.
    """
    texts = given(data.getlist(name))
    if len(texts) > 1:
        raise Http404(str(several))
    return texts[0] if texts else ""
