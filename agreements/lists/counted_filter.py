"""The parameters of a list whose records are values of a facet of agreements."""

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.index.selection import Selection
from agreements.models.ordering import BY_NAME
from agreements.nouns.noun import Arrangement

from .comparing import PARAMETER
from .filters import RegisterFilter

# By how many agreements have each, which no index of its own noun knows; equal ones by name.
BY_NUMBER = {
    "-agreements": Arrangement(_("Most agreements first"), BY_NAME, descending=True),
    "agreements": Arrangement(_("Fewest agreements first"), BY_NAME),
}


class CountedFilter(RegisterFilter):
    """What the list of countries or of sectors takes besides: orders by number, a comparison."""

    def __init__(self, *args: object, **options: object):
        super().__init__(*args, **options)
        self.orders = {**self.noun.orders, **BY_NUMBER}

    def form_fields(self) -> dict[str, forms.Field]:
        """Return the fields of the list, with that of a comparison, which is read by itself."""
        compared = forms.Field(required=False, widget=forms.MultipleHiddenInput)
        return super().form_fields() | {PARAMETER: compared}

    @property
    def sort(self) -> str:
        """Return the name of the order by number that is asked for, "" where none is."""
        sort = super().selection.sort
        return sort if sort in BY_NUMBER else ""

    @property
    def selection(self) -> Selection:
        """Return what is chosen as the index of the noun knows it: in an order of its own."""
        selection = super().selection
        return selection.sorted_by("") if self.sort else selection
