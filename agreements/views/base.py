"""What the pages of all nouns share."""

import re

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView, TemplateView

from agreements.coverage import meters
from agreements.evidence import Evidence
from agreements.filters import RegisterFilter
from agreements.index import live
from agreements.index.results import NOTHING, select_in_sql
from agreements.index.selection import Selection
from agreements.models import Citation, Figure, Name, RefCounter
from agreements.models.refs import REF_PATTERN
from agreements.search.hits import look_up
from agreements.search.nearest import nearest
from agreements.search.reasons import Reasons
from agreements.views import metadata
from agreements.views.panels import Pages, chips, facet_panels, order_choices, size_choices


def page_number(text):
    """Return the number of a page; raise Http404 for what is not a plain number from 1."""
    if not text:
        return 1
    if not re.fullmatch(r"[1-9][0-9]{0,8}", text, re.ASCII):
        raise Http404(_("Pages are numbered 1, 2, 3 and so on."))
    return int(text)


ROWS_ON_DETAIL = 25


def records_in_order(queryset, ids):
    """Return the records of the primary keys, in that order; those just deleted are left out."""
    records = queryset.in_bulk(ids)
    return [records[pk] for pk in ids if pk in records]


def count_agreements(parameter, records):
    """Put on each record, a value of a facet, the number of agreements that have it."""
    counts = live.agreements.count_keys(parameter, [record.pk for record in records])
    for record in records:
        record.agreement_count = counts.get(record.pk, 0)


def first_of_list(index, parameter, record, facets=()):
    """Return what first_rows does, of the list of all that have a record as value of a facet.

    `result` says how many they are in all, and counts some facets; `selection` is the list's.
    """
    value = index.facet(parameter).value(record)
    selection = Selection(chosen={parameter: (value,)}, page_size=ROWS_ON_DETAIL)
    result = index.select(selection, listed=None, facets=facets)
    rows = records_in_order(index.records().for_rows().with_evidence(), result.ids)
    has_more = result.total > len(rows)
    return {"rows": rows, "has_more": has_more, "result": result, "selection": selection}


def first_rows(queryset, limit=ROWS_ON_DETAIL):
    """Return the first rows of a queryset and whether there are more, without counting them."""
    rows = list(queryset[: limit + 1])
    return {"rows": rows[:limit], "has_more": len(rows) > limit}


class RegisterList(TemplateView):
    """A page of records, filtered and ordered by the parameters of its address."""

    queryset = None
    filterset_class = RegisterFilter
    index = None
    title = ""
    empty = gettext_lazy("The register holds none yet.")
    none_found = gettext_lazy(
        "No name here holds all of these words. Try fewer of them, or another spelling."
    )

    def get_template_names(self):
        """Return agreements/<noun>_list.html."""
        return [f"agreements/{self.queryset.model._meta.model_name}_list.html"]

    def get_context_data(self, **context):
        """Return the rows of the page with the counts, the choice and the links around them."""
        filterset = self.filterset_class(self.request.GET, self.queryset.all())
        result, selection = self.select(filterset)
        pages = Pages(result.total, selection)
        records = records_in_order(filterset.queryset, result.ids)
        if selection.search:
            context |= self.explain(records, result, selection.search)
        return super().get_context_data(
            title=self.title,
            empty=self.none_found if selection.search and not self.index else self.empty,
            filter=filterset,
            result=result,
            selection=selection,
            pages=pages,
            object_list=records,
            panels=facet_panels(self.index, result.counts, selection) if self.index else [],
            chips=chips((*filterset.facets, *filterset.derived), selection),
            order_choices=order_choices(filterset.orders, selection),
            size_choices=size_choices(selection),
            metadata=metadata.of_list(
                self.request, self.queryset.model, self.title, filterset, selection
            ),
            **context,
        )

    def explain(self, records, result, query):
        """Say of each record why it was found, and return what to say of the search as a whole."""
        hits = look_up(query, (self.index or live.agreements).seen)
        Reasons(hits, records, self.index).attach()
        return {"search": hits, "nearest": nearest(hits, result.total)}

    def select(self, filterset):
        """Return what the list answers, nothing where the address has an error; and the choice."""
        if not filterset.is_valid():
            return NOTHING, filterset.selection
        selection = filterset.selection.at_page(page_number(self.request.GET.get("page")))
        if self.index:
            return self.index.select(selection), selection
        if selection.search:
            live.bring_in_step()
        return select_in_sql(filterset, selection), selection


class CountedList(RegisterList):
    """A list of one facet's values, each with the number of agreements recorded for it."""

    parameter = ""

    def get_context_data(self, **context):
        """Return the list with `agreement_count` on each of its records."""
        context = super().get_context_data(**context)
        count_agreements(self.parameter, context["object_list"])
        return context


class RegisterDetail(DetailView):
    """The page of one record, found by the field that its address names it by."""

    address_field = "ref"
    pattern = REF_PATTERN
    canonical = staticmethod(str.upper)
    noun_missing = gettext_lazy("The register has no record %(address)s.")

    def get(self, request, *args, **kwargs):
        """Answer with the page, its one true address, or a sentence where there is no record."""
        address = kwargs["address"]
        try:
            self.object = self.find(address)
        except ObjectDoesNotExist:
            return self.missing(address)
        if getattr(self.object, self.address_field) != address:
            return redirect(self.object, permanent=True)
        return self.render_to_response(self.get_context_data(object=self.object))

    def find(self, address):
        """Return the record at an address; its letters may be written large or small."""
        canonical = self.canonical(address)
        if not self.pattern.fullmatch(canonical):
            raise self.queryset.model.DoesNotExist
        return self.queryset.get(**{self.address_field: canonical})

    def missing(self, address):
        """Answer 410 for a record that was deleted, 404 for one that never was."""
        model = self.queryset.model
        ref = self.canonical(address)
        prefix = getattr(model, "REF_PREFIX", None)
        if prefix and ref.startswith(prefix) and RefCounter.objects.has_issued(ref):
            return render(self.request, "410.html", {"ref": ref}, status=410)
        raise Http404(self.noun_missing % {"address": address[:60]})

    def get_context_data(self, **context):
        """Return the record with its names, figures and citations."""
        noun = self.queryset.model._meta.model_name
        record = self.object
        if noun in Citation.SUBJECTS:
            context["evidence"] = Evidence(noun, record.citations.with_voices().with_items())
        if noun in Name.SUBJECTS:
            context["names"] = record.names.all()
        if noun in Figure.SUBJECTS:
            context["meters"] = meters(list(record.figures.all()))
        context["metadata"] = metadata.of_record(self.request, record, context)
        return super().get_context_data(**context)
