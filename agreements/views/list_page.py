"""The list of a noun: its records, by the parameters of its address."""

from dataclasses import replace
from urllib.parse import urlencode

from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from pyroaring import BitMap

from agreements.formats.citing import Citing
from agreements.index.selection import Selection
from agreements.language_paths import for_programs
from agreements.lists.addresses import (
    as_of_context,
    chosen_parameters,
    has_own_page_size,
    href,
    list_context,
)
from agreements.lists.answer import answer
from agreements.lists.filters import RegisterFilter
from agreements.lists.former import led_on
from agreements.lists.mistakes import meant_by_capitals, mistakes
from agreements.lists.wording import page_title_of
from agreements.nouns import COUNTRY
from agreements.search.explain import Batch, Reasons
from agreements.search.matches import Level
from agreements.search.suggest import shorter, suggest

from . import metadata
from .charts_of_list import charts_of_list
from .data_links import OF_LISTS, links_of_list, of_the_register
from .earlier import Earlier
from .negotiation import HTML
from .page import Page, page_asked
from .panels import (
    Pages,
    chips,
    facet_form,
    facet_panels,
    order_choices,
    size_choices,
    span,
    totals,
    view_choices,
    view_of,
)
from .row_counts import count_for_rows, row_records

NONE_YET = gettext_lazy("The register holds none yet.")
WORD_NOT_FOUND = gettext_lazy(
    "No name here holds what you look for. Try another spelling, or another word."
)
NONE_FOUND = gettext_lazy(
    "No name here holds all of these words. Try fewer of them, or another spelling."
)
COUNTRY_WITHOUT_RECORDS = gettext_lazy(
    "The name of a country holds what you look for, but the register has no records of that "
    "country."
)


class ListPage(Earlier, Page):
    """A page of the records of a noun, filtered and ordered by the parameters of its address."""

    noun = None
    formats = OF_LISTS
    filterset_class = RegisterFilter

    def get_template_names(self):
        """Return the template of the noun's own list, or of all lists."""
        return [f"agreements/{self.noun.name}_list.html", "agreements/record_list.html"]

    def get(self, request, *args, **kwargs):
        """Answer with the page; who names a record as it was called before is led on."""
        context = self.get_context_data(**kwargs)
        return self.led_on(context["filter"]) or self.render_to_response(context)

    def led_on(self, filterset):
        """Return the answer that leads to the addresses that records bear now, None for none."""
        pairs = None if filterset.is_valid() else self.meant(filterset)
        address = f"{self.request.path}?{urlencode(pairs or [])}"
        return redirect(address, permanent=True) if pairs else None

    def meant(self, filterset):
        """Return the parameters that a wrong address was surely meant to have, None for none."""
        data = self.request.GET
        return led_on(data, filterset) or meant_by_capitals(data, filterset)

    def get_context_data(self, **context):
        """Return the rows of the page with the counts, the choice and the links around them."""
        answered = self.answer()
        context |= list_parts(answered)
        rows = context["object_list"]
        # All that the rows name is read before anything of it is named.
        count_for_rows(self.snapshot, self.noun, rows, self.labels, self.as_of)
        if answered.matches:
            context |= explain(answered, rows, self.snapshot)
        page_title = self.noun.title
        if answered.filterset.is_valid():
            page_title = page_title_of(self.noun, answered.selection, answered.result)
            absolute, revision = for_programs(self.request), self.snapshot.revision
            context["citing"] = Citing.of_list(answered, absolute, revision)
        else:
            context["mistakes"] = mistakes(self.request.GET, answered.filterset, self.snapshot)
        if answered.selection.view and answered.filterset.is_valid():
            context |= charts_of_list(answered, self.snapshot)
        return super().get_context_data(
            title=self.noun.title,
            noun=self.noun,
            totals=totals(self.noun, answered.selection, answered.result),
            years=span(answered.result.years),
            empty=none_found(self.noun, answered),
            data_links=links_of_list(self.noun, answered.selection),
            as_of=self.as_of,
            is_whole=not chosen_parameters(answered.selection),
            release=self.nearest_release,
            parameters=answered.filterset.form.parameters,
            page_title=page_title,
            metadata=metadata.of_list(self.request, page_title, self.noun.list_sentence, answered),
            **context,
        )

    def followed(self, context):
        """Return the pages before and after it, the licence and the API, and the list as data."""
        absolute, pages = self.request.build_absolute_uri, context["pages"]
        beside = (("prev", pages.previous), ("next", pages.next))
        links = [(absolute(address), relation, HTML) for relation, address in beside if address]
        return [*links, *of_the_register(), *super().followed(context)]

    def answer(self):
        filterset = self.filterset_class(
            self.request.GET, self.noun, row_records(self.noun), labels=self.labels
        )
        self.refuse(filterset)
        return answer(filterset, page_asked(self.request.GET), self.snapshot)


