"""The parameters of every list: a FilterSet reads, checks and labels them, as its noun declares."""

from collections.abc import Iterable

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from agreements.index.selection import MAX_PAGE_SIZE, PAGE_SIZE, Selection
from agreements.nouns import Noun
from agreements.nouns.derived import DerivedFacet
from agreements.nouns.facets import Facet, FacetValue
from agreements.search.links import filter_matches, with_tier
from agreements.search.matches import Matches

from .fields import (
    DayField,
    FacetField,
    PastDayField,
    SearchField,
    SortField,
    ViewField,
    WholeNumberField,
    given,
    read_day,
)
from .labels import Labels
from .list_charts import charts_of
from .live import snapshot
from .parameters import unknown_parameters

RELEVANCE = "relevance"
# The number of a page, which the view reads.
PAGE = "page"


class FacetFilter(django_filters.Filter):
    """Keeps the records that have one of a facet's chosen values."""

    field_class = FacetField

    def __init__(self, facet: Facet | DerivedFacet, labels: Labels):
        super().__init__(field_name=facet.parameter, label=facet.label, facet=facet, labels=labels)

    def filter(self, qs: QuerySet, value: Iterable[FacetValue]) -> QuerySet:
        """Return the queryset, narrowed where values are chosen."""
        keys = [chosen.key for chosen in value]
        return self.extra["facet"].filter(qs, keys) if keys else qs


class FilterForm(forms.Form):
    """The form behind a FilterSet; a parameter that is like one of the list's own is an error.

    One that `is_strict` leaves out no other names either, however unlike ours they are.
    """

    is_strict = False

    def clean(self) -> dict:
        """Refuse names that were meant to choose something: no list is silently unfiltered."""
        unknown = unknown_parameters(self.data, self.parameters)
        for error in unknown.meant + (unknown.refused if self.is_strict else []):
            self.add_error(None, error)
        cleaned = super().clean() or self.cleaned_data
        if PAGE in self.parameters and len(given(self.data.getlist(PAGE))) > 1:
            sentence = _("Choose one page of the list: the address has several.")
            error = ValidationError(sentence, params={"name": PAGE, "written": PAGE})
            self.add_error(None, error)
        if cleaned.get("sort") == RELEVANCE and not cleaned.get("q"):
            self.add_error("sort", _("To sort by relevance, look for something."))
        if cleaned.get("q") and cleaned.get("as_of"):
            self.add_error("q", _("Words are only looked for in the register as it is now."))
        return cleaned

    @property
    def parameters(self) -> list[str]:
        """Return the names that the address of the list can have."""
        return [*self.fields, PAGE] if "page_size" in self.fields else [*self.fields]


class RegisterFilter(django_filters.FilterSet):
    """The parameters that the list of a noun takes, and the list in SQL that they mean.

    That is the definition: an index answers the same. `queryset` has the records that are narrowed
    and ordered, all of the noun where none are given; `labels` are Labels to read values from,
    `choosable` has each facet of which values can be chosen, by its parameter.
    Without a noun only words can be looked for.
    """

    class Meta:
        form = FilterForm

    least_page_size = 1

    def __init__(
        self,
        data: QueryDict,
        noun: Noun | None = None,
        queryset: QuerySet | None = None,
        labels: Labels | None = None,
    ):
        self.noun = noun
        # A day that cannot be read is told of by the form, and nothing is answered.
        day = next(filter(None, map(read_day, data.getlist("on") + data.getlist("as_of"))), None)
        self.facets = tuple(facet.on(day) for facet in noun.facets) if noun else ()
        self.derived = noun.derived if noun else ()
        self.counted = tuple(facet.on(day) for facet in noun.counted) if noun else ()
        self.orders = noun.orders if noun else {}
        self.labels = labels or Labels()
        super().__init__(data, noun.records.all() if queryset is None else queryset)
        self.choosable = {facet.parameter: facet for facet in (*self.facets, *self.derived)}
        self.filters = {
            name: FacetFilter(facet, self.labels) for name, facet in self.choosable.items()
        }

    def get_form_class(self) -> type[FilterForm]:
        return type("ListForm", (self._meta.form,), self.form_fields())

    def form_fields(self) -> dict[str, forms.Field]:
        """Return a field for each facet, for words, the order and the page size."""
        fields = {name: facet_filter.field for name, facet_filter in self.filters.items()}
        fields["q"] = SearchField(label=_("Search"))
        if self.noun and self.noun.is_dated:
            fields["on"] = DayField(label=_("On the day"))
        if self.noun:
            fields["as_of"] = PastDayField(label=_("As of the end of"))
        if self.noun and charts_of(self.noun):
            fields["view"] = ViewField(label=_("View"))
        if self.orders:
            fields["sort"] = SortField(orders=(*self.orders, RELEVANCE), label=_("Sort by"))
        fields["page_size"] = WholeNumberField(
            limit=MAX_PAGE_SIZE,
            default=PAGE_SIZE,
            least=self.least_page_size,
            label=_("Rows on a page"),
        )
        return fields

    @property
    def selection(self) -> Selection:
        """Return what is chosen, as far as it could be read; the page is the view's to set."""
        self.is_valid()
        cleaned = self.form.cleaned_data
        query, sort = cleaned.get("q"), cleaned.get("sort", "")
        own = RELEVANCE if query else next(iter(self.orders), "")
        return Selection(
            chosen={name: cleaned.get(name, ()) for name in self.filters},
            query=query,
            on=cleaned.get("on"),
            as_of=cleaned.get("as_of"),
            sort="" if sort == own else sort,
            page_size=cleaned.get("page_size", PAGE_SIZE),
            view=cleaned.get("view", ""),
            language=get_language(),
        )

    @cached_property
    def matches(self) -> Matches | None:
        query = self.form.cleaned_data.get("q")
        with snapshot() as taken:
            return taken.matches(query)

    @property
    def qs(self) -> QuerySet:
        """Return the chosen records in the chosen order; none where the address has an error."""
        if not self.is_valid():
            return self.queryset.none()
        queryset, selection = self.narrowed(), self.selection
        if self.noun:
            _label, order, descending = self.noun.arrangement(selection.sort)
            queryset = order.arrange(queryset, descending=descending)
        if selection.query and not selection.sort:
            then = queryset.query.order_by or queryset.model._meta.ordering
            queryset = with_tier(queryset, self.matches).order_by("tier", *then)
        return queryset

    def narrowed(self, leave_out: str | None = None) -> QuerySet:
        """Return the chosen records without order, one facet's choice left out if named."""
        queryset = self.queryset
        for name, facet_filter in self.filters.items():
            if name != leave_out:
                queryset = facet_filter.filter(queryset, self.form.cleaned_data[name])
        return filter_matches(queryset, self.matches) if self.matches else queryset
