"""The queue of proposals: what readers say is wrong, beside what the register says now."""

from urllib.parse import quote, urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import quote as quoted_key
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from agreements.editing.proposal_letters import is_mail_address
from agreements.editing.proposals import record_of, settle, target_now
from agreements.editing.refusals import Refused
from agreements.editing.turns import Busy, turn_to_write
from agreements.evidence.values import Evidence, field_label
from agreements.lists import live
from agreements.models import Proposal
from agreements.models.plain_text import validate_readable
from agreements.nouns import NOUNS

from .accepting import PARAMETER
from .base import RegisterAdmin
from .kept_forms import LOOK
from .storable import readable

STATES = {"_answered": Proposal.State.ANSWERED, "_closed": Proposal.State.CLOSED}
MAY_SETTLE = "agreements.change_proposal"
# Mail programs cut what is longer.
LONGEST_QUOTE = 600


class NoteForm(forms.Form):
    """What was answered to a proposal, or why it is closed."""

    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=Proposal._meta.get_field("note").max_length,
        validators=[validate_readable],
        widget=AdminTextareaWidget(attrs={"rows": 3}),
        help_text=_("What was answered, or why it is closed. Only those who work here see it."),
    )

    def clean_note(self):
        """Refuse to close a proposal without a reason."""
        note = self.cleaned_data["note"]
        if self.data and state_in(self.data) == Proposal.State.CLOSED and not note:
            raise ValidationError(_("Say why the proposal is closed."))
        return note


def state_in(data):
    """Return the state that a button asks for, None for none."""
    return next((state for name, state in STATES.items() if name in data), None)


@admin.register(Proposal)
class ProposalAdmin(RegisterAdmin):
    """What readers propose: it is accepted by an edit of the record, answered or closed."""

    list_display = ["__str__", "about", "means", "kind", "sent_at", "state"]
    list_filter = ["state", "kind"]
    readonly_fields = []
    search_fields = []
    sortable_by = []
    view_on_site = False

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("record"))
    def about(self, proposal):
        """Return of which noun the record is, and its number."""
        return f"{NOUNS[proposal.noun].model._meta.verbose_name} {proposal.address}"

    @admin.display(description=_("field"))
    def means(self, proposal):
        """Return which value is meant."""
        return field_label(proposal.noun, proposal.field)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Show a proposal with what the register says now; settle it where that is asked."""
        if object_id is None:
            raise PermissionDenied
        proposal = self.get_object(request, unquote(object_id))
        if proposal is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, proposal):
            raise PermissionDenied
        request.POST = readable(request.POST)
        form = NoteForm(request.POST if request.method == "POST" else None)
        state = state_in(request.POST) if LOOK not in request.POST else None
        if state and not request.user.has_perm(MAY_SETTLE):
            raise PermissionDenied
        if state and form.is_valid():
            return self._settle(request, proposal, state, form)
        return self._page(request, proposal, form)

    def history_view(self, request, object_id, extra_context=None):
        """Lead to the proposal, of which there is nothing else to tell."""
        return HttpResponseRedirect(self._address(object_id))

    def _settle(self, request, proposal, state, form):
        who, note = request.user.get_username(), form.cleaned_data["note"]
        try:
            with turn_to_write():
                settle(proposal, state, who, note=note)
        except (Busy, Refused) as refused:
            form.add_error(None, str(refused))
            return self._page(request, self.get_object(request, str(proposal.pk)), form)
        messages.success(request, gettext("%(proposal)s is settled.") % {"proposal": proposal})
        address = reverse("admin:agreements_proposal_changelist")
        return HttpResponseRedirect(f"{address}?state__exact=open")

    def _page(self, request, proposal, form):
        record = record_of(proposal)
        may_settle = request.user.has_perm(MAY_SETTLE)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(proposal),
            "proposal": proposal,
            "noun": NOUNS[proposal.noun].model._meta.verbose_name,
            "label": field_label(proposal.noun, proposal.field),
            "record": record,
            "form": form,
            "may_settle": may_settle and proposal.is_open,
            "may_see_contact": may_settle,
            "letter": letter_to(request, proposal, record) if may_settle else "",
            **(now(proposal, record) if record else {}),
            **(self._ways(request, proposal, record) if record and proposal.is_open else {}),
        }
        return TemplateResponse(request, "admin/agreements/proposal/change_form.html", context)

    def _ways(self, request, proposal, record):
        """Return where the proposal is accepted, and where its source is entered before."""
        noun, query = record._meta.model_name, {PARAMETER: proposal.pk}
        may_change = request.user.has_perms([MAY_SETTLE, f"agreements.change_{noun}"])
        address = reverse(f"admin:agreements_{noun}_change", args=[quoted_key(record.pk)])
        ways = {"accept": f"{address}?{urlencode(query)}"} if may_change else {}
        ways["source"] = next(iter(live.sources_at(proposal.source_url)), None)
        is_to_enter = proposal.source_url or proposal.kind == Proposal.Kind.CONFIRMATION
        may_add = request.user.has_perm("agreements.add_source")
        if is_to_enter and may_add and not ways["source"]:
            add = reverse("admin:agreements_source_add")
            ways["add_source"] = f"{add}?{urlencode({'url': proposal.source_url, **query})}"
        return ways

    def _address(self, key):
        return reverse("admin:agreements_proposal_change", args=[key])


def now(proposal, record):
    """Return what the register says now of what a proposal means, and by which citations."""
    target = target_now(proposal, record)
    found = {"target": target, "citations": [], "evidence": None}
    if NOUNS[proposal.noun].is_spoken_of and target.field:
        evidence = Evidence(record, record.citations.with_voices().with_items())
        value = evidence.of(target.field, target.item)
        found |= {"citations": value.citations, "evidence": value}
    return found


def letter_to(request, proposal, record):
    """Return the address of a letter to the sender, "" where they left no e-mail address."""
    if not is_mail_address(proposal.contact):
        return ""
    subject = gettext("Your proposal on %(address)s") % {"address": proposal.address}
    lines = [gettext("You wrote to the editors of the register:"), ""]
    lines += [f"> {line}" for line in said(proposal)[:LONGEST_QUOTE].splitlines()]
    if record:
        lines += ["", request.build_absolute_uri(record.get_absolute_url()), ""]
    text = {"subject": subject, "body": "\r\n".join(lines)}
    return f"mailto:{quote(proposal.contact, safe='@+')}?{urlencode(text, quote_via=quote)}"


def said(proposal):
    return "\n".join(filter(None, (proposal.wrong, proposal.right, proposal.source_url)))
