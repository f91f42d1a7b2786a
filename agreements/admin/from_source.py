"""The page on which the entering of an agreement begins: with what tells of it."""

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from agreements.lists import live
from agreements.models import Source
from agreements.models.web_address import is_web_address, without_trackers
from agreements.search.links import filter_matches, with_tier
from agreements.search.query import MAX_LENGTH, parse

from .storable import is_storable

SHOWN = 20


class SoughtSource(forms.Form):
    """What somebody knows of a source: its address, number, host, publisher or title."""

    q = forms.CharField(
        label=_("Address of the source"),
        max_length=MAX_LENGTH,
        widget=AdminTextInputWidget({"size": 80, "autofocus": True, "class": "vWide"}),
        help_text=_("Or part of its title, its publisher, its host, or a number such as SO-0001."),
    )

    def clean_q(self):
        text = self.cleaned_data["q"]
        if not is_storable(text):
            raise forms.ValidationError(_("It holds characters that cannot be read."))
        return text


def sources_found(text: str) -> list[Source]:
    """Return the sources that a text means: those at an address, else the best of its words."""
    if found := live.sources_at(text):
        return found
    query = parse(text)
    if not query.terms:
        return []
    with live.snapshot() as taken:
        matches = taken.matches(query)
        found = with_tier(filter_matches(Source.objects.for_rows(), matches), matches)
        return list(found.order_by("tier", "-published_on", "-pk")[:SHOWN])


class FromSourceScreen:
    """The screen of agreements, with the page that begins with a source."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.from_source_view)
        name = "agreements_agreement_from_source"
        return [path("from-source/", view, name=name), *super().get_urls()]

    def from_source_view(self, request):
        """Show which sources are meant, each with a way to enter what it tells."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = SoughtSource(request.GET if "q" in request.GET else None)
        text = form.cleaned_data["q"].strip() if form.is_valid() else ""
        address = without_trackers(text) if is_web_address(text) else ""
        found = sources_found(text) if text else []
        context = {
            **self.admin_site.each_context(request),
            "title": _("Enter from a source"),
            "opts": self.opts,
            "form": form,
            "text": text,
            "found": found,
            "address": address,
            "title_of_new": "" if address else text,
        }
        return TemplateResponse(request, "admin/agreements/from_source.html", context)
