"""One FilterSet a list: it reads, checks and labels the parameters of an address."""

import re
from typing import NamedTuple

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agreements.fields import FacetField, SearchField, SortField, WholeNumberField, quoted
from agreements.index.facets import (
    AGREEMENT_FACETS,
    CORRIDOR,
    INSTITUTION_FACETS,
    PARTNERS,
    PLACE,
)
from agreements.index.selection import PAGE_SIZE, PAGE_SIZE_LIMIT, Selection
from agreements.models import Agreement, Change, Institution
from agreements.models.ordering import BY_NAME, BY_SIGNED, BY_TITLE, BY_UPDATED, Order
from agreements.search import reach
from agreements.search.hits import look_up

RELEVANCE = "relevance"
# What newsletters and social networks append to the addresses they pass on.
TRACKING = re.compile(r"utm_[a-z]+|fbclid|gclid|yclid|mc_[ce]id", re.ASCII)


class Arrangement(NamedTuple):
    """One of the orders that a reader can put a list in."""

    label: Promise
    order: Order
    descending: bool = False


class FacetFilter(django_filters.Filter):
    """Keeps the records that have one of a facet's chosen values."""

    field_class = FacetField

    def __init__(self, facet):
        super().__init__(label=facet.label, facet=facet)

    def filter(self, qs, value):
        """Return the queryset, narrowed where values are chosen."""
        keys = [chosen.key for chosen in value]
        return self.extra["facet"].narrow(qs, keys) if keys else qs


class FilterForm(forms.Form):
    """The form behind a FilterSet; a parameter that the list does not have is an error."""

    def clean(self):
        """Refuse parameters of other names, so that no list is silently unfiltered."""
        known = {*self.fields, "page"}
        for name in self.data:
            if name not in known and not TRACKING.fullmatch(name):
                self.add_error(
                    None,
                    ValidationError(
                        _("This page has no filter called “%(name)s”."),
                        params={"name": quoted(name)},
                    ),
                )
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("sort") == RELEVANCE and not cleaned.get("q"):
            self.add_error("sort", _("To sort by relevance, look for something."))
        return cleaned


class RegisterFilter(django_filters.FilterSet):
    """The parameters that every list of the register takes.

    `facets` are the list's facets, `derived` its DerivedFacets, `orders` its Arrangements by name,
    the list's own first.
    `weight` is the field that says for how many agreements a record stands, empty where it does
    not stand for any.
    """

    facets = ()
    derived = ()
    orders = {}
    weight = ""

    class Meta:
        form = FilterForm

    def __init__(self, data, queryset):
        super().__init__(data, queryset)
        choosable = (*self.facets, *self.derived)
        self.filters = {facet.parameter: FacetFilter(facet) for facet in choosable}
        for name, facet_filter in self.filters.items():
            facet_filter.field_name = name
            facet_filter.parent = self

    def get_form_class(self):
        """Return the form class: a field for each facet, the order and the page size."""
        fields = {name: facet_filter.field for name, facet_filter in self.filters.items()}
        fields["q"] = SearchField(label=_("Search"))
        if self.orders:
            fields["sort"] = SortField(orders=(*self.orders, RELEVANCE), label=_("Sort by"))
        fields["page_size"] = WholeNumberField(
            limit=PAGE_SIZE_LIMIT, default=PAGE_SIZE, label=_("Rows on a page")
        )
        return type(f"{type(self).__name__}Form", (FilterForm,), fields)

    @property
    def selection(self):
        """Return what is chosen, as far as it could be read; the page is the view's to set."""
        self.is_valid()
        cleaned = self.form.cleaned_data
        chosen = {name: cleaned.get(name, ()) for name in self.filters}
        search, sort = cleaned.get("q"), cleaned.get("sort", "")
        own = RELEVANCE if search else next(iter(self.orders), "")
        return Selection(
            chosen=chosen,
            search=search,
            sort="" if sort == own else sort,
            page_size=cleaned.get("page_size", PAGE_SIZE),
        )

    @property
    def qs(self):
        """Return the chosen records in the chosen order; none where the address has an error."""
        if not self.is_valid():
            return self.queryset.none()
        queryset, selection = self.narrowed(), self.selection
        if self.orders:
            _label, order, descending = self.orders[selection.sort or next(iter(self.orders))]
            queryset = order.arrange(queryset, descending=descending)
        if selection.search and not selection.sort:
            then = queryset.query.order_by or queryset.model._meta.ordering
            queryset = reach.with_tier(queryset, self.hits).order_by("tier", *then)
        return queryset

    @property
    def hits(self):
        """Return the Hits of what is looked for."""
        return look_up(self.form.cleaned_data["q"], Change.objects.revision())

    def narrowed(self, leave_out=None):
        """Return the chosen records without order, one facet's choice left out if named."""
        queryset = self.queryset
        for name, facet_filter in self.filters.items():
            if name != leave_out:
                queryset = facet_filter.filter(queryset, self.form.cleaned_data[name])
        if self.form.cleaned_data["q"]:
            queryset = reach.narrow(queryset, self.hits)
        return queryset

    def stood_for(self):
        """Return the number of agreements that the chosen records stand for: here they are none."""
        return 0

    def collective(self):
        """Return the number of chosen records that stand for several agreements: here none does."""
        return 0


class AgreementFilter(RegisterFilter):
    """The parameters of the list of agreements."""

    facets = AGREEMENT_FACETS
    derived = (CORRIDOR, PARTNERS, PLACE)
    orders = {
        "-signed": Arrangement(_("Newest first"), BY_SIGNED, descending=True),
        "signed": Arrangement(_("Oldest first"), BY_SIGNED),
        "title": Arrangement(_("Title, A to Z"), BY_TITLE),
        "-title": Arrangement(_("Title, Z to A"), BY_TITLE, descending=True),
        "-updated": Arrangement(_("Last edited first"), BY_UPDATED, descending=True),
        "updated": Arrangement(_("Last edited last"), BY_UPDATED),
    }
    weight = "stands_for"

    class Meta(RegisterFilter.Meta):
        model = Agreement
        fields = []

    def stood_for(self):
        """Return the number of agreements that the chosen records stand for."""
        return self.narrowed().count_stood_for()

    def collective(self):
        """Return the number of chosen records that stand for several agreements."""
        return self.narrowed().collective().count()


class InstitutionFilter(RegisterFilter):
    """The parameters of the list of institutions."""

    facets = INSTITUTION_FACETS
    orders = {
        "name": Arrangement(_("Name, A to Z"), BY_NAME),
        "-name": Arrangement(_("Name, Z to A"), BY_NAME, descending=True),
    }

    class Meta(RegisterFilter.Meta):
        model = Institution
        fields = []
