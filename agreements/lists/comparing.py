"""Which values of a facet an address asks to be compared: two or three."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from agreements.nouns.facets import FacetValue, RecordFacet

from .fields import FacetField
from .labels import Labels

PARAMETER = "compare"
FEWEST, MOST = 2, 3


class CompareForm(forms.Form):
    """Reads the values that are to be compared."""

    def __init__(self, data: QueryDict, facet: RecordFacet, labels: Labels):
        super().__init__(data)
        self.fields[PARAMETER] = FacetField(facet=facet, labels=labels, required=False)

    def clean_compare(self) -> tuple[FacetValue, ...]:
        """Return the values; one alone is refused, and so is each that is one too many."""
        values = self.cleaned_data[PARAMETER]
        if 0 < len(values) < FEWEST:
            sentence = _("“%(value)s” alone cannot be compared: choose two or three.")
            raise self._refusal(sentence, values[0])
        if len(values) > MOST:
            sentence = _("At most three are compared: “%(value)s” is one too many.")
            raise ValidationError([self._refusal(sentence, value) for value in values[MOST:]])
        return values

    def _refusal(self, sentence: str, value: FacetValue) -> ValidationError:
        return ValidationError(sentence, params={"value": value.label, "written": value.text})


class Comparing:
    """What is to be compared, as a filterset says what is chosen: by a form and its facet."""

    def __init__(self, data: QueryDict, facet: RecordFacet, labels: Labels):
        self.form = CompareForm(data, facet, labels)
        self.choosable = {PARAMETER: facet}

    def is_valid(self) -> bool:
        return self.form.is_valid()

    @property
    def values(self) -> tuple[FacetValue, ...]:
        """Return the values that are compared, none where the address asks for none or is wrong."""
        return self.form.cleaned_data.get(PARAMETER, ()) if self.is_valid() else ()
