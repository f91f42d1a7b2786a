"""Values of some records that no citation supports."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.editing.uncited import uncited_values, values_are_cited
from agreements.models.citation import CITED
from tests.factories import CitationFactory, CountryFactory, EventFactory, NameFactory

pytestmark = pytest.mark.django_db


def test_uncited_values_are_those_of_the_records_asked_for():
    event, other = EventFactory(name="A conference"), EventFactory(name="A visit")
    NameFactory(institution=None, event=event, text="Another", language="en")
    CitationFactory(event=event, field="kind", agreement=None)

    found = uncited_values({"event": [event.pk], "country": [CountryFactory().pk]})

    assert ("event", str(event.pk), "name") in found
    assert ("event", str(event.pk), "names") in found
    assert ("event", str(event.pk), "kind") not in found
    assert {key for noun, key, _field in found if noun == "event"} == {str(event.pk)}
    assert other.pk != event.pk


def test_uncited_values_are_those_that_the_truth_names(agreement):
    keys = {noun: list(model.objects.values_list("pk", flat=True)) for noun, model in CITED.items()}

    found = {(noun, key) for noun, key, _field in uncited_values(keys)}

    assert found == {
        (broken.record._meta.model_name, str(broken.record.pk)) for broken in values_are_cited()
    }


def test_uncited_values_of_any_number_of_records_take_one_query(agreement):
    with CaptureQueriesContext(connection) as captured:
        uncited_values({"agreement": [agreement.pk], "event": [1, 2, 3]})

    assert len(captured) == 1
    assert uncited_values({}) == []
