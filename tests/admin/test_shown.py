"""Values of a form are told in the words that its editor sees."""

import pytest
from django import forms

from agreements.admin.shown import shown
from agreements.models import Sector
from tests.factories import SectorFactory

KINDS = forms.ChoiceField(choices=[("grant", "Grant agreement"), ("", "Not known")])


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        (forms.CharField(), "A college", "A college"),
        (forms.CharField(), "", ""),
        (forms.CharField(), None, ""),
        (forms.IntegerField(), 0, "0"),
        (forms.BooleanField(), True, "yes"),
        (forms.BooleanField(), False, "no"),
        (KINDS, "grant", "Grant agreement"),
        (KINDS, "unheard-of", "unheard-of"),
        (KINDS, "", ""),
    ],
)
def test_value_is_told_as_the_form_shows_it(field, value, expected):
    assert shown(field, value) == expected


@pytest.mark.django_db
def test_records_are_told_by_name_whether_given_themselves_or_by_key():
    forestry, health = SectorFactory(name="Forestry"), SectorFactory(name="Health")
    field = forms.ModelMultipleChoiceField(Sector.objects.all())

    assert shown(field, [forestry, health.pk]) == "Forestry, Health"
    assert shown(field, [str(health.pk)]) == "Health"
    assert shown(field, Sector.objects.filter(pk=health.pk)) == "Health"
    assert shown(field, None) == ""


@pytest.mark.django_db
@pytest.mark.parametrize("sent", ["abc", "9" * 30, "-1", "٣"])
def test_what_is_no_key_stands_for_itself(sent):
    assert shown(forms.ModelChoiceField(Sector.objects.all()), sent) == sent
