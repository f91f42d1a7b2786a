"""The list of countries, or of sectors: all on one page, each with a bar, some of them compared."""

from dataclasses import replace
from math import ceil
from urllib.parse import urlencode

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from agreements.index.results import EmptyPage
from agreements.lists.comparing import PARAMETER, Comparing
from agreements.lists.counted_filter import BY_NUMBER, CountedFilter
from agreements.lists.mistakes import mistakes
from agreements.nouns import AGREEMENT
from agreements.punctuation import listed

from .comparison import comparison
from .list_page import ListPage
from .metadata import NOT_KEPT
from .panels import Pages, kept, order_choices

# So many stand on a page where the reader asks for no other number.
MOST_ON_A_PAGE = 300


class CountedList(ListPage):
    """The records of a noun that are values of a facet of agreements, with their numbers."""

    filterset_class = CountedFilter
    # The facet by which those that are compared are told apart, besides years.
    beside = ""

    def get_template_names(self):
        return [f"agreements/{self.noun.name}_list.html", "agreements/counted_list.html"]

    def get(self, request, *args, **kwargs):
        """Answer with the page; who names what is compared as it was called before is led on."""
        return self.led_on(self.comparing) or super().get(request, *args, **kwargs)

    @cached_property
    def comparing(self):
        return Comparing(self.request.GET, AGREEMENT.facet(self.noun.name), self.labels)

    @property
    def page_size(self):
        return self.selection.page_size if "page_size" in self.request.GET else MOST_ON_A_PAGE

    def answer(self):
        """Return the Answer with all records of the page, in the order that is asked for."""
        answered = super().answer()
        filterset, selection = answered.filterset, answered.selection
        self.selection = replace(selection, sort=filterset.sort or selection.sort)
        if not filterset.is_valid():
            return answered
        keys = list(self.snapshot.index(self.noun).all_keys(selection, answered.matches))
        if filterset.sort:
            keys = self.by_number(keys, BY_NUMBER[filterset.sort])
        start = (selection.page - 1) * self.page_size
        if start and start >= len(keys):
            raise EmptyPage
        shown = keys[start : start + self.page_size]
        return replace(answered, result=replace(answered.result, ids=shown))

    def by_number(self, keys, arrangement):
        """Return the primary keys in the order of how many agreements have each."""
        counts = self.snapshot.index(AGREEMENT).count_keys(self.noun.name, keys)
        sign = -1 if arrangement.descending else 1
        return sorted(keys, key=lambda key: sign * counts.get(key, 0))

    def get_context_data(self, **context):
        """Return the list with its bars, and what is compared of it."""
        context = super().get_context_data(**context)
        records, filterset = context["object_list"], context["filter"]
        with_bars(records)
        compared = self.comparing.values
        context |= {
            "pages": Pages(context["result"].total, self.selection, self.page_size),
            "order_choices": order_choices(filterset.orders, self.selection),
            "size_choices": [],
            "groups": self.groups(records),
            "kept_beside": kept(replace(self.selection, page=1)),
            "comparing": self.comparing,
            "ticked": {value.text for value in compared} or set(self.asked),
        }
        if not self.comparing.is_valid():
            found = mistakes(self.request.GET, self.comparing, self.snapshot)
            context["compare_mistakes"] = found
        if compared:
            context["comparison"] = comparison(
                self.snapshot.index(AGREEMENT),
                (AGREEMENT.facet(self.noun.name), AGREEMENT.facet(self.beside)),
                compared,
                self.labels,
                as_of=self.as_of,
            )
            names = listed(value.label for value in compared)
            context["page_title"] = _("Compared: %(names)s") % {"names": names}
        if self.asked:
            context["metadata"] = self.metadata_compared(context)
        return context

    @property
    def asked(self):
        return self.request.GET.getlist(PARAMETER)

    def metadata_compared(self, context):
        """Return the Metadata of a comparison: there are too many of them for search engines."""
        pairs = [(PARAMETER, text) for text in self.asked]
        address = self.request.build_absolute_uri(f"{self.request.path}?{urlencode(pairs)}")
        title = str(context["page_title"])
        return replace(context["metadata"], title=title, address=address, robots=NOT_KEPT)

    def groups(self, records):
        """Return (heading, records) of the groups that a reader sees: here one without heading."""
        return [("", records)] if records else []


def with_bars(records):
    """Put on each record the length of its bar: its number in hundredths of the highest."""
    highest = max((record.agreement_count for record in records), default=0)
    for record in records:
        record.share = ceil(100 * record.agreement_count / highest) if highest else 0