def none_found(noun, answered):
    """Return what to say of a list without a row, by what was chosen and looked for."""
    matches, selection = answered.matches, answered.selection
    if noun.empty and (selection.keys() or selection.on):
        return noun.empty
    if not matches:
        return NONE_YET
    if noun is COUNTRY and is_country_named(matches):
        return COUNTRY_WITHOUT_RECORDS
    return NONE_FOUND if len(matches.terms) > 1 else WORD_NOT_FOUND


def is_country_named(matches):
    """Return whether the name of a country holds all words; without records it is in no list."""
    words = [found.found[Level.WORD].of(COUNTRY.name) for found in matches.terms]
    return bool(words and BitMap.intersection(*words))


def list_parts(answered):
    """Return what stands on the page of any list: its rows, and what is around them."""
    selection, result, filterset = answered.selection, answered.result, answered.filterset
    panels = facet_panels(answered)
    is_of_rows = not selection.view
    return {
        "filter": filterset,
        "result": result,
        "pages": Pages(result.total, selection),
        "object_list": answered.records if is_of_rows else [],
        "panels": panels,
        "folded_panels": [panel for panel in panels if panel.is_folded],
        "facet_form": facet_form(selection, panels),
        "chips": chips((*filterset.facets, *filterset.derived), selection),
        "order_choices": order_choices(filterset.orders, selection),
        "size_choices": size_choices(selection),
        **search_form(selection),
        "list_context": list_context(selection),
        "as_of_context": as_of_context(selection),
        "today_href": href(selection.now()),
        "start_href": href(Selection(view=selection.view)),
        "view_choices": view_choices(filterset.noun, selection),
    }


def search_form(selection):
    """Return what the form for words within a list needs: it keeps what else is chosen."""
    return {
        "selection": selection,
        "kept_parameters": [*chosen_parameters(selection.without_query()), *view_of(selection)],
        "kept_page_size": selection.page_size if has_own_page_size(selection) else None,
    }


def explain(answered, records, snapshot):
    """Say of each record why it was found, and return what to say of the search as a whole."""
    noun, matches, selection = answered.noun, answered.matches, answered.selection
    index = snapshot.index(noun)
    told = index.told([record.pk for record in records], matches)
    Reasons(matches, [Batch(noun, records, index.keys_of, told)]).attach()
    found = {
        "search": matches,
        "suggestions": suggest(matches, answered.result.total),
        # Charts have no rows that tell.
        "shows_similar": bool(selection.view and answered.result.total)
        or any(record.is_similar for record in records),
    }
    if not answered.result.total:
        counts = index.count_without(selection, matches)
        found["shorter"] = shorter_searches(matches, counts, selection)
    return found


def shorter_searches(matches, counts, selection):
    """Return the searches for one word less that find anything: words, address and count of each.

    `counts` has how many records are found without each of the terms.
    """
    return [
        (query.text, href(replace(selection, query=query, page=1)), counts[number])
        for number, query in shorter(matches.query)
        if counts[number]
    ]
