"""Accepting a proposal: the form of its record begins with what it says, and its edit names it."""

from http import HTTPStatus

from django.contrib.admin.utils import unquote
from django.db import models
from django.http import HttpResponseRedirect
from django.urls import reverse

from agreements.editing.proposals import record_of, settle, target_now
from agreements.lists import live
from agreements.models import Citation, Edit, Proposal
from agreements.models.items import ITEMS
from agreements.nouns.derived import NUMBER_PATTERN

PARAMETER = "proposal"


def proposal_of(request) -> Proposal | None:
    """Return the open proposal that a form was opened for, None where it was for none."""
    number = request.GET.get(PARAMETER, "")
    if not hasattr(request, "proposal"):
        is_number = NUMBER_PATTERN.fullmatch(number)
        request.proposal = Proposal.objects.open().filter(pk=number).first() if is_number else None
    return request.proposal


def proposal_about(request, record: models.Model | None) -> Proposal | None:
    """Return the proposal that a form was opened for where it is about this very record."""
    proposal = proposal_of(request) if record is not None else None
    return proposal if proposal and record_of(proposal) == record else None


def proposal_to_show(request, record: models.Model | None) -> Proposal | None:
    """Return the proposal with which a form begins; what was sent needs no beginning."""
    is_shown = request.method != "POST" and record is not None and record.pk is not None
    return proposal_about(request, record) if is_shown else None


def page_of(proposal: Proposal) -> str:
    return reverse("admin:agreements_proposal_change", args=[proposal.pk])


def first_citation(proposal: Proposal, record: models.Model) -> dict:
    """Return with what the form of a new citation begins: the source, the value, what it says."""
    target = target_now(proposal, record)
    source = next(iter(live.sources_at(proposal.source_url)), None)
    begun = {"source": source and source.pk, "claim": proposal.right or proposal.wrong}
    if target.field:
        begun["field"] = [target.field]
    if target.item:
        begun[ITEMS[target.field]] = target.item.pk
    return begun


class AcceptingScreen:
    """What an editing screen does so that an edit can follow from a proposal, and names it."""

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """Begin the first new citation with what the proposal says."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if inline.model is Citation and (proposal := proposal_to_show(request, obj)):
            kwargs["initial"] = [first_citation(proposal, obj)]
        return kwargs

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        """Show the proposal above the form, and begin the reason with its number."""
        if proposal := proposal_about(request, obj):
            form = context["adminform"].form
            context |= {"proposal": proposal, "proposal_address": page_of(proposal)}
            if not form.is_bound:
                form.initial["why"] = str(proposal)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def named_reason(self, request, why: str) -> str:
        """Return the reason of an edit with the number of the proposal that it follows from."""
        proposal = proposal_of(request)
        if proposal is None or str(proposal) in why:
            return why
        return f"{proposal}. {why}".removesuffix(". ")

    def note_accepted(self, request, response, made: Edit, key=None, *_arguments) -> None:
        """Settle the proposal about a record once its form was saved, and something was changed."""
        record = self.get_object(request, unquote(key)) if key and proposal_of(request) else None
        proposal = proposal_about(request, record)
        is_saved = response.status_code == HTTPStatus.FOUND
        if proposal and is_saved and made.versions.exists():
            who = request.user.get_username()
            settle(proposal, Proposal.State.ACCEPTED, who, edit=made)

    def response_post_save_add(self, request, obj):
        """Lead from the source of a proposal back to the proposal."""
        response = super().response_post_save_add(request, obj)
        return self._back_to_proposal(request, response)

    def response_post_save_change(self, request, obj):
        response = super().response_post_save_change(request, obj)
        return self._back_to_proposal(request, response)

    def _back_to_proposal(self, request, response):
        proposal = proposal_of(request)
        return HttpResponseRedirect(page_of(proposal)) if proposal else response
