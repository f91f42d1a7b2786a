"""The pages on which a reader tells the editors what is wrong with a record, or confirms it."""

from http import HTTPStatus
from math import ceil

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from agreements.admin.login_brake import address_of
from agreements.admin.storable import readable
from agreements.editing.proposal_letters import tell_of
from agreements.editing.proposals import Target, TooMany, hashed, receive, target_of
from agreements.editing.turns import Busy
from agreements.models import Proposal
from agreements.models.shown_names import read_along

from . import metadata
from .addressed_page import AddressedPage
from .correction_form import CorrectionForm
from .page import one_text

PARAMETER = "field"
TYPED = ("wrong", "right", "source_url", "contact")
# What follows the address of a form: the page that thanks for it.
SENT = "sent/"
TITLE = gettext_lazy("Something wrong or missing?")
SENT_TITLE = gettext_lazy("Thank you: the editors have your proposal")
SENTENCE = gettext_lazy("Tell the editors what is wrong or missing, and which source says so.")


# There is no login whose rights another site could borrow, and no cookie to tell one by.
@method_decorator(csrf_exempt, name="dispatch")
class CorrectionPage(AddressedPage):
    """A form about one record, or one of its values, which becomes a Proposal for the editors."""

    template_name = "agreements/correction.html"

    def made(self, request, *args, **kwargs):
        """Answer with the form as it is now: it holds a time, so no copy is confirmed or kept."""
        response = View.dispatch(self, request, *args, **kwargs)
        patch_cache_control(response, private=True, no_cache=True)
        return response

    def records(self):
        """Return the records with their names in the language of the page."""
        return read_along(super().records())

    def canonical(self):
        """Answer with a redirect to the form of the true address; what was typed comes along."""
        query = self.request.GET.urlencode()
        address = self.object.get_correction_url() + (f"?{query}" if query else "")
        return redirect(address, permanent=True, preserve_request=self.request.method == "POST")

    def post(self, request, *args, **kwargs):
        """Answer as to a reader who asks; the form is taken on the way."""
        request.POST = readable(request.POST)
        return self.get(request, *args, **kwargs)

    def missing(self, address):
        """Answer that the record is not there; what was typed about it is shown once more."""
        response = super().missing(address)
        if self.request.method != "POST":
            return response
        typed = [text for name in TYPED if (text := self.request.POST.get(name, "").strip())]
        context = {"ref": self.noun.model.canonical_address(address), "typed": typed}
        return render(self.request, "410.html", context, status=HTTPStatus.GONE)

    def respond(self):
        """Answer with the form for the value that the address names, or take what was sent."""
        asked, is_sent = self.request.GET, self.request.method == "POST"
        # What is sent says itself which value it is about.
        name = asked.get(PARAMETER, "") if is_sent else one_text(asked, PARAMETER)
        target = target_of(self.object, name)
        if is_sent:
            return self.take(target or Target(self.object))
        if target is None:
            raise Http404(_("This record has no value called %(name)s.") % {"name": name[:60]})
        return self.form_page(CorrectionForm(target=target), target)

    def take(self, target):
        """Keep what was sent, and lead to a page that says so; else give it back, and say why."""
        form = CorrectionForm(self.request.POST, target=target)
        if not form.is_valid():
            return self.form_page(form, target, HTTPStatus.BAD_REQUEST)
        try:
            self.keep(form.proposal(hashed(address_of(self.request))))
        except TooMany as refused:
            form.add_error(None, has_to_wait(refused.seconds))
            response = self.form_page(form, target, HTTPStatus.TOO_MANY_REQUESTS)
            response.headers["Retry-After"] = refused.seconds
            return response
        except Busy as busy:
            form.add_error(None, str(busy))
            return self.form_page(form, target, HTTPStatus.SERVICE_UNAVAILABLE)
        return HttpResponseRedirect(self.object.get_correction_url() + SENT, status=303)

    def keep(self, proposal):
        """Keep a proposal, and tell of it by mail unless this is a second click."""
        if receive(proposal) is proposal:
            tell_of(proposal, self.object, self.request.build_absolute_uri)

    def form_page(self, form, target, status=HTTPStatus.OK):
        context = self.get_context_data(form=form, target=target)
        return self.render_to_response(context, status=status)

    def get_context_data(self, **context):
        return super().get_context_data(
            object=self.object,
            parameters=(PARAMETER,),
            days_kept=Proposal.CONTACT_IS_KEPT.days,
            metadata=told_by_nobody(self.request, TITLE),
            **context,
        )


class CorrectionSent(AddressedPage):
    """The page that thanks a reader, and says what happens next."""

    template_name = "agreements/correction_sent.html"

    def canonical(self):
        return redirect(self.object.get_correction_url() + SENT, permanent=True)

    def get_context_data(self, **context):
        return super().get_context_data(
            object=self.object,
            days_kept=Proposal.CONTACT_IS_KEPT.days,
            metadata=told_by_nobody(self.request, SENT_TITLE),
            **context,
        )


def told_by_nobody(request, title):
    """Return the Metadata of a page that search engines neither keep nor follow."""
    return metadata.made(request, title, SENTENCE, robots=metadata.NOT_KEPT)


def has_to_wait(seconds):
    """Return after how long somebody may send the next proposal, as a sentence."""
    minutes = ceil(seconds / 60)
    return ngettext(
        "Many proposals came from your network address. Nothing of yours is lost: send this form "
        "again in %(minutes)s minute.",
        "Many proposals came from your network address. Nothing of yours is lost: send this form "
        "again in %(minutes)s minutes.",
        minutes,
    ) % {"minutes": minutes}
