"""Likely twins: records of a noun that may be one, two by two, to be merged or told apart."""

from typing import NamedTuple

from django.contrib import messages
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from agreements.changes.edits import edit
from agreements.editing.disputes import words_of
from agreements.editing.likely_twins import LIKELY, pairs, tell_apart
from agreements.editing.merged_rows import numbers_of_uses
from agreements.editing.refusals import Refused, in_words
from agreements.editing.turns import Busy, turn_to_write
from agreements.models.alias import address_of

from .merging_pages import PERMISSION
from .storable import is_key_of, readable

A_PAGE = 25
# What tells a record from its namesakes, of the fields that its noun has.
TOLD = ("kind", "place", "country", "publisher", "url", "first_on", "launched_on")


class Twin(NamedTuple):
    """A record as it stands beside another one that it may be."""

    record: models.Model
    address: str
    told: list[str]
    uses: int
    change: str
    merge: str


class TwinPages:
    """What an editing screen does so that likely twins are found, and merged or told apart."""

    def get_urls(self):
        pages = [
            path(
                "twins/",
                self.admin_site.admin_view(self.twins_view),
                name=f"agreements_{self.model._meta.model_name}_twins",
            )
        ]
        return [*(pages if self._noun else []), *super().get_urls()]

    @property
    def _noun(self):
        return next((noun for noun in LIKELY if noun.model is self.model), None)

    def changelist_view(self, request, extra_context=None):
        """Offer the likely twins above the list."""
        context = dict(extra_context or {})
        if self._noun and request.user.has_perm(PERMISSION):
            context["twins_address"] = self._twins_address()
        return super().changelist_view(request, context)

    def twins_view(self, request):
        """Show which records are likely to be one; note of two that they are not."""
        if not request.user.has_perm(PERMISSION) or not self.has_view_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            self._tell_apart(request, readable(request.POST))
            return HttpResponseRedirect(request.get_full_path())
        page = Paginator(pairs(self._noun), A_PAGE).get_page(request.GET.get("page"))
        keys = {key for pair in page for key in (pair.first, pair.second)}
        twins = self._twins(keys)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Likely twins"),
            "page": page,
            "nouns": [
                (
                    noun.model._meta.verbose_name_plural,
                    self._twins_address(noun),
                    noun is self._noun,
                )
                for noun in LIKELY
            ],
            "pairs": [
                (twins[pair.first], twins[pair.second], round(pair.score))
                for pair in page
                if {pair.first, pair.second} <= twins.keys()
            ],
        }
        return TemplateResponse(request, "admin/agreements/twins.html", context)

    def _tell_apart(self, request, data):
        """Note that two records are not the same, as an edit."""
        keys = [data.get(name, "") for name in ("first", "second")]
        known = [key for key in keys if is_key_of(self.model, key)]
        try:
            with in_words(), turn_to_write(), edit(request.user.get_username()) as opened:
                found = list(self.model._default_manager.filter(pk__in=known))
                if len(found) < 2:
                    raise Refused(_("One of the two records is not there any more."))
                tell_apart(*found)
        except (Busy, Refused) as refusal:
            messages.error(request, str(refusal))
            return
        sentence = _(
            "It is noted that the two are not the same. It can be undone from "
            '<a href="{edit}">its edit</a>.'
        )
        address = reverse("admin:agreements_edit_change", args=[opened.pk])
        messages.success(request, format_html(sentence, edit=address))

    def _twins(self, keys):
        """Return {primary key: Twin} of some records, read at once."""
        fields = {field.name: field for field in self.model._meta.concrete_fields}
        told = [name for name in TOLD if name in fields]
        links = [name for name in told if fields[name].many_to_one]
        records = self.model._default_manager.select_related(*links).in_bulk(keys)
        uses = numbers_of_uses(self.model, keys)
        return {key: self._twin(record, told, uses[key]) for key, record in records.items()}

    def _twin(self, record, names, uses):
        told = (words_of(record, name) for name in names)
        screen, key = f"admin:agreements_{self.opts.model_name}", [quote(record.pk)]
        return Twin(
            record,
            address_of(record),
            [words for words in told if words],
            uses,
            reverse(f"{screen}_change", args=key),
            reverse(f"{screen}_merge", args=key),
        )

    def _twins_address(self, noun=None):
        name = noun.name if noun else self.opts.model_name
        return reverse(f"admin:agreements_{name}_twins")
